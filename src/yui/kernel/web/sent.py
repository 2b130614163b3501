"""What somebody has just sent and nobody has kept, so that an error page can give it back to them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

MOST: Final = 40
"""Texts that are given back: more than any form of ours has."""
_CHOSEN = re.compile(r"[\x21-\x3f\x41-\x7e]*")
"""What one presses or picks, not writes: choices, numbers, dates, tokens. With a space, an @ or a kanji it is words."""
_SECRET = re.compile("password|secret|csrf|code|next", re.IGNORECASE)


def sent_words(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Field and text of the form that a page of ours has just sent, in its order; nothing of secrets and of mere choices.

    Only where the browser says that the form stood on a page of ours: another site must not be able to put words of
    its own on our pages.
    """
    if request.method != "POST" or not _from_our_page(request):
        return ()
    try:
        fields = list(request.POST.lists())
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return ()
    texts = [(name, value.strip()) for name, values in fields if not _SECRET.search(name) for value in values]
    return tuple((name, text) for name, text in texts if not _CHOSEN.fullmatch(text))[:MOST]


def page_before(request: HttpRequest) -> str:
    """The path of the page of ours on which a form stood; where the browser does not say, the one it was sent to."""
    told = request.headers.get("Referer", "")
    if not _is_ours(request, told):
        return request.get_full_path()
    page = urlsplit(told)
    return f"{page.path or '/'}?{page.query}" if page.query else page.path or "/"


def _from_our_page(request: HttpRequest) -> bool:
    return _is_ours(request, request.headers.get("Origin") or request.headers.get("Referer") or "")


def _is_ours(request: HttpRequest, told: str) -> bool:
    try:
        return urlsplit(told).netloc == request.get_host()
    except (ValueError, DisallowedHost):  # not an address at all; or nobody may ask us by this name
        return False
