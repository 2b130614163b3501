"""全国地方公共団体コード: six digits, the last of which checks the others.

Digits 1–2 name the prefecture (JIS X 0401), 3–5 the body within it (JIS X 0402), 6 checks. Many files carry only
the first five, and a spreadsheet that takes the code for a number eats the zero of the prefectures 01 to 09
(宇都宮市 092011 → 92011). Five digits are thus either a code without its check digit or one without its zero.
`GovernmentCode.parse` reads them only where one reading is possible and offers the others;
`municipalities.meant_by` knows more, because it can ask which of the readings exists.

The check digit finds every single wrong digit except those that exchange the remainders 0 and 10, which share the
check digit 1.
"""

import re
from dataclasses import dataclass
from typing import Self

from yui.values.text import tidied
from yui.values.unreadable import N_, Unreadable

_WEIGHTS = (6, 5, 4, 3, 2)
_LAST_PREFECTURE = 47
_LONGEST_TYPED = 20


def check_digit(five_digits: str) -> str:
    """The sixth digit for the first five."""
    remainder = sum(int(digit) * weight for digit, weight in zip(five_digits, _WEIGHTS, strict=True)) % 11
    return str((11 - remainder) % 10)


@dataclass(frozen=True, slots=True, order=True)
class GovernmentCode:
    """A whole, checked code. `str(code)` is its six digits."""

    digits: str

    def __post_init__(self) -> None:
        if not _is_whole(self.digits):
            raise ValueError(self.digits)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """The code somebody typed, six digits or five, full-width too; refuses with what was perhaps meant."""
        digits = tidied(typed)
        if not re.fullmatch("[0-9]{4,6}", digits):
            raise Unreadable(
                "government_code.shape", N_("団体コードは6けたの数字です。「{typed}」は読み取れません。"), typed=typed
            )
        if _is_whole(digits):
            return cls(digits)
        readings = possible_readings(digits)
        if len(digits) == 5 and readings == (_completed(digits),):
            return cls(readings[0])
        raise _refusal(typed, digits, readings)

    @classmethod
    def of_five(cls, digits: str) -> Self:
        """The code for a five-digit code of JIS X 0402, as files of Japan Post and the statistics bureau carry it."""
        return cls(digits + check_digit(digits))

    @property
    def five_digits(self) -> str:
        """The code without its check digit (JIS X 0402)."""
        return self.digits[:5]

    @property
    def prefecture(self) -> "GovernmentCode":
        """The code of the prefecture that this body belongs to, or is."""
        return GovernmentCode.of_five(self.digits[:2] + "000")

    @property
    def is_prefecture(self) -> bool:
        """Whether the code names a prefecture itself."""
        return self.digits[2:5] == "000"

    def __str__(self) -> str:
        return self.digits


def possible_readings(typed: str) -> tuple[str, ...]:
    """Every whole code that four to six typed digits can stand for; none for other text."""
    digits = tidied(typed) if len(typed) <= _LONGEST_TYPED else ""
    if not re.fullmatch("[0-9]{4,6}", digits):
        return ()
    if len(digits) == 6:
        candidates = [digits]
    elif len(digits) == 5:
        candidates = [_completed(digits), "0" + digits]
    else:
        candidates = [_completed("0" + digits)]
    return tuple(code for code in candidates if _is_whole(code))


def _completed(five_digits: str) -> str:
    return five_digits + check_digit(five_digits)


def _is_whole(digits: str) -> bool:
    return (
        re.fullmatch("[0-9]{6}", digits) is not None
        and 1 <= int(digits[:2]) <= _LAST_PREFECTURE
        # 001–099 are not given to anybody; 100 begins the designated cities and special wards.
        and (digits[2:5] == "000" or digits[2:5] >= "100")
        and digits[5] == check_digit(digits[:5])
    )


def _refusal(typed: str, digits: str, readings: tuple[str, ...]) -> Unreadable:
    """Why these digits are no code, said as closely as can be known."""
    if len(digits) == 6 and _is_whole(meant := _completed(digits[:5])):
        return Unreadable(
            "government_code.check_digit",
            N_("団体コード「{typed}」は検査数字が合いません。はじめの5けたが正しければ {meant} です。"),
            typed=typed,
            suggestions=[meant],
            meant=meant,
        )
    if not readings:
        return Unreadable("government_code.unknown", N_("「{typed}」という団体コードはありません。"), typed=typed)
    return Unreadable(
        "government_code.lost_zero" if len(readings) == 1 else "government_code.ambiguous",
        N_("「{typed}」は先頭の0が落ちているかもしれません。{meant} でしょうか。"),
        typed=typed,
        suggestions=readings,
        meant="、".join(readings),
    )
