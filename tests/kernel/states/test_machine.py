"""States: what may not be moved is not moved, and of two who press at once one is refused."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Any

import pytest
from django.db import close_old_connections, connection, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from yui.kernel.identity.models import Invitation
from yui.kernel.states import IllegalMove, Machine, Move
from yui.kernel.tenancy import acting_for


class Light(models.TextChoices):
    RED = "red", "赤"
    GREEN = "green", "青"
    YELLOW = "yellow", "黄"
    OFF = "off", "消灯"


MACHINE = Machine(
    Light,
    initial=Light.RED,
    moves={
        "go": Move({Light.RED}, to=Light.GREEN, stamp="went_at"),
        "wait": Move({Light.GREEN}, to=Light.YELLOW),
        "stop": Move({Light.YELLOW, Light.GREEN}, to=Light.RED),
        "switch_off": Move(set(Light) - {Light.OFF}, to=Light.OFF),
    },
)


@given(state=st.sampled_from(list(Light)), move=st.sampled_from(list(MACHINE.moves)))
def test_a_move_leads_where_it_is_declared_or_is_refused(state: Light, move: str) -> None:
    declared = MACHINE.moves[move]

    if state in declared.from_:
        assert MACHINE.target(move, state) is declared.to
        assert move in MACHINE.moves_from(state)
    else:
        with pytest.raises(IllegalMove) as refused:
            MACHINE.target(move, state)
        assert (refused.value.move, refused.value.state) == (move, state)
        assert str(state.label) in str(refused.value)
        assert move not in MACHINE.moves_from(state)


@given(moves=st.lists(st.sampled_from(list(MACHINE.moves)), max_size=12))
def test_from_switched_off_no_way_leads_on(moves: list[str]) -> None:
    state: Any = Light.OFF
    for move in moves:
        with pytest.raises(IllegalMove):
            MACHINE.target(move, state)


def test_a_move_that_was_never_declared_is_a_bug() -> None:
    with pytest.raises(KeyError):
        MACHINE.target("fly", Light.RED)


def invitation(of: Any, at: datetime, digest: str = "x") -> Invitation:
    with acting_for(of):
        made: Invitation = Invitation.objects.create(
            owner=of, email="x@example.jp", digest=digest, expires_at=at + Invitation.LIFETIME
        )
    return made


def row(of: Any, pk: int) -> Any:
    with acting_for(of):
        return Invitation.objects.values().get(pk=pk)


@pytest.mark.django_db
def test_a_legal_move_changes_state_and_time_and_says_what_was(at: datetime) -> None:
    here = make.town()
    made = invitation(here, at)

    with acting_for(here):
        before = made.move("accept", at=at, title="主事")

    assert before == "sent"
    kept = row(here, made.pk)
    assert (kept["state"], kept["answered_at"], kept["title"]) == ("accepted", at, "主事")


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["accept", "withdraw"])
@pytest.mark.parametrize("second", ["accept", "withdraw"])
def test_an_illegal_move_changes_nothing(at: datetime, first: str, second: str) -> None:
    here = make.town()
    made = invitation(here, at)
    with acting_for(here):
        made.move(first, at=at)
        before = row(here, made.pk)

        with pytest.raises(IllegalMove):
            made.move(second, at=at, title="勝手に")

    assert row(here, made.pk) == before
    assert made.title == ""


@pytest.mark.django_db
def test_who_read_an_older_state_is_refused(at: datetime) -> None:
    here = make.town()
    made = invitation(here, at)
    with acting_for(here):
        other = Invitation.objects.get(pk=made.pk)
        made.move("withdraw", at=at)

        with pytest.raises(IllegalMove):
            other.move("accept", at=at)

    assert row(here, made.pk)["state"] == "withdrawn"


@pytest.fixture
def two_at_once() -> Any:
    """Run two functions in two threads, each in a transaction of its own, begun together."""

    def run(*functions: Any) -> list[str]:
        gate, said = threading.Barrier(len(functions)), []

        def one(function: Any) -> None:
            close_old_connections()
            gate.wait()
            try:
                with transaction.atomic():
                    function()
                said.append("moved")
            except IllegalMove:
                said.append("refused")
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=(function,)) for function in functions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        return sorted(said)

    return run


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_at_once_one_is_refused(at: datetime, two_at_once: Any) -> None:
    here = make.town()
    for digest in "abc":
        made = invitation(here, at, digest)

        def move(name: str, pk: int = made.pk) -> None:
            with acting_for(here):
                Invitation.objects.get(pk=pk).move(name, at=at)

        assert two_at_once(lambda: move("accept"), lambda: move("withdraw")) == ["moved", "refused"]
