"""Which events there are and who hears them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

_reactions: dict[str, list[str]] = {}
_functions: dict[str, Callable[[Any], None]] = {}
_kinds: dict[str, type[Event]] = {}


@dataclass(frozen=True)
class Event:
    """A fact in the past: ids and times only, nothing that could be out of date when it is heard."""

    def __init_subclass__(cls) -> None:
        _kinds[f"{cls.__module__}:{cls.__name__}"] = cls

    @classmethod
    def kind(cls) -> str:
        return f"{cls.__module__}:{cls.__name__}"


E_ = TypeVar("E_", bound=Event)


def reaction(kind: type[E_]) -> Callable[[Callable[[E_], None]], Callable[[E_], None]]:
    """Hear an event: the function is called as a job, once for each event, again if it failed."""

    def listen(function: Callable[[E_], None]) -> Callable[[E_], None]:
        path = f"{function.__module__}:{function.__qualname__}"
        _functions[path] = function
        _reactions.setdefault(kind.kind(), []).append(path)
        return function

    return listen


def heard_by(event: Event) -> tuple[str, ...]:
    """The reactions that hear an event, in the order they were declared."""
    return tuple(_reactions.get(event.kind(), ()))


def hear(path: str, kind: str, facts: dict[str, Any]) -> None:
    """Call one reaction with the event it was promised."""
    _functions[path](_kinds[kind](**facts))


def every_event() -> dict[str, type[Event]]:
    """All kinds of event, for the documentation."""
    return dict(sorted(_kinds.items()))
