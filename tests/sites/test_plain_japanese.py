"""やさしい日本語: residents' pages in plain words, with furigana over all kanji."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation

from tests import factories as make
from yui.config import translating

pytestmark = pytest.mark.django_db

_RUBY = re.compile(r"<r[pt]>[^<]*</r[pt]>|</?ruby>")
_CATALOGUE = translating.LOCALE / translating.PLAIN / "LC_MESSAGES" / "django.po"


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody who has chosen やさしい日本語."""
    client.get("/preferences/", {"language": "ja-x-easy"})
    return client


def seen(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    ("address", "status", "plain", "ordinary"),
    [
        ("/", 200, "どう しましたか", "似た困りごと、解決の例"),
        ("/nowhere/", 404, "ページが ありません", "公開されていないページ"),
        ("/troubles/new", 200, "名前は 書かなくて いいです", "名前もアカウントも要りません"),
        ("/services/", 200, "えらんで 少なく する", "しぼりこむ"),
        ("/preferences/", 200, "見かたを えらぶ", "表示の設定"),
    ],
)
def test_pages_say_it_in_plain_words_with_furigana(
    reader: Client, address: str, status: int, plain: str, ordinary: str
) -> None:
    page = seen(reader, address, status)

    text = _RUBY.sub("", page)
    assert plain in text
    assert ordinary not in text
    assert '<html lang="ja"' in text
    assert "<ruby>" in page


def test_other_readers_have_their_own_words_after_a_plain_page(reader: Client) -> None:
    seen(reader, "/nowhere/", 404)
    reader.get("/preferences/", {"language": "ja"})
    assert "ページが見つかりません" in _RUBY.sub("", seen(reader, "/nowhere/", 404))

    reader.get("/preferences/", {"language": "en"})
    page = seen(reader, "/nowhere/", 404)
    assert "ページが" not in page
    assert '<html lang="en"' in page


def test_what_people_wrote_themselves_is_not_rewritten(reader: Client) -> None:
    make.town("取組村", government_code="092011", prefecture="栃木県")

    assert "取組村" in _RUBY.sub("", seen(reader, "/towns/"))


def test_a_sentence_without_a_plain_one_is_said_in_ordinary_japanese() -> None:
    with translation.override("ja-x-easy"):
        assert translation.gettext("まだだれも書いていない文です。") == "まだだれも書いていない文です。"
        assert translation.gettext("This field is required.") == "このフィールドは必須です。"


def test_plain_sentences_are_short() -> None:
    """Fifty letters without spaces and what is filled in; where a page must say more, it says it in two sentences."""
    long = [
        sentence
        for message in translating.read(_CATALOGUE)
        if message.id
        for sentence in re.split("[。：]", str(message.string))
        if len(re.sub(r" |%\(\w+\)s", "", sentence)) > 50
    ]

    assert not long
