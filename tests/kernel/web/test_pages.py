"""Pages, their parts, and what they never contain."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from django.http import HttpRequest
from django.test import Client, override_settings

from tests import factories as make
from yui.kernel.access import Role
from yui.kernel.web import navigation, render, render_part
from yui.kernel.web.navigation import Face
from yui.kernel.web.rendering import the_environment

PAGES = ["/gallery/", "/gallery/desk/", "/gallery/form/", "/preferences/", "/licences/"]
ERRORS = {"400": 400, "403": 403, "404": 404, "csrf": 403, "500": 500, "refused": 422, "stopped": 403}
EVERY = [*PAGES, *(f"/gallery/errors/{kind}/" for kind in ERRORS)]


@pytest.mark.django_db
@pytest.mark.parametrize("address", EVERY)
def test_a_page_has_one_heading_one_main_part_and_a_title(client: Client, address: str) -> None:
    page = client.get(address).content.decode()

    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert len(re.findall(r"<main ", page)) == 1
    assert re.search(r"<title>.+結 Yui</title>", page)
    assert '<html lang="ja"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", EVERY)
def test_a_page_carries_no_script_and_no_style_of_its_own(client: Client, address: str) -> None:
    page = client.get(address).content.decode()

    assert not re.search(r"<script(?![^>]* src=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)


@pytest.mark.django_db
@pytest.mark.parametrize("address", EVERY)
def test_no_two_things_on_a_page_have_the_same_name(client: Client, address: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get(address).content.decode())

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(("kind", "status"), ERRORS.items())
def test_an_error_page_says_what_happened_without_asking_the_database(client: Client, kind: str, status: int) -> None:
    # No django_db here: a query would fail the test.
    answer = client.get(f"/gallery/errors/{kind}/")

    assert answer.status_code == status
    assert "Traceback" not in answer.content.decode()


def test_a_server_error_is_told_even_when_templates_fail(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_name: str) -> None:
        raise jinja2.TemplateNotFound("errors/500.html")

    monkeypatch.setattr(the_environment(), "get_template", fail)

    answer = client.get("/gallery/errors/500/")

    assert answer.status_code == 500
    assert "ただいま表示できません" in answer.content.decode()


@pytest.mark.django_db
def test_an_address_nobody_knows_gets_our_page(client: Client) -> None:
    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    page = answer.content.decode()
    assert "ページが見つかりません" in page
    assert page.count('role="search"') <= 1
    assert "aria-current" not in page
    assert "画面の部品" not in page


@pytest.mark.django_db
def test_only_operators_are_led_to_the_parts_of_the_screens(client: Client) -> None:
    seen = {}
    for role, body in ((Role.OPERATOR, make.operator_body()), (Role.OFFICIAL, make.town())):
        client.force_login(make.member(body, role).person)
        seen[role] = "画面の部品" in client.get("/licences/").content.decode()

    assert seen == {Role.OPERATOR: True, Role.OFFICIAL: False}


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_with_a_way_on() -> None:
    answer = Client(enforce_csrf_checks=True).post("/gallery/form/", {"title": "x"})

    assert answer.status_code == 403
    assert "もう一度送ってください" in answer.content.decode()


@pytest.mark.django_db
def test_the_demo_says_so_on_every_page_and_to_search_engines(client: Client) -> None:
    with override_settings(YUI_DEMO=True):
        assert "お試し環境・架空の地域です" in client.get("/licences/").content.decode()
        assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    with override_settings(YUI_DEMO=False):
        assert "お試し環境" not in client.get("/licences/").content.decode()
        assert "Disallow: /desk/" in client.get("/robots.txt").content.decode()


def test_a_drill_is_marked_in_title_and_on_the_page(printed: Callable[..., str]) -> None:
    page = printed('{% extends "base.html" %}{% set title = "避難指示" %}', mode="drill")

    assert "<title>【訓練】避難指示" in page
    assert "これは本当のお知らせではありません" in page
    assert 'class="mode-drill"' in page


def test_a_name_that_was_never_given_is_an_error_and_not_a_gap(printed: Callable[..., str]) -> None:
    with pytest.raises(jinja2.UndefinedError):
        printed("{{ never_given }}")


def test_what_people_wrote_is_never_markup(printed: Callable[..., str]) -> None:
    wicked = "<script>alert(1)</script>\"'><img onerror=x>"

    page = printed(
        "{{ ui.card(word, word, word, meta=[word]) }}{{ ui.tag(word) }}{{ ui.notice(word, word) }}"
        "{{ ui.summary_list([(word, word, word)]) }}{{ ui.table(word, [word], [[word]]) }}{{ ui.button(word, value=word) }}"
        "{{ ui.reasons([word]) }}{{ ui.search(word, word) }}{{ _('全%(x)s', x=word) }}{{ ui.empty(word, word) }}"
        "{{ ui.bar_chart(word, [(word, 1)]) }}{{ ui.line_chart(word, [(word, 1)], unit=word) }}",
        word=wicked,
    )

    assert "<script" not in page
    assert "<img" not in page


class TestParts:
    """htmx asks the address of a page for one of its blocks."""

    TEMPLATE = "gallery/form.html"

    def answer(self, request: HttpRequest, htmx: Any) -> str:
        request.htmx = htmx  # type: ignore[attr-defined]
        answer = render(request, self.TEMPLATE, {"form": _form(), "sent": True}, part="content")
        assert "HX-Request" in answer["Vary"]
        return answer.content.decode()

    def test_htmx_gets_the_part_alone(self, asking: Callable[..., HttpRequest]) -> None:
        htmx = SimpleNamespace(boosted=False, history_restore_request=False)

        part = self.answer(asking(), htmx)

        assert "受け取りました" in part
        assert "<html" not in part

    @pytest.mark.parametrize(
        "htmx",
        [
            None,
            SimpleNamespace(boosted=True, history_restore_request=False),
            SimpleNamespace(boosted=False, history_restore_request=True),
        ],
    )
    def test_everybody_else_gets_the_page(self, asking: Callable[..., HttpRequest], htmx: Any) -> None:
        page = self.answer(asking(), htmx)

        assert page.startswith("<!doctype html>")
        assert page.endswith("</html>")
        assert "受け取りました" in page

    def test_a_part_can_be_asked_for_by_name(self, asking: Callable[..., HttpRequest]) -> None:
        answer = render_part(asking(), self.TEMPLATE, "content", {"form": _form(), "sent": False}, status=422)

        assert answer.status_code == 422
        assert answer.content.decode().lstrip().startswith("<form")


class TestNavigation:
    @pytest.fixture(autouse=True)
    def empty_navigation(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(navigation, "_entries", {Face.PORTAL: [], Face.DESK: []})

    def test_entries_stand_in_their_order_and_only_for_those_with_the_right(self) -> None:
        navigation.place(Face.DESK, "あと", "web:licences", order=90)
        navigation.place(Face.DESK, "さき", "web:gallery", order=10)
        navigation.place(Face.DESK, "係だけ", "web:preferences", permission="needs.need:submit")

        assert [link.label for link in navigation.links(Face.DESK, "/", frozenset())] == ["さき", "あと"]
        allowed = navigation.links(Face.DESK, "/", frozenset({"needs.need:submit"}))
        assert [link.label for link in allowed] == ["さき", "係だけ", "あと"]

    def test_the_nearest_entry_is_the_current_one(self) -> None:
        navigation.place(Face.DESK, "部品", "web:gallery")
        navigation.place(Face.DESK, "職員向け", "web:gallery-desk")

        links = navigation.links(Face.DESK, "/gallery/desk/", frozenset())

        assert [link.label for link in links if link.current] == ["職員向け"]

    def test_an_entry_of_a_room_that_is_not_installed_is_left_out(self) -> None:
        navigation.place(Face.PORTAL, "ない部屋", "no-such-room:home")

        assert navigation.links(Face.PORTAL, "/", frozenset()) == []


def _form() -> Any:
    from yui.kernel.web.gallery import SampleForm

    return SampleForm()
