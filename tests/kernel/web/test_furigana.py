"""ふりがな over running text, and nowhere else."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.http import HttpRequest
from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.web import furigana
from yui.kernel.web.furigana import annotate

RUBY = "<ruby>町<rp>（</rp><rt>まち</rt><rp>）</rp></ruby>"


def test_kanji_with_a_known_reading_carry_it(known_readings: None) -> None:
    assert annotate("<p>この町で</p>") == f"<p>この{RUBY}で</p>"


@pytest.mark.parametrize(
    "untouched",
    [
        "<title>町</title>",
        '<input value="町 > 町">',
        "<textarea>町</textarea>",
        "<option>町</option>",
        "<svg><text>町</text></svg>",
        "<script>町</script>",
        "<!-- 町 -->",
        "<ruby>町<rt>ちょう</rt></ruby>",
        "<p>ひらがなとカタカナ</p>",
    ],
)
def test_places_where_ruby_cannot_stand_stay_as_they_are(known_readings: None, untouched: str) -> None:
    assert annotate(untouched) == untouched


def test_text_after_such_a_place_is_annotated_again(known_readings: None) -> None:
    assert annotate("<svg><g/><text>町</text></svg>町") == f"<svg><g/><text>町</text></svg>{RUBY}"


def test_signs_stay_escaped(known_readings: None) -> None:
    assert annotate("<b>町&amp;&lt;町</b>") == f"<b>{RUBY}&amp;&lt;{RUBY}</b>"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026年11月23日（月）", "2026ねん11がつ23にち（げつ）"),
        ("4月1日（水）の町", "4がつついたち（すい）のまち"),
        ("12月20日", "12がつはつか"),
        ("9月14日", "9がつじゅうよっか"),
    ],
)
def test_dates_are_read_as_they_are_said(known_readings: None, written: str, said: str) -> None:
    page = annotate(written)

    assert re.sub(r"<ruby>.*?<rt>(.*?)</rt>.*?</ruby>", r"\1", page) == said


@pytest.mark.parametrize(("letters", "begins"), [(12, "<ruby>町"), (13, "町町")])
def test_the_reading_of_a_name_wider_than_a_phone_stands_behind_it(letters: int, begins: str) -> None:
    name = "町" * letters
    furigana.use(lambda text: [(text, "ちょう")])

    assert annotate(name).startswith(begins)
    assert re.sub("<.*?>", "", annotate(name)) == f"{name}（ちょう）"


@given(st.text(alphabet="町窓口困あア<>&\"' a1２2月日年（）", max_size=60))
def test_taking_the_readings_away_gives_back_the_text(text: str) -> None:
    page = f"<p>{html.escape(text)}</p>"

    assert re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>|</?ruby>", "", annotate(page)) == page


def test_a_page_has_readings_only_for_those_who_asked(
    known_readings: None, printed: Callable[..., str], asking: Callable[..., HttpRequest]
) -> None:
    text = "<p>{{ word }}</p><p>{{ word | furigana }}</p>"

    assert printed(text, word="町") == "<p>町</p><p>町</p>"
    assert printed(text, word="町", request=asking(furigana="on")) == f"<p>{RUBY}</p><p>{RUBY}</p>"
    assert printed(text, word="町", request=asking(language="ja-x-easy")) == f"<p>{RUBY}</p><p>{RUBY}</p>"


def test_the_filter_never_lets_markup_through(
    known_readings: None, printed: Callable[..., str], asking: Callable[..., HttpRequest]
) -> None:
    page = printed("{{ word | furigana }}", word="<script>町</script>", request=asking(furigana="on"))

    assert "<script>" not in page


def test_without_an_engine_pages_work_as_they_are(
    printed: Callable[..., str], asking: Callable[..., HttpRequest], known_readings: None
) -> None:
    from yui.kernel.web import furigana

    furigana.use(None)

    assert printed("<p>町</p>", request=asking(furigana="on")) == "<p>町</p>"
