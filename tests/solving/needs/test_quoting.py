"""A resident's own words do not become public without an official having seen that they are a resident's."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.needs.clients import page
from tests.solving.needs.making import AT, draft, told, writer
from tests.solving.needs.test_telling_pages import written
from tests.windows import edited
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions
from yui.solving.needs.models import Need
from yui.solving.needs.queries.quoting import quotes_residents

pytestmark = pytest.mark.django_db

QUOTED = "住民のことばが、書かれたまま入っています"
SAID = "診療所のバスが止まりました。\nむすめは遠くにいて、病院に行けません。"


def gathered() -> Need:
    trouble = told(words=SAID)
    with acting_for(trouble.owner_id):
        return actions.gather_troubles(troubles=[trouble], need=None, by=writer(), at=AT)


def test_the_wizard_says_that_a_residents_words_stand_there_until_they_are_put_otherwise(official: Client) -> None:
    need = gathered()
    address = f"/desk/needs/{need.ref}/write"

    assert QUOTED in page(official, f"{address}/1")
    assert QUOTED not in page(official, f"{address}/2")
    assert QUOTED in page(official, f"{address}/6")
    edited(
        official, f"{address}/1", {"title": "通院の足", "field": "care", "present": "診療所へ通うバスがなくなった。"}
    )
    assert QUOTED not in page(official, f"{address}/1") + page(official, f"{address}/6")


def test_other_ends_of_lines_hide_nothing() -> None:
    need = gathered()
    with acting_for(need.owner_id):
        assert quotes_residents(need, f"はじめに。\r\n・{SAID}\r\nおわり。".replace("\n", "\r\n"))
        assert not quotes_residents(need, SAID[:10])


def test_a_need_without_troubles_quotes_nobody() -> None:
    need = draft(present=SAID)
    with acting_for(need.owner_id):
        assert not quotes_residents(need, SAID)
    assert not quotes_residents(None, SAID)


def test_a_resident_reads_before_sending_what_may_become_public(client: Client) -> None:
    looked = client.post("/troubles/new", written(make.town()), follow=True).content.decode()

    assert "役場がニーズとして公開することがあります" in looked
