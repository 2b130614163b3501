"""Proposals as suppliers write them and towns read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yui.kernel.web import units
from yui.kernel.web.paging import Page, page_of
from yui.kernel.web.words import money
from yui.solving.matching.models import Proposal, ProposalState
from yui.solving.matching.rules.proposing import missing_before_submission
from yui.solving.needs import queries as needs
from yui.solving.solutions.queries import Price


@dataclass(frozen=True)
class ProposalRow:
    """A proposal in a list."""

    ref: str
    need_title: str
    need_url: str
    supplier: str
    service: str
    summary: str
    price: str
    state: ProposalState
    submitted_at: datetime | None
    available_on: date | None
    feedback: str
    missing: int


@dataclass(frozen=True)
class ProposalPage:
    """A proposal that a town reads."""

    row: ProposalRow
    price_note: str
    used_by: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    may_judge: bool


def own_proposals(request: HttpRequest) -> tuple[Page[Proposal], list[ProposalRow]]:
    """The proposals of the supplier acted for, latest first."""
    page = page_of(request, Proposal.objects.select_related("owner", "service"), order=("-pk",))
    required = needs.facts({one.need_id for one in page.items})
    rows = []
    for one in page.items:
        need = required.get(one.need_id)
        missing = missing_before_submission(one.as_offer(), [pk for pk, _text in need.essential]) if need else ()
        rows.append(_row(one, len(missing)))
    return page, rows


def received_proposals(request: HttpRequest, town: int) -> tuple[Page[Proposal], list[ProposalRow]]:
    """What was handed in to a town; those that wait for its choice are among the latest."""
    found = Proposal.shared.handed_in().filter(need_owner_id=town).select_related("owner", "service")
    page = page_of(request, found, order=("-submitted_at", "-pk"))
    return page, [_row(one) for one in page.items]


def proposal_page(one: Proposal) -> ProposalPage:
    """One proposal with its evidence, each beside what was asked."""
    used_by = tuple(user["name"] for user in one.used_by) or (
        (_("まだどこも使っていない"),) if one.no_users_yet else ()
    )
    evidence = tuple((row["asked"], row["text"]) for row in one.evidence)
    return ProposalPage(_row(one), one.price_note, used_by, evidence, one.state == ProposalState.SUBMITTED)


def price_of(one: Proposal) -> Price:
    """The price of a proposal with its units. `running_unit` reads `flat/year`."""
    per, _sep, period = one.running_unit.partition("/")
    return Price(
        initial=one.initial_yen,
        initial_per=one.initial_unit or "flat",
        running=one.running_yen,
        running_per=per or "flat",
        period=period or "year",
    )


def _row(one: Proposal, missing: int = 0) -> ProposalRow:
    price: Any = price_of(one)
    told = _("はじめ %(initial)s、運用 %(running)s") % {
        "initial": "—"
        if price.initial is None
        else money(price.initial) + units.in_words(price.initial_unit.removeprefix("円")),
        "running": "—"
        if price.running is None
        else money(price.running) + units.in_words(price.running_unit.removeprefix("円")),
    }
    return ProposalRow(
        ref=one.ref,
        need_title=one.need_title,
        need_url=one.need_url,
        supplier=one.owner.name,
        service=one.service.name if one.service else "",
        summary=one.summary,
        price=told,
        state=ProposalState(one.state),
        submitted_at=one.submitted_at,
        available_on=one.available_on,
        feedback=one.feedback,
        missing=missing,
    )
