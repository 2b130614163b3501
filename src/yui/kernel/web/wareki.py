"""Era years beside Western ones, for hints and for people who count in 令和."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from yui.kernel.web import words

_ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
    ("明治", "M", date(1868, 10, 23)),
)
_TYPED = re.compile(r"(令和?|平成?|昭和?|大正?|明治?|[RHSTM])[.\s]*(元|\d{1,2})年?", re.IGNORECASE)


def written(value: date | datetime | None) -> str:
    """令和8年11月23日."""
    if value is None:
        return words.NOTHING
    at = words.local(value)
    day = at.date() if isinstance(at, datetime) else at
    for name, _, start in _ERAS:
        if day >= start:
            year = day.year - start.year + 1
            return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return words.long_date(day, day=False)


def western_year(typed: str) -> int | None:
    """2026 for 「2026」「２０２６年」「令和8」「R8」「令和元年」; None where it cannot be read."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if re.fullmatch(r"\d{4}年?", text):
        return int(text[:4])
    if not (found := _TYPED.fullmatch(text)):
        return None
    era, year = found.groups()
    start = next(start for name, letter, start in _ERAS if era.upper() == letter or name.startswith(era[0]))
    return start.year + (0 if year == "元" else int(year) - 1)
