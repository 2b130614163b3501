"""Keeping needs fresh and owned: 「まだ困っています」, deadlines, reminders, hand-over to another post (R6.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, action
from yui.kernel.identity.extensions import Holder
from yui.solving import finding
from yui.solving.needs import directory
from yui.solving.needs.actions.refusals import NotYourTurn, Unsaid
from yui.solving.needs.events import NeedChanged
from yui.solving.needs.models import Need, NeedState
from yui.solving.needs.permissions import Permission
from yui.solving.needs.rules import dates


@action(Permission.WRITE_NEED)
def confirm_need(*, need: Need, by: Actor, at: datetime) -> Need:
    """Say that an open need still stands: it is fresh again for 90 days."""
    if not need.is_open:
        raise NotYourTurn(_("確かめられるのは、公開中のニーズだけです。"))
    before = audit.snapshot(need, "confirmed_on")
    need.confirmed_on, need.reminded_on = localdate(at), None
    need.save(update_fields=["confirmed_on", "reminded_on", "changed_at"])
    audit.record("needs.confirmed", of=need, before=before, after=audit.snapshot(need, "confirmed_on"))
    events.publish(NeedChanged(need_id=need.pk))
    finding.touch("need", need.pk)
    return need


@action(Permission.PROCEED_NEED)
def set_deadlines(*, need: Need, questions_close_on: date, proposals_close_on: date, by: Actor, at: datetime) -> Need:
    """Move the last days for questions and proposals of a public need; nobody is cut short overnight."""
    if need.state != NeedState.PUBLIC:
        raise NotYourTurn(_("締切を変えられるのは、質問を受け付けている間だけです。"))
    if not dates.deadlines_stand(localdate(at), questions_close_on, proposals_close_on):
        raise Unsaid(
            _("締切の日付を確かめてください。"),
            fields={"proposals_close_on": _("質問の締切は今日より後、提案の締切はそのあとにしてください。")},
        )
    before = audit.snapshot(need, "questions_close_on", "proposals_close_on")
    need.questions_close_on, need.proposals_close_on = questions_close_on, proposals_close_on
    need.save(update_fields=["questions_close_on", "proposals_close_on", "changed_at"])
    after = audit.snapshot(need, "questions_close_on", "proposals_close_on")
    audit.record("needs.deadlines_set", of=need, before=before, after=after)
    events.publish(NeedChanged(need_id=need.pk))
    return need


@action(Permission.PROCEED_NEED)
def remind_owner(*, need: Need, by: Actor, at: datetime) -> bool:
    """Note that the owner is reminded of a need nobody confirmed, and let the index forget it once it is hidden.

    False, and nothing but the entry, where it is not due: a reminder never goes out twice.
    """
    due = need.is_open and dates.reminder_due(need.confirmed_on, need.reminded_on, localdate(at))
    if due:
        need.reminded_on = localdate(at)
        need.save(update_fields=["reminded_on", "changed_at"])
        finding.touch("need", need.pk)
    audit.record("needs.owner_reminded" if due else "needs.reminder_not_due", of=need)
    return due


@action(Permission.HAND_OVER_NEED)
def hand_over_need(*, need: Need, to_post: Any, by: Actor, at: datetime) -> Need:
    """Give one need to another post of the same organisation."""
    _demand_other_post(need.post_id, to_post)
    _hand_over(need, to_post)
    return need


def hand_over_all(holder: Holder, to: Holder) -> int:
    """Put another post in charge of every need of a post; how many. Part of the organisation's own hand-over (X8)."""
    if holder.post_id is None or to.post_id is None:
        return 0  # needs belong to posts, never to people
    post = directory.post(to.post_id)
    needs = list(Need.objects.of_post(holder.post_id).select_related("post"))
    for need in needs:
        _hand_over(need, post)
    return len(needs)


def _hand_over(need: Need, to_post: Any) -> None:
    before = {"post": str(need.post)}
    need.post = to_post
    need.save(update_fields=["post", "changed_at"])
    audit.record("needs.handed_over", of=need, before=before, after={"post": str(to_post)})


def _demand_other_post(from_post: int | None, to_post: Any) -> None:
    if not directory.posts().filter(pk=to_post.pk).exists() or from_post == to_post.pk:
        raise Unsaid(fields={"to_post": _("引き継ぐ先の部署を選んでください。")})
