"""Pages: each loads, calls once, answers."""
