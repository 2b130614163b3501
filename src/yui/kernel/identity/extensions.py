"""What other rooms tell identity: which of their records belong to posts and people, so that a transfer moves them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel.identity.permissions import Permission
from yui.kernel.web.navigation import Face, place


@dataclass(frozen=True)
class Holder:
    """Who is in charge of records: a post, or a person of the organisation acted for."""

    post_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Owned:
    """Records of a room that posts or people are in charge of.

    `count(holder)` says how many; `move(holder, to)` puts `to` in charge of all of them and says how many they were.
    Both are called in the scope of the organisation; `move` inside the action that hands over. A kind that only posts
    hold returns 0 for people.
    """

    kind: str
    label: Any
    count: Callable[[Holder], int]
    move: Callable[[Holder, Holder], int]


_owned: dict[str, Owned] = {}


def register_owned(owned: Owned) -> None:
    """Make records of a room known to the hand-over; the same kind again replaces it."""
    _owned[owned.kind] = owned


def every_owned() -> list[Owned]:
    """All that is handed over, in the order it was registered."""
    return list(_owned.values())


place(Face.DESK, _("団体の設定"), "identity:people", order=80, permission=Permission.READ_COLLEAGUES, icon="people")
