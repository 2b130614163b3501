"""`@action`: the frame around every change. It checks the right, opens the scope and one transaction, and demands that
the action leaves an entry in the audit.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import transaction

from yui.kernel.access.actor import Actor
from yui.kernel.access.errors import NotPermitted
from yui.kernel.access.recording import recording
from yui.kernel.tenancy import acting_for

P = ParamSpec("P")
R = TypeVar("R")

every_action: list[Callable[..., Any]] = []
"""All actions defined so far, for the tests of conventions."""


class NothingRecorded(RuntimeError):
    """An action changed something without an audit entry. A bug."""


def action(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function of keywords, `by: Actor` and `at: datetime` an action that needs `permission`."""

    def frame(function: Callable[P, R]) -> Callable[P, R]:
        _demand_shape(function)

        @wraps(function)
        def acted(*args: P.args, **kwargs: P.kwargs) -> R:
            by, at = cast(Actor, kwargs["by"]), cast(datetime, kwargs["at"])
            if not by.may(permission):
                raise NotPermitted(permission)
            with (
                acting_for(by.organisation_id, person=by.person_id, operator=by.is_operator),
                transaction.atomic(),
                recording(by, at) as entries,
            ):
                result = function(*args, **kwargs)
                if not entries:
                    raise NothingRecorded(f"{function.__module__}.{function.__name__} left no audit entry")
            return result

        cast(Any, acted).permission = permission
        every_action.append(acted)
        return acted

    return frame


def _demand_shape(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    positional = [p.name for p in parameters.values() if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    if positional or not {"by", "at"} <= parameters.keys():
        raise TypeError(f"action {function.__qualname__} takes keywords only, `by` and `at` among them")
