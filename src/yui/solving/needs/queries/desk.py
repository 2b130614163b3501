"""What the desk shows: our needs, one of them with what can be done next, our residents' troubles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Count, DateField, Q, QuerySet, Value
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.tenancy import Given, GivenSeveral, compiled
from yui.kernel.web.paging import Page, asks_first, first_page, page_of
from yui.solving.needs.models import (
    CLOSED_STATES,
    Channel,
    Need,
    NeedState,
    Question,
    QuestionState,
    Trouble,
    TroubleState,
    stale_on,
)
from yui.solving.needs.models.need import titled
from yui.solving.needs.queries import words
from yui.solving.needs.queries.alike import AlikeGroup, alike_to
from yui.solving.needs.queries.cards import TONES
from yui.solving.needs.queries.timeline import Happening, own_timeline
from yui.solving.needs.rules.content import missing_before_submission
from yui.solving.needs.rules.dates import Freshness
from yui.solving.needs.steps import Step, steps_for

TABS = ("post", "all", "review", "questions", "stale")
PAGE = 25
CHOICES_MOST = 100


@dataclass(frozen=True)
class NeedRow:
    """A need as a line of the desk's list."""

    ref: str
    title: str
    post: str
    state: Any
    tone: str | None
    stale: bool
    waiting: int
    changed_at: datetime


@dataclass(frozen=True)
class QuestionRow:
    """A question as the town sees it."""

    ref: str
    text: str
    asker: str
    asked_at: datetime
    state: Any
    waiting: bool
    answer: str
    dismissal: str
    need_ref: str
    need_title: str
    due_on: date | None


