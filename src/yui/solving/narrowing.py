"""Narrowing a list down: what an address asks for, how many there are of each, and the addresses that ask otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

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
        (dict(facet.choices)[value], _address(asked, facet.name, value, add=False))
        for facet in facets
        for value in facet.chosen(asked)
    ]


def _group(facet: Facet, asked: QueryDict, counts: Mapping[str, int]) -> Group:
    chosen = facet.chosen(asked)
    options = tuple(
        Option(
            label, counts.get(value, 0), _address(asked, facet.name, value, add=value not in chosen), value in chosen
        )
        for value, label in facet.choices
        if counts.get(value) or value in chosen
    )
    return Group(facet.label, options)


def _address(asked: QueryDict, name: str, value: str, *, add: bool) -> str:
    """The same page with one value more or less, from its beginning."""
    kept = {key: values for key, values in asked.lists() if key not in _PLACES}
    others = [one for one in kept.get(name, ()) if one != value]
    return f"?{urlencode({**kept, name: [*others, value] if add else others}, doseq=True)}"


_PLACES = frozenset({"after", "before", "page", "format"})
