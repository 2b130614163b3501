"""Units as the reader's language writes them: 時間/月 is hours/month on a page in English.

Units are typed by people. Those that towns measure in are known here; any other stays as it was written.
"""

from __future__ import annotations

import re
from decimal import Decimal

from yui.kernel.web.words import NOTHING, in_english, number

_ENGLISH = {
    "時間": ("hour", "hours"),
    "分": ("minute", "minutes"),
    "秒": ("second", "seconds"),
    "日": ("day", "days"),
    "週": ("week", "weeks"),
    "週間": ("week", "weeks"),
    "月": ("month", "months"),
    "か月": ("month", "months"),
    "四半期": ("quarter", "quarters"),
    "年": ("year", "years"),
    "人": ("person", "people"),
    "名": ("person", "people"),
    "住民1人": ("resident", "residents"),
    "世帯": ("household", "households"),
    "利用世帯": ("household that uses it", "households that use it"),
    "軒": ("house", "houses"),
    "団体": ("organisation", "organisations"),
    "店": ("shop", "shops"),
    "校": ("school", "schools"),
    "施設": ("facility", "facilities"),
    "か所": ("place", "places"),
    "箇所": ("place", "places"),
    "件": ("case", "cases"),
    "回": ("time", "times"),
    "台": ("device", "devices"),
    "枚": ("sheet", "sheets"),
    "通": ("letter", "letters"),
    "冊": ("volume", "volumes"),
    "種": ("kind", "kinds"),
    "種類": ("kind", "kinds"),
    "食": ("meal", "meals"),
    "便": ("trip", "trips"),
    "頭": ("head", "head"),
    "箱": ("box", "boxes"),
    "袋": ("bag", "bags"),
    "点": ("point", "points"),
    "ポイント": ("point", "points"),
    "円": ("yen", "yen"),
    "千円": ("thousand yen", "thousand yen"),
    "万円": ("ten thousand yen", "ten thousand yen"),
    "キロ": ("km", "km"),
    "メートル": ("m", "m"),
    "トン": ("t", "t"),
    "割": ("tenth", "tenths"),
}
_BETWEEN = re.compile("([/／・])")


def in_words(unit: str, value: Decimal | int | None = None) -> str:
    """The unit to stand behind a number: 時間/月, in English ` hours/month`; ` hour/month` behind a `value` of one."""
    if unit.isascii() or not in_english():
        return unit
    several = value is None or abs(value) != 1
    first, *others = _BETWEEN.split(unit.strip())
    amount = _ENGLISH.get(first)
    per = _per(others)
    if per is None or (amount is None and not first.isascii()):
        return unit
    return f"{f' {amount[several]}' if amount else first}{per}"


def alone(unit: str) -> str:
    """The unit where it heads a column or stands in brackets: 時間/月, hours/month."""
    return in_words(unit).strip()


def quantity(value: Decimal | int | None, unit: str, digits: int = 3) -> str:
    """12時間/月, 12 hours/month, 38%; — where there is none."""
    return NOTHING if value is None else f"{number(value, digits)}{in_words(unit, value)}"


def _per(parts: list[str]) -> str | None:
    """What stands behind the first word: /世帯・年 is /household/year. None where a word of it is not known."""
    words = [_ENGLISH.get(word, (word, "") if word.isascii() else None) for word in parts[1::2]]
    return None if None in words else "".join(f"/{word[0]}" for word in words if word)
