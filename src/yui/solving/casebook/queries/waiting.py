"""What waits for somebody in the casebook, for the home of the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.tenancy import acting_for
from yui.solving.casebook.models import Case, CaseState
from yui.solving.casebook.permissions import Permission
from yui.solving.waiting import Waiting

MOST = 20
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
    asked = Case.objects.filter(state__in=[CaseState.REVIEW, CaseState.REVISION_REVIEW])
    if actor.person_id is not None:
        asked = asked.exclude(submitted_by_id=actor.person_id)
    for case in asked.only(*_SHOWN, "submitted_at").order_by("submitted_at")[:MOST]:
        yield _item("casebook.review", _("事例を確かめる"), case, since_at=case.submitted_at)


def _returned() -> Iterator[Waiting]:
    states = [CaseState.DRAFT, CaseState.REVISING]
    cases = Case.objects.filter(state__in=states).exclude(review_note="").only(*_SHOWN, "changed_at", "review_note")
    for case in cases.order_by("changed_at")[:MOST]:
        yield _item("casebook.returned", _("事例を直す"), case, since_at=case.changed_at, detail=case.review_note)


def _drafts() -> Iterator[Waiting]:
    fresh = Case.objects.filter(state=CaseState.DRAFT, project__isnull=False, review_note="")
    for case in fresh.only(*_SHOWN, "created_at").order_by("created_at")[:MOST]:
        detail = _("終えた取組から下書きができました。")
        yield _item("casebook.draft", _("事例を書く"), case, since_at=case.created_at, detail=detail)


def _item(kind: str, label: object, case: Case, **more: object) -> Waiting:
    url = reverse("casebook:desk", args=[case.ref])
    return Waiting(kind=kind, label=label, title=case.title, url=url, **more)  # type: ignore[arg-type]
