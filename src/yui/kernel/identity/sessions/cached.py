"""Sessions kept in the database and remembered in the cache: for one process."""

from __future__ import annotations

from django.contrib.sessions.backends import cached_db

from yui.kernel.identity.sessions import OwnKeys


class SessionStore(OwnKeys, cached_db.SessionStore):
    """Django's, with keys of ours alone."""
