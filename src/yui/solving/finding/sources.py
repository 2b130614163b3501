"""The registry of sources: upward knowledge, rooms make themselves known when they start."""

from __future__ import annotations

from yui.solving.finding.cards import Source

_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Let a room's records be found. Registering a kind again replaces it."""
    _sources[source.kind] = source


def every_source() -> tuple[Source, ...]:
    """All sources, in the order of their kinds."""
    return tuple(_sources[kind] for kind in sorted(_sources))


def source_of(kind: str) -> Source:
    """The source of a kind; raises KeyError where no room has registered it."""
    return _sources[kind]
