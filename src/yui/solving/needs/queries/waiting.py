"""What waits for an official in this room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.solving.needs.models import Need, NeedState, Question, Trouble
from yui.solving.needs.permissions import Permission
from yui.solving.needs.rules import dates
from yui.solving.waiting import Waiting

MOST_OF_A_KIND = 20


def waiting_for(actor: Actor, *, today: date | None = None) -> list[Waiting]:
    """Everything of this room that waits for the actor or their post, by due date; at most 20 of each kind."""
    if actor.organisation_id is None:
        return []
    day = today or localdate()
    found: list[Waiting] = []
    if actor.may(Permission.HANDLE_TROUBLE):
        found += _troubles()
    if actor.may(Permission.PUBLISH_NEED):
        found += _reviews(actor)
    if actor.may(Permission.ANSWER_QUESTION):
        found += _questions(actor)
    if actor.may(Permission.WRITE_NEED):
        found += [*_sent_back(actor), *_stale(actor, day)]
    return sorted(found, key=lambda item: item.order)


def _own(actor: Actor, prefix: str = "") -> Q:
    """Needs of the actor's post; of every post for somebody who has none."""
    return Q(**{f"{prefix}post_id": actor.post_id}) if actor.post_id is not None else Q()


def _troubles() -> Iterator[Waiting]:
    troubles = Trouble.objects.unanswered().order_by("told_at").only("ref", "words", "told_at", "area")
    for trouble in troubles[:MOST_OF_A_KIND]:
        yield Waiting(
            kind="needs.trouble",
            label=_("困りごとに返事をする"),
            title=trouble.words[:40],
            url=reverse("needs:desk_trouble", args=[trouble.ref]),
            due_at=localdate(trouble.told_at) + dates.TIME_TO_ANSWER,
            since_at=trouble.told_at,
            detail=trouble.area,
        )


def _reviews(actor: Actor) -> Iterator[Waiting]:
    needs = Need.objects.filter(state=NeedState.REVIEW).exclude(submitted_by_id=actor.person_id)
    told = needs.select_related("post").only("ref", "title", "submitted_at", "post__name")
    for need in told.order_by("submitted_at")[:MOST_OF_A_KIND]:
        yield Waiting(
            kind="needs.review",
            label=_("ニーズを確かめる"),
            title=str(need),
            url=reverse("needs:desk_need", args=[need.ref]),
            since_at=need.submitted_at,
            detail=need.post.name,
        )


def _questions(actor: Actor) -> Iterator[Waiting]:
    questions = Question.objects.waiting().filter(_own(actor, "need__")).select_related("need")
    told = questions.only("ref", "text", "asked_at", "need__title", "need__questions_close_on")
    for question in told.order_by("asked_at")[:MOST_OF_A_KIND]:
        yield Waiting(
            kind="needs.question",
            label=_("質問に答える"),
            title=question.text[:40],
            url=reverse("needs:desk_question", args=[question.ref]),
            due_at=question.need.questions_close_on,
            since_at=question.asked_at,
            detail=str(question.need),
        )


def _sent_back(actor: Actor) -> Iterator[Waiting]:
    needs = Need.objects.filter(_own(actor), state=NeedState.DRAFT).exclude(sent_back_note="")
    told = needs.only("ref", "title", "changed_at", "sent_back_note")
    for need in told.order_by("-changed_at")[:MOST_OF_A_KIND]:
        yield Waiting(
            kind="needs.sent_back",
            label=_("戻されたニーズを直す"),
            title=str(need),
            url=reverse("needs:desk_need", args=[need.ref]),
            since_at=need.changed_at,
            detail=need.sent_back_note[:60],
        )


def _stale(actor: Actor, today: date) -> Iterator[Waiting]:
    needs = Need.objects.stale(today).filter(_own(actor)).only("ref", "title", "confirmed_on")
    for need in needs.order_by("confirmed_on")[:MOST_OF_A_KIND]:
        yield Waiting(
            kind="needs.stale",
            label=_("まだ困っているか確かめる"),
            title=str(need),
            url=reverse("needs:desk_need", args=[need.ref]),
            due_at=need.confirmed_on + dates.HIDDEN_AFTER if need.confirmed_on else None,
        )
