"""Pages of cases: the public ones, and those on which they are written and reviewed."""
