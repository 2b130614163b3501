"""A server and a worker that are killed in the middle of their work, again and again."""
