"""What waits for somebody in the casebook, for the home of the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import BigIntegerField, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.tenancy import Given, acting_for, compiled
from yui.kernel.web.navigation import address_of
from yui.solving.casebook.models import Case, CaseState
from yui.solving.casebook.permissions import Permission
from yui.solving.waiting import MOST_OF_A_KIND, Waiting

_SHOWN = ("ref", "title")


def waiting_for(actor: Actor) -> list[Waiting]:
    """Cases to review for who may publish; drafts of projects and returned cases for who writes."""
    if actor.organisation_id is None:
        return []
    with acting_for(actor.organisation_id, person=actor.person_id, operator=actor.is_operator):
        found: list[Waiting] = []
        if actor.may(Permission.PUBLISH):
            found += _reviews(actor)
        if actor.may(Permission.WRITE):
            found += [*_returned(), *_drafts()]
        return found


def _reviews(actor: Actor) -> Iterator[Waiting]:
    for case in _in_review(actor.person_id is None).ask(person=actor.person_id):
        yield _item("casebook.review", _("事例を確かめる"), case, since_at=case.submitted_at)


def _returned() -> Iterator[Waiting]:
    for case in _sent_back().ask():
        yield _item("casebook.returned", _("事例を直す"), case, since_at=case.changed_at, detail=case.review_note)


def _drafts() -> Iterator[Waiting]:
    detail = _("終えた取組から下書きができました。")
    for case in _fresh_drafts().ask():
        yield _item("casebook.draft", _("事例を書く"), case, since_at=case.created_at, detail=detail)


@compiled
def _in_review(anybody: bool) -> QuerySet[Case]:
    own = Q() if anybody else Q(submitted_by_id=Given("person", BigIntegerField()))
    asked = Case.objects.filter(state__in=[CaseState.REVIEW, CaseState.REVISION_REVIEW]).exclude(own)
    return asked.only(*_SHOWN, "submitted_at").order_by("submitted_at")[:MOST_OF_A_KIND]


@compiled
def _sent_back() -> QuerySet[Case]:
    cases = Case.objects.filter(state__in=[CaseState.DRAFT, CaseState.REVISING]).exclude(review_note="")
    return cases.only(*_SHOWN, "changed_at", "review_note").order_by("changed_at")[:MOST_OF_A_KIND]


@compiled
def _fresh_drafts() -> QuerySet[Case]:
    fresh = Case.objects.filter(state=CaseState.DRAFT, project__isnull=False, review_note="")
    return fresh.only(*_SHOWN, "created_at").order_by("created_at")[:MOST_OF_A_KIND]


def _item(kind: str, label: object, case: Case, **more: object) -> Waiting:
    url = address_of("casebook:desk", case.ref)
    return Waiting(kind=kind, label=label, title=case.title, url=url, **more)  # type: ignore[arg-type]
