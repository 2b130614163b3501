"""Pure computation: data in, data out. Nothing here knows of Django."""
