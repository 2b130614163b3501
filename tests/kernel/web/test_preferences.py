"""How a reader wants pages shown."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.web.preferences import COOKIE, Language, Preferences, TextSize

CHOICES = st.builds(
    Preferences,
    text_size=st.sampled_from(TextSize),
    furigana=st.booleans(),
    language=st.one_of(st.none(), st.sampled_from(Language)),
)


@given(CHOICES)
def test_a_choice_survives_its_cookie(choice: Preferences) -> None:
    assert Preferences.read(choice.written()) == choice


@given(st.text())
def test_no_cookie_can_break_a_page(cookie: str) -> None:
    read = Preferences.read(cookie)

    assert (read.text_size in TextSize, read.language is None or read.language in Language) == (True, True)
    assert read == Preferences() or "=" in cookie
    assert Preferences.read(read.written()) == read


@given(CHOICES, st.dictionaries(st.sampled_from(["text_size", "furigana", "language"]), st.text()))
def test_unknown_wishes_change_nothing(choice: Preferences, wishes: dict[str, str]) -> None:
    known = {*TextSize, *Language, "on", "off"}

    assert choice.changed({name: wish for name, wish in wishes.items() if wish not in known}) == choice


def test_plain_japanese_comes_with_furigana_and_english_without() -> None:
    assert Preferences(language=Language.PLAIN).shows_furigana
    assert not Preferences(language=Language.ENGLISH, furigana=True).shows_furigana


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_choice_is_kept_and_leads_back(client: Client, method: str) -> None:
    answer = getattr(client, method)("/preferences/", {"text_size": "large", "next": "/gallery/?q=1"})

    assert answer.status_code == 302
    assert answer["Location"] == "/gallery/?q=1"
    assert Preferences.read(answer.cookies[COOKIE].value).text_size is TextSize.LARGE
    assert answer.cookies[COOKIE]["samesite"] == "Lax"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "javascript:alert(1)",
        "http:///example.org",
        "\t//example.org",
        "",
    ],
)
def test_nobody_is_sent_to_another_site(client: Client, elsewhere: str) -> None:
    answer = client.get("/preferences/", {"text_size": "large", "next": elsewhere})

    assert answer["Location"] == "/"


@pytest.mark.django_db
def test_one_choice_leaves_the_others_as_they_were(client: Client) -> None:
    client.get("/preferences/", {"text_size": "largest", "furigana": "on"})

    client.get("/preferences/", {"furigana": "off"})

    assert Preferences.read(client.cookies[COOKIE].value) == Preferences(TextSize.LARGEST)


@pytest.mark.django_db
def test_a_page_says_its_language_and_that_it_depends_on_the_cookie(client: Client) -> None:
    client.get("/preferences/", {"language": "en"})

    answer = client.get("/licences/")

    assert answer["Content-Language"] == "en"
    assert 'lang="en"' in answer.content.decode()
    assert "Cookie" in answer["Vary"]


@pytest.mark.django_db
def test_the_page_of_preferences_offers_every_choice(client: Client) -> None:
    page = client.get("/preferences/").content.decode()

    for value in [*TextSize, *Language, "on", "off"]:
        assert f'value="{value}"' in page
