"""Our variant of Django's SQLite backend."""
