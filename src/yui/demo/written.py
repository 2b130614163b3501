"""The written region, with its dates moved so that the reference day is today."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

_FOLDER = Path(__file__).parent / "data"
_JAPAN = ZoneInfo("Asia/Tokyo")
_YEARS = frozenset({"fiscal_year", "year"})
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True)
class Written:
    """All tables of the region, as they read on `today`."""

    today: date

    @cached_property
    def region(self) -> dict[str, Any]:
        """Prefecture, bureau, towns, neighbours, posts, people, closed lists."""
        return self._moved(_read("region"))

    def rows(self, file: str, table: str = "") -> list[dict[str, Any]]:
        """The rows of a table, in the order written."""
        read = self.region if file == "region" else self._moved(_read(file))
        return list(read[table or file])

    @cached_property
    def _shift(self) -> timedelta:
        return self.today - _read("region")["reference_date"]

    @cached_property
    def _years(self) -> int:
        return self.today.year - _read("region")["reference_date"].year

    def _moved(self, value: Any, name: str = "") -> Any:
        """A value with its dates moved: days by the difference, years and quarters by whole years."""
        match value:
            case dict():
                return {key: self._moved(inner, key) for key, inner in value.items()}
            case list():
                return [self._moved(inner, name) for inner in value]
            case date():
                return value + self._shift
            case int() if name in _YEARS:
                return value + self._years
            case str() if name == "period" and (found := _QUARTER.fullmatch(value)):
                return f"{int(found[1]) + self._years}-Q{found[2]}"
        return value


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """An hour of a day in Japan, as the moment at which somebody acted."""
    return datetime.combine(day, time(hour, minute), tzinfo=_JAPAN).astimezone(UTC)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
