"""Machines of states, and the one method that moves a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.access.errors import Refused


class IllegalMove(Refused):
    """The record's state does not allow the move. `move` and `state` say which."""

    code = "illegal-move"
    status = 409

    def __init__(self, move: str, state: models.TextChoices) -> None:
        self.move, self.state = move, state
        super().__init__(
            _("いまの状態（%(state)s）では、この操作はできません。画面を読み込み直して、状態を確かめてください。")
            % {"state": state.label}
        )


@dataclass(frozen=True)
class Move:
    """A permitted change of state: from any of `from_` to `to`; `stamp` names a field that keeps the time."""

    from_: frozenset[models.TextChoices]
    to: models.TextChoices
    stamp: str = ""

    def __init__(self, from_: set[Any] | frozenset[Any], to: Any, stamp: str = "") -> None:
        object.__setattr__(self, "from_", frozenset(from_))
        object.__setattr__(self, "to", to)
        object.__setattr__(self, "stamp", stamp)


@dataclass(frozen=True)
class Machine:
    """All states of a record, the first one, and the moves between them by name."""

    states: type[models.TextChoices]
    initial: models.TextChoices
    moves: Mapping[str, Move] = field(default_factory=dict)

    def target(self, move: str, state: str) -> models.TextChoices:
        """The state that `move` leads to; raises IllegalMove where it may not be made from `state`."""
        current = self.states(state)
        declared = self.moves[move]
        if current not in declared.from_:
            raise IllegalMove(move, current)
        return declared.to

    def moves_from(self, state: str) -> list[str]:
        """The moves a record in `state` may make, in the order declared."""
        return [name for name, move in self.moves.items() if state in move.from_]


class StateField(models.CharField):  # type: ignore[type-arg]  # django-stubs' parameters say nothing here
    """The state of a record; its choices and default come from the machine."""

    def __init__(self, machine: Machine | None = None, **kwargs: Any) -> None:
        if machine is not None:
            kwargs.setdefault("choices", machine.states.choices)
            kwargs.setdefault("default", machine.initial.value)
        kwargs.setdefault("max_length", 24)
        kwargs.setdefault("db_index", True)
        super().__init__(**kwargs)


class Stateful:
    """A model with a `state` and its `machine`."""

    machine: ClassVar[Machine]
    state: Any

    def move(self, name: str, *, at: datetime, **changes: Any) -> str:
        """Make a declared move, set `changes` beside it, save; the state before is returned.

        The row is moved only if it still is in the state that was read: of two people who press at once, one gets the
        refusal. Raises IllegalMove and leaves the record as it was.
        """
        before, target = str(self.state), self.machine.target(name, self.state)
        stamp = self.machine.moves[name].stamp
        values = {**changes, **({stamp: at} if stamp else {}), "state": target.value}
        model: Any = type(self)
        record: Any = self
        locked = model._base_manager.select_for_update().filter(pk=record.pk).values_list("state", flat=True)
        current = locked.first()
        if current != before:
            raise IllegalMove(name, self.machine.states(current or before))
        for field_name, value in values.items():
            setattr(self, field_name, value)
        record.save(update_fields=[*values, *(["changed_at"] if hasattr(self, "changed_at") else [])])
        return before
