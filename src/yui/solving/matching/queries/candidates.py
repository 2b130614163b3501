"""The candidates of a need, for a coordinator to compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yui.kernel.web import clock
from yui.kernel.web.words import side_by_side
from yui.solving.matching.models import Candidate, CandidateState, Introduction, IntroductionState
from yui.solving.matching.queries.outcomes import outcome
from yui.solving.matching.registry import label_of
from yui.solving.matching.rules.weighing import about, signed
from yui.solving.needs.queries import NeedFacts
from yui.solving.reasons import DeclineReason
from yui.solving.solutions import queries as solutions

AT_A_TIME = 10
"""Candidates that are read at once; more are asked for."""

PART_LABELS: Mapping[str, Any] = {
    "text": gettext_lazy("ことば"),
    "essentials": gettext_lazy("必須"),
    "field": gettext_lazy("分野"),
    "budget": gettext_lazy("予算"),
    "users": gettext_lazy("使う団体"),
    "outcomes": gettext_lazy("成果"),
    "region": gettext_lazy("地域"),
    "size": gettext_lazy("規模"),
}


Part = tuple[Any, float] | tuple[Any, float, str]


@dataclass(frozen=True)
class ReasonLine:
    """A reason in the reader's language: for (+1), against (-1), or neither."""

    text: str
    sign: int
    one_by_one: bool = False
    """Whether it tells of a single essential requirement, and warns of nothing: many of them would hide the rest."""


@dataclass(frozen=True)
class Row:
    """A candidate, ready to compare."""

    ref: str
    title: str
    url: str
    kind: str
    kind_label: Any
    partner: str
    state: CandidateState
    fits: bool
    score: float
    parts: tuple[Part, ...]
    """What each is called, how well it fits from 0 to 1, and words for it where the share would not say enough."""
    reasons: tuple[ReasonLine, ...]
    cost: str
    users: tuple[str, ...]
    decline_reason: Any
    decline_note: str
    outcome: str
    """How its introduction ended, where it led to nothing."""
    can_undo: bool


@dataclass(frozen=True)
class CandidatesPage:
    """The first candidates of a need, and how many more there are."""

    need: NeedFacts
    rows: tuple[Row, ...]
    budget: str
    more: int

    @property
    def next(self) -> int:
        """How many are shown when one asks for more."""
        return len(self.rows) + AT_A_TIME


def candidates_page(need: NeedFacts, show: int = AT_A_TIME) -> CandidatesPage:
    """The first `show` candidates of a need that the organisation acted for may read: those fit best first."""
    visible = Candidate.visible.for_need(need.pk)
    candidates = list(visible.select_related("partner")[: max(show, 1)])
    services = solutions.facts(one.target for one in candidates if one.kind == "service")
    made = _introductions(need)
    rows = tuple(_row(one, services, need, made.get(one.pk)) for one in candidates)
    return CandidatesPage(need, rows, _budget(need), visible.count() - len(rows))


def reason_lines(reasons: Iterable[Mapping[str, Any]]) -> tuple[ReasonLine, ...]:
    """Kept reasons as sentences."""
    return tuple(
        ReasonLine(
            _(one["sentence"]) % _quoted(one["values"]), one["sign"], "text" in one["values"] and one["sign"] >= 0
        )
        for one in reasons
    )


def parts_in_words(parts: Mapping[str, float], reasons: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """The kept parts of a weight as bars. The essentials are counted as their reason counts them.

    Scattered words of the others weigh a little too; a share of that (43 %) would contradict the sentence beside it
    (4件のうち1件), and nobody could tell what it is a share of.
    """
    counted = next((one["values"] for one in reasons if {"every", "told"} <= one["values"].keys()), None)
    bars: dict[str, Part] = {name: (PART_LABELS[name], value) for name, value in parts.items() if name in PART_LABELS}
    if counted and "essentials" in bars:
        words = _("%(every)s件のうち%(told)s件") % counted
        bars["essentials"] = (PART_LABELS["essentials"], counted["told"] / counted["every"], words)
    return tuple(bars.values())


def _quoted(values: Mapping[str, Any]) -> dict[str, Any]:
    """Several words are kept as they stand between Japanese quotation marks; the reader's language has its own."""
    several = {name: side_by_side(values[name].split("」「")) for name in ("terms", "words") if name in values}
    return {**values, **several}


def cost_in_words(first_year: int | None, budget: int | None) -> str:
    """初年度 約82万円（予算との差 −18万円）."""
    if first_year is None:
        return _("使う数によります")
    if budget is None:
        return _("初年度 %(first)s") % {"first": about(first_year)}
    values = {"first": about(first_year), "difference": signed(first_year - budget)}
    return _("初年度 %(first)s（予算との差 %(difference)s）") % values


def _introductions(need: NeedFacts) -> dict[int, Introduction]:
    """The latest introduction of each candidate of a need."""
    made = Introduction.visible.filter(need_id=need.pk).exclude(state=IntroductionState.WITHDRAWN)
    return {one.candidate_id: one for one in made.select_related("government", "partner").order_by("introduced_at")}


def _can_undo(one: Candidate, made: Introduction | None) -> bool:
    """Was it declined, or introduced without an answer, whether one is waited for or its time has run out?"""
    if one.state != CandidateState.INTRODUCED or made is None:
        return one.state == CandidateState.DECLINED
    standing = made.state_on(clock.today())
    return standing == IntroductionState.EXPIRED or (standing == IntroductionState.INTRODUCED and made.is_unanswered)


def _row(one: Candidate, services: Mapping[int, Any], need: NeedFacts, made: Introduction | None) -> Row:
    service = services.get(one.target) if one.kind == "service" else None
    return Row(
        ref=one.ref,
        title=one.title,
        url=one.url,
        kind=one.kind,
        kind_label=label_of(one.kind),
        partner=one.partner.name,
        state=CandidateState(one.state),
        fits=one.fits,
        score=one.score,
        parts=parts_in_words(one.parts, one.reasons),
        reasons=reason_lines(one.reasons),
        cost=cost_in_words(one.first_year, need.budget_max) if one.kind == "service" else "",
        users=tuple(user.name for user in service.used_by) if service else (),
        decline_reason=DeclineReason(one.decline_reason).label if one.decline_reason else "",
        decline_note=one.decline_note,
        outcome=outcome(made, clock.today()) if made else "",
        can_undo=_can_undo(one, made),
    )


def _budget(need: NeedFacts) -> str:
    if need.budget_max is None:
        return _("予算化前")
    if need.budget_min is None or need.budget_min == need.budget_max:
        return _("%(most)sまで") % {"most": about(need.budget_max)}
    return f"{about(need.budget_min)}〜{about(need.budget_max)}"
