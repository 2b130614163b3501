"""Hostile text in every form there is: never a failure, never markup, never half a character kept."""

from __future__ import annotations

import pytest

from tests.hostile.crawl import Seen, Sheet
from tests.hostile.region import Region
from tests.hostile.sending import send
from tests.hostile.texts import BROKEN, LONG, MARKUP, TURNED, Breakouts

pytestmark = pytest.mark.django_db


def posts(sheets: list[Sheet]) -> list[Sheet]:
    return [sheet for sheet in sheets if sheet.form.method == "post"]


def test_no_text_becomes_markup_on_any_page(pages: list[Seen]) -> None:
    found = {str(page): broken for page in pages if page.is_html and (broken := Breakouts(page.html).found)}

    assert found == {}
    assert sum(MARKUP[1:5] in page.html or "&lt;script&gt;onyui" in page.html for page in pages) > 60


def test_no_page_fails(pages: list[Seen]) -> None:
    assert [str(page) for page in pages if page.answer.status_code >= 500] == []


def test_markup_in_any_form_stays_letters_and_marks_that_turn_the_writing_go(
    region: Region, sheets: list[Sheet]
) -> None:
    wrong = []
    for sheet in sheets:
        answer, page = send(region, sheet, MARKUP + TURNED)
        turned = answer.status_code == 302 and TURNED[0] in page
        if answer.status_code >= 500 or Breakouts(page).found or turned:
            wrong.append(f"{sheet}: {answer.status_code} {Breakouts(page).found[:2]}")

    assert not wrong, "\n".join(wrong)


def test_a_hundred_thousand_letters_come_back_with_a_sentence(region: Region, sheets: list[Sheet]) -> None:
    wrong = []
    for sheet in posts(sheets):
        long = LONG[: 2_000_000 // max(20, len(sheet.form.boxes))]  # what is sent at once has a limit of its own
        answer, page = send(region, sheet, long)
        kept = long in page or not sheet.shown_again
        if answer.status_code >= 500 or (sheet.typed_into and not (answer.status_code in {200, 422} and kept)):
            wrong.append(f"{sheet}: {answer.status_code} {sheet.typed_into}")

    assert not wrong, "\n".join(wrong)


def test_what_cannot_be_kept_is_told_in_a_sentence(region: Region, sheets: list[Sheet]) -> None:
    wrong = []
    for sheet in posts(sheets):
        answer, page = send(region, sheet, BROKEN)
        told = "文字目" in page or not sheet.shown_again
        if answer.status_code >= 500 or (sheet.typed_into and not (answer.status_code in {200, 422} and told)):
            wrong.append(f"{sheet}: {answer.status_code} {sheet.typed_into}")

    assert not wrong, "\n".join(wrong)
