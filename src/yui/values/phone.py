"""Telephone numbers of Japan: as typed, in groups, and in two profiles.

GIF 445 writes (03)5253-5111, the standard data sets of local governments 03-5253-5111; both write 090-1234-5678 and
0120-123-456. The extension is a field of its own. Where a number is not in the numbering plan and was typed without
separators, its groups cannot be known: it is then shown as typed, and `split_by` says so.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from yui.values.area_codes import area_code_length
from yui.values.text import tidied
from yui.values.unreadable import N_, Unreadable

_EXTENSION = re.compile(r"[ ,、(]*(?:内線|内|ext\.?)[ :番号]*([0-9]{1,6})[ )]*$", re.IGNORECASE)
_LABELS = re.compile(r"^(?:TEL|FAX|電話番号|電話|☎|℡)[ :.]*|[ (]*(?:代表|代|直通)[ )]*$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[()\-. ]+")
_LISTED = re.compile(r" ?/ ?|、|;|\n|または|又は")
_SHORT = re.compile(r"1[0-9]{2}|#[0-9]{4}")


class PhoneKind(StrEnum):
    """What answers at the other end."""

    FIXED = "fixed"
    MOBILE = "mobile"
    IP = "ip"
    FREE = "free"
    SPECIAL = "special"
    SHORT = "short"
    UNKNOWN = "unknown"


class SplitBy(StrEnum):
    """How the groups of a number are known."""

    PLAN = "plan"
    TYPED = "typed"
    UNKNOWN = "unknown"


_SPECIAL_LENGTHS = (
    ("0120", 10, (4, 3, 3), PhoneKind.FREE),
    ("0800", 11, (4, 3, 4), PhoneKind.FREE),
    ("0570", 10, (4, 3, 3), PhoneKind.SPECIAL),
    ("0180", 10, (4, 3, 3), PhoneKind.SPECIAL),
    ("0990", 10, (4, 3, 3), PhoneKind.SPECIAL),
    ("050", 11, (3, 4, 4), PhoneKind.IP),
    ("020", 11, (3, 4, 4), PhoneKind.SPECIAL),
    *((start, 11, (3, 4, 4), PhoneKind.MOBILE) for start in ("060", "070", "080", "090")),
)


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number. `digits` is what one dials within Japan; `groups` is empty where they cannot be known."""

    typed: str
    digits: str
    groups: tuple[str, ...]
    kind: PhoneKind
    split_by: SplitBy
    extension: str = ""

    @classmethod
    def parse(cls, typed: str) -> Self:
        """The number somebody typed, in any width, with brackets, hyphens, +81 or an extension."""
        text = _LABELS.sub("", tidied(typed))
        extension = _EXTENSION.search(text)
        number = _LABELS.sub("", text[: extension.start()] if extension else text).strip()
        if _SHORT.fullmatch(number):
            return cls(typed, number, (number,), PhoneKind.SHORT, SplitBy.PLAN)
        domestic = _domestic(number)
        digits = _SEPARATORS.sub("", domestic)
        if not re.fullmatch("[0-9]{5,15}", digits):
            raise Unreadable("phone.shape", N_("「{typed}」は電話番号として読み取れません。"), typed=typed)
        if refusal := _refusal(typed, digits):
            raise refusal
        groups, kind, split_by = _split(digits, domestic)
        return cls(typed, digits, groups, kind, split_by, extension[1] if extension else "")

    @property
    def gif(self) -> str:
        """The number in the GIF profile: (03)5253-5111, 090-1234-5678."""
        if self.kind is PhoneKind.FIXED and len(self.groups) == 3:
            area, office, line = self.groups
            return f"({area}){office}-{line}"
        return self.municipal

    @property
    def municipal(self) -> str:
        """The number in the profile of the standard data sets: 03-5253-5111."""
        return "-".join(self.groups) if self.groups else self.as_written

    @property
    def as_written(self) -> str:
        """The number as typed, without its extension, in plain characters."""
        text = _LABELS.sub("", tidied(self.typed))
        return _LABELS.sub("", _EXTENSION.sub("", text)).strip()

    @property
    def international(self) -> str:
        """The number as dialled from abroad: +81352535111; short numbers cannot be."""
        return self.digits if self.kind is PhoneKind.SHORT else f"+81{self.digits[1:]}"

    @property
    def shown(self) -> str:
        """For the screen: 03-5253-5111（内線123）."""
        return self.municipal + (f"（内線{self.extension}）" if self.extension else "")


def parse_several(typed: str) -> tuple[PhoneNumber, ...]:
    """Every number of a cell that lists some, as GIF does with " / "."""
    return tuple(PhoneNumber.parse(part) for part in _LISTED.split(typed) if part.strip())


def _domestic(number: str) -> str:
    """+81 (03)5253-5111, +81-3-5253-5111 and 03-5253-5111 as the last."""
    abroad = re.fullmatch(r"\+ ?81[- ]?(\(?)0?(.+)", number)
    return f"{abroad[1]}0{abroad[2]}" if abroad else number


def _refusal(typed: str, digits: str) -> Unreadable | None:
    """Numbers without area code, with a lost zero, or with too many or too few digits."""
    if digits.startswith("0"):
        return (
            None
            if len(digits) == _expected_length(digits)
            else Unreadable(
                "phone.length", N_("「{typed}」はけた数が合いません（{count}けた）。"), typed=typed, count=len(digits)
            )
        )
    with_zero = "0" + digits
    if len(digits) >= 9 and len(with_zero) == _expected_length(with_zero):
        groups, _, _ = _split(with_zero, with_zero)
        meant = "-".join(groups) or with_zero
        return Unreadable(
            "phone.lost_zero",
            N_("「{typed}」は先頭の0が落ちています。{meant} でしょうか。"),
            typed=typed,
            suggestions=[meant],
            meant=meant,
        )
    return Unreadable("phone.no_area", N_("「{typed}」には市外局番がありません。0から入力してください。"), typed=typed)


def _expected_length(digits: str) -> int:
    return next((length for start, length, _, _ in _SPECIAL_LENGTHS if digits.startswith(start)), 10)


def _split(digits: str, domestic: str) -> tuple[tuple[str, ...], PhoneKind, SplitBy]:
    """The groups of a number: by the plan, else as it was typed, else none."""
    for start, _, lengths, kind in _SPECIAL_LENGTHS:
        if digits.startswith(start):
            return _cut(digits, lengths), kind, SplitBy.PLAN
    if (area := area_code_length(digits)) is not None:
        return _cut(digits, (area, 6 - area, 4)), PhoneKind.FIXED, SplitBy.PLAN
    typed = tuple(part for part in _SEPARATORS.split(domestic) if part)
    if len(typed) == 3:
        return typed, PhoneKind.UNKNOWN, SplitBy.TYPED
    return (), PhoneKind.UNKNOWN, SplitBy.UNKNOWN


def _cut(digits: str, lengths: tuple[int, ...]) -> tuple[str, ...]:
    groups = []
    for length in lengths:
        groups.append(digits[:length])
        digits = digits[length:]
    return tuple(groups)
