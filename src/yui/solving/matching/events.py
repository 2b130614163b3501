"""What happens between a need and those who may help."""

from __future__ import annotations

from dataclasses import dataclass

from yui.kernel.events import Event


@dataclass(frozen=True)
class CandidatesAsked(Event):
    """Somebody wants the candidates of a need sought anew."""

    need_id: int


@dataclass(frozen=True)
class IntroductionMade(Event):
    """A coordinator brought two sides together; both are asked."""

    introduction_id: int


@dataclass(frozen=True)
class IntroductionAnswered(Event):
    """One side agreed or declined."""

    introduction_id: int
    organisation_id: int
    agreed: bool


@dataclass(frozen=True)
class MatchAgreed(Event):
    """Both sides agreed. Said once, whoever was the second. `service_id` is None where a case or a need was introduced."""

    introduction_id: int
    need_id: int
    service_id: int | None
    government_id: int
    supplier_id: int


@dataclass(frozen=True)
class CandidateDeclined(Event):
    """A coordinator declined a candidate, for a reason of the closed list."""

    candidate_id: int
    reason: str


@dataclass(frozen=True)
class ProposalSubmitted(Event):
    """A supplier handed in a proposal that answers every essential requirement."""

    proposal_id: int


@dataclass(frozen=True)
class GroupConfirmed(Event):
    """A person confirmed that some needs of different towns are alike."""

    group_id: int
