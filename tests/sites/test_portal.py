from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from tests import factories as make
from yui.engines.search import Document, SearchIndex
from yui.kernel.access import Role
from yui.solving import finding
from yui.solving.finding import asking, jobs, opening, sources

pytestmark = pytest.mark.django_db

CARD = finding.Card(
    kind="case", pk=1, ref="abc", title="回覧板をスマホで回す", summary="班長の手間が半分になりました。",
    url="/cases/abc/", owner_name="霧ヶ沢村",
)  # fmt: skip


@pytest.fixture(autouse=True)
def one_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = SearchIndex.open(tmp_path)
    for module in (asking, jobs, opening):
        monkeypatch.setattr(module, "index", lambda: made)
    monkeypatch.setattr(sources, "_sources", {})
    facets = {"field": ("community",), "government": ("480011",), "prefecture": ("織江県",)}
    document = Document("case:1", "case", {"title": CARD.title, "body": CARD.summary}, facets)
    finding.register(
        finding.Source(
            kind="case", label="事例", documents=lambda pks: [document], pks=lambda: [1], cards=lambda pks: {1: CARD}
        )
    )
    made.put([document])


def test_the_first_page_asks_the_one_question_and_shows_what_was_solved(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "どうしましたか" in page
    assert CARD.title in page
    assert 'href="/troubles/"' in page  # who has told a trouble before finds the way to what became of it


def test_a_search_says_why_something_was_found(client: Client) -> None:
    page = client.get("/search/", {"q": "回覧板が遅い"}).content.decode()

    assert CARD.title in page
    assert "「回覧板」が合いました" in page


def test_a_search_without_an_answer_says_what_to_do_next(client: Client) -> None:
    page = client.get("/search/", {"q": "宇宙船の整備"}).content.decode()

    assert "見つかりませんでした" in page
    assert "困りごとを伝える" in page


def test_htmx_gets_the_answer_alone(client: Client) -> None:
    page = client.get("/search/", {"q": "回覧板"}, headers={"HX-Request": "true"}).content.decode()

    assert CARD.title in page
    assert "<html" not in page


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\u202e", "%' OR 1=1", "あ" * 3_000])
def test_hostile_words_are_answered_calmly(client: Client, text: str) -> None:
    answer = client.get("/search/", {"q": text})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_letter_that_ends_texts_is_no_question(client: Client) -> None:
    assert client.get("/search/", {"q": "\x00"}).status_code == 400


def test_a_field_has_its_page_and_an_unknown_one_has_none(client: Client) -> None:
    assert CARD.title in client.get("/fields/community/").content.decode()
    assert client.get("/fields/magic/").status_code == 404


def test_a_field_without_anything_says_so(client: Client) -> None:
    assert "まだ何もありません" in client.get("/fields/green/").content.decode()


def test_a_town_has_its_page(client: Client) -> None:
    make.town("霧ヶ沢村")

    page = client.get("/towns/480011/").content.decode()

    assert "霧ヶ沢村" in page
    assert CARD.title in page


def test_a_town_that_does_not_take_part_is_not_found(client: Client) -> None:
    assert client.get("/towns/999999/").status_code == 404


def test_the_towns_are_listed_in_the_order_of_their_codes(client: Client) -> None:
    make.town("潮見浦町")
    make.town("霧ヶ沢村")

    page = client.get("/towns/").content.decode()

    assert page.index("霧ヶ沢村") < page.index("潮見浦町")


def test_the_funnel_shows_every_stage_even_where_nothing_has_happened(client: Client) -> None:
    page = client.get("/funnel/").content.decode()

    assert "公開されたニーズ" in page
    assert "1年後も使っている" in page
    assert "見送りは、まだありません" in page


def test_the_search_of_the_desk_finds_the_same_and_leads_to_the_towns_own_troubles(client: Client) -> None:
    client.force_login(make.member(make.town("霧ヶ沢村"), Role.OFFICIAL).person)

    page = client.get("/desk/search", {"q": "回覧板"}).content.decode()

    assert CARD.title in page
    assert "仕事のページ" in page  # the navigation of the desk stays
    assert 'href="/desk/troubles/?q=%E5%9B%9E%E8%A6%A7%E6%9D%BF"' in page
    assert 'href="?q=%E5%9B%9E%E8%A6%A7%E6%9D%BF&amp;kind=case"' in page


def test_the_search_of_the_desk_offers_a_supplier_no_residents_words(client: Client) -> None:
    client.force_login(make.member(make.vendor(), Role.SUPPLIER).person)

    assert "/desk/troubles/" not in client.get("/desk/search", {"q": "回覧板"}).content.decode()


def test_the_search_of_the_desk_does_not_exist_for_strangers(client: Client) -> None:
    assert client.get("/desk/search", {"q": "回覧板"}).status_code == 404
