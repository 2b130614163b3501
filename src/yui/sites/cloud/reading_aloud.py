"""The one `Reader` of this process: the dictionary, the names of organisations, and what operators put right.

Each process looks at most twice a minute whether anything changed (two short queries, of a few thousand rows at most);
the process that changed it looks at once. Pages in between ask the database nothing.
"""

from __future__ import annotations

import logging
import threading
import time

from django.db import DatabaseError

from yui.engines.readings import Reader
from yui.kernel.identity.models import Organisation
from yui.sites.cloud import rules
from yui.sites.cloud.models import Reading

RENEWED_AFTER = 30.0
"""Seconds."""

_OUR_OWN_NAME = {"結": "ゆい"}
_log = logging.getLogger(__name__)


class _Kept:
    def __init__(self) -> None:
        self.reader = Reader(_OUR_OWN_NAME)
        self.looked_at: float | None = None
        self.looking = threading.Lock()


_kept = _Kept()


def latest() -> Reader:
    """The reader with the corrections known here; another object as soon as they changed."""
    now = time.monotonic()
    due = _kept.looked_at is None or now - _kept.looked_at >= RENEWED_AFTER
    if due and _kept.looking.acquire(blocking=False):
        try:
            _kept.looked_at = now
            _renew()
        finally:
            _kept.looking.release()
    return _kept.reader


def look_again() -> None:
    """Let the next page of this process look for changes."""
    _kept.looked_at = None


def corrections() -> dict[str, str]:
    """Every word with a reading of its own, as the database has it now. Operators have the last word."""
    named = Organisation.published.exclude(kana="").values_list("name", "kana")
    told = {name: rules.by_word(kana) for name, kana in named if rules.tells_reading(name, rules.as_kept(kana))}
    return _OUR_OWN_NAME | told | dict(Reading.objects.values_list("word", "kana"))


def _renew() -> None:
    try:
        found = corrections()
    except DatabaseError:  # a page that is told without the database is read with what was known before
        _log.warning("readings could not be renewed", exc_info=True)
        return
    if found != _kept.reader.corrections:
        _kept.reader = Reader(found)
