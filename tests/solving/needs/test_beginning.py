"""A need that is begun in the wizard: nothing typed is lost, and one page never begins two."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.needs.clients import page
from tests.solving.needs.making import AT, RADIO, writer
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions
from yui.solving.needs.models import Need

pytestmark = pytest.mark.django_db


def test_the_wizard_asks_before_words_are_lost(official: Client) -> None:
    form = re.search(r"<form[^>]* data-unsaved.*?</form>", page(official, "/desk/needs/new"), re.DOTALL)

    assert form is not None
    assert 'name="title"' in form[0]
    assert "data-unsaved" not in page(official, "/desk/needs/")


def test_a_script_that_leaves_keeps_the_step_and_hears_where_it_is_written_on(official: Client) -> None:
    window = beginning(official)
    typed = {"title": "途中まで", "field": "", "present": "", **window}
    first = official.post("/desk/needs/new", {**typed, "leaving": "link"})
    with acting_for(make.town()):
        need = Need.objects.get()
    address = f"/desk/needs/{need.ref}/write/1"
    again = official.post(address, {**typed, "present": "聞こえない。", "leaving": "window"})
    with acting_for(make.town()):
        need.refresh_from_db()

    assert (first.status_code, first["Content-Location"], first.content) == (204, address, b"")
    assert (again.status_code, need.present) == (204, "聞こえない。")
    assert page(official, "/desk/needs/").count("書きかけのニーズを下書きに残しました") == 1  # not for the quiet one


def test_a_step_that_cannot_be_kept_is_no_success_for_the_script(official: Client) -> None:
    answer = official.post("/desk/needs/new", {"title": "あ" * 500, "field": "", "present": "", "leaving": "link"})

    assert answer.status_code == 422
    with acting_for(make.town()):
        assert not Need.objects.exists()


def beginning(client: Client) -> dict[str, str]:
    """What the form of a page for a new need sends along: its token, and which page it is."""
    found = dict(re.findall(r'name="(beginning|version)" value="([^"]+)"', page(client, "/desk/needs/new")))
    assert set(found) == {"beginning", "version"}
    return found


def drafts() -> list[Need]:
    with acting_for(make.town()):
        return list(Need.objects.order_by("pk"))


def test_one_page_begins_one_need_however_often_it_is_sent(official: Client) -> None:
    token = beginning(official)

    kept = official.post("/desk/needs/new", {"title": "途中まで", **token, "leaving": "link"})
    sent = official.post("/desk/needs/new", {"title": "終わりまで", **token})

    [need] = drafts()
    assert need.title == "終わりまで"
    assert kept["Content-Location"] == f"/desk/needs/{need.ref}/write/1"
    assert sent["Location"] == f"/desk/needs/{need.ref}/write/2"


def test_another_page_begins_another_need(official: Client) -> None:
    for token in (beginning(official), beginning(official)):
        official.post("/desk/needs/new", {"title": "同じ題", **token})

    assert len(drafts()) == 2


def test_a_page_that_came_back_with_errors_still_begins_one_need(official: Client) -> None:
    token = beginning(official)

    back = official.post("/desk/needs/new", {"title": "あ" * 500, **token})

    assert f'value="{token["beginning"]}"' in back.content.decode()
    assert back.status_code == 422


@pytest.mark.parametrize("token", ["", "x", "WzEsMiwiYWJjIl0:1aaaaa:forged"])
def test_a_token_that_is_not_ours_names_no_need(official: Client, token: str) -> None:
    for _ in range(2):
        assert official.post("/desk/needs/new", {"title": "同じ題", "beginning": token}).status_code == 302

    assert len(drafts()) == 2


def test_nobody_writes_on_with_the_token_of_somebody_else(official: Client, head: Client) -> None:
    token = beginning(official)

    official.post("/desk/needs/new", {"title": "橘の題", **token})
    head.post("/desk/needs/new", {"title": "稲葉の題", **token})

    assert [need.title for need in drafts()] == ["橘の題", "稲葉の題"]


def test_what_was_handed_in_is_not_written_over_by_the_page_that_began_it(official: Client) -> None:
    token = beginning(official)
    official.post("/desk/needs/new", {"title": "途中まで", **token})
    [need] = drafts()
    actions.write_need(need=need, changes=RADIO, by=writer(), at=AT)
    actions.submit_need(need=need, by=writer(), at=AT)

    told = official.post("/desk/needs/new", {"title": "上書き", **token})
    over = re.search(r'name="over" value="([^"]+)"', told.content.decode())
    assert over is not None
    again = official.post("/desk/needs/new", {"title": "上書き", **token, "over": over[1]})

    assert (told.status_code, again.status_code) == (409, 422)
    assert "書き直せるのは下書きだけです" in again.content.decode()
    assert "上書き" in again.content.decode()
    assert [need.title for need in drafts()] == [RADIO["title"]]
