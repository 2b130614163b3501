"""Sessions: Django's own, which believe no cookie that cannot be a key of ours.

A key is 32 letters that Django has drawn. Whatever else a cookie holds is no session, and neither the cache nor the
database is asked for it: a cache warns of keys of hundreds of letters, once a request.
"""

from __future__ import annotations

import re

from django.contrib.sessions.backends.base import SessionBase

_KEY = re.compile(r"[a-z0-9]{32}")


class OwnKeys(SessionBase):
    """Takes a key for none unless it is one that Django could have drawn."""

    def _validate_session_key(self, key: str | None) -> bool:
        return key is not None and _KEY.fullmatch(key) is not None
