"""Types of what callers send: no text that a database or a reader could not take."""

from __future__ import annotations

from typing import Annotated, Any

from ninja.parser import Parser
from pydantic import Field, StringConstraints

Ref = Annotated[str, StringConstraints(pattern=r"^[2-9a-hjkmnp-z]{10}$"), Field(examples=["2345678abc"])]
"""The public name of a record."""

Line = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""One line of text."""

Text = Annotated[str, StringConstraints(max_length=100_000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
"""Text of several lines."""


class Unreadable(ValueError):
    """A body that is JSON by its signs, but holds what no text may."""


class StrictParser(Parser):
    """JSON whose texts are valid Unicode: half of a surrogate pair is refused here, not by the database."""

    def parse_body(self, request: Any) -> dict[str, Any]:
        body: dict[str, Any] = super().parse_body(request)
        _demand_unicode(body)
        return body


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
