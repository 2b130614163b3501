"""Dates as people type them, and dates of which a part is unknown.

A birth year without a day, 「平成23年3月ごろ」 in a ledger, 9999-99-99 in a file of the Digital Agency: the parts
that are known are kept, the others are None. GIF 441 writes an unknown part with nines.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from yui.values.era_dates import ERA_NAMES, FIRST_SOLAR_DAY, WEEKDAYS, Era, EraDate, display, era_year_label, weekday
from yui.values.numerals import from_kanji
from yui.values.text import tidied
from yui.values.unreadable import N_, Unreadable

_ERA = "|".join(sorted(ERA_NAMES, key=len, reverse=True))
_NUMBER = "[0-9]{1,2}|[〇一二三四五六七八九十]{1,3}"
_WORDS = re.compile(
    f"(?:(?P<era>{_ERA})|西暦)?(?P<year>元|[0-9]{{1,4}}|[〇一二三四五六七八九十]{{1,4}})年"
    f"(?:(?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})日)?)?"
)
_MARKS = re.compile(
    rf"(?:(?P<era>{_ERA})\.?)?(?P<year>元|[0-9]{{1,4}})(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})"
    r"(?:(?P=mark)(?P<day>[0-9]{1,2}))?"
)
_GIF = re.compile("(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_SOLID = re.compile("(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_YEAR = re.compile(f"(?P<era>{_ERA})(?P<year>元|[0-9]{{1,2}})|(?P<alone>[0-9]{{4}})")
_WEEKDAY = re.compile(f"(?:\\((?P<bare>[{WEEKDAYS}])\\)|\\(?(?P<full>[{WEEKDAYS}])曜日?\\)?)$")


_LAST_YEAR = 2999


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with its unknown parts as None. `str(date)` is the GIF form: 2026-11-99."""

    year: int | None
    month: int | None
    day: int | None

    def __post_init__(self) -> None:
        month_exists = self.month is None or 1 <= self.month <= 12
        if not month_exists or not (self.day is None or 1 <= self.day <= self._days_in_month()):
            raise ValueError(str(self))

    @classmethod
    def of(cls, day: date) -> Self:
        """A date with nothing unknown."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """The date somebody typed, in 和暦 or Gregorian; refuses nonsense and says what was perhaps meant."""
        text = tidied(typed).replace(" ", "")
        named = _WEEKDAY.search(text)
        found = cls._from_gif(text) or cls._from_words(typed, text[: named.start()] if named else text)
        if named and (whole := found.whole) and weekday(whole) != (named["bare"] or named["full"]):
            raise Unreadable(
                "date.weekday",
                N_("曜日が合いません。{meant} です。"),
                typed=typed,
                suggestions=[display(whole)],
                meant=display(whole),
            )
        return found

    @classmethod
    def _from_gif(cls, text: str) -> Self | None:
        """2026-11-99, 9999-99-99; anything else is left to the readers of words."""
        match = _GIF.fullmatch(text)
        if not match or not ({match["month"], match["day"]} & {"99"} or match["year"] == "9999"):
            return None
        year, month, day = (None if set(part) == {"9"} else int(part) for part in match.group("year", "month", "day"))
        return cls(year, month, day) if _is_possible(year, month, day) else None

    @classmethod
    def _from_words(cls, typed: str, text: str) -> Self:
        """和暦 or Gregorian, whole or with its last parts left out."""
        match = _WORDS.fullmatch(text) or _MARKS.fullmatch(text) or _SOLID.fullmatch(text) or _YEAR.fullmatch(text)
        if match is None:
            raise Unreadable("date.shape", N_("「{typed}」は日付として読み取れません。"), typed=typed)
        parts = match.groupdict()
        era = ERA_NAMES.get(parts.get("era") or "")
        year = _number(parts["year"] or parts["alone"])
        month, day = (_number(part) if part else None for part in (parts.get("month"), parts.get("day")))
        gregorian = _in_era(typed, era, year, month) if era else _without_era(typed, year)
        if not _is_possible(gregorian, month, day):
            raise _no_such_day(typed, gregorian, month)
        if era:
            _check_era(typed, era, cls(gregorian, month, day))
        return cls(gregorian, month, day)

    @property
    def whole(self) -> date | None:
        """The day, where nothing is unknown."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date | None:
        """The first day it can have been; None without a year."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date | None:
        """The last day it can have been; None without a year."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def shown(self) -> str:
        """For the screen: 2026年11月23日（月）, 2026年11月, ？年11月23日, 不明."""
        if whole := self.whole:
            return display(whole)
        if not (self.year or self.month or self.day):
            return "不明"
        month = f"{self.month}月" if self.month else "？月" if self.day else ""
        return f"{self.year or '？'}年{month}{f'{self.day}日' if self.day else ''}"

    def _days_in_month(self) -> int:
        # Without a year, 29 February may have been.
        return calendar.monthrange(self.year or 2000, self.month)[1] if self.month else 31

    def __str__(self) -> str:
        return f"{self.year or 9999:04}-{self.month or 99:02}-{self.day or 99:02}"


