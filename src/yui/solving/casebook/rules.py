"""Decisions about cases, on plain values."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, Self

LIMITS = {
    "title": 40,
    "summary": 100,
    "problem": 1200,
    "purpose": 300,
    "done": 1200,
    "result": 1200,
    "constraints": 600,
    "cost": 400,
    "not_worked": 1200,
    "advice": 1200,
    "upkeep": 600,
    "spread": 600,
    "contact": 200,
}
"""The most characters of each text. GIF 451-3 allows 300 for its 取り組みの概要, so our 100 always fit."""
REQUIRED = (
    *("title", "summary", "field", "year", "place", "problem", "purpose", "done", "result", "cost"),
    *("not_worked", "advice", "contact"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator before and after."""

    name: str
    unit: str
    better: str
    before: Decimal | None = None
    after: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """Who worked along: an organisation known by its id, or a plain name."""

    name: str
    role: str = ""
    organisation_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that a case says. Versions keep it as JSON; `also` are further fields; `services` are ids."""

    title: str = ""
    summary: str = ""
    field: str = ""
    also: tuple[str, ...] = ()
    year: int | None = None
    place: str = ""
    government_code: str = ""
    prefecture: str = ""
    population: int | None = None
    size_class: str = ""
    problem: str = ""
    purpose: str = ""
    done: str = ""
    result: str = ""
    constraints: str = ""
    cost: str = ""
    cost_yen: int | None = None
    effort_hours: int | None = None
    not_worked: str = ""
    advice: str = ""
    upkeep: str = ""
    spread: str = ""
    contact: str = ""
    figures: tuple[Figure, ...] = ()
    companions: tuple[Companion, ...] = ()
    services: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values; decimals as text, so that nothing is rounded."""
        kept = asdict(self)
        for row in kept["figures"]:
            row["before"], row["after"] = (None if v is None else str(v) for v in (row["before"], row["after"]))
        return {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The content that `as_json` wrote; what it does not know is left out."""
        known = {one.name: kept[one.name] for one in fields(cls) if one.name in kept}
        known["also"], known["services"] = tuple(known.get("also", ())), tuple(known.get("services", ()))
        known["figures"] = tuple(_figure(row) for row in known.get("figures", ()))
        known["companions"] = tuple(Companion(**row) for row in known.get("companions", ()))
        return cls(**known)

    def shortened(self) -> Self:
        """The same within the limits: for drafts made of other texts, which their writer then corrects."""
        short: dict[str, Any] = {name: shorten(getattr(self, name), most) for name, most in LIMITS.items()}
        return replace(self, **short)


def _figure(row: Mapping[str, Any]) -> Figure:
    values = {name: None if row.get(name) is None else Decimal(row[name]) for name in ("before", "after")}
    return Figure(row["name"], row["unit"], row["better"], **values)


def shorten(text: str, most: int) -> str:
    """The text, cut to `most` characters with a sign that it was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"


TEXTS = (
    *("problem", "purpose", "done", "result", "constraints", "cost"),
    *("not_worked", "advice", "upkeep", "spread", "contact"),
)
"""The texts of a case in reading order."""


def missing_before_review(content: Content) -> tuple[str, ...]:
    """What a case still lacks. What did not work and advice are asked for like the rest: nothing is also an answer."""
    return tuple(name for name in REQUIRED if not str(getattr(content, name) or "").strip())


def too_long(content: Content) -> dict[str, int]:
    """The parts longer than they may be, with their limits."""
    return {name: most for name, most in LIMITS.items() if len(getattr(content, name)) > most}


def contact_of(post: str, organisation: str) -> str:
    """Where readers turn to: the post of an organisation, never a person."""
    return f"{organisation}　{post}" if post else organisation


def key_of(name: str, unit: str) -> str:
    """What two indicators must share to be compared between towns: name and unit, written any way."""
    folded = unicodedata.normalize("NFKC", f"{name}|{unit}").casefold()
    return "".join(folded.split())


_COUNTED = frozenset({"件", "人", "世帯", "軒", "戸", "台", "本", "回", "枚", "冊", "箱", "袋", "店", "か所"})
_PERIODS = frozenset({"年", "四半期", "月", "週", "日"})


def grows_with_a_town(unit: str) -> bool:
    """Whether values in this unit are larger in a larger town: counts, and amounts of a period. Shares and waits are not."""
    amount, slash, period = unicodedata.normalize("NFKC", unit).replace(" ", "").partition("/")
    return amount != "%" and (period in _PERIODS if slash else amount in _COUNTED)


def per_thousand(value: Decimal | None, population: int | None) -> Decimal | None:
    """The value for each thousand people of the town; None where one of the two is not known."""
    return value * 1000 / population if value is not None and population else None


def size_class(population: int | None) -> str:
    """The class of population that comparisons use; empty where it is not known."""
    if population is None:
        return ""
    limits = ((5_000, "xs"), (10_000, "s"), (50_000, "m"), (100_000, "l"))
    return next((name for limit, name in limits if population < limit), "xl")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, was taken out or was put in: "same", "out", "in"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How one part changed, in pieces that can be read in order."""

    name: str
    pieces: tuple[Piece, ...]


def differences(old: Content, new: Content) -> tuple[Difference, ...]:
    """The parts in which two versions differ, in the order of the form."""
    pairs = [(one.name, _written(getattr(old, one.name)), _written(getattr(new, one.name))) for one in fields(Content)]
    return tuple(Difference(name, pieces(before, after)) for name, before, after in pairs if before != after)


MOST_PAIRS = 40_000
"""Pairs of equal letters in two texts that are compared letter by letter; 1,200 letters of plain Japanese have 20,000."""

SHORTEST_KEPT = 3
"""A shorter run of letters that both texts happen to share tells a reader nothing."""


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The way from one text to the other; without the pieces put in it is `before`, without those out `after`.

    Where little is shared, the whole text is taken out and the new one put in: that reads better than crumbs.
    """
    if before == after:
        return (Piece("same", before),) if before else ()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if _repeats(before, after) or matcher.ratio() < 0.4:
        return tuple(_changed(before, after))
    found: list[Piece] = []
    out = put_in = ""
    for tag, i, j, k, end in matcher.get_opcodes():
        if tag == "equal" and (j - i >= SHORTEST_KEPT or not (out or put_in)):
            found += [*_changed(out, put_in), Piece("same", before[i:j])]
            out = put_in = ""
        else:
            out, put_in = out + before[i:j], put_in + after[k:end]
    return (*found, *_changed(out, put_in))


def _repeats(before: str, after: str) -> bool:
    """Whether the texts are made of few letters again and again, so that they are not compared letter by letter.

    The search for shared runs looks at all pairs of equal letters, many times over: of 1,200 letters abcab… minutes long.
    """
    often = Counter(after)
    return sum(count * often[letter] for letter, count in Counter(before).items()) > MOST_PAIRS


def _changed(out: str, put_in: str) -> list[Piece]:
    return [piece for piece in (Piece("out", out), Piece("in", put_in)) if piece.text]


def _written(value: Any) -> str:
    """A part as a reader sees it."""
    if value is None:
        return ""
    if isinstance(value, Figure):
        return f"{value.name} {_number(value.before)}→{_number(value.after)}{value.unit}"
    if isinstance(value, Companion):
        return f"{value.name}（{value.role}）" if value.role else value.name
    return "\n".join(_written(one) for one in value) if isinstance(value, tuple) else str(value)


def _number(value: Decimal | None) -> str:
    return "—" if value is None else f"{value.normalize():f}"
