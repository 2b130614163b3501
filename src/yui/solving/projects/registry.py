"""Who knows the cases of a project: rooms above make themselves known at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class CaseLink:
    """A public case of a project, as the page of the project links it."""

    title: str
    url: str


FindCase = Callable[[int], CaseLink | None]

_finders: dict[str, FindCase] = {}


def register_case_finder(name: str, find: FindCase) -> None:
    """Register who finds the case of a project by its id; the name replaces what was registered under it."""
    _finders[name] = find


def cases_of(project_id: int) -> tuple[CaseLink, ...]:
    """The cases of a project, as far as its reader may see."""
    found = (find(project_id) for _name, find in sorted(_finders.items()))
    return tuple(one for one in found if one is not None)
