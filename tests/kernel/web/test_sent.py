"""What was just sent and is kept nowhere: given back to its sender, and to nobody else."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from yui.kernel.access import Role
from yui.kernel.web.sent import page_before, sent_words

OURS = {"origin": "http://testserver", "referer": "http://testserver/desk/needs/new?from=2345678abc"}
WORDS = "放送が聞こえない。\n<b>雨の夜</b>でも"


def posted(headers: dict[str, str], **fields: Any) -> Any:
    return RequestFactory().post("/desk/needs/new", fields, headers=headers)


def test_words_are_given_back_in_their_order_and_choices_numbers_and_secrets_are_not() -> None:
    request = posted(
        OURS, title="放送", field="recovery", people="203", present=WORDS, password="ひみつ の ことば",
        csrfmiddlewaretoken="a b", when="2026-11-23", mail="hanako@example.jp",
    )  # fmt: skip

    assert sent_words(request) == (("title", "放送"), ("present", WORDS), ("mail", "hanako@example.jp"))


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://[bad"},
     {"origin": "https://evil.example", "referer": "http://testserver/"}, {"referer": "https://evil.example/"}],
    ids=str,
)  # fmt: skip
def test_words_that_another_site_has_sent_do_not_stand_on_our_pages(headers: dict[str, str]) -> None:
    assert sent_words(posted(headers, present=WORDS)) == ()


@pytest.mark.parametrize("host", ["evil.example", "x y", "testserver:80@evil.example"])
def test_a_name_that_is_not_ours_is_refused_and_makes_no_page_ours(host: str) -> None:
    headers = {"host": host, "origin": f"http://{host}", "referer": f"http://{host}/"}

    answer = Client(headers=headers).post("/account/password/reset/", {"email": WORDS})

    assert answer.status_code == 400
    assert "放送が聞こえない" not in answer.content.decode()


def test_nothing_is_given_back_of_what_was_only_asked() -> None:
    assert sent_words(RequestFactory().get("/needs/?q=放送", headers=OURS)) == ()


@given(st.text("abcXYZ0189_.:/-", max_size=30))
def test_what_one_presses_or_picks_is_never_words(value: str) -> None:
    assert sent_words(posted(OURS, field=value)) == ()


@pytest.mark.parametrize(
    ("headers", "page"),
    [
        (OURS, "/desk/needs/new?from=2345678abc"),
        ({"referer": "https://evil.example/desk"}, "/desk/needs/new"),
        ({}, "/desk/needs/new"),
    ],
)
def test_one_comes_back_to_the_page_of_ours_on_which_the_form_stood(headers: dict[str, str], page: str) -> None:
    assert page_before(posted(headers)) == page


@pytest.mark.django_db
def test_who_is_signed_in_no_more_is_led_to_sign_in_and_back_with_their_words_on_the_page(client: Client) -> None:
    answer = client.post("/desk/needs/new", {"present": WORDS}, headers=OURS)

    page = answer.content.decode()
    assert answer.status_code == 404  # as for every stranger
    assert "サインインし直してください" in page
    assert "/account/login/?next=%2Fdesk%2Fneeds%2Fnew%3Ffrom%3D2345678abc" in page
    assert WORDS in unescape(page)
    assert "&lt;b&gt;雨の夜" in page


@pytest.mark.django_db
def test_a_page_that_is_not_there_looks_the_same_so_that_nothing_is_told_of_what_is(client: Client) -> None:
    there, not_there = (
        client.post(path, {"present": WORDS}, headers=OURS) for path in ("/desk/needs/new", "/desk/nothing-at-all")
    )

    assert there.status_code == not_there.status_code == 404
    said = [answer.content.decode().partition("<main")[2] for answer in (there, not_there)]
    assert said[0] == said[1]
    assert WORDS in unescape(said[0])


@pytest.mark.django_db
def test_a_page_grown_too_old_gives_the_words_back_and_says_how_to_sign_in_again() -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/desk/needs/new", {"present": WORDS}, headers=OURS)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert WORDS in unescape(page)
    assert "サインインし直してください" in page
    assert "/account/login/?next=" in page


@pytest.mark.django_db
def test_who_is_signed_in_is_not_told_to_sign_in(client: Client) -> None:
    client.force_login(make.member(make.town(), Role.OFFICIAL).person)

    page = client.post("/cloud/organisations/add/", {"name": WORDS}, headers=OURS).content.decode()

    assert "ページが見つかりません" in page
    assert "サインインし直してください" not in page
    assert WORDS in unescape(page)
