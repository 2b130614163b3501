"""Our variant of Django's PostgreSQL backend."""
