"""What was found in words that may tell who somebody is, as pages list it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from yui.solving.needs.forms.writing import place_of
from yui.solving.needs.rules.personal import Kind, traces, traces_in

_KINDS: Final[Mapping[Kind, Any]] = {
    Kind.PHONE: _("電話番号"),
    Kind.MAIL: _("メールアドレス"),
    Kind.NAME: _("人の名前"),
    Kind.ADDRESS: _("住所"),
}


@dataclass(frozen=True)
class Found:
    """A place to look at: what it seems to be, the words, the part of the need and the step where it is mended."""

    kind: Any
    text: str
    part: Any = ""
    step: int = 0


def found_in(content: Mapping[str, Any]) -> tuple[Found, ...]:
    """What was found in the parts of a need."""
    return tuple(
        Found(_KINDS[trace.kind], trace.text, *place_of(name))
        for name, places in traces_in(content).items()
        for trace in places
    )


def found_in_words(words: str) -> tuple[Found, ...]:
    """What was found in a resident's words."""
    return tuple(Found(_KINDS[trace.kind], trace.text) for trace in traces(words))
