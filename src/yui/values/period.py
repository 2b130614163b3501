"""From – to: a span of days, both ends included, either end open."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from yui.values.era_dates import display, era_label
from yui.values.partial_dates import PartialDate, parse_date
from yui.values.text import tidied
from yui.values.unreadable import N_, Unreadable

_JOINTS = ("から", "~", "/")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included; None is an open end."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"{self.start} is after {self.end}")

    @classmethod
    def parse(cls, typed: str) -> Self:
        """令和8年4月1日～令和9年3月31日, 2026-04-01/2027-03-31, 2026年4月1日から (an open end), 1日 alone (one day)."""
        text = tidied(typed)
        for joint in _JOINTS:
            first, found, second = text.partition(joint)
            if found and joint == "/" and second.count("/") > 0:
                continue  # 2026/4/1 is one day, written with slashes
            if found:
                return cls._between(typed, first.strip(), second.strip().removesuffix("まで"))
        last = text.removesuffix("まで")
        return cls._between(typed, text if last == text else "", last)

    @classmethod
    def from_gif(cls, start: str, end: str) -> Self:
        """A period from the two fields of GIF, in which blank and 9999-99-99 leave an end open."""
        first, last = (PartialDate.parse(typed) if typed.strip() else None for typed in (start, end))
        return cls(first.earliest if first else None, last.latest if last else None)

    @classmethod
    def _between(cls, typed: str, first: str, second: str) -> Self:
        if not first and not second:
            raise Unreadable("period.shape", N_("「{typed}」は期間として読み取れません。"), typed=typed)
        start, end = (parse_date(part) if part else None for part in (first, second))
        if start and end and end < start:
            raise Unreadable(
                "period.order",
                N_("終わりの日（{end}）が始まりの日（{start}）より前です。"),
                typed=typed,
                start=display(start),
                end=display(end),
            )
        return cls(start, end)

    @property
    def days(self) -> int | None:
        """How many days, both ends counted; None where an end is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    @property
    def gif(self) -> tuple[str, str]:
        """The two fields of GIF: ISO dates, blank for an open end."""
        return (self.start.isoformat() if self.start else "", self.end.isoformat() if self.end else "")

    @property
    def shown(self) -> str:
        """2026年4月1日（水）から2027年3月31日（水）まで; the open end is left out."""
        if self.start and self.start == self.end:
            return display(self.start)
        start = f"{display(self.start)}から" if self.start else ""
        end = f"{display(self.end)}まで" if self.end else ""
        return start + end or "期間の定めなし"

    @property
    def shown_era(self) -> str:
        """令和8年4月1日～令和9年3月31日."""
        start, end = (era_label(day) if day else "" for day in (self.start, self.end))
        return f"{start}～{end}" if start or end else "期間の定めなし"

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day is in both."""
        return _not_after(self.start, other.end) and _not_after(other.start, self.end)

    def is_followed_by(self, other: "Period") -> bool:
        """Whether the other begins on the very next day, as one term of office follows another."""
        return self.end is not None and other.start == self.end + timedelta(days=1)


def _not_after(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end
