"""年度: from 1 April to 31 March (地方自治法 208条), named after the year in which it begins."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from yui.values.era_dates import ERA_NAMES, ERAS, era_year_label
from yui.values.numerals import from_kanji
from yui.values.period import Period
from yui.values.text import tidied
from yui.values.unreadable import N_, Unreadable

_ERA = "|".join(sorted(ERA_NAMES, key=len, reverse=True))
_TYPED = re.compile(
    f"(?:(?P<era>{_ERA})|西暦)?(?P<year>元|[0-9]{{1,4}}|[〇一二三四五六七八九十]{{1,4}})(?:年度|FY)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """The fiscal year that begins on 1 April of `year`. `str(year)` is 令和8年度."""

    year: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The fiscal year of a day: 31 March belongs to the one before."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """令和8年度, R8年度, 2026年度. 平成31年度 is 令和元年度; 平成40年度 is refused."""
        match = _TYPED.fullmatch(tidied(typed).replace(" ", ""))
        era = ERA_NAMES.get(match["era"] or "") if match else None
        number = _number(match["year"]) if match else None
        if number is None or number == 0 or (era is None and not 1000 <= number <= 2999):
            raise Unreadable("fiscal_year.shape", N_("「{typed}」は年度として読み取れません。"), typed=typed)
        found = cls(era.gregorian(number) if era else number)
        if era and era.last and found.period.start and found.period.start > era.last:
            raise Unreadable(
                "fiscal_year.era",
                N_("「{typed}」は{era}にはありません。{meant}のことでしょうか。"),
                typed=typed,
                suggestions=[str(found)],
                era=era.name,
                meant=str(found),
            )
        return found

    @property
    def period(self) -> Period:
        """From 1 April to 31 March."""
        return Period(date(self.year, 4, 1), date(self.year + 1, 3, 31))

    @property
    def next(self) -> "FiscalYear":
        """The fiscal year after this one."""
        return FiscalYear(self.year + 1)

    def __str__(self) -> str:
        # Named by the era at the end of its first calendar year: 令和元年度, not 平成31年度, for all of 2019.
        return f"{era_year_label(self.year)}度" if self.year >= ERAS[0].first.year else f"{self.year}年度"


def _number(year: str) -> int | None:
    if year.isascii():
        return int(year)
    return 1 if year == "元" else from_kanji(year)
