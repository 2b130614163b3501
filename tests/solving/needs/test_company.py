"""Whoever looks up their trouble reads how many others have the same one, as far as everybody may know it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.needs.making import AT, draft, fresh, published, told, writer
from yui.kernel.access import Actor
from yui.solving.needs import actions
from yui.solving.needs.models import Need, Trouble

pytestmark = pytest.mark.django_db


def gathered(need: Need, how_many: int) -> list[Trouble]:
    troubles = [told(address=f"203.0.113.{number}") for number in range(how_many)]
    actions.gather_troubles(troubles=troubles, need=need, by=writer(), at=AT)
    return troubles


def page_of(trouble: Trouble, client: Client | None = None) -> str:
    answer = (client or Client()).get(f"/troubles/{trouble.receipt}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_of_a_receipt_tells_how_many_others_told_the_same() -> None:
    mine, *_others = gathered(published(), 3)

    assert "同じ困りごとが、ほかに2件届いています。" in page_of(mine)


def test_it_tells_how_many_say_that_it_troubles_them_too() -> None:
    need = published()
    [mine] = gathered(need, 1)
    for token in ("a" * 20, "b" * 20):
        actions.echo_need(need=need, token=token, by=Actor.guest(of=need.owner_id), at=AT)
    actions.echo_for_town(need=fresh(need), by=make.official(make.town("潮見浦町")), at=AT)

    page = page_of(mine)

    assert "「うちも困っている」：2人、1団体。" in page
    assert "ほかに" not in page.partition("まちからの返事")[0].partition("ニーズにまとめました")[2]


@pytest.mark.parametrize("company", [1, 3])
def test_of_a_need_that_is_not_public_nobody_is_counted(company: int) -> None:
    mine, *_others = gathered(draft(), company)

    page = page_of(mine)

    assert "ニーズにまとめました" in page
    assert "届いています。" not in page.partition("<main")[2]


def test_a_trouble_that_stands_alone_counts_nobody() -> None:
    page = page_of(told()).partition("<main")[2]

    assert "同じ困りごとが" not in page
    assert "うちも困っている" not in page


def test_the_count_costs_the_same_however_many_there_are(django_assert_max_num_queries: Any) -> None:
    mine, *_others = gathered(published(), 4)
    page_of(mine)

    with django_assert_max_num_queries(12):
        page_of(mine)
