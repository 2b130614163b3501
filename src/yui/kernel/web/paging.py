"""Paging by key: the tenth page costs what the first does, and nothing is shown twice when a record is added."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from yui.values.text import ProblemKind, problems_of

Record = TypeVar("Record", bound=Model)
SIZE = 20
_BEYOND = 2**63


@dataclass(frozen=True)
class Page(Generic[Record]):
    """Some records in order, how many there are in all, and the addresses of the neighbours."""

    items: list[Record]
    total: int
    previous: str | None
    next: str | None

    def __bool__(self) -> bool:
        return bool(self.items)


def page_of(
    request: HttpRequest,
    records: QuerySet[Record],
    *,
    order: Sequence[str] = ("-pk",),
    size: int = SIZE,
    total: int | None = None,
    turns: Sequence[Any] = (),
) -> Page[Record]:
    """The page the address asks for (`?after=` or `?before=`), in `order`.

    `order` must name columns without empty values and end with a unique one. A key that cannot be read is the first
    page, so that an old bookmark never fails. Give `total` where the number is known already. Give in `turns` all values
    of the first column, in its order, where they are few: then records of each are asked for in turn, and an index of
    the other columns is enough to find a page without sorting all.
    """
    backwards = "before" in request.GET and "after" not in request.GET
    key = _read(request.GET.get("before" if backwards else "after", ""), len(order))
    asked = [_turned(name) for name in order] if backwards else list(order)
    try:
        found = records.filter(_beyond(asked, key)) if key else records
    except (ValueError, TypeError, ValidationError):  # a key of other columns
        found, key = records, None
    rows = first_rows(found, order=asked, size=size, turns=turns[::-1] if backwards else turns)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_previous, has_next = (more, key is not None) if backwards else (key is not None, more)
    return Page(
        items=rows,
        total=records.count() if total is None else total,
        previous=_address(request, "before", rows[0], order) if rows and has_previous else None,
        next=_address(request, "after", rows[-1], order) if rows and has_next else None,
    )


def asks_first(request: HttpRequest) -> bool:
    """Whether the address asks for the page with which a list begins."""
    return not {"after", "before"} & set(request.GET)


def first_rows(
    records: QuerySet[Record], *, order: Sequence[str], size: int = SIZE, turns: Sequence[Any] = ()
) -> list[Record]:
    """The records of a first page, and one more where there is another page behind it."""
    if not turns:
        return list(records.order_by(*order)[: size + 1])
    rows: list[Record] = []
    for value in turns:
        if len(rows) <= size:
            of_turn = records.filter(**{order[0].lstrip("-"): value})
            rows += of_turn.order_by(*order[1:])[: size + 1 - len(rows)]
    return rows


def first_page(
    request: HttpRequest, rows: Sequence[Any], *, order: Sequence[str], total: int, size: int = SIZE
) -> Page[Any]:
    """The first page of `rows` that are known already: what `first_rows` gave, or values with the columns of `order`."""
    shown = list(rows[:size])
    return Page(shown, total, None, _address(request, "after", shown[-1], order) if len(rows) > size else None)


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], key: Sequence[Any]) -> Q:
    """Records that come after `key` in `order`: later in the first column, or equal there and later in the next."""
    condition = Q()
    for index, name in enumerate(order):
        column = name.lstrip("-")
        equal = {part.lstrip("-"): key[place] for place, part in enumerate(order[:index])}
        condition |= Q(**equal, **{f"{column}__{'lt' if name.startswith('-') else 'gt'}": key[index]})
    return condition


def _address(request: HttpRequest, direction: str, record: Any, order: Sequence[str]) -> str:
    values = [_value(record, name.lstrip("-")) for name in order]
    key = base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")
    others = [
        (name, value) for name, values in request.GET.lists() if name not in {"after", "before"} for value in values
    ]
    return f"?{urlencode([*others, (direction, key)])}"


def _value(record: Any, path: str) -> Any:
    value: Any = record
    for part in path.split("__"):
        value = getattr(value, part)
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read(text: str, length: int) -> list[Any] | None:
    """The values of a key; None where there is none or somebody has changed it."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), parse_constant=_no_number)
    except (ValueError, binascii.Error, RecursionError):
        return None
    fits = isinstance(values, list) and len(values) == length
    return values if fits and all(_can_be_compared(value) for value in values) else None


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _can_be_compared(value: Any) -> bool:
    """Whether a database can take a value of a key: no half of a character, no NUL, no number or time beyond all."""
    if isinstance(value, str):
        return not problems_of(value, ProblemKind.HALF_CHARACTER, ProblemKind.CONTROL) and not _beyond_time(value)
    return isinstance(value, int | float) and abs(value) < _BEYOND


def _beyond_time(value: str) -> bool:
    try:
        datetime.fromisoformat(value).astimezone(UTC)
    except OverflowError:  # the first or last hours of the calendar, seen from another zone
        return True
    except ValueError:
        return False
    return False
