from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.needs.clients import page
from tests.solving.needs.making import (
    AT,
    TODAY,
    draft,
    published,
    question,
    reader,
    submitted,
    told,
    writer,
)
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions
from yui.solving.needs.queries import waiting_for

pytestmark = pytest.mark.django_db


def waiting_of(actor: Any, kind: str) -> list[Any]:
    with acting_for(make.town()):
        return [item for item in waiting_for(actor, today=TODAY) if item.kind == kind]


def test_what_waits_comes_by_due_date_to_those_who_can_do_it() -> None:
    trouble, review = told(at=AT - timedelta(days=10)), submitted()
    need = published(at=AT - timedelta(days=100))
    asked = question(published())
    with acting_for(need.owner):
        for_writer, for_reader = waiting_for(writer(), today=TODAY), waiting_for(reader(), today=TODAY)
    kinds = [item.kind for item in for_writer]

    assert kinds == ["needs.trouble", "needs.question", "needs.stale"]
    assert for_writer[0].url.endswith(trouble.ref)
    assert for_writer[1].url.endswith(asked.ref)
    assert [item.url for item in for_reader if item.kind == "needs.review"] == [f"/desk/needs/{review.ref}/"]
    assert waiting_for(make.Actor.guest()) == []


def test_nobody_is_told_to_confirm_what_they_handed_in_themselves() -> None:
    chief = reader()
    need = actions.submit_need(need=draft(), by=chief, at=AT)

    with acting_for(need.owner):
        assert [item.kind for item in waiting_for(chief, today=TODAY)] == []


def test_a_draft_waits_for_its_post_to_be_continued_and_no_longer_once_it_is_handed_in(official: Client) -> None:
    need = draft(title="途中のニーズ")

    (item,) = waiting_of(writer(), "needs.draft")
    assert (item.title, item.url) == ("途中のニーズ", f"/desk/needs/{need.ref}/write/1")
    page(official, item.url)

    actions.submit_need(need=need, by=writer(), at=AT)
    assert waiting_of(writer(), "needs.draft") == []
    actions.send_back_need(need=need, note="数を足してください。", by=reader(), at=AT)
    assert waiting_of(writer(), "needs.draft") == []
    assert len(waiting_of(writer(), "needs.sent_back")) == 1


def test_many_drafts_never_hide_what_was_sent_back() -> None:
    need = actions.send_back_need(need=submitted(at=AT - timedelta(days=9)), note="直す", by=reader(), at=AT)
    for n in range(21):
        draft(title=f"下書き{n}")

    assert [item.title for item in waiting_of(writer(), "needs.sent_back")] == [need.title]
