"""Who may do what in this wing: without its right no action begins, and the riskiest rights are held by few."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from tests.conventions.test_actions import actions, name_of
from yui.kernel.access import Actor, NotPermitted, Role, permissions_of

HERE = [one for one in actions() if one.__module__.startswith("yui.solving.")]


class Untouched:
    """Stands for a record: whoever looks at it before the right was checked is found out."""

    def __getattribute__(self, name: str) -> Any:
        raise AssertionError(f"{name} was read before the right was checked")


@pytest.mark.parametrize("action", HERE, ids=name_of)
def test_without_its_right_an_action_looks_at_nothing_and_writes_nothing(action: Any, at: Any) -> None:
    """No database is allowed here, and no record may be read."""
    others = [one.permission for one in HERE if one.permission != action.permission]
    by = Actor.system(of=1, permissions=frozenset(map(str, others)))
    given = {name: Untouched() for name in inspect.signature(action).parameters if name not in {"by", "at"}}

    with pytest.raises(NotPermitted):
        action(**given, by=by, at=at)


def holders(permission: str) -> set[Role]:
    """The roles that carry a right."""
    return {role for role in Role if permission in permissions_of((str(role),))}


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("needs.need:publish", {Role.MANAGER}),  # the second pair of eyes
        ("projects.project:publish", {Role.MANAGER}),
        ("casebook.case:publish", {Role.MANAGER, Role.COORDINATOR}),  # a bureau tells cases of its own
        ("matching.introduction:coordinate", {Role.COORDINATOR}),
        ("matching.weights:switch", {Role.COORDINATOR}),
        ("solutions.service:publish", {Role.SUPPLIER}),
    ],
)
def test_what_binds_others_is_in_few_hands(permission: str, roles: set[Role]) -> None:
    assert holders(permission) == roles


def test_who_belongs_to_no_organisation_tells_asks_and_echoes_and_decides_nothing() -> None:
    held = permissions_of((str(Role.GUEST), str(Role.RESIDENT))) & {str(one.permission) for one in HERE}

    assert held == {"needs.trouble:tell", "needs.need:echo", "needs.question:ask"}


def test_a_vendor_holds_no_right_over_what_a_town_writes() -> None:
    held = permissions_of((str(Role.SUPPLIER),))

    assert not [right for right in held if right.startswith(("needs.", "projects.", "casebook."))]
    assert not held & {"matching.proposal:judge", "matching.proposal:read"}
