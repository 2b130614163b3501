"""From what a supplier types to the governments it means: codes of six or five digits, or names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yui.kernel.identity.models import Organisation
from yui.solving.solutions.queries.adopters import Adopter
from yui.values import municipalities
from yui.values.text import tidied

SUGGESTED = 3


@dataclass(frozen=True)
class FoundGovernments:
    """Those that were understood, and for each line that was not, what was perhaps meant."""

    adopters: tuple[Adopter, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]


def governments_named(lines: Iterable[str]) -> FoundGovernments:
    """Understand each line as a code or a name; a name that several bear is not guessed."""
    typed = [tidied(line) for line in lines if line.strip()]
    known = _of_this_installation(typed)
    found: dict[str, Adopter] = {}
    unknown: list[tuple[str, tuple[str, ...]]] = []
    for line in typed:
        meant = known.get(line) or _in_the_list(line)
        if len(meant) == 1:
            found.setdefault(meant[0].code, meant[0])
        else:
            unknown.append((line, tuple(_as_typed(one) for one in (meant or _near(line))[:SUGGESTED])))
    return FoundGovernments(tuple(found.values()), tuple(unknown))


def _of_this_installation(typed: list[str]) -> dict[str, list[Adopter]]:
    """Governments that are organisations here, by code and by name: also those of a demo region."""
    found: dict[str, list[Adopter]] = {}
    for column in ("government_code", "name"):
        # Also those that take no part: a town need not use Yui for its use of a service to be told.
        rows = Organisation.published.governments().filter(**{f"{column}__in": typed}).exclude(government_code="")
        for row in rows:
            adopter = Adopter(row.government_code, row.name, row.prefecture)
            found.setdefault(getattr(row, column), []).append(adopter)
    return found


def _in_the_list(line: str) -> list[Adopter]:
    found = municipalities.meant_by(line) if line.isdigit() else municipalities.named(line)
    return [_adopter(one) for one in found]


def _near(line: str) -> list[Adopter]:
    """What begins alike: shorter and shorter, until something does."""
    if line.isdigit():
        return [_adopter(one) for one in municipalities.everyone() if str(one.code).startswith(line[:5])][:SUGGESTED]
    for length in range(len(line), 0, -1):
        if found := municipalities.starting_with(line[:length], limit=SUGGESTED):
            return [_adopter(one) for one in found]
    return []


def _adopter(one: municipalities.Government) -> Adopter:
    return Adopter(str(one.code), one.name, one.prefecture_name)


def _as_typed(one: Adopter) -> str:
    return f"{one.code} {one.prefecture}{one.name}"