@dataclass(frozen=True)
class DeskNeed:
    """One of our needs with everything around it."""

    ref: str
    title: str
    state: Any
    tone: str | None
    state_code: str
    public: bool
    draft: bool
    stale: bool
    post: str
    rows: tuple[tuple[Any, Any], ...]
    essential: tuple[str, ...]
    wished: tuple[str, ...]
    missing: tuple[str, ...]
    sent_back_note: str
    confirmed_on: date | None
    questions_close_on: date | None
    proposals_close_on: date | None
    questions: tuple[QuestionRow, ...]
    troubles: tuple[TroubleRow, ...]
    timeline: tuple[Happening, ...]
    alike: tuple[AlikeGroup, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class TroubleRow:
    """A trouble as a line of the desk's list."""

    ref: str
    receipt: str
    words: str
    area: str
    channel: Any
    state: Any
    state_code: str
    told_at: datetime
    unverified: bool
    plain: bool
    may_gather: bool


def tab_counts(actor: Actor) -> dict[str, int]:
    """How many needs stand under each tab."""
    (counts,) = _counted().ask(post=actor.post_id, today=localdate())
    return dict(zip(TABS, counts, strict=True))


@compiled
def _counted() -> QuerySet[Need, Any]:
    """One row: the numbers in the order of the tabs."""
    asked = [
        Count("pk", filter=_of_tab(tab, Given("post", BigIntegerField()), Given("today", DateField()))) for tab in TABS
    ]
    return (
        Need.objects.order_by()
        .values(all_in_one=Value(1))
        .annotate(**dict(zip(TABS, asked, strict=True)))
        .values_list(*TABS)
    )


def desk_needs(request: HttpRequest, actor: Actor, tab: str, *, total: int | None = None) -> Page[Any]:
    """A page of our needs under a tab, what changed last first. Give `total` where the tabs are counted already."""
    found: Page[Any]
    if asks_first(request) and total is not None:
        rows = _first_of_tab(tab).ask(post=actor.post_id, today=localdate())
        found = first_page(request, rows, order=_ORDER, total=total, size=PAGE)
    else:
        found = page_of(request, _rows_of_tab(tab, actor.post_id, localdate()), order=_ORDER, size=PAGE, total=total)
    waiting, today = dict(_questions_waiting().ask(needs=[need.pk for need in found.items])), localdate()
    return replace(found, items=[_need_row(need, waiting.get(need.pk, 0), today) for need in found.items])


@compiled
def _first_of_tab(tab: str) -> QuerySet[Need]:
    """The first page, which is what one opens: its shape does not depend on the address."""
    needs = _rows_of_tab(tab, Given("post", BigIntegerField()), Given("today", DateField()))
    return needs.order_by(*_ORDER)[: PAGE + 1]


def _rows_of_tab(tab: str, post: int | Given | None, today: date | Given) -> QuerySet[Need]:
    return Need.objects.filter(_of_tab(tab, post, today)).select_related("post").only(*_OF_A_ROW)


@compiled
def _questions_waiting() -> QuerySet[Question, Any]:
    """How many questions wait in each of these needs that has any."""
    of_needs = Question.objects.waiting().filter(need_id__in=GivenSeveral("needs")).order_by()
    return of_needs.values_list("need_id").annotate(n=Count("pk"))


_ORDER = ("-changed_at", "-pk")
_OF_A_ROW = ("ref", "title", "state", "confirmed_on", "changed_at", "post__name")
"""What a line of the list shows; a need has long texts beside."""


def desk_need(need: Need, actor: Actor) -> DeskNeed:
    """One of our needs, ready to print."""
    written = need.content()
    return DeskNeed(
        ref=need.ref,
        title=str(need),
        state=need.get_state_display(),
        tone=TONES.get(NeedState(need.state)),
        state_code=need.state,
        public=need.is_public,
        draft=need.state == NeedState.DRAFT,
        stale=need.freshness(localdate()) is not Freshness.FRESH,
        post=need.post.name,
        rows=summary_rows(need),
        essential=written["essential"],
        wished=tuple(need.wished),
        missing=missing_before_submission(written),
        sent_back_note=need.sent_back_note,
        confirmed_on=need.confirmed_on,
        questions_close_on=need.questions_close_on,
        proposals_close_on=need.proposals_close_on,
        questions=tuple(question_row(question) for question in _questions(need)),
        troubles=tuple(trouble_row(trouble) for trouble in Trouble.objects.filter(need=need).order_by("told_at")),
        timeline=own_timeline(need),
        alike=() if need.state in CLOSED_STATES else alike_to(need.title, need.present, exclude=need.pk),
        steps=steps_for(need, actor),
    )


def summary_rows(need: Need) -> tuple[tuple[Any, Any], ...]:
    """Label and value of everything written, in the order of the form."""
    label = {field.name: field.verbose_name for field in Need._meta.concrete_fields}
    return (
        (label["field"], need.get_field_display() if need.field else ""),
        (label["present"], need.present),
        (label["affected"], need.affected),
        (label["affected_count"], need.affected_count),
        (label["wanted"], need.wanted),
        *words.conditions(need),
        (_("予算"), words.budget(need)),
        (label["fiscal_year"], words.year(need)),
        (label["post"], need.post.name),
    )


def question_row(question: Question) -> QuestionRow:
    """A question as the town sees it, with the organisation that asked."""
    return QuestionRow(
        ref=question.ref,
        text=question.text,
        asker=question.asker.name if question.asker else "",
        asked_at=question.asked_at,
        state=question.get_state_display(),
        waiting=question.state == QuestionState.WAITING,
        answer=question.answer,
        dismissal=question.dismissal,
        need_ref=question.need.ref,
        need_title=str(question.need),
        due_on=question.need.questions_close_on,
    )


def desk_troubles(
    request: HttpRequest, state: str, words_asked: str, *, counts: dict[str, int] | None = None
) -> Page[Any]:
    """A page of our residents' troubles, latest first; narrowed to a state and to words in them.

    Give `counts` where the troubles of each state are counted already.
    """
    troubles = Trouble.objects.only(*_OF_A_TROUBLE)
    total = None if counts is None or words_asked else sum(counts.values())
    if state in TroubleState.values:
        troubles = troubles.filter(state=state)
        total = None if counts is None or words_asked else counts.get(state, 0)
    if words_asked:
        wanted = Q(words__icontains=words_asked) | Q(area__icontains=words_asked) | Q(receipt__iexact=words_asked)
        troubles = troubles.filter(wanted)
    found: Page[Any] = page_of(request, troubles, order=("-told_at", "-pk"), size=PAGE, total=total)
    return replace(found, items=[trouble_row(trouble) for trouble in found.items])


_OF_A_TROUBLE = ("ref", "receipt", "words", "area", "channel", "state", "told_at", "language", "teller", "confirmed_at")


def trouble_counts() -> dict[str, int]:
    """How many troubles stand in each state."""
    return dict(_troubles_counted().ask())


@compiled
def _troubles_counted() -> QuerySet[Trouble, Any]:
    return Trouble.objects.order_by().values_list("state").annotate(n=Count("pk"))


def trouble_row(trouble: Trouble) -> TroubleRow:
    """A trouble as a line of a list."""
    return TroubleRow(
        ref=trouble.ref,
        receipt=trouble.receipt,
        words=trouble.words,
        area=trouble.area,
        channel=Channel(trouble.channel).label,
        state=TroubleState(trouble.state).label,
        state_code=trouble.state,
        told_at=trouble.told_at,
        unverified=trouble.is_unverified,
        plain=trouble.language == "ja-x-easy",
        may_gather=trouble.state in {TroubleState.RECEIVED, TroubleState.ANSWERED},
    )


def open_needs() -> list[tuple[str, str]]:
    """Our needs that still take troubles, as choices; the hundred that changed last."""
    labels = {str(state): str(state.label) for state in _TAKES_TROUBLES}
    return [(ref, f"{titled(title)}（{labels[state]}）") for ref, title, state in _open_needs().ask()]


_TAKES_TROUBLES = (
    NeedState.DRAFT,
    NeedState.REVIEW,
    NeedState.PUBLIC,
    NeedState.QUESTIONS_CLOSED,
    NeedState.TRIAL,
)


@compiled
def _open_needs() -> QuerySet[Need, Any]:
    needs = Need.objects.filter(state__in=_TAKES_TROUBLES).order_by("-changed_at")
    return needs.values_list("ref", "title", "state")[:CHOICES_MOST]


def _of_tab(tab: str, post: int | Given | None, today: date | Given) -> Q:
    if tab == "post":
        return Q(post_id=post) & ~Q(state=NeedState.WITHDRAWN)
    if tab == "review":
        return Q(state=NeedState.REVIEW)
    if tab == "questions":  # not by a join, which would name a need once for each of its questions
        return Q(pk__in=Question.objects.waiting().order_by().values("need_id"))
    return stale_on(today) if tab == "stale" else Q()


def _need_row(need: Need, waiting: int, today: date) -> NeedRow:
    return NeedRow(
        ref=need.ref,
        title=str(need),
        post=need.post.name,
        state=NeedState(need.state).label,
        tone=TONES.get(NeedState(need.state)),
        stale=need.freshness(today) is not Freshness.FRESH,
        waiting=waiting,
        changed_at=need.changed_at,
    )


def _questions(need: Need) -> Any:
    return Question.objects.filter(need=need).select_related("asker", "need").order_by("-asked_at", "-pk")
