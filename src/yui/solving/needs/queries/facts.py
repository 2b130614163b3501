"""What other rooms may know of public needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch
from django.urls import reverse

from yui.solving.needs.models import EssentialRequirement, Need, NeedState, Question


@dataclass(frozen=True, kw_only=True)
class NeedFacts:
    """A public need as matching, projects and the casebook weigh it. Budgets in yen; `essential` as (id, text)."""

    pk: int
    ref: str
    title: str
    field: str
    state: str
    url: str
    present: str
    affected: str
    affected_count: int | None
    wanted: str
    network: str
    network_note: str
    personal_data: str
    essential: tuple[tuple[int, str], ...]
    wished: tuple[str, ...]
    budget_min: int | None
    budget_max: int | None
    before_budget: bool
    fiscal_year: int | None
    owner_id: int
    owner_name: str
    post_id: int
    government_code: str
    prefecture: str
    population: int | None
    size_class: str
    coordinator_id: int | None
    published_at: datetime | None
    confirmed_on: date | None
    proposals_close_on: date | None

    @property
    def body(self) -> str:
        """All that is written, for a comparison of texts."""
        return "\n".join(
            [self.present, self.affected, self.wanted, *(text for _, text in self.essential), *self.wished]
        )


def facts(pks: Iterable[int]) -> dict[int, NeedFacts]:
    """The facts of those of these needs that may be read here: the public ones, and one's own."""
    parts = Prefetch("essential", EssentialRequirement.visible.order_by("position"))
    needs = Need.visible.filter(pk__in=list(pks)).select_related("owner").prefetch_related(parts)
    return {need.pk: _facts(need) for need in needs}


def public_pks() -> list[int]:
    """The ids of all public needs, the latest first."""
    return list(Need.published.order_by("-published_at", "-pk").values_list("pk", flat=True))


@dataclass(frozen=True)
class Funnel:
    """How far needs have come, for the public count (R6.8). Each number includes those who went further."""

    published: int
    trial: int
    adopted: int
    declined: int
    reasons: tuple[tuple[str, int], ...]


def funnel() -> Funnel:
    """The public needs counted by how far they came, and why some were declined."""
    by_state = dict(Need.published.order_by().values_list("state").annotate(n=Count("pk")))
    reasons = (
        Need.published.filter(state=NeedState.DECLINED).order_by().values_list("decline_reason").annotate(n=Count("pk"))
    )
    adopted, trial = by_state.get(NeedState.ADOPTED, 0), by_state.get(NeedState.TRIAL, 0)
    return Funnel(
        published=sum(by_state.values()),
        trial=trial + adopted,
        adopted=adopted,
        declined=by_state.get(NeedState.DECLINED, 0),
        reasons=tuple(sorted(reasons, key=lambda row: (-row[1], row[0]))),
    )


def questions_in_the_way(pk: int) -> int:
    """How many questions must be answered or dismissed before this need of ours can go on; 0 once they are closed."""
    return Question.objects.waiting().filter(need_id=pk, need__state=NeedState.PUBLIC).count()


def _facts(need: Need) -> NeedFacts:
    owner = need.owner
    return NeedFacts(
        pk=need.pk,
        ref=need.ref,
        title=need.title,
        field=need.field,
        state=need.state,
        url=reverse("needs:detail", args=[need.ref]),
        present=need.present,
        affected=need.affected,
        affected_count=need.affected_count,
        wanted=need.wanted,
        network=need.network,
        network_note=need.network_note,
        personal_data=need.personal_data,
        essential=tuple((part.pk, part.text) for part in need.essential.all()),
        wished=tuple(need.wished),
        budget_min=need.budget_min,
        budget_max=need.budget_max,
        before_budget=need.before_budget,
        fiscal_year=need.fiscal_year,
        owner_id=need.owner_id,
        owner_name=owner.name,
        post_id=need.post_id,
        government_code=owner.government_code,
        prefecture=owner.prefecture,
        population=owner.population,
        size_class=owner.size_class,
        coordinator_id=owner.coordinated_by_id,
        published_at=need.published_at,
        confirmed_on=need.confirmed_on,
        proposals_close_on=need.proposals_close_on,
    )
