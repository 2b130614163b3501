"""A visitor who follows every link: one page of each kind, from the front door to the last corner."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from tests.conventions.addresses import pages

_LINKS = "() => [...document.querySelectorAll('a[href]')].map((a) => a.href)"
_AWAY = ("/account/logout/", "/account/social/")
_EXAMPLES = {"web:gallery", "web:gallery-desk"}
_TURNED = {"after", "before"}


def wander(page: Page, *starts: str, within: tuple[str, ...]) -> Iterator[str]:
    """Yield the name of each kind of page while it is open in `page`, one address of each kind.

    Only links whose addresses begin with one of `within` are followed.
    """
    base = ""
    seen: set[str] = set()
    waiting = deque(starts)
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        try:
            answer = page.goto(address)
        except Error:
            continue  # a file to keep, not a page
        if answer is None or not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        parts = urlsplit(page.url)
        base = f"{parts.scheme}://{parts.netloc}"
        assert answer.ok, f"{address} answers {answer.status}"
        links = (link.removeprefix(base) for link in page.evaluate(_LINKS) if link.startswith(base))
        waiting.extend(link for link in links if link.startswith(within))
        yield kind


def kind_of(address: str) -> str | None:
    """What kind of page an address leads to: the name of its view, and what its question asks for first.

    Turning a list forwards or backwards is one kind. Links shown as examples in the gallery lead to the gallery itself.
    """
    parts = urlsplit(address)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    if parts.path.startswith(_AWAY):
        return None
    asked = "" if found.view_name in _EXAMPLES else parts.query.partition("=")[0]
    if asked in _TURNED:
        asked = "turned"
    return f"{found.view_name}?{asked}" if asked else found.view_name


def every_kind() -> set[str]:
    """The names of all pages of ours that can be opened with an address alone."""
    return {
        found.view_name
        for page in pages()
        if _reads(page.view) and (found := resolve(page.path)) and not page.path.startswith(_AWAY)
    }


def _reads(view: Any) -> bool:
    """Whether a view answers GET: `require_POST` and its like keep the methods they allow in a closure."""
    while view:
        for cell in view.__closure__ or ():
            if isinstance(cell.cell_contents, list | tuple) and "POST" in cell.cell_contents:
                return "GET" in cell.cell_contents
        view = getattr(view, "__wrapped__", None)
    return True
