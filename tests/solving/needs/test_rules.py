from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.solving.needs.making import RADIO
from yui.solving.needs.rules import content, dates, sheets, telling
from yui.solving.needs.rules.dates import Freshness
from yui.solving.needs.rules.telling import Suspicion

DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
WHOLE = {**RADIO, "before_budget": False}


def test_a_fully_written_need_lacks_nothing() -> None:
    assert content.missing_before_submission(WHOLE) == ()


@pytest.mark.parametrize(
    "name", ["title", "field", "present", "affected", "wanted", "essential", "budget_max", "fiscal_year"]
)
def test_each_part_that_is_left_out_is_named(name: str) -> None:
    without = {**WHOLE, name: None if name in {"budget_max", "fiscal_year"} else ""}

    assert content.missing_before_submission(without) == (name,)


def test_before_the_budget_no_figures_are_missing() -> None:
    assert content.missing_before_submission({**WHOLE, "budget_max": None, "before_budget": True}) == ()


@given(st.text())
def test_space_alone_is_not_something_written(space: str) -> None:
    missing = content.missing_before_submission({**WHOLE, "title": space})

    assert ("title" in missing) == (not space.strip())


@given(st.sampled_from(sorted(content.LIMITS)), st.integers(0, 3))
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(name: str, over: int) -> None:
    text = "あ" * (content.LIMITS[name] + over)

    assert (name in content.too_long({name: text})) == (over > 0)


def test_at_most_twenty_essential_requirements_of_eighty_characters() -> None:
    assert content.too_long({"essential": ("あ" * 80,) * 20}) == {}
    assert content.too_long({"essential": ("あ",) * 21}) == {"essential": 20}
    assert content.too_long({"essential": ("あ" * 81,)}) == {"essential": 80}


@pytest.mark.parametrize(
    ("figures", "wrong"),
    [
        ({"budget_min": 1, "budget_max": 2}, ()),
        ({"budget_min": 2, "budget_max": 2}, ()),
        ({"budget_min": 3, "budget_max": 2}, ("budget_min",)),
        ({"budget_min": 3, "budget_max": None}, ("budget_min",)),
        ({"budget_min": None, "budget_max": -1}, ("budget_max",)),
        ({"before_budget": True, "budget_max": 5}, ("before_budget",)),
        ({"affected_count": -1}, ("affected_count",)),
        ({"affected_count": 0}, ()),
        ({"fiscal_year": 26}, ("fiscal_year",)),
    ],
)
def test_figures_that_contradict_each_other_are_named(figures: dict[str, int], wrong: tuple[str, ...]) -> None:
    assert content.contradictions(figures) == wrong


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=20), max_size=8))
def test_lines_of_a_box_are_kept_in_order_without_bullets_and_repetitions(lines: list[str]) -> None:
    found = content.lines_of("\n".join(f"・{line}" for line in lines))

    assert all(line and line == line.strip() for line in found)
    assert len(set(found)) == len(found)
    assert content.lines_of("\n".join(found)) == found or any(line[0] in "・●○-－*＊•" for line in found)


@pytest.mark.parametrize(
    ("note", "network"),
    [
        ("LGWANの中で完結すること", "lgwan"),
        ("ＬＧＷＡＮ", "lgwan"),
        ("行政専用の回線", "lgwan"),
        ("インターネット経由でよい", "internet"),
        ("当面は紙でよい", "undecided"),
    ],
)
def test_a_note_says_which_network_is_meant(note: str, network: str) -> None:
    assert content.network_of(note) == network


@given(DAYS, st.integers(0, 400))
def test_a_need_is_fresh_for_ninety_days_and_hidden_after_a_hundred_and_eighty(confirmed: date, passed: int) -> None:
    found = dates.freshness(confirmed, confirmed + timedelta(days=passed))

    assert found is (Freshness.FRESH if passed <= 90 else Freshness.STALE if passed <= 180 else Freshness.HIDDEN)


def test_a_need_that_nobody_ever_confirmed_is_hidden() -> None:
    assert dates.freshness(None, date(2026, 11, 23)) is Freshness.HIDDEN


