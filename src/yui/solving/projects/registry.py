"""Where the story of a project is told on: rooms above make themselves known at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Telling:
    """A public record that tells of a project."""

    title: str
    url: str


FindTelling = Callable[[int], Telling | None]

_finders: dict[str, FindTelling] = {}


def register_telling(name: str, find: FindTelling) -> None:
    """Tell where a project (its id) is told on; the name replaces what was registered under it."""
    _finders[name] = find


def tellings_of(project_id: int) -> tuple[Telling, ...]:
    """All that tells of a project, as far as its reader may see."""
    found = (find(project_id) for _name, find in sorted(_finders.items()))
    return tuple(one for one in found if one is not None)
