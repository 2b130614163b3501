"""Types of what callers send: no text that a database or a reader could not take, no value read as something else."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Schema
from ninja.parser import Parser
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})")
# Controls, marks that turn the direction of writing, and signs nobody sees: they are refused in what people will read.
_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_UNSEEN = "".join(map(chr, (0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF)))
_TURNING = f"{chr(0x202A)}-{chr(0x202E)}{chr(0x2066)}-{chr(0x2069)}"
_TAGS = f"{chr(0xE0000)}-{chr(0xE007F)}"
READABLE = f"^[^{_CONTROLS}{_UNSEEN}{_TURNING}{_TAGS}]*$"
"""The pattern of a text that can be kept and says what it shows; lines may break."""
READABLE_LINE = f"^[^\\x00-\\x1f\\x7f-\\x9f{_UNSEEN}{_TURNING}{_TAGS}]*$"
"""The same, in one line."""

Ref = Annotated[str, StringConstraints(pattern=r"^[2-9a-hjkmnp-z]{10}$"), Field(examples=["2345678abc"])]
"""The public name of a record."""

Line = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""One line of text."""

Text = Annotated[str, StringConstraints(max_length=100_000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
"""Text of several lines."""

YesNo = Literal["yes", "no"]
"""A choice in an address."""


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("a date reads 2026-11-23")
    return date.fromisoformat(value)


def _moment(value: Any) -> Any:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise ValueError("a time reads 2026-11-23T10:00:00+09:00")
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except OverflowError:  # the first or last hours of the calendar, seen from another zone
        return datetime.max.replace(tzinfo=UTC) if value.startswith("9999") else datetime.min.replace(tzinfo=UTC)


Day = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-23"]})
]
"""A date; a number or a moment is none."""

Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-11-23T10:00:00+09:00"]}),
]
"""A moment with its zone."""


class Body(Schema):
    """What a caller sends as JSON: a number is no text, and a name that means nothing is a mistake to be told."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Unreadable(ValueError):
    """A body that is JSON by its signs, but holds what no text and no number may."""


class StrictParser(Parser):
    """JSON as RFC 8259 has it: valid Unicode, no NaN; half of a surrogate pair is refused here, not by the database."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(request.body, parse_constant=_no_number, parse_float=_number)
        _demand_unicode(body)
        return body


def _number(digits: str) -> float | int:
    """JSON knows no difference between 3 and 3.0; beyond 2⁵³ a float stands for many whole numbers, and stays one."""
    value = float(digits)
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _no_number(name: str) -> Any:
    raise Unreadable(f"{name} is no number")


def _demand_unicode(value: Any) -> None:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise Unreadable("a text with half of a surrogate pair") from error
    elif isinstance(value, dict):
        for name, inner in value.items():
            _demand_unicode(name)
            _demand_unicode(inner)
    elif isinstance(value, list):
        for inner in value:
            _demand_unicode(inner)
