"""Two windows of one form: nobody's words are overwritten unseen, in whatever room the form stands.

A form that shows again what was sent from it edits a record. Which forms those are is found by sending them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.hostile.crawl import Sheet
from tests.hostile.region import Region
from tests.stories.visitor import Box, Form, Reading

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EDITED = {
    "casebook:edit",
    "cloud:reading",
    "identity:member",
    "identity:organisation_change",
    "identity:post",
    "identity:profile",
    "matching:proposal",
    "needs:desk_step correct",
    "needs:desk_step deadlines",
    *(f"needs:write {step}" for step in range(1, 6)),
    "projects:edit",
    *(
        f"projects:part {kind}"
        for kind in ("milestones", "indicators", "measurements", "partners", "handover", "troubles")
    ),
    "projects:trouble",
    "solutions:desk_edit",
}
"""What must be found; more may be."""

DONE_ONCE = {
    "needs:desk_step publish": "it sets the dates and publishes: the second one learns that it is public already"
}


@dataclass
class Window:
    """A form that somebody opened, and the box into which they type."""

    client: Any
    page: str
    target: str
    box: str

    def __post_init__(self) -> None:
        self.form = self.opened()

    def opened(self) -> Form | None:
        """The form as its page shows it now."""
        return _form(self.client.get(self.page), self.page, self.target, self.box)

    @property
    def value(self) -> str:
        return "" if self.form is None else next(box.value for box in self.form.boxes if box.name == self.box)

    def sent(self, value: str, form: Form | None = None, **more: str) -> Any:
        """The answer to the form with a value in the box and everything else as it was shown."""
        told: dict[str, list[str]] = {}
        for box in (form or self.form or Form("", "")).boxes:
            if box.sent and box.name != "over":
                told.setdefault(box.name, []).append(value if box.name == self.box else _fitting(box))
        return self.client.post(self.target.partition("#")[0], {**told, **more})


def _fitting(box: Box) -> str:
    """What stands in a box, short enough for it; a reason where one is asked for. The region holds more than fits."""
    if box.name == "reason" and not box.value:
        return "書き誤りを直します。"
    return "\n".join(line[:24] for line in box.value.splitlines()) if box.kind in {"text", "textarea"} else box.value


def _form(answer: Any, page: str, target: str, box: str) -> Form | None:
    if not answer["Content-Type"].startswith("text/html"):
        return None
    forms = Reading(answer.content.decode()).forms
    found = (one for one in forms if urljoin(page, one.action or page) == target and one.method == "post")
    return next((one for one in found if box in {held.name for held in one.boxes}), None)


def _boxes(sheet: Sheet) -> Iterator[str]:
    """The boxes one can write into, words first."""
    kinds = {box.name: box.kind for box in sheet.form.boxes}
    parts = ("_year", "_month", "_day")
    yield from (name for name, kind in kinds.items() if kind in {"text", "textarea"} and not name.endswith(parts))
    yield from (name for name, kind in kinds.items() if kind == "number" or name.endswith("_day"))


def _otherwise(window: Window, by: int) -> str:
    """Another value for the box: a letter more, or a number one or two higher or lower."""
    if window.value.isascii() and window.value.isdigit():
        number = int(window.value)
        return str(number + by if number < 15 else number - by)
    return window.value.strip() + " いろ"[by]


def overwritten(region: Region, sheet: Sheet, box: str) -> str | None:
    """What went wrong when two windows sent the form; empty where nothing did, None where the form edits nothing."""
    mine, theirs = (Window(region.client(sheet.who), sheet.page, sheet.target, box) for _window in range(2))
    first, second = _otherwise(theirs, 1), _otherwise(mine, 2)
    if theirs.sent(first).status_code != 302:
        return None
    shown = Window(theirs.client, sheet.page, sheet.target, box)
    if shown.value != first:
        return None
    told = mine.sent(second)
    if told.status_code != 409:
        return f"the second window got {told.status_code}"
    again = _form(told, sheet.page, sheet.target, box)
    if again is None or second not in {held.value for held in again.boxes if held.name == box}:
        return "what was typed is lost"
    if Window(theirs.client, sheet.page, sheet.target, box).value != first:
        return "something was written"
    if mine.sent(second, again).status_code != 409:
        return "a second press without the tick overwrote it"
    over = next(held.value for held in again.boxes if held.name == "over")
    decided = mine.sent(second, again, over=over).status_code
    if decided != 302:
        return "" if sheet.leads_to in DONE_ONCE and decided == 422 else "the tick did not help"
    kept = Window(theirs.client, sheet.page, sheet.target, box).value
    return "" if kept == second else f"{kept} stands there"


def looked_at(region: Region, sheet: Sheet) -> str | None:
    """The same, with the first box that the form takes a change of."""
    for box in _boxes(sheet):
        cache.clear()
        with transaction.atomic():
            found = overwritten(region, sheet, box)
            transaction.set_rollback(True)
        if found is not None:
            return found
    return None


def test_no_form_of_any_room_overwrites_what_another_window_has_saved(region: Region, sheets: list[Sheet]) -> None:
    posts = [sheet for sheet in sheets if sheet.form.method == "post" and not sheet.page.startswith("/account/login")]
    once = {(sheet.page, sheet.target, *sorted(box.name for box in sheet.form.boxes)): sheet for sheet in posts}
    found = {sheet: told for sheet in once.values() if (told := looked_at(region, sheet)) is not None}

    assert [f"{sheet}: {told}" for sheet, told in found.items() if told] == []
    assert {sheet.leads_to for sheet in found} >= EDITED
