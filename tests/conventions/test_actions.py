"""What people do has one shape, a right that somebody holds, and a name in the reference."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from datetime import datetime
from typing import Any, get_type_hints

import pytest

from tests.conventions import project
from yui.kernel.access import Actor, permissions
from yui.kernel.access.actions import every_action


def actions() -> list[Callable[..., Any]]:
    """Every action of every room, each room's module loaded first."""
    for path in project.modules():
        if path.stem == "actions" or path.parent.name == "actions":
            importlib.import_module(".".join(path.relative_to(project.ROOT / "src").with_suffix("").parts))
    return [one for one in every_action if one.__module__.startswith("yui.")]


def name_of(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__name__}"


@pytest.mark.parametrize("action", actions(), ids=name_of)
def test_an_action_takes_keywords_only_who_and_when_among_them(action: Callable[..., Any]) -> None:
    parameters = inspect.signature(action).parameters.values()
    hints = get_type_hints(inspect.unwrap(action))

    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters)
    assert (hints["by"], hints["at"]) == (Actor, datetime)


@pytest.mark.parametrize("action", actions(), ids=name_of)
def test_the_permission_of_an_action_is_registered_and_somebody_holds_it(action: Callable[..., Any]) -> None:
    permission = action.permission

    assert permission in permissions.every()
    assert permissions.roles_with(permission), f"{permission} is given to no role"


@pytest.mark.parametrize("action", actions(), ids=name_of)
def test_an_action_says_in_a_sentence_what_it_does(action: Callable[..., Any]) -> None:
    assert (inspect.getdoc(action) or "").partition("\n")[0].endswith((".", "。"))
