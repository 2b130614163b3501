"""When to try again, when a schedule is due, and what of an error may be kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
FORGIVEN_CRASHES = 3
"""A worker that dies says little about the job it held: so many starts more than by errors alone are allowed."""

_JAPAN = timezone(timedelta(hours=9))
_EPOCH = datetime(2000, 1, 1, tzinfo=_JAPAN)


def wait_before_retry(*, attempts: int, chance: float) -> timedelta:
    """How long to wait after the `attempts`-th failure: four times longer each time, up to an hour.

    `chance` (0 to 1) spreads the wait over half its length, so that what failed together does not return together.
    """
    steps = min(max(attempts, 1) - 1, 10)  # 4^10 is far above the longest wait, and large powers would overflow
    longest = min(FIRST_WAIT * int(4**steps), LONGEST_WAIT)
    return longest * (0.5 + chance / 2)


def is_out_of_attempts(*, attempts: int, attempts_allowed: int, crashed: bool) -> bool:
    """Whether a job that did not finish becomes a dead letter."""
    return attempts >= attempts_allowed + (FORGIVEN_CRASHES if crashed else 0)


@dataclass(frozen=True)
class Every:
    """A slot each `period`, counted from a fixed midnight in Japan, so that all workers mean the same slots."""

    period: timedelta

    def __post_init__(self) -> None:
        if self.period < timedelta(seconds=1):
            raise ValueError("a schedule repeats at most once a second")

    def slot_after(self, moment: datetime) -> datetime:
        """The first slot later than `moment`."""
        return _EPOCH + ((moment - _EPOCH) // self.period + 1) * self.period


@dataclass(frozen=True)
class DailyAt:
    """A slot each day at a time of day in Japan."""

    at: time

    @classmethod
    def parse(cls, text: str) -> DailyAt:
        """From "03:00"."""
        return cls(time.fromisoformat(text))

    def slot_after(self, moment: datetime) -> datetime:
        """The first slot later than `moment`."""
        today = datetime.combine(moment.astimezone(_JAPAN).date(), self.at, _JAPAN)
        return (today if today > moment else today + timedelta(days=1)).astimezone(UTC)


Rhythm = Every | DailyAt

# A message can hold a whole text that somebody sent: each pattern reads a stretch of it once, from its beginning.
_MASKS = (
    (re.compile(r"=\([^)]*(?:\)|\Z)"), "=(…)"),  # PostgreSQL quotes the offending values so, and may cut them short
    (re.compile(r"(?<!\S)\S+@\S+"), "…"),  # mail addresses
    (re.compile(r"'[^']*'|\"[^\"]*\""), "'…'"),
    (re.compile(r"[^\x00-\x7f]+"), "…"),  # names and addresses of people are not ASCII here
    (re.compile(r"\d{3,}"), "…"),  # telephone, postal and personal numbers
    (re.compile(r"[\x00-\x1f\x7f]+"), " "),
)


def masked(text: str, *, limit: int = 300) -> str:
    """`text` without what could name a person: addresses, numbers, quotations and everything that is not ASCII.

    Class and place of an error are kept beside it and are enough to find it; the log of a platform for citizens must
    not become a second register of them.
    """
    for pattern, replacement in _MASKS:
        text = pattern.sub(replacement, text)
    return text.strip()[:limit]
