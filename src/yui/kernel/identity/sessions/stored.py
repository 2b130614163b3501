"""Sessions kept in the database alone: for several processes, where a copy in one would outlive a sign-out in another."""

from __future__ import annotations

from django.contrib.sessions.backends import db

from yui.kernel.identity.sessions import OwnKeys


class SessionStore(OwnKeys, db.SessionStore):
    """Django's, with keys of ours alone."""
