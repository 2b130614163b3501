"""Pages of projects: the public ones, those of the town, those of the coordinator."""
