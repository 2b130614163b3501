"""People's Japanese words on a page in English say that they are Japanese."""

from __future__ import annotations

import re
import time
from html import escape
from html.parser import HTMLParser

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from yui.kernel.web.passages import mark_japanese

JAPANESE = re.compile("[々ぁ-ヿ一-鿿]")
TEXTS = st.text(alphabet="ab 12,.()“”&<>\"'\n　町々の声ボタン、。「」", max_size=30)


class Heard(HTMLParser):
    """What a page says, and how much of its Japanese it says in another voice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.unmarked = "", ""
        self._open: list[bool] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(dict(attrs).get("lang") == "ja")

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words += data
        if not any(self._open):
            self.unmarked += "".join(JAPANESE.findall(data))


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("<h1>町の放送</h1>", '<h1 lang="ja">町の放送</h1>'),
        ('<td class="soft">12時間/月</td>', '<td class="soft" lang="ja">12時間/月</td>'),
        (
            "<p>It troubles 榊野市, 石守町 too.</p>",
            '<p>It troubles <span lang="ja">榊野市, 石守町</span> too.</p>',
        ),
        (
            "<li>“足” and “通院” match</li>",
            '<li>“<span lang="ja">足</span>” and “<span lang="ja">通院</span>” match</li>',
        ),
        ("<p>Exit: CSVとJSON</p>", '<p>Exit: <span lang="ja">CSVとJSON</span></p>'),
        ("<p>(石守町).</p>", '<p>(<span lang="ja">石守町</span>).</p>'),
        ("<p>町<b>Yui</b>村</p>", '<p><span lang="ja">町</span><b>Yui</b><span lang="ja">村</span></p>'),
        ("<p>町&amp;村</p>", '<p lang="ja">町&amp;村</p>'),
        ("<p>a > 町</p>", '<p>a > <span lang="ja">町</span></p>'),
        ("<p>1 >町</p>", '<p>1 ><span lang="ja">町</span></p>'),
        ('<i lang="en">町</i>', '<i lang="en"><span lang="ja">町</span></i>'),
    ],
)
def test_a_passage_is_marked_on_its_element_or_in_a_span(written: str, marked: str) -> None:
    assert mark_japanese(written) == marked


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("<title>町の放送 – Yui</title>", '<title lang="ja">町の放送 – Yui</title>'),
        ("<option>石守町</option>", '<option lang="ja">石守町</option>'),
        ('<text x="1">石守町</text>', '<text x="1" lang="ja">石守町</text>'),
        ("<title>Needs of 石守町 and others</title>", "<title>Needs of 石守町 and others</title>"),
    ],
)
def test_where_no_other_element_may_stand_the_most_of_the_letters_decide(written: str, marked: str) -> None:
    assert mark_japanese(written) == marked


@pytest.mark.parametrize(
    "untouched",
    [
        "<p>Only English, “quoted” – and an em dash — here.</p>",
        '<button lang="ja">日本語</button>',
        "<textarea>石守町</textarea>",
        "<script>町</script>",
        '<input value="町"><img alt="町">',
        "<p>、。「」</p>",
    ],
)
def test_what_is_english_marked_typed_or_not_read_stays_as_it_is(untouched: str) -> None:
    assert mark_japanese(untouched) == untouched


@given(texts=st.lists(TEXTS, max_size=6), tag=st.sampled_from(["p", "td", "a"]))
def test_all_japanese_is_marked_and_no_word_of_the_page_changes(texts: list[str], tag: str) -> None:
    page = "".join(f'<{tag} class="x">{escape(text)}</{tag}>{escape(text)}' for text in texts)

    marked = mark_japanese(page)

    assert Heard(marked).words == Heard(page).words
    assert Heard(marked).unmarked == ""
    assert mark_japanese(marked) == marked


def test_a_long_text_without_spaces_takes_no_longer_than_its_length_asks_for() -> None:
    began = time.process_time()

    mark_japanese(f"<p>{'a' * 200_000} 町</p>{'>' * 50_000}<p>{'町 a ' * 50_000}</p>")

    assert time.process_time() - began < 2


@pytest.mark.django_db
def test_only_pages_in_english_are_marked(client: Client) -> None:
    make.town("取組村", government_code="092011", prefecture="栃木県")

    assert 'lang="ja">取組村' not in client.get("/towns/").content.decode()

    client.get("/preferences/", {"language": "en"})
    answer = client.get("/towns/")
    assert 'lang="ja">取組村' in answer.content.decode()
    assert int(answer["Content-Length"]) == len(answer.content)
