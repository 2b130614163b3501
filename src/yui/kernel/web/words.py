"""Dates, times, money and counts as the reader's language writes them: the filters of the templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from yui.kernel.web import clock
from yui.kernel.web.said import language
from yui.values import era_dates

Number = int | float | Decimal
_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOTHING = "—"


def in_english() -> bool:
    """Whether this page is written in English."""
    return language().startswith("en")


def side_by_side(several: Iterable[str]) -> str:
    """Several words for the place of one between quotation marks: 通院」「足 in 「%s」, hospital” and “way in “%s”."""
    return ("” and “" if in_english() else "」「").join(several)


def listed(several: Iterable[object]) -> str:
    """通院、買い物; hospital, shopping."""
    return (", " if in_english() else "、").join(str(one) for one in several)


def sentences(several: Iterable[object]) -> str:
    """Texts one after the other, a full stop of the reader's language between them where there is none: 有線。LANも可."""
    whole = ""
    for text in (str(one).strip() for one in several if one):
        stop = ". " if in_english() else "。"
        ended = whole.endswith(("。", "！", "？", ".", "!", "?"))
        between = "" if not whole or not text else (" " if in_english() else "") if ended else stop
        whole += between + text
    return whole


def local(value: date | datetime) -> date | datetime:
    """A moment on a Japanese clock; a plain date stays what it is."""
    return value.astimezone(clock.JAPAN) if isinstance(value, datetime) and value.tzinfo else value


def long_date(value: date | datetime | None, *, day: bool = True) -> str:
    """2026年11月23日（月）; without the day of the week where `day` is false."""
    if value is None:
        return NOTHING
    at = local(value)
    if in_english():
        start = f"{_ENGLISH_DAYS[at.weekday()]}, " if day else ""
        return f"{start}{at.day} {_ENGLISH_MONTHS[at.month - 1]} {at.year}"
    return era_dates.display(at) if day else f"{at.year}年{at.month}月{at.day}日"


def era_date(value: date | datetime | None) -> str:
    """令和8年11月23日, on request."""
    if value is None:
        return NOTHING
    at = local(value)
    return era_dates.era_label(at.date() if isinstance(at, datetime) else at)


def short_date(value: date | datetime | None) -> str:
    """11月23日, for tables of one year."""
    if value is None:
        return NOTHING
    at = local(value)
    return f"{at.day} {_ENGLISH_MONTHS[at.month - 1]}" if in_english() else f"{at.month}月{at.day}日"


def clock_time(value: datetime | None) -> str:
    """14:30 on a Japanese clock."""
    return NOTHING if value is None else f"{local(value):%H:%M}"


def moment(value: datetime | None) -> str:
    """2026年11月23日（月）14:30."""
    if value is None:
        return NOTHING
    return f"{long_date(value)}{' ' if in_english() else ''}{clock_time(value)}"


def days_left(value: date | datetime | None, today: date | None = None) -> str:
    """今日, あと3日, 2日過ぎています: how a due date lies to today."""
    if value is None:
        return NOTHING
    at = local(value)
    day = at.date() if isinstance(at, datetime) else at
    left = (day - (today or clock.today())) // timedelta(days=1)
    if in_english():
        return "today" if left == 0 else f"{left} days left" if left > 0 else f"{-left} days over"
    return "今日" if left == 0 else f"あと{left}日" if left > 0 else f"{-left}日過ぎています"


def number(value: Number | None, digits: int = 0) -> str:
    """1,234; with `digits` after the point, zeros at the end left out."""
    if value is None:
        return NOTHING
    text = f"{value:,.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def money(value: Number | None) -> str:
    """1,234,000円."""
    if value is None:
        return NOTHING
    return f"¥{number(value)}" if in_english() else f"{number(value)}円"


def about(value: Number | str | None, unit: str = "") -> str:
    """約1,200人: a number that is not exact."""
    if value is None:
        return NOTHING
    text = value if isinstance(value, str) else number(value)
    return f"about {text} {unit}".rstrip() if in_english() else f"約{text}{unit}"


def count(value: int | None, unit: str = "件") -> str:
    """1,234件; in English the number alone where `unit` is a Japanese one, for English counts without."""
    if value is None:
        return NOTHING
    return number(value) if in_english() and not unit.isascii() else f"{number(value)}{unit}"


def signed(value: Number | None, unit: str = "", digits: int = 0) -> str:
    """+12件, −3件, ±0件: a difference, always with its sign."""
    if value is None:
        return NOTHING
    sign = "+" if value > 0 else "" if value < 0 else "±"
    return f"{sign}{number(value, digits)}{unit}"


def percent(value: Number | None, digits: int = 0) -> str:
    """0.254 → 25%."""
    return NOTHING if value is None else f"{number(value * 100, digits)}%"
