from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from yui.kernel.jobs.ledger import once, outside, was_done
from yui.kernel.jobs.models import Effect, EffectState


class Down(Exception):
    """The other side does not answer."""


class PostOffice:
    """A receiver of mail that knows a repetition by its token."""

    def __init__(self) -> None:
        self.received: dict[str, str] = {}
        self.deliveries = 0

    def deliver(self, token: str, text: str) -> None:
        self.deliveries += 1
        self.received[token] = text


@pytest.mark.django_db
def test_the_first_caller_of_a_key_does_it_and_no_other():
    with transaction.atomic():
        answers = [once("notice 1 to address 2"), once("notice 1 to address 2"), once("notice 1 to address 3")]

    assert answers == [True, False, True]
    assert was_done("notice 1 to address 2")


@pytest.mark.django_db
def test_an_effect_that_was_rolled_back_can_be_made_again():
    def break_off() -> None:
        with transaction.atomic():
            once("letter")
            raise Down

    with pytest.raises(Down):
        break_off()

    assert not was_done("letter")
    with transaction.atomic():
        assert once("letter")


@pytest.mark.django_db(transaction=True)
def test_once_without_a_transaction_is_a_mistake():
    with pytest.raises(RuntimeError, match="transaction of its effect"):
        once("alone")


@pytest.mark.django_db(transaction=True)
def test_an_effect_outside_is_made_once():
    office = PostOffice()

    for _ in range(3):
        with outside("mail 1") as attempt:
            if attempt.wanted:
                office.deliver(attempt.token, "お知らせ")

    assert office.deliveries == 1
    assert was_done("mail 1")


@pytest.mark.django_db(transaction=True)
def test_an_effect_in_doubt_is_repeated_with_the_same_token():
    office = PostOffice()
    doubts = []

    def send(*, killed: bool) -> None:
        with outside("mail 1") as attempt:
            doubts.append(attempt.doubtful)
            office.deliver(attempt.token, "お知らせ")
            if killed:  # between the delivery and our knowing of it
                raise Down

    with pytest.raises(Down):
        send(killed=True)
    assert not was_done("mail 1")
    send(killed=False)

    assert doubts == [False, True]
    assert len(office.received) == 1
    assert was_done("mail 1")


@pytest.mark.django_db(transaction=True)
def test_an_effect_outside_is_not_begun_within_a_transaction():
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(), outside("mail 1"):
        pass


@pytest.mark.django_db
def test_the_database_itself_refuses_a_done_effect_without_time():
    with pytest.raises(IntegrityError), transaction.atomic():
        Effect.objects.create(key="k", state=EffectState.DONE, token="t", begun_at=timezone.now())