def parse_date(typed: str) -> date:
    """The day somebody typed; refuses a date of which a part is missing."""
    found = PartialDate.parse(typed)
    if (whole := found.whole) is None:
        raise Unreadable("date.partial", N_("「{typed}」は年月日がそろっていません。"), typed=typed)
    return whole


def _number(part: str) -> int:
    """The number of a part; 0, which no part may be, for numerals that make none (十十)."""
    if part.isascii():
        return int(part)
    return 1 if part == "元" else from_kanji(part) or 0


def _is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    try:
        PartialDate(year, month, day)
    except ValueError:
        return False
    return True


def _no_such_day(typed: str, year: int, month: int | None) -> Unreadable:
    if month is None or not 1 <= month <= 12:
        return Unreadable("date.month", N_("「{typed}」の月がありません。月は1から12までです。"), typed=typed)
    last = calendar.monthrange(year, month)[1]
    sentence = N_("「{typed}」という日はありません。{year}年{month}月は{last}日までです。")
    return Unreadable("date.day", sentence, typed=typed, year=year, month=month, last=last)


def _without_era(typed: str, year: int) -> int:
    if not 1000 <= year <= _LAST_YEAR:
        sentence = N_("「{typed}」の年が分かりません。西暦は4けたで、和暦は元号を付けてください。")
        raise Unreadable("date.year", sentence, typed=typed)
    return year


def _in_era(typed: str, era: Era, year: int, month: int | None) -> int:
    """The Gregorian year of a year of an era, where it can be told."""
    if year == 0:
        sentence = N_("{era}は元年（{first}年）から始まります。「{typed}」はありません。")
        raise Unreadable("date.year_zero", sentence, typed=typed, era=era.name, first=era.first.year)
    gregorian = era.gregorian(year)
    if month is not None and gregorian < FIRST_SOLAR_DAY.year:
        sentence = N_("明治5年までの月日は旧暦のため、西暦に直せません。年だけを入力してください。")
        raise Unreadable("date.lunar", sentence, typed=typed)
    return gregorian


def _check_era(typed: str, era: Era, found: PartialDate) -> None:
    """Refuse 平成40年 and 平成31年5月1日, saying 令和10年 and 令和元年5月1日 instead."""
    earliest, latest = found.earliest, found.latest
    assert earliest is not None
    assert latest is not None
    if latest >= era.first and (era.last is None or earliest <= era.last):
        return
    meant = _in_its_own_era(found, latest)
    raise Unreadable(
        "date.era",
        N_("「{typed}」は{era}にはありません。{meant}のことでしょうか。"),
        typed=typed,
        suggestions=[meant],
        era=era.name,
        meant=meant,
    )


def _in_its_own_era(found: PartialDate, latest: date) -> str:
    if whole := found.whole:
        return str(EraDate.of(whole))
    if found.month is None:
        return era_year_label(latest.year)
    own = EraDate.of(latest)
    return f"{own.era.label(own.year)}{own.month}月"
