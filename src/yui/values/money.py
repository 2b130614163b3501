"""Amounts in yen, as budgets and price lists write them: 1,234,000円, 約12万円, 1.2億円, 120千円, ▲3,000円."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from yui.values.numerals import KANJI_NUMERALS, from_kanji
from yui.values.text import tidied
from yui.values.unreadable import N_, Unreadable

_UNITS = {"千": 10**3, "百万": 10**6, "万": 10**4, "億": 10**8, "兆": 10**12, "千万": 10**7, "百": 10**2, "十万": 10**5}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,16})(?:\.[0-9]{1,4})?"
_AMOUNT = re.compile(
    rf"(?P<about>約|およそ|概ね|おおむね)?(?P<minus>[-▲△])?¥?(?P<amount>(?:{_NUMBER}(?:{_UNIT}))*(?:{_NUMBER})?|[{KANJI_NUMERALS}]{{1,16}})円?"
    r"(?P<roughly>程度|前後|くらい|ぐらい|ほど)?"
)
_PART = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>{_UNIT})?")
_MYRIADS = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))


@dataclass(frozen=True, slots=True)
class Yen:
    """An amount of whole yen, exact or about. `str(yen)` is 約120,000円."""

    amount: int
    approximate: bool = False

    @classmethod
    def parse(cls, typed: str) -> Self:
        """The amount somebody typed; refuses parts of a yen and units out of order."""
        match = _AMOUNT.fullmatch(tidied(typed).replace(" ", ""))
        amount = _amount(match["amount"]) if match else None
        if match is None or amount is None:
            raise Unreadable("money.shape", N_("「{typed}」は金額として読み取れません。"), typed=typed)
        if amount != amount.to_integral_value():
            raise Unreadable("money.fraction", N_("「{typed}」は1円に満たない端数があります。"), typed=typed)
        return cls(int(-amount if match["minus"] else amount), bool(match["about"] or match["roughly"]))

    @property
    def short(self) -> str:
        """In myriads, as one says it: 約1億2,000万円; the rest below 10,000 follows in full."""
        rest, parts = abs(self.amount), []
        for size, name in _MYRIADS:
            count, rest = divmod(rest, size)
            if count:
                parts.append(f"{count:,}{name}")
        if rest or not parts:
            parts.append(f"{rest:,}")
        return f"{self._signs}{''.join(parts)}円"

    @property
    def _signs(self) -> str:
        return ("約" if self.approximate else "") + ("-" if self.amount < 0 else "")

    def __str__(self) -> str:
        return f"{self._signs}{abs(self.amount):,}円"


def _amount(written: str) -> Decimal | None:
    """The sum of its parts, each with a smaller unit than the one before: 1億2,000万5千."""
    if not written:
        return None
    if not written[0].isascii():
        spoken = from_kanji(written)
        return None if spoken is None else Decimal(spoken)
    total, ceiling = Decimal(0), 10**18
    for part in _PART.finditer(written):
        unit = _UNITS[part["unit"]] if part["unit"] else 1
        value = Decimal(part["number"].replace(",", "")) * unit
        if unit >= ceiling or value >= ceiling:
            return None
        total, ceiling = total + value, unit
    return total
