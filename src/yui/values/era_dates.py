"""和暦: eras, dates in them, weekdays, and how a date is shown.

Dates are stored as ISO dates; the era is only a way of reading and showing them (GIF 441). The first year of an era
is 元年. Until 1926 the day of the change belonged to both eras, and registers use both: 大正15年12月25日 is
昭和元年12月25日. From 平成 on each day has one era.

Before 明治6年 (1873) Japan counted by the moon; those dates cannot be converted by arithmetic and have no `EraDate`
here, only a year.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

WEEKDAYS = "月火水木金土日"
FIRST_SOLAR_DAY = date(1873, 1, 1)


@dataclass(frozen=True, slots=True)
class Era:
    """An era with its first and last day; the last era has no last day."""

    name: str
    letter: str
    first: date
    last: date | None

    def gregorian(self, year: int) -> int:
        """The Gregorian year of a year of this era: 令和8 → 2026."""
        return self.first.year + year - 1

    def year_of(self, gregorian: int) -> int:
        """The year of this era for a Gregorian year: 2026 → 8."""
        return gregorian - self.first.year + 1

    def holds(self, day: date) -> bool:
        """Whether the day is in this era; the day of a change before 1989 is in two."""
        return self.first <= day and (self.last is None or day <= self.last)

    def label(self, year: int) -> str:
        """令和8年, 令和元年."""
        return f"{self.name}{'元' if year == 1 else year}年"


ERAS = (
    Era("明治", "M", date(1868, 1, 25), date(1912, 7, 30)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", date(2019, 5, 1), None),
)
"""From the oldest to the present one. A new era is one more line here."""

ERA_NAMES = {spelling: era for era in ERAS for spelling in (era.name, era.name[0], era.letter, era.letter.lower())}
"""Every way an era is typed: 令和, 令, R, r. (㋿ becomes 令和 when text is tidied.)"""


def era_of(day: date) -> Era:
    """The era of a day, on the day of a change the new one."""
    for era in reversed(ERAS):
        if era.holds(day):
            return era
    raise ValueError(f"no era for {day}")


def era_year_label(gregorian: int) -> str:
    """A Gregorian year in the era of its last day: 2019 → 令和元年, 2026 → 令和8年."""
    era = era_of(date(gregorian, 12, 31))
    return era.label(era.year_of(gregorian))


@dataclass(frozen=True, slots=True)
class EraDate:
    """A day as 和暦. `str(date)` is 令和8年11月23日."""

    era: Era
    year: int
    month: int
    day: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The 和暦 of a day from 1873 on."""
        if day < FIRST_SOLAR_DAY:
            raise ValueError(f"{day} was counted by the moon")
        era = era_of(day)
        return cls(era, era.year_of(day.year), day.month, day.day)

    @property
    def iso(self) -> date:
        """The day as it is stored."""
        return date(self.era.gregorian(self.year), self.month, self.day)

    @property
    def short(self) -> str:
        """For narrow columns: R8.11.23."""
        return f"{self.era.letter}{self.year}.{self.month}.{self.day}"

    def __str__(self) -> str:
        return f"{self.era.label(self.year)}{self.month}月{self.day}日"


def weekday(day: date) -> str:
    """月 … 日. (GIF numbers them 1 … 7, which is `day.isoweekday()`.)"""
    return WEEKDAYS[day.weekday()]


def display(day: date) -> str:
    """2026年11月23日（月）."""
    return f"{day.year}年{day.month}月{day.day}日（{weekday(day)}）"


def era_label(day: date) -> str:
    """令和8年11月23日; days before 1873 are told by the Gregorian year."""
    return str(EraDate.of(day)) if day >= FIRST_SOLAR_DAY else f"{day.year}年{day.month}月{day.day}日"


def display_era(day: date) -> str:
    """令和8年11月23日（月）."""
    return f"{era_label(day)}（{weekday(day)}）"
