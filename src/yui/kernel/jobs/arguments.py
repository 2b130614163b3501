"""How the arguments of a job are kept as JSON and come out again as what they were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

_AT, _ON, _TUPLE = "$at", "$on", "$tuple"


def pack(value: Any) -> Any:
    """`value` as JSON. Raises TypeError for anything that is not a plain value, a time or a collection of these.

    Records do not travel: a job gets their ids and loads what they have become by then.
    """
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return _text(value)
        case datetime():
            return {_AT: value.isoformat()}
        case date():
            return {_ON: value.isoformat()}
        case list():
            return [pack(item) for item in value]
        case tuple():
            return {_TUPLE: [pack(item) for item in value]}
        case Mapping():
            return {_name(name): pack(item) for name, item in value.items()}
    raise TypeError(f"a job takes ids, plain values and times, not {type(value).__name__}")


def unpack(value: Any) -> Any:
    """What `pack` was given."""
    match value:
        case {"$at": str(text), **rest} if not rest:
            return datetime.fromisoformat(text)
        case {"$on": str(text), **rest} if not rest:
            return date.fromisoformat(text)
        case {"$tuple": list(items), **rest} if not rest:
            return tuple(unpack(item) for item in items)
        case dict():
            return {name: unpack(item) for name, item in value.items()}
        case list():
            return [unpack(item) for item in value]
    return value


def _text(value: str) -> str:
    # PostgreSQL's jsonb refuses both; better here, where the caller is still on the stack.
    if "\0" in value or (not value.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in value)):
        raise TypeError("a job takes no text with NUL or unpaired surrogates")
    return str(value)


def _name(value: Any) -> str:
    if not isinstance(value, str) or value.startswith("$"):
        raise TypeError("names in the arguments of a job are texts that do not start with $")
    return _text(value)
