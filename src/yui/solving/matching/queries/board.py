"""The coordinator's board: what waits, what was introduced, agreed, declined and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yui.kernel.web import clock
from yui.kernel.web.paging import Page, page_of
from yui.solving.fields import Field
from yui.solving.matching.models import Answer, Candidate, CandidateState, Introduction, IntroductionState, standing
from yui.solving.matching.queries.outcomes import last_in_vain, outcome
from yui.solving.matching.queries.working import OPEN, need_records
from yui.solving.narrowing import Facet, Group, chips, groups, narrowed
from yui.solving.reasons import DeclineReason

TABS = (
    ("waiting", _("候補がある")),
    ("introduced", _("返事を待つ")),
    ("agreed", _("成立")),
    ("declined", _("見送り")),
    ("expired", _("期限切れ")),
)
_FIELD = Facet("field", "field", _("分野"), Field.choices)
_NEED_FIELD = Facet("field", "need__field", _("分野"), Field.choices)
_REASON = Facet("reason", "decline_reason", _("見送りの理由"), DeclineReason.choices)


@dataclass(frozen=True)
class NeedRow:
    """A need with candidates nobody has decided on."""

    title: str
    url: str
    town: str
    field: Any
    waiting: int
    introduced: int
    in_vain: str
    """How the last introduction ended that led to nothing."""


@dataclass(frozen=True)
class IntroductionRow:
    """An introduction, and what each side said."""

    ref: str
    need_title: str
    target_title: str
    government: str
    partner: str
    government_answer: Any
    partner_answer: Any
    introduced_at: datetime
    answer_by: date
    reason: Any
    candidates_url: str
    url: str
    overdue: bool


@dataclass(frozen=True)
class Board:
    """One tab of the board."""

    tab: str
    tabs: tuple[tuple[Any, str, bool, int], ...]
    page: Page[Any]
    needs: tuple[NeedRow, ...]
    introductions: tuple[IntroductionRow, ...]
    groups: tuple[Group, ...]
    chips: list[tuple[Any, str]]


def board(request: HttpRequest, bureau: int) -> Board:
    """The tab that the address asks for, of the bureau acted for."""
    known = [name for name, _label in TABS]
    tab = request.GET.get("state", "waiting")
    return _of_needs(request, bureau) if tab not in known[1:] else _of_introductions(request, bureau, tab)


def _of_needs(request: HttpRequest, bureau: int) -> Board:
    waiting = Candidate.visible.filter(bureau_id=bureau, state=CandidateState.WAITING)
    every = need_records().filter(state__in=OPEN, pk__in=waiting.values("need_id"))
    page = page_of(
        request, narrowed(every, [_FIELD], request.GET).select_related("owner"), order=("-published_at", "-pk")
    )
    counts = _counts_by_need(bureau, [need.pk for need in page.items])
    today = clock.today()
    last = last_in_vain([need.pk for need in page.items], today)
    rows = tuple(
        NeedRow(
            title=need.title,
            url=reverse("matching:candidates", args=[need.ref]),
            town=need.owner.name,
            field=need.get_field_display(),
            waiting=counts.get((need.pk, "waiting"), 0),
            introduced=counts.get((need.pk, "introduced"), 0),
            in_vain=outcome(last[need.pk], today) if need.pk in last else "",
        )
        for need in page.items
    )
    by_field = dict(every.order_by().values_list("field").annotate(n=Count("pk")))
    shown = groups([_FIELD], request.GET, {"field": by_field})
    return Board("waiting", _tabs(bureau, "waiting"), page, rows, (), shown, chips([_FIELD], request.GET))


def _counts_by_need(bureau: int, needs: list[int]) -> dict[tuple[int, str], int]:
    found = Candidate.visible.filter(bureau_id=bureau, need_id__in=needs).order_by()
    rows = found.values_list("need_id", "state").annotate(n=Count("pk"))
    return {(need, state): count for need, state, count in rows}


def _of_introductions(request: HttpRequest, bureau: int, tab: str) -> Board:
    facets = [_NEED_FIELD, _REASON] if tab == "declined" else [_NEED_FIELD]
    today = clock.today()
    every = Introduction.objects.standing(tab, on=today).filter(owner_id=bureau)
    if ref := request.GET.get("need", "")[:10]:
        every = every.filter(need__ref=ref)
    found = narrowed(every, facets, request.GET).select_related("government", "partner", "need")
    page = page_of(request, found, order=("-introduced_at", "-pk"))
    counts = {facet.name: dict(every.order_by().values_list(facet.column).annotate(n=Count("pk"))) for facet in facets}
    rows = tuple(introduction_row(one, today) for one in page.items)
    shown = groups(facets, request.GET, counts)
    return Board(tab, _tabs(bureau, tab), page, (), rows, shown, chips(facets, request.GET))


def introduction_row(one: Introduction, today: date) -> IntroductionRow:
    """An introduction as a table shows it on a day."""
    return IntroductionRow(
        ref=one.ref,
        need_title=one.need_title,
        target_title=one.target_title,
        government=one.government.name,
        partner=one.partner.name,
        government_answer=Answer(one.government_answer).label,
        partner_answer=Answer(one.partner_answer).label,
        introduced_at=one.introduced_at,
        answer_by=one.answer_by,
        reason=DeclineReason(one.decline_reason).label if one.decline_reason else "",
        candidates_url=reverse("matching:candidates", args=[one.need.ref]),
        url=reverse("matching:made", args=[one.ref]),
        overdue=one.state_on(today) == IntroductionState.EXPIRED,
    )


def _tabs(bureau: int, current: str) -> tuple[tuple[Any, str, bool, int], ...]:
    today = clock.today()
    counts = Introduction.objects.aggregate(
        **{f"in_{tab}": Count("pk", filter=standing(tab, on=today)) for tab, _label in TABS if tab != "waiting"}
    )
    waiting = Candidate.visible.filter(bureau_id=bureau, state=CandidateState.WAITING, need__state__in=OPEN)
    counts["in_waiting"] = waiting.aggregate(n=Count("need_id", distinct=True))["n"]
    return tuple((label, f"?state={name}", name == current, counts[f"in_{name}"]) for name, label in TABS)