@given(DAYS)
def test_an_owner_is_reminded_when_a_need_turns_stale_when_it_is_hidden_and_every_sixty_days(confirmed: date) -> None:
    reminded: list[int] = []
    last: date | None = None
    for passed in range(365):
        today = confirmed + timedelta(days=passed)
        if dates.reminder_due(confirmed, last, today):
            reminded.append(passed)
            last = today

    assert reminded[:2] == [91, 151]
    assert 181 in reminded
    assert all(passed > 90 for passed in reminded)
    assert all(later - earlier <= 60 for earlier, later in pairwise(reminded))


@given(DAYS)
def test_the_usual_deadlines_stand(published: date) -> None:
    assert dates.deadlines_stand(published, *dates.deadlines(published))


def test_questions_are_taken_to_the_end_of_the_last_day() -> None:
    last = date(2026, 11, 23)

    assert dates.takes_questions(True, last, last)
    assert not dates.takes_questions(True, last, last + timedelta(days=1))
    assert not dates.takes_questions(False, None, last)


@given(st.none() | st.integers(1, 5), st.none() | st.integers(1, 5))
def test_nobody_confirms_what_they_handed_in_themselves(submitted_by: int | None, confirmed_by: int | None) -> None:
    allowed = dates.may_confirm(submitted_by, confirmed_by)

    assert not (allowed and confirmed_by in (None, submitted_by))
    assert allowed or confirmed_by in (None, submitted_by)


@given(st.integers(2020, 2099), st.randoms())
def test_a_receipt_number_survives_being_read_aloud_and_typed_otherwise(year: int, random) -> None:
    number = telling.receipt_number(year, random.choice)
    full_width = number.translate({ord(letter): ord(letter) + 0xFEE0 for letter in number})
    key = telling.receipt_key(number)

    assert key == number.replace("-", "")
    assert telling.receipt_key(number.lower().replace("-", " ")) == key
    assert telling.receipt_key(full_width) == key
    assert not set("01OIL") & set(number.removeprefix(f"K-{year}"))


@pytest.mark.parametrize(
    "typed",
    ["", "K", "困りごと", "K-2026-XXXX-XXXX" * 30, "<script>alert(1)</script>", "\ud800\ud800\ud800\ud800\ud800\ud800"],
)
def test_what_is_no_receipt_number_has_no_key(typed: str) -> None:
    assert telling.receipt_key(typed) == ""


def judged(**signs: object) -> Suspicion | None:
    usual = {
        "trap": "",
        "taken": timedelta(minutes=2),
        "words": "暗い道がこわい",
        "from_address_today": 0,
        "to_town_today": 0,
    }
    return telling.suspicion(**{**usual, **signs})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("signs", "why"),
    [
        ({}, None),
        ({"trap": "https://x.example"}, Suspicion.TRAP),
        ({"taken": None}, Suspicion.TOO_OLD),
        ({"taken": timedelta(seconds=1)}, Suspicion.TOO_FAST),
        ({"taken": timedelta(days=2)}, Suspicion.TOO_OLD),
        ({"words": "https://a.example と www.b.example"}, None),
        ({"words": "http://a http://b [url=x]"}, Suspicion.LINKS),
        ({"from_address_today": 5}, Suspicion.TOO_MANY),
        ({"from_address_today": 4}, None),
        ({"to_town_today": 300}, Suspicion.TOWN_FULL),
    ],
)
def test_the_guard_keeps_out_machines_and_lets_people_in(signs: dict[str, object], why: Suspicion | None) -> None:
    assert judged(**signs) == why


@given(st.text())
def test_no_cell_starts_a_formula(text: str) -> None:
    written = sheets.cell(text)

    assert not written.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert "\n" not in written
    assert "\t" not in written


@given(st.text(max_size=400))
def test_a_link_begins_a_trouble_with_few_plain_words_or_with_none(given: str) -> None:
    begun = telling.opening_words(given)

    assert len(begun) <= telling.OPENING_LIMIT
    assert begun in given
    assert telling.opening_words(begun) == begun


@pytest.mark.parametrize(
    "given", ["見て http://example.jp", "www.example.jp", "向き\u202eが変わる", "半分\ud83d", "鐘\x07"]
)
def test_a_link_puts_no_address_and_nothing_hidden_into_the_box(given: str) -> None:
    assert telling.opening_words(given) == ""
