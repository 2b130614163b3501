"""What came of a project, as the draft of a case: taken from what was written and measured, nothing made up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from yui.kernel.web import clock, words
from yui.solving.needs import queries as needs
from yui.solving.outcomes import Change
from yui.solving.projects.models import CostLine, EarlyWarning, Milestone, Partner, Project
from yui.solving.projects.queries.costs import Costs, costs
from yui.solving.projects.queries.measured import Measured, measured


@dataclass(frozen=True)
class OutcomeIndicator:
    """An indicator before and after."""

    name: str
    unit: str
    better: str
    before: Decimal | None
    after: Decimal | None
    change: Change


@dataclass(frozen=True)
class OutcomePartner:
    """Who worked along."""

    organisation_id: int | None
    name: str
    role: str


@dataclass(frozen=True, kw_only=True)
class OutcomeDraft:
    """The parts of a case as far as the project knows them; what it does not know is empty."""

    project_id: int
    owner_id: int
    post_name: str
    need_id: int | None
    service_ids: tuple[int, ...]
    name: str
    summary: str
    field: str
    year: int
    problem: str
    purpose: str
    done: str
    result: str
    cost: str
    cost_yen: int | None
    effort_hours: int | None
    not_worked: str
    partners: tuple[OutcomePartner, ...]
    indicators: tuple[OutcomeIndicator, ...]

    @property
    def measured(self) -> bool:
        """Whether anything was measured at all."""
        return any(one.after is not None for one in self.indicators)


def outcome_draft(project: Project | int) -> OutcomeDraft:
    """The outcome of a project of ours (the record or its id)."""
    record: Project = project if isinstance(project, Project) else Project.objects.get(pk=project)
    found = measured([record.pk]).get(record.pk, [])
    need = needs.facts([record.need_id]).get(record.need_id) if record.need_id else None
    money = costs(CostLine.objects.filter(project=record))
    ended = record.ended_at or clock.now()
    return OutcomeDraft(
        project_id=record.pk,
        owner_id=record.owner_id,
        post_name=record.post.name if record.post else "",
        need_id=record.need_id,
        service_ids=(record.service_id,) if record.service_id else (),
        name=record.name,
        summary=record.summary,
        field=record.field,
        year=ended.astimezone(clock.JAPAN).year,
        problem=(need.present or need.body) if need else "",
        purpose=need.wanted if need else "",
        done=_done(record),
        result=result_in_words(found),
        cost=_cost(money),
        cost_yen=_spent(money.money_rows),
        effort_hours=_spent(money.hour_rows),
        not_worked=_troubles(record),
        partners=tuple(
            OutcomePartner(one.organisation_id, one.name, one.role) for one in Partner.objects.filter(project=record)
        ),
        indicators=tuple(_indicator(one) for one in found),
    )


def result_in_words(found: list[Measured]) -> str:
    """One sentence for each indicator; where nothing was measured it says that, and nothing else."""
    if not any(one.latest for one in found):
        return _("効果は測っていません。")
    return "\n".join(f"{one.indicator.name}：{one.sentence}" for one in found)


def _indicator(one: Measured) -> OutcomeIndicator:
    of = one.indicator
    return OutcomeIndicator(of.name, of.unit, of.better, of.baseline, one.latest[1] if one.latest else None, one.change)


def _done(project: Project) -> str:
    steps = Milestone.objects.filter(project=project, done_on__isnull=False).order_by("done_on")
    lines = [f"{words.long_date(step.done_on, day=False)}　{step.name}" for step in steps]
    return "\n".join([line for line in [project.summary, *lines] if line])


def _spent(rows: Any) -> int | None:
    known = [row.spent for row in rows if row.spent is not None]
    return sum(known) if known else None


def _cost(money: Costs) -> str:
    if _spent(money.money_rows) is None:
        return ""
    return _("使った額は%(spent)s（計画との差 %(difference)s）。") % {
        "spent": words.money(money.yen.spent),
        "difference": words.signed(money.yen.difference, _("円")),
    }


def _troubles(project: Project) -> str:
    """What went wrong and what was done about it; why it was given up."""
    told = EarlyWarning.objects.filter(project=project).order_by("reported_on")
    lines = [one.what + (_("→ ") + one.response if one.response else "") for one in told]
    if project.stop_note:
        lines.append(project.stop_note)
    return "\n".join(lines)
