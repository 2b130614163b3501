"""What stands in the header: rooms place their own entries here when they start (upward knowledge goes by registry)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


class Face(StrEnum):
    """The two layouts: residents', and that of staff."""

    PORTAL = "portal"
    DESK = "desk"


@dataclass(frozen=True)
class Entry:
    """One link of a face's navigation, shown to those who hold `permission`."""

    label: str | Promise
    url_name: str
    order: int
    permission: str | None
    icon: str | None


@dataclass(frozen=True)
class Link:
    """An entry as a page prints it."""

    label: str | Promise
    href: str
    icon: str | None
    current: bool


_entries: dict[Face, list[Entry]] = {Face.PORTAL: [], Face.DESK: []}
_search: dict[Face, str] = {}


def place(
    face: Face,
    label: str | Promise,
    url_name: str,
    *,
    order: int = 50,
    permission: str | None = None,
    icon: str | None = None,
) -> None:
    """Add a link to the navigation of a face; placing the same address again replaces it."""
    others = [entry for entry in _entries[face] if entry.url_name != url_name]
    _entries[face] = sorted([*others, Entry(label, url_name, order, permission, icon)], key=lambda entry: entry.order)


def place_search(face: Face, url_name: str) -> None:
    """Name the page that answers the search box (`?q=`) in the header of a face."""
    _search[face] = url_name


def links(face: Face, path: str, permissions: frozenset[str]) -> list[Link]:
    """The entries of a face for somebody with these permissions; the one nearest to `path` is current.

    The first page is current on itself alone: every address begins with /, also one that does not exist.
    """
    allowed = [entry for entry in _entries[face] if entry.permission is None or entry.permission in permissions]
    found = [(entry, href) for entry in allowed if (href := address(entry.url_name))]
    here = max(
        (href for _, href in found if path == href or (href != "/" and path.startswith(href))), key=len, default=""
    )
    return [Link(entry.label, href, entry.icon, href == here) for entry, href in found]


def search_address(face: Face) -> str | None:
    """Where the search box of a face sends its words, or None where no room answers it."""
    return address(_search[face]) if face in _search else None


@lru_cache(maxsize=512)
def address(name: str) -> str | None:
    """The address of a page without arguments, or None where its room is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@lru_cache(maxsize=16_384)
def address_of(name: str, *parts: str | int) -> str:
    """The address of a record's page. Remembered, because lists ask for many and addresses never change."""
    return reverse(name, args=parts)
