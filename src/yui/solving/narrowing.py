"""Narrowing a list down: what an address asks for, how many there are of each, and the addresses that ask otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict


@dataclass(frozen=True)
class Option:
    """One choice that narrows a list down; `href` asks for it, or for its removal where it is chosen."""

    label: Any
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    """Choices of one kind."""

    label: Any
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Facet:
    """A column one may narrow by: its name in the address, the column, its label, its values with their labels."""

    name: str
    column: str
    label: Any
    choices: Sequence[tuple[str, Any]]

    def chosen(self, asked: QueryDict) -> tuple[str, ...]:
        """The known values that an address asks for."""
        known = {value for value, _label in self.choices}
        return tuple(value for value in dict.fromkeys(asked.getlist(self.name)) if value in known)


def narrowed(records: Any, facets: Iterable[Facet], asked: QueryDict) -> Any:
    """Those records that carry one of the values asked for in every facet."""
    for facet in facets:
        if values := facet.chosen(asked):
            records = records.filter(**{f"{facet.column}__in": values})
    return records


def groups(facets: Iterable[Facet], asked: QueryDict, counts: Mapping[str, Mapping[str, int]]) -> tuple[Group, ...]:
    """The facets ready to print, without choices that lead to nothing."""
    return tuple(group for facet in facets if (group := _group(facet, asked, counts.get(facet.name, {}))).options)


def chips(facets: Iterable[Facet], asked: QueryDict) -> list[tuple[Any, str]]:
    """What is asked for now, each with the address without it."""
    return [
        (dict(facet.choices)[value], _addresses(asked, facet.name, [value])[0])
        for facet in facets
        for value in facet.chosen(asked)
    ]


def _group(facet: Facet, asked: QueryDict, counts: Mapping[str, int]) -> Group:
    chosen = facet.chosen(asked)
    shown = [(value, label) for value, label in facet.choices if counts.get(value) or value in chosen]
    addresses = _addresses(asked, facet.name, [value for value, _label in shown])
    options = (
        Option(label, counts.get(value, 0), address, value in chosen)
        for (value, label), address in zip(shown, addresses, strict=True)
    )
    return Group(facet.label, tuple(options))


def _addresses(asked: QueryDict, name: str, values: Sequence[str]) -> list[str]:
    """For each value the same page with it, or without it where it was asked for, from its beginning."""
    kept = {key: told for key, told in asked.lists() if key not in _PLACES and key != name}
    now = asked.getlist(name)
    rest = [urlencode(kept, doseq=True)] if kept else []
    return [f"?{'&'.join([*rest, *_parts(name, _toggled(now, value))])}" for value in values]


def _toggled(now: Sequence[str], value: str) -> list[str]:
    others = [one for one in now if one != value]
    return others if value in now else [*others, value]


def _parts(name: str, values: Iterable[str]) -> Iterator[str]:
    return (f"{name}={quote_plus(value)}" for value in values)


_PLACES = frozenset({"after", "before", "page", "format"})
