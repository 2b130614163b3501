"""The request being answered, for filters and macros that no argument reaches.

Macros are compiled and imported once for all pages, so they see no page's variables. What they need of the request
(the token of a form, whether to print furigana) they ask here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest

_request: ContextVar[HttpRequest | None] = ContextVar("yui_request", default=None)


def request() -> HttpRequest | None:
    """The request being answered in this thread, or None outside of one."""
    return _request.get()


@contextmanager
def answering(what: HttpRequest) -> Iterator[None]:
    """Make `what` the current request inside the block."""
    token = _request.set(what)
    try:
        yield
    finally:
        _request.reset(token)
