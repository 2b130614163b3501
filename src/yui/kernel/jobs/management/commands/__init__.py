"""`work` runs jobs."""
