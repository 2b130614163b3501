"""What waits for an official in this room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, DateField, Q, QuerySet, When
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.tenancy import Given, compiled
from yui.kernel.web.navigation import address_of
from yui.solving.needs.models import Need, NeedState, Question, Trouble
from yui.solving.needs.models.need import titled
from yui.solving.needs.permissions import Permission
from yui.solving.needs.rules import dates
from yui.solving.waiting import MOST_OF_A_KIND, Waiting


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
        found += [*_drafts(actor), *_stale(actor, day)]
    return sorted(found, key=lambda item: item.order)


def _troubles() -> Iterator[Waiting]:
    for trouble in _unanswered().ask():
        yield Waiting(
            kind="needs.trouble",
            label=_("困りごとに返事をする"),
            title=trouble.words[:40],
            url=address_of("needs:desk_trouble", trouble.ref),
            due_at=localdate(trouble.told_at) + dates.TIME_TO_ANSWER,
            since_at=trouble.told_at,
            detail=trouble.area,
        )


def _reviews(actor: Actor) -> Iterator[Waiting]:
    for need in _in_review(actor.person_id is None).ask(person=actor.person_id):
        yield Waiting(
            kind="needs.review",
            label=_("ニーズを確かめる"),
            title=titled(need.title),
            url=address_of("needs:desk_need", need.ref),
            since_at=need.submitted_at,
            detail=need.post__name,
        )


def _questions(actor: Actor) -> Iterator[Waiting]:
    for question in _unanswered_questions(actor.post_id is None).ask(post=actor.post_id):
        yield Waiting(
            kind="needs.question",
            label=_("質問に答える"),
            title=question.text[:40],
            url=address_of("needs:desk_question", question.ref),
            due_at=question.need__questions_close_on,
            since_at=question.asked_at,
            detail=titled(question.need__title),
        )


def _drafts(actor: Actor) -> Iterator[Waiting]:
    for need in _needs_being_written(actor.post_id is None).ask(post=actor.post_id):
        sent_back = bool(need.sent_back_note)
        yield Waiting(
            kind="needs.sent_back" if sent_back else "needs.draft",
            label=_("戻されたニーズを直す") if sent_back else _("書きかけのニーズを続ける"),
            title=titled(need.title),
            url=address_of("needs:desk_need", need.ref) if sent_back else address_of("needs:write", need.ref, 1),
            since_at=need.changed_at,
            detail=need.sent_back_note[:60],
        )


def _stale(actor: Actor, today: date) -> Iterator[Waiting]:
    for need in _stale_needs(actor.post_id is None).ask(post=actor.post_id, today=today):
        yield Waiting(
            kind="needs.stale",
            label=_("まだ困っているか確かめる"),
            title=titled(need.title),
            url=address_of("needs:desk_need", need.ref),
            due_at=need.confirmed_on + dates.HIDDEN_AFTER if need.confirmed_on else None,
        )


@compiled
def _unanswered() -> QuerySet[Trouble, Any]:
    troubles = Trouble.objects.unanswered().order_by("told_at")[:MOST_OF_A_KIND]
    return troubles.values_list("ref", "words", "told_at", "area", named=True)


@compiled
def _in_review(anybody: bool) -> QuerySet[Need, Any]:
    own = Q() if anybody else Q(submitted_by_id=Given("person", BigIntegerField()))
    needs = Need.objects.filter(state=NeedState.REVIEW).exclude(own).order_by("submitted_at")[:MOST_OF_A_KIND]
    return needs.values_list("ref", "title", "submitted_at", "post__name", named=True)


@compiled
def _unanswered_questions(every_post: bool) -> QuerySet[Question, Any]:
    asked = Question.objects.waiting().filter(_of_post(every_post, "need__")).order_by("asked_at")[:MOST_OF_A_KIND]
    return asked.values_list("ref", "text", "asked_at", "need__title", "need__questions_close_on", named=True)


@compiled
def _needs_being_written(every_post: bool) -> QuerySet[Need, Any]:
    """Drafts, what was sent back first: many others never hide it."""
    drafts = Need.objects.filter(_of_post(every_post), state=NeedState.DRAFT)
    fresh = Case(When(sent_back_note="", then=1), default=0)
    told = drafts.order_by(fresh, "-changed_at")[:MOST_OF_A_KIND]
    return told.values_list("ref", "title", "changed_at", "sent_back_note", named=True)


@compiled
def _stale_needs(every_post: bool) -> QuerySet[Need, Any]:
    stale = Need.objects.stale(Given("today", DateField())).filter(_of_post(every_post)).order_by("confirmed_on")
    return stale.values_list("ref", "title", "confirmed_on", named=True)[:MOST_OF_A_KIND]


def _of_post(every_post: bool, prefix: str = "") -> Q:
    """Needs of the actor's post; of every post for somebody who has none."""
    return Q() if every_post else Q(**{f"{prefix}post_id": Given("post", BigIntegerField())})
