"""Why something is found is said in the few words that a person would name, and numbers make no two texts alike."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.search.conftest import service
from yui.engines.search import Document, Query, SearchIndex
from yui.engines.search.explaining import LEAST_SHARE, MOST_REASONS
from yui.engines.search.words import words_of

NEED = Document(
    "need",
    "need",
    {
        "title": "救急車を待つ時間を短くしたい",
        "body": "九か所のうち八割が、夜に119番へ電話します。6年前から15歳の子が十人に一人。",
    },
)
NUMBERS = [
    "九か所",
    "八割",
    "6年前",
    "15歳",
    "十人",
    "一人",
    "12.5パーセント",
    "二次",
    "第三",
    "二十七軒",
    "４キロ",
    "百円",
]


def found(index: SearchIndex, text: str, **options: object) -> dict[str, list[str]]:
    """The hits with the words that are told as reasons."""
    hits = index.search(Query(text, **options)).hits  # type: ignore[arg-type]
    return {hit.id: [reason.found for reason in hit.reasons] for hit in hits}


@pytest.mark.parametrize("written", NUMBERS)
def test_numbers_and_their_counters_are_known_as_such(written: str) -> None:
    words = words_of(f"町の{written}だけが")

    assert [word.term for word in words if not word.counts and word.term not in ("町", "前")] == []


@pytest.mark.parametrize(
    "written", ["九州の産業", "八王子の学校", "割引の案内", "夜間の番号", "一時保育", "台所の年代"]
)
def test_words_that_only_look_like_numbers_stay_words(written: str) -> None:
    assert not any(word.counts for word in words_of(written))


def test_numbers_make_no_two_texts_alike(index: SearchIndex) -> None:
    index.put(
        [NEED, service("numbers", "九か所で八割、十人に一人", "6年前、15歳、119番"), service("right", "救急の受付")]
    )

    assert [hit.id for hit in index.alike(NEED).hits] == ["right"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=5))
def test_whatever_numbers_a_record_names_it_finds_the_same(index: SearchIndex, numbers: list[str]) -> None:
    index.put([service("numbers", "、".join(NUMBERS)), service("right", "救急車の到着"), service("other", "橋の補修")])
    told = Document("x", "need", {"title": "救急車を待つ", "body": f"{'、'.join(numbers)}でした。"})

    silent = Document("x", "need", {"title": "救急車を待つ"})

    alike, expected = index.alike(told), index.alike(silent)

    assert [(hit.id, hit.score) for hit in alike.hits] == [(hit.id, hit.score) for hit in expected.hits]


def test_a_person_who_asks_for_a_number_finds_it(index: SearchIndex) -> None:
    index.put([service("right", "119番の通報"), service("other", "通報の受付")])

    assert found(index, "119") == {"right": ["119"]}
    assert next(iter(found(index, "119番に通報する"))) == "right"
    assert next(iter(found(index, "119", record=True))) == "right"


def test_a_number_is_no_reason_beside_a_word(index: SearchIndex) -> None:
    index.put([service("right", "119番の通報"), service("other", "橋の補修")])

    assert found(index, "119番に通報する") == {"right": ["通報"]}


def test_few_words_are_told_and_none_that_gave_little(index: SearchIndex) -> None:
    words = "除雪 融雪 歩道 屋根 高齢 空き家 燃料 通学"
    index.put([service("right", words), *(service(number, "屋根と歩道と高齢") for number in range(30))])

    reasons = index.search(Query(words)).hits[0].reasons

    assert len(reasons) == MOST_REASONS
    assert all(reason.share >= reasons[0].share * LEAST_SHARE for reason in reasons)
    assert {"歩道", "屋根", "高齢"}.isdisjoint(reason.found for reason in reasons)


def test_a_word_that_stands_everywhere_makes_no_two_texts_alike(index: SearchIndex) -> None:
    index.put([service(number, "夜の案内" if number % 3 else "橋の補修") for number in range(60)])
    index.put([service("right", "救急車の到着")])

    assert found(index, "夜の救急車", record=True) == {"right": ["救急車"]}
    assert len(found(index, "夜の救急車", limit=99)) > 20
    assert len(found(index, "夜", record=True, limit=99)) > 20


def test_verbs_are_no_reason_of_a_record_that_shares_a_thing(index: SearchIndex) -> None:
    index.put([service("right", "水門の事故をなくす"), service("other", "橋の補修")])

    assert found(index, "見回りの事故をなくしたい", record=True) == {"right": ["事故"]}


def test_a_long_text_is_taken_for_a_record(index: SearchIndex) -> None:
    index.put([service("numbers", "九か所で八割"), service("right", "救急車の到着")])
    text = "救急車を待つ時間を短くしたい。九か所の八割で遅れています。" + "遅れのために困る人が多いのです。" * 8

    assert "numbers" not in found(index, text)
    assert "numbers" in found(index, text[:20])


def test_words_that_stand_together_as_asked_are_one_reason(index: SearchIndex) -> None:
    index.put(
        [service("together", "除雪車の位置"), service("apart", "車の少ない道の除雪"), service("other", "橋の補修")]
    )

    assert found(index, "除雪車") == {"together": ["除雪車"], "apart": ["除雪", "車"]}
