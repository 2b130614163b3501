"""Work for later: mails to tellers and owners, deadlines that pass, what is forgotten."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from yui.kernel.access import Actor, Refused
from yui.kernel.jobs import job, scheduled
from yui.kernel.jobs.ledger import outside
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions, directory, links
from yui.solving.needs.models import Answer, Need, NeedState, Trouble
from yui.solving.needs.permissions import Permission
from yui.solving.needs.rules import dates, telling

_log = logging.getLogger(__name__)
_AT_ONCE = 500


@job(retries=6, atomic=False)
def mail_confirmation(*, trouble_id: int) -> None:
    """Ask the teller to confirm their address; sent once."""
    trouble = Trouble.objects.select_related("owner").filter(pk=trouble_id).first()
    if trouble is not None and trouble.mail and trouble.is_unverified:
        _mail(
            f"needs.confirmation:{trouble_id}", "needs/mail/confirm.txt", trouble, link=links.confirmation_link(trouble)
        )


@job(retries=6, atomic=False)
def mail_answer(*, answer_id: int) -> None:
    """Tell the teller that there is an answer: where to read it, not what it says."""
    answer = Answer.objects.select_related("trouble__owner").filter(pk=answer_id).first()
    if answer is not None and answer.trouble.mail_to_answer:
        link = links.receipt_link(answer.trouble)
        _mail(f"needs.answer:{answer_id}", "needs/mail/answer.txt", answer.trouble, link=link)


@job(retries=6, atomic=False)
def mail_owner(*, need_id: int, reminded_on: str) -> None:
    """Remind the post that owns a need to confirm it."""
    need = Need.objects.select_related("owner", "post").get(pk=need_id)
    if need.post.email:
        values = {"need": need.title, "town": need.owner.name, "confirmed_on": need.confirmed_on}
        _send(
            f"needs.reminder:{need_id}:{reminded_on}",
            need.post.email,
            "needs/mail/remind.txt",
            {**values, "link": directory.address(f"/desk/needs/{need.ref}/")},
        )


@scheduled(daily_at="06:30")
@job(retries=2)
def remind_owners() -> None:
    """Remind the owners of needs that nobody has confirmed for long (R6.3)."""
    now = timezone.now()
    today = timezone.localdate(now)
    for need in _each(Q(confirmed_on__lt=today - dates.STALE_AFTER), actions.remind_owner, now):
        with acting_for(need.owner_id):
            mail_owner.enqueue(need_id=need.pk, reminded_on=today.isoformat())


@scheduled(daily_at="00:10")
@job(retries=2)
def pass_deadlines() -> None:
    """Close questions and proposals whose last day is over. Open questions hold a need back until they are dealt with."""
    now = timezone.now()
    today = timezone.localdate(now)
    _each(Q(state=NeedState.PUBLIC, questions_close_on__lt=today), actions.close_questions, now)
    _each(Q(state=NeedState.QUESTIONS_CLOSED, proposals_close_on__lt=today), actions.close_proposals, now)


@scheduled(daily_at="03:40")
@job(retries=2)
def forget() -> None:
    """Delete the mail addresses that nobody confirmed within a week, and the digests of addresses once their day is over."""
    now = timezone.now()
    for town in directory.towns():
        with acting_for(town.pk):
            _forget_in_town(town.pk, now)


def _forget_in_town(town: int, now: datetime) -> None:
    by = Actor.system(of=town, permissions=frozenset({str(Permission.TELL_TROUBLE)}))
    old = Trouble.objects.mail_unconfirmed().filter(told_at__lte=now - telling.CONFIRM_WITHIN)
    for trouble in old[:_AT_ONCE]:
        actions.forget_mail(trouble=trouble, by=by, at=now)
    Trouble.objects.exclude(sender="").filter(told_at__lt=now - telling.SENDER_KEPT).update(sender="")


def _each(condition: Q, action: Callable[..., Any], now: datetime) -> list[Need]:
    """Those public needs, of whatever town, for which the product itself could do `action`.

    A refusal of one need does not hold up the others.
    """
    with acting_for(None):
        needs = list(Need.published.open().filter(condition).order_by("pk")[:_AT_ONCE])
    done = []
    for need in needs:
        by = Actor.system(of=need.owner_id, permissions=frozenset({str(Permission.PROCEED_NEED)}))
        try:
            if action(need=need, by=by, at=now):
                done.append(need)
        except Refused as refused:
            _log.info("need %s is left as it is: %s", need.ref, refused.code)
    return done


def _mail(key: str, template: str, trouble: Trouble, *, link: str) -> None:
    values = {"town": trouble.owner.name, "receipt": trouble.receipt, "link": link, "plain": trouble.language != "ja"}
    _send(key, trouble.mail, template, values)


def _send(key: str, to: str, template: str, values: dict[str, Any]) -> None:
    """Send a mail once: the first line of the template is its subject."""
    with outside(key) as attempt:
        if attempt.wanted:
            subject, _, body = render_to_string(template, values).strip().partition("\n")
            headers = {"Message-ID": f"<{attempt.token}@yui>", "Auto-Submitted": "auto-generated"}
            EmailMessage(subject.strip(), body.strip(), to=[to], headers=headers).send()
