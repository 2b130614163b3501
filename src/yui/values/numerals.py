"""Kanji numerals: 二十三, 二〇二六, 千二百, 拾弐."""

from collections.abc import Iterable
from functools import reduce

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "壱": 1,
    "壹": 1,
    "弐": 2,
    "貳": 2,
    "参": 3,
    "參": 3,
}
_TENS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "兆": 10**12}

KANJI_NUMERALS = "".join([*_DIGITS, *_TENS, *_MYRIADS])
"""Every character that `from_kanji` understands."""


def from_kanji(numeral: str) -> int | None:
    """The number that a kanji numeral writes, or None where it is none (十十, 万, 高)."""
    if not numeral or any(letter not in KANJI_NUMERALS for letter in numeral):
        return None
    if all(letter in _DIGITS for letter in numeral):
        return reduce(lambda number, letter: number * 10 + _DIGITS[letter], numeral, 0)
    return _with_units(numeral)


def to_kanji(number: int) -> str:
    """A number from 0 to 9999 in kanji with units: 23 → 二十三."""
    if not 0 <= number <= 9999:
        raise ValueError(number)
    if number == 0:
        return "〇"
    written = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        count, number = divmod(number, unit)
        if count:
            written += ("" if count == 1 and name else "〇一二三四五六七八九"[count]) + name
    return written


def _with_units(numeral: str) -> int | None:
    """Myriads from large to small, each with its own thousands: 一億二千万三."""
    total = 0
    ceiling = 10**16
    group: list[str] = []
    for letter in numeral:
        if letter not in _MYRIADS:
            group.append(letter)
            continue
        count, unit = _below_ten_thousand(group), _MYRIADS[letter]
        if not count or unit >= ceiling:
            return None
        total, ceiling, group = total + count * unit, unit, []
    rest = _below_ten_thousand(group)
    return None if rest is None else total + rest


def _below_ten_thousand(letters: Iterable[str]) -> int | None:
    """千二百三十四; each unit once, from large to small, a single digit before each."""
    total, digit, ceiling = 0, None, 10**4
    for letter in letters:
        if letter in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[letter]
            continue
        unit = _TENS[letter]
        if unit >= ceiling or digit == 0:
            return None
        total, digit, ceiling = total + (1 if digit is None else digit) * unit, None, unit
    return total + (digit or 0)
