"""Every page of ours in the map of addresses, with a path that reaches it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

SAMPLES = {"IntConverter": "1", "UUIDConverter": "0d3a5f4e-8f0a-4a0e-9b6a-1c2d3e4f5a6b"}
A_REFERENCE = "2345678abc"
"""A reference of the right shape that names no record."""


@dataclass(frozen=True)
class Page:
    """A view and one path that leads to it."""

    path: str
    view: Callable[..., Any]
    by_route: bool

    @property
    def right(self) -> str | None:
        """What `@page` declared."""
        return getattr(self.view, "right", None)

    def __str__(self) -> str:
        return self.path


def pages() -> list[Page]:
    """Every page whose view is ours; the API has contracts of its own."""
    found = _walk(get_resolver().url_patterns, "/", True)
    return [page for page in found if page.view.__module__.startswith("yui.") and not page.path.startswith("/api/")]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, by_route: bool) -> Iterator[Page]:
    for item in patterns:
        path = prefix + _filled(item.pattern)
        plain = by_route and not isinstance(item.pattern, RegexPattern)
        if isinstance(item, URLResolver):
            yield from _walk(item.url_patterns, path, plain)
        else:
            yield Page(path, item.callback, plain)


def _filled(pattern: Any) -> str:
    if not isinstance(pattern, RoutePattern):
        return str(pattern)
    samples = {name: SAMPLES.get(type(kind).__name__, A_REFERENCE) for name, kind in pattern.converters.items()}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: samples[match.group(1)], str(pattern._route))
