"""What a proposal must tell before it may be handed in (R6.5). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

MOST: Mapping[str, int] = {"summary": 200, "evidence": 300, "price_note": 200, "feedback": 400, "used_by": 100}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A proposal as it stands: evidence by the id of the requirement it answers."""

    summary: str = ""
    initial_yen: int | None = None
    initial_unit: str = ""
    running_yen: int | None = None
    running_unit: str = ""
    available_on: date | None = None
    used_by: tuple[str, ...] = ()
    no_users_yet: bool = False
    evidence: Mapping[int, str] = field(default_factory=dict)


def evidence_field(requirement: int) -> str:
    """The name of the box in which evidence for a requirement is written."""
    return f"evidence_{requirement}"


def missing_before_submission(offer: Offer, requirements: Sequence[int]) -> tuple[str, ...]:
    """The names of the boxes that are empty, in the order of the form; none when it may be handed in.

    One evidence for each essential requirement, price with unit, running cost apart, and where it is used already.
    """
    told = {
        "summary": offer.summary.strip(),
        "initial_yen": offer.initial_yen is not None,
        "initial_unit": offer.initial_unit,
        "running_yen": offer.running_yen is not None,
        "running_unit": offer.running_unit,
        "available_on": offer.available_on,
        "used_by": offer.used_by or offer.no_users_yet,
        **{evidence_field(pk): offer.evidence.get(pk, "").strip() for pk in requirements},
    }
    return tuple(name for name, value in told.items() if not value)


def stray_evidence(offer: Offer, requirements: Sequence[int]) -> tuple[int, ...]:
    """Evidence for requirements that the need does not, or no longer, have."""
    return tuple(pk for pk in offer.evidence if pk not in set(requirements))
