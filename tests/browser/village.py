"""A village whose needs and troubles stand at every step, for tests of the room's pages in a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext

from tests import factories as make
from tests.solving.needs.making import AT, draft, published, question, submitted, told, writer
from yui.kernel.identity.models import Person
from yui.kernel.jobs import run_pending
from yui.solving.needs import actions


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """The hour of the other tests, from which this one may walk on: a person needs time to write."""
    moment: list[datetime] = [AT]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])

    def later(by: timedelta) -> None:
        moment[0] += by

    return later


@pytest.fixture
def region(index: None, now: object) -> dict[str, str]:
    """A need with all its parts, a draft, one under review, a neighbour's alike need, a trouble answered and gathered."""
    need = published()
    actions.answer_question(
        question=question(need), answer="対象です。停電の夜は、消防団が先に伺います。", by=writer(), at=AT
    )
    waiting = question(need, "名簿はありますか。")
    neighbour = make.town("潮見浦町")
    published(neighbour, title="風と波で、防災無線の放送が港で聞こえない", present="港では放送が波の音で消える。")
    actions.echo_for_town(need=need, by=writer(neighbour), at=AT)
    trouble = told(area="上ノ瀬", name="三宅ハル")
    actions.answer_trouble(trouble=trouble, text="お便りをありがとうございます。", by=writer(), at=AT)
    actions.gather_troubles(troubles=[trouble], need=need, by=writer(), at=AT)
    open_one = told(words="朝の駅前の駐輪場がいっぱいで、電車に乗り遅れます。", address="203.0.113.9")
    unfinished, review = draft(title="", present=""), submitted(title="除雪の車がどこにいるか分からない")
    run_pending(at=AT)
    return {
        "need": need.ref,
        "question": waiting.ref,
        "receipt": trouble.receipt,
        "trouble": open_one.ref,
        "draft": unfinished.ref,
        "review": review.ref,
    }


def sign_in(context: BrowserContext, actor: Any, live_server: Any) -> None:
    """Give a visitor the sign-in of an actor."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": str(live_server)}])
