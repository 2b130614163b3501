"""How fresh a need is (R6.3), until when one may ask and propose (R6.4), and when to remind."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

STALE_AFTER: Final = timedelta(days=90)
HIDDEN_AFTER: Final = timedelta(days=180)
REMIND_EVERY: Final = timedelta(days=60)
TIME_FOR_QUESTIONS: Final = timedelta(days=28)
TIME_FOR_PROPOSALS: Final = timedelta(days=56)
TIME_TO_ANSWER: Final = timedelta(days=14)


class Freshness(StrEnum):
    """Whether somebody has lately said that the need still stands."""

    FRESH = "fresh"
    STALE = "stale"
    HIDDEN = "hidden"


def freshness(confirmed_on: date | None, today: date) -> Freshness:
    """FRESH until 90 days have passed since it was confirmed, then STALE, HIDDEN after 180."""
    if confirmed_on is None or today - confirmed_on > HIDDEN_AFTER:
        return Freshness.HIDDEN
    return Freshness.STALE if today - confirmed_on > STALE_AFTER else Freshness.FRESH


def reminder_due(confirmed_on: date | None, reminded_on: date | None, today: date) -> bool:
    """Whether its owner is to be reminded: once it turns stale, again when it is hidden, then every 60 days."""
    if confirmed_on is None:
        return reminded_on is None or today - reminded_on >= REMIND_EVERY
    turned = [confirmed_on + after for after in (STALE_AFTER, HIDDEN_AFTER) if today > confirmed_on + after]
    if not turned:
        return False
    return reminded_on is None or reminded_on <= turned[-1] or today - reminded_on >= REMIND_EVERY


def deadlines(published_on: date) -> tuple[date, date]:
    """The usual last days for questions and for proposals of a need published on a day."""
    return published_on + TIME_FOR_QUESTIONS, published_on + TIME_FOR_PROPOSALS


def deadlines_stand(published_on: date, questions_on: date, proposals_on: date) -> bool:
    """Whether both lie ahead and answers to the last question still help those who propose."""
    return published_on <= questions_on < proposals_on


def takes_questions(is_public: bool, last_day: date | None, today: date) -> bool:
    """Questions are taken while the need is public, to the end of the last day."""
    return is_public and (last_day is None or today <= last_day)


def may_confirm(submitted_by: int | None, confirmed_by: int | None) -> bool:
    """A second person confirms: never the one who handed the need in, never nobody."""
    return confirmed_by is not None and confirmed_by != submitted_by
