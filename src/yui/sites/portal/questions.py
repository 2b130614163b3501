"""What a visitor asked for in the address of the search page, read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

SIZE = 20
DEEPEST = 50
FACETS = ("field", "prefecture", "size_class", "state", "cloud")


@dataclass(frozen=True)
class Asked:
    """Words, kind, chosen facet values and page number (from 1)."""

    text: str
    kind: str
    chosen: Mapping[str, tuple[str, ...]]
    number: int

    @classmethod
    def read(cls, get: QueryDict) -> Asked:
        """What stands in the address; whatever cannot be read is left out, so that an old link never fails."""
        number = get.get("page", "1")
        return cls(
            text=get.get("q", "").strip()[:500],
            kind=get.get("kind", ""),
            chosen={name: tuple(get.getlist(name)) for name in FACETS if get.getlist(name)},
            number=min(max(int(number), 1), DEEPEST)
            if number.isascii() and number.isdigit() and len(number) < 19
            else 1,
        )

    @property
    def address(self) -> str:
        """The same question as an address; the first page is not named."""
        pairs: list[tuple[str, str | int]] = [("q", self.text)] if self.text else []
        pairs += [("kind", self.kind)] if self.kind else []
        pairs += [(name, value) for name, values in self.chosen.items() for value in values]
        pairs += [("page", self.number)] if self.number > 1 else []
        return "?" + urlencode(pairs)

    def of_kind(self, kind: str) -> Asked:
        """The same question about one kind; facets of another kind would hide everything, so they go."""
        return replace(self, kind=kind, number=1, chosen={k: v for k, v in self.chosen.items() if k != "state"})

    def on_page(self, number: int) -> Asked:
        """Another page of the same answer."""
        return replace(self, number=number)

    def toggled(self, facet: str, value: str) -> Asked:
        """The question with a value chosen, or given back where it was chosen."""
        held = self.chosen.get(facet, ())
        values = tuple(v for v in held if v != value) if value in held else (*held, value)
        others = {name: kept for name, kept in self.chosen.items() if name != facet}
        return replace(self, number=1, chosen={**others, facet: values} if values else others)

    def toggles(self, facet: str, values: Iterable[str]) -> Iterator[str]:
        """The addresses of `toggled` for each value; what they share is written once."""
        held = self.chosen.get(facet, ())
        rest = replace(self, number=1, chosen={n: kept for n, kept in self.chosen.items() if n != facet}).address
        for value in values:
            kept = [v for v in held if v != value] if value in held else [*held, value]
            chosen = "&".join([f"{facet}={quote_plus(v)}" for v in kept])
            yield f"{rest}{'&' if kept and rest != '?' else ''}{chosen}"

    def cleared(self) -> Asked:
        """The question with no facet chosen."""
        return replace(self, number=1, chosen={})
