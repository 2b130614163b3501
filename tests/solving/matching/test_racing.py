"""Two sides that answer in the same moment: with real transactions, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.solving.matching import making
from tests.solving.matching.making import AT
from yui.kernel.access import Actor, Refused
from yui.kernel.tenancy import acting_for
from yui.solving.matching import actions
from yui.solving.matching.actions import answering
from yui.solving.matching.events import MatchAgreed
from yui.solving.matching.models import Introduction, IntroductionState, Stage, Step

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> list[BaseException]:
    """Call all in threads that start together; what they raised."""
    start, raised = threading.Barrier(len(calls)), []

    def run(call: Callable[[], object]) -> None:
        try:
            start.wait()
            call()
        except Refused as refused:
            raised.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def answer(introduction: Introduction, by: Actor, *, agrees: bool = True) -> Callable[[], object]:
    return lambda: actions.answer_introduction(
        introduction=introduction, agrees=agrees, reason="" if agrees else "timing", by=by, at=AT
    )


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    heard: list[object] = []
    really = answering.events.publish
    monkeypatch.setattr(answering.events, "publish", lambda event: (heard.append(event), really(event)))
    return heard


def test_two_who_agree_at_once_make_exactly_one_match(said: list[object]) -> None:
    introduction = making.introduced()
    said.clear()

    raised = at_once(answer(introduction, making.for_town()), answer(introduction, making.for_vendor()))

    assert raised == []
    assert sum(isinstance(event, MatchAgreed) for event in said) == 1
    with acting_for(making.bureau()):
        assert Introduction.objects.get().state == IntroductionState.AGREED
    with acting_for(None):
        assert Step.published.filter(stage=Stage.AGREED).count() == 1


def test_one_side_that_presses_twice_answers_once(said: list[object]) -> None:
    introduction = making.introduced()
    official = making.for_town()
    said.clear()

    raised = at_once(answer(introduction, official), answer(introduction, official))

    assert [type(one).__name__ for one in raised] == ["AlreadyAnswered"]
    assert len(said) == 1


def test_a_no_and_a_yes_at_once_never_make_a_match(said: list[object]) -> None:
    introduction = making.introduced()

    at_once(answer(introduction, making.for_town(), agrees=False), answer(introduction, making.for_vendor()))

    assert not any(isinstance(event, MatchAgreed) for event in said)
    with acting_for(making.bureau()):
        assert Introduction.objects.get().state == IntroductionState.DECLINED
