"""How words are read on pages: what operators put right, and the names of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.windows import edited
from yui.kernel.access import Role
from yui.kernel.audit.models import Entry
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.kernel.web.furigana import annotate
from yui.sites.cloud import reading_aloud, rules
from yui.sites.cloud.models import Reading

KANA = st.text(alphabet="あいゔゃッカー・ ｶﾞ　", min_size=1, max_size=30)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """What other tests left in memory is not what this database holds."""
    reading_aloud.look_again()
    yield
    reading_aloud.look_again()


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(make.member(make.operator_body(), Role.OPERATOR).person)
    return client


def kept(word: str = "生利", kana: str = "しょうり") -> Reading:
    reading = Reading(word=word, kana=kana, changed_at=clock.now())
    reading.save()
    return reading


def read(text: str) -> str:
    return annotate(f"<p>{text}</p>")


@pytest.mark.django_db
def test_a_word_put_right_is_read_so_on_the_next_page(
    operator: Client, django_capture_on_commit_callbacks: Any
) -> None:
    before = read("生利の道")

    with django_capture_on_commit_callbacks(execute=True):
        operator.post("/cloud/readings/", {"word": "生利", "kana": "ショウ リ"})

    assert "<rt>しょうり</rt>" not in before
    assert "<ruby>生利<rp>（</rp><rt>しょうり</rt>" in read("生利の道")


@pytest.mark.django_db
def test_a_word_given_up_is_read_by_the_dictionary_again(
    operator: Client, django_capture_on_commit_callbacks: Any
) -> None:
    ref = kept("市役所", "しちょうしゃ").ref
    before = read("市役所")

    asked = operator.get(f"/cloud/readings/{ref}/remove/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        operator.post(f"/cloud/readings/{ref}/remove/")

    assert "直しをやめますか" in asked
    assert ("しちょうしゃ" in before, "しちょうしゃ" in read("市役所")) == (True, False)


@pytest.mark.django_db
def test_another_process_learns_of_a_change_within_a_minute_and_asks_nothing_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seconds = 1_000.0
    monkeypatch.setattr(reading_aloud.time, "monotonic", lambda: seconds)
    read("生利")
    kept()

    with CaptureQueriesContext(connection) as meanwhile:
        soon = read("生利")
    seconds += 60
    later = read("生利")

    assert len(meanwhile) == 0
    assert ("しょうり" in soon, "しょうり" in later) == (False, True)


@pytest.mark.django_db
def test_organisations_are_read_as_they_call_themselves_and_operators_have_the_last_word() -> None:
    make.town("生利沢町", kana="うぶかがさわちょう")
    make.town("南市", kana="みなみし")
    reading_aloud.look_again()

    found = reading_aloud.corrections()
    assert "<rt>うぶかがさわちょう</rt>" in read("生利沢町の課題")
    assert "南市" not in found, "so short a name stands within other words too"

    kept("生利沢町", "しょうりさわまち")
    assert reading_aloud.corrections()["生利沢町"] == "しょうりさわまち"


@pytest.mark.django_db
def test_a_long_name_is_read_word_by_word() -> None:
    make.town("生利沢町 まちづくり課・窓口", kana="うぶかがさわちょう　まちづくりか マドグチ")
    reading_aloud.look_again()

    readings = re.findall(r"<rt>(.*?)</rt>", read("生利沢町 まちづくり課・窓口の課題"))
    assert readings == ["うぶかがさわちょう", "か", "まどぐち", "かだい"]


@pytest.mark.django_db
def test_pages_are_read_as_before_when_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    kept()
    read("生利")
    reading_aloud.look_again()

    def broken() -> dict[str, str]:
        raise DatabaseError

    monkeypatch.setattr(reading_aloud, "corrections", broken)

    assert "しょうり" in read("生利")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "kana", "sentence"),
    [
        ("ゆい", "ゆい", "漢字のあることば"),
        ("生利", "生り", "ひらがなかカタカナ"),
        ("生利", "shouri", "ひらがなかカタカナ"),
        ("生利", "", "入れてください"),
        ("生利" * 40, "しょうり", "60"),
        ("市役所", "しやくしょ", "すでに一覧にあります"),
    ],
)
def test_what_cannot_be_a_reading_is_refused_with_the_reason(
    operator: Client, word: str, kana: str, sentence: str
) -> None:
    kept("市役所", "しちょうしゃ")

    answer = operator.post("/cloud/readings/", {"word": word, "kana": kana})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Reading.objects.count() == 1


@pytest.mark.django_db
def test_a_correction_is_changed_in_its_place_and_the_book_knows_both(operator: Client) -> None:
    ref = kept().ref

    answer = edited(operator, f"/cloud/readings/{ref}/", {"word": "生利", "kana": "うぶかが"})

    assert answer.status_code == 302
    assert Reading.objects.get().kana == "うぶかが"
    with acting_for(make.operator_body()):
        entry = Entry.objects.get(code="cloud.reading-changed")
    assert (entry.before["kana"], entry.after["kana"]) == ("しょうり", "うぶかが")


@pytest.mark.django_db
def test_words_are_found_by_word_and_by_reading(operator: Client) -> None:
    kept()
    kept("喜多方", "きたかた")

    for text in ("喜多", "キタカ"):
        page = operator.get("/cloud/readings/", {"q": text}).content.decode()
        assert ("喜多方" in page, "生利" in page) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "{ref}/", "{ref}/remove/"])
def test_readings_do_not_exist_for_anybody_else(client: Client, path: str) -> None:
    address = "/cloud/readings/" + path.format(ref=kept().ref)
    client.force_login(make.member(make.town(), Role.ADMIN).person)

    assert client.get(address).status_code == 404
    assert client.post(address, {"word": "生利", "kana": "うぶかが"}).status_code == 404
    assert Reading.objects.get().kana == "しょうり"


@pytest.mark.django_db
@pytest.mark.parametrize(("word", "kana"), [("", "ゆい"), ("結", "")])
def test_the_table_holds_no_empty_word_and_no_empty_reading(word: str, kana: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        kept(word, kana)


@given(KANA)
def test_whatever_kana_is_typed_is_kept_as_hiragana_or_refused(kana: str) -> None:
    as_kept = rules.as_kept(kana)

    assert rules.as_kept(as_kept) == as_kept
    if "kana" not in rules.faults_of("結", as_kept):
        assert set(as_kept) <= set("あいゔゃっかがー")


@given(st.text(max_size=20), st.text(max_size=20))
def test_what_has_no_fault_can_be_read_aloud(word: str, kana: str) -> None:
    if not rules.faults_of(word, rules.as_kept(kana)):
        reader = reading_aloud.Reader({word: rules.as_kept(kana)})
        assert "".join(letters for letters, _ in reader(word)) == word
        assert any(sound for _, sound in reader(word))
