"""「うちでもやりたい」: from another town's case to a need of one's own."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, action
from yui.solving.casebook.actions.refusals import AlreadyFollowed, OwnCase
from yui.solving.casebook.events import CaseFollowed
from yui.solving.casebook.models import Case, Following
from yui.solving.casebook.permissions import Permission
from yui.solving.needs import actions as needs

LONGEST = {"title": 60, "wanted": 600}
"""As much as a need takes."""


@action(Permission.FOLLOW)
def follow_case(*, case: Case, by: Actor, at: datetime, show_name: bool = False) -> Following:
    """Begin a need of the own town from a case. Others read that the town follows when it says so, or its need is public."""
    if case.owner_id == by.organisation_id:
        raise OwnCase
    if Following.objects.filter(case=case).exists():
        raise AlreadyFollowed
    need = needs.draft_need(changes=prefilled(case), by=by, at=at)
    following = Following(
        owner_id=by.organisation_id,  # type: ignore[misc]  # the scope has one
        case=case,
        case_owner_id=case.owner_id,
        need=need,
        public=show_name,
    )
    following.save()
    audit.record("casebook.followed", of=following, after={"case": case.ref, "need": need.ref})
    events.publish(CaseFollowed(case_id=case.pk, case_owner_id=case.owner_id, need_id=need.pk))
    return following


@action(Permission.FOLLOW)
def show_following(*, following: Following, by: Actor, at: datetime) -> Following:
    """Let everybody read that the town follows the case."""
    following.public = True
    following.save(update_fields=["public", "changed_at"])
    audit.record("casebook.following-shown", of=following)
    return following


def prefilled(case: Case) -> dict[str, str]:
    """The first words of the need: what to write about, taken from the case, to be made one's own."""
    wanted = _("「%(title)s」（%(place)s）のように：%(summary)s") % {
        "title": case.title,
        "place": case.place,
        "summary": case.summary,
    }
    title = _("%(title)s（うちでもやりたい）") % {"title": case.title}
    return {"title": title[: LONGEST["title"]], "field": case.field, "wanted": wanted[: LONGEST["wanted"]]}
