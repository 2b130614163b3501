"""Pages of one's account and of one's organisation."""
