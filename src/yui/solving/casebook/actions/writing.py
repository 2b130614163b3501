"""Writing a case, alone and for the second person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yui.kernel import audit
from yui.kernel.access import Actor, action
from yui.solving.casebook import rules
from yui.solving.casebook.actions.refusals import CaseIncomplete, NotWritable, TooLong
from yui.solving.casebook.models import Case, CaseState
from yui.solving.casebook.permissions import Permission
from yui.solving.casebook.queries.reading import content_of, proposed_content
from yui.solving.casebook.rules import Content


@action(Permission.WRITE)
def draft_case(*, content: Content, by: Actor, at: datetime, project: Any = None) -> Case:
    """Begin a case; nothing needs to be complete yet. A project (the record or its id) has one case at most."""
    _demand_short(content)
    case = Case(owner_id=by.organisation_id, project_id=getattr(project, "pk", project))  # type: ignore[misc]
    case.write(content)
    audit.record("casebook.drafted", of=case, after=content.as_json())
    return case


@action(Permission.WRITE)
def write_case(*, case: Case, content: Content, by: Actor, at: datetime) -> Case:
    """Keep what was written so far. Of a published case it becomes a revision that readers do not see yet."""
    _demand_short(content)
    before = proposed_content(case) or content_of(case)
    if case.state == CaseState.DRAFT:
        case.write(content)
    elif case.state in {CaseState.PUBLISHED, CaseState.REVISING}:
        case.propose(content, at=at)
    else:
        raise NotWritable
    audit.record("casebook.written", of=case, **audit.differing(before.as_json(), content.as_json()))
    return case


@action(Permission.WRITE)
def submit_case(*, case: Case, by: Actor, at: datetime) -> Case:
    """Hand a case, or a revision, to the second person."""
    if missing := rules.missing_before_review(proposed_content(case) or content_of(case)):
        raise CaseIncomplete(missing)
    before = case.submit(by_person=by.person_id, at=at)
    audit.record("casebook.submitted", of=case, before={"state": before}, after={"state": case.state})
    return case


@action(Permission.WRITE)
def discard_revision(*, case: Case, by: Actor, at: datetime) -> Case:
    """Let a revision go; the published text stays as it is."""
    before = case.discard(at=at)
    audit.record("casebook.revision-discarded", of=case, before={"state": before}, after={"state": case.state})
    return case


def _demand_short(content: Content) -> None:
    if limits := rules.too_long(content):
        raise TooLong(limits)
