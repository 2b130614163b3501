"""One need as its public page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, QuerySet, Value
from django.utils.timezone import localdate

from yui.kernel.access import Actor
from yui.kernel.tenancy import Given, acting_for, compiled
from yui.solving.fields import Field
from yui.solving.needs import directory
from yui.solving.needs.models import Echo, EssentialRequirement, Need, NeedState, Question, Trouble
from yui.solving.needs.permissions import Permission
from yui.solving.needs.queries import words
from yui.solving.needs.queries.alike import AlikeGroup, alike_to
from yui.solving.needs.queries.cards import TONES, echoes_of
from yui.solving.needs.queries.timeline import Happening, public_timeline
from yui.solving.needs.rules.dates import Freshness, takes_questions


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question and its answer, without the one who asked."""

    text: str
    answer: str
    asked_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True)
class Offers:
    """What this reader may do on the page."""

    ask: bool
    echo: bool
    echo_for_town: bool
    take_back: bool
    at_the_desk: bool


@dataclass(frozen=True, kw_only=True)
class NeedPage:
    """A public need, ready to print."""

    ref: str
    title: str
    field: Any
    field_code: str
    state: Any
    tone: str | None
    stale: bool
    town: str
    town_ref: str
    prefecture: str
    post: str
    phone: str
    mail: str
    present: str
    affected: str
    affected_count: int | None
    wanted: str
    conditions: tuple[tuple[Any, str], ...]
    essential: tuple[str, ...]
    wished: tuple[str, ...]
    budget: str
    year: str
    published_at: datetime | None
    confirmed_on: date | None
    questions_close_on: date | None
    proposals_close_on: date | None
    takes_questions: bool
    questions: tuple[AnsweredQuestion, ...]
    residents: int
    towns: tuple[str, ...]
    troubles: int
    closing_note: str
    decline_reason: Any
    timeline: tuple[Happening, ...]
    alike: tuple[AlikeGroup, ...]
    offers: Offers


def public_need(ref: str) -> Need | None:
    """The public need of this reference, with its owner and post; None where there is none."""
    return next(iter(_of_ref().ask(ref=ref)), None)


def need_page(need: Need, actor: Actor, *, with_alike: bool = True) -> NeedPage:
    """All that the page of a public need shows to this reader."""
    towns = _echoing_towns().ask(need=need.pk)
    residents, _towns = echoes_of([need.pk]).get(need.pk, (0, 0))
    with acting_for(need.owner_id):  # the town's own book and its residents' voices, of which only counts are shown
        timeline, troubles = public_timeline(need), _gathered().ask(need=need.pk)[0]
    names = directory.names(towns) if towns else {}
    open_now = takes_questions(need.state == NeedState.PUBLIC, need.questions_close_on, localdate())
    return NeedPage(
        **_written(need),
        takes_questions=open_now,
        questions=_questions(need),
        residents=residents,
        towns=tuple(sorted(names.values())),
        troubles=troubles,
        timeline=timeline,
        alike=_alike(need) if with_alike else (),
        offers=_offers(need, actor, actor.organisation_id in towns, open_now),
    )


def _alike(need: Need) -> tuple[AlikeGroup, ...]:
    text = f"{need.present}\n{need.wanted}"
    return alike_to(need.title, text, exclude=need.pk, version=("need", need.pk, need.changed_at))


def _written(need: Need) -> dict[str, Any]:
    post: Any = need.post
    return {
        **{name: getattr(need, name) for name in _AS_THEY_ARE},
        # Not `get_…_display`: it translates every choice there is before it takes one.
        "field": Field(need.field).label if need.field else "",
        "field_code": need.field,
        "state": NeedState(need.state).label,
        "tone": TONES.get(NeedState(need.state)),
        "stale": need.freshness(localdate()) is not Freshness.FRESH,
        "town": need.owner.name,
        "town_ref": need.owner.ref,
        "prefecture": need.owner.prefecture,
        "post": post.name,
        "phone": post.phone,
        "mail": post.email,
        "conditions": words.conditions(need),
        "essential": tuple(_essential().ask(need=need.pk)),
        "wished": tuple(need.wished),
        "budget": words.budget(need),
        "year": words.year(need),
        "decline_reason": need.get_decline_reason_display() if need.decline_reason else "",
    }


_AS_THEY_ARE = (
    "ref",
    "title",
    "present",
    "affected",
    "affected_count",
    "wanted",
    "published_at",
    "confirmed_on",
    "questions_close_on",
    "proposals_close_on",
    "closing_note",
)


def _questions(need: Need) -> tuple[AnsweredQuestion, ...]:
    return tuple(AnsweredQuestion(*question) for question in _answered().ask(need=need.pk))


def _offers(need: Need, actor: Actor, echoed_for_town: bool, open_now: bool) -> Offers:
    own = actor.organisation_id == need.owner_id
    town = actor.may(Permission.ECHO_FOR_TOWN) and not own
    return Offers(
        ask=open_now and not own and actor.may(Permission.ASK_QUESTION),
        echo=need.is_open and not town and not own,
        echo_for_town=need.is_open and town and not echoed_for_town,
        take_back=town and echoed_for_town,
        at_the_desk=own and actor.may(Permission.WRITE_NEED),
    )


_NEED = Given("need", BigIntegerField())


@compiled
def _of_ref() -> QuerySet[Need]:
    return Need.published.select_related("owner", "post").filter(ref=Given("ref", CharField()))


@compiled
def _echoing_towns() -> QuerySet[Echo, int]:
    """Towns are few; of residents only the number is asked for."""
    return Echo.published.standing().filter(need_id=_NEED, town__isnull=False).values_list("town_id", flat=True)


@compiled
def _gathered() -> QuerySet[Trouble, int]:
    """How many: one row, grouped by what is the same for all."""
    every = Trouble.objects.filter(need_id=_NEED).order_by().annotate(same=Value(1)).values("same")
    return every.annotate(number=Count("pk")).values_list("number", flat=True)


@compiled
def _essential() -> QuerySet[EssentialRequirement, str]:
    return EssentialRequirement.published.filter(need_id=_NEED).order_by("position").values_list("text", flat=True)


@compiled
def _answered() -> QuerySet[Question, Any]:
    answered = Question.published.answered().filter(need_id=_NEED).order_by("asked_at", "pk")
    return answered.values_list("text", "answer", "asked_at", "answered_at")
