"""A resident's trouble comes in: told on the web without an account, or written down by an official."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, action
from yui.solving.needs import directory
from yui.solving.needs.actions.refusals import NotTaken, NotYourTurn, demand_whole, demand_words, owner_of
from yui.solving.needs.events import TroubleTold
from yui.solving.needs.models import Channel, Language, Receipt, Trouble
from yui.solving.needs.permissions import Permission
from yui.solving.needs.rules import telling


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody told: the town's part, their words, and how to answer them."""

    words: str
    area: str = ""
    name: str = ""
    mail: str = ""
    language: str = Language.JAPANESE


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What the guard against spam looks at: the trap field, the time since the form was opened, the network address."""

    trap: str = ""
    taken: timedelta | None = None
    address: str = ""


@action(Permission.TELL_TROUBLE)
def tell_trouble(*, told: Told, signs: Signs, by: Actor, at: datetime) -> Trouble:
    """Take a trouble told on the web; officials see it at once. A mail address is confirmed by the teller beside that."""
    sender = directory.digest(f"sender.{localdate(at)}", signs.address) if signs.address else ""
    _demand_no_spam(told, signs, sender, at)
    trouble = _kept(told, Channel.WEB, by=by, at=at, sender=sender)
    audit.record("needs.trouble_told", of=trouble, after={"channel": Channel.WEB, "state": trouble.state})
    events.publish(TroubleTold(trouble_id=trouble.pk))
    return trouble


@action(Permission.HANDLE_TROUBLE)
def record_trouble(
    *, told: Told, channel: str, by: Actor, at: datetime, receipt: str = "", teller: int | None = None
) -> Trouble:
    """Write down for a resident what came on paper, by phone or at the counter; `receipt` where a number was given out."""
    trouble = _kept(told, channel, by=by, at=at, receipt=receipt, teller=teller)
    audit.record("needs.trouble_recorded", of=trouble, after={"channel": channel})
    events.publish(TroubleTold(trouble_id=trouble.pk))
    return trouble


@action(Permission.TELL_TROUBLE)
def confirm_trouble(*, trouble: Trouble, by: Actor, at: datetime) -> Trouble:
    """The mail address is the teller's own: answers go there from now on. Confirming again changes nothing."""
    if not trouble.mail:
        raise NotYourTurn(_("メールアドレスは、もう消えています。返事は受付番号で読めます。"))
    if trouble.confirmed_at is None:
        trouble.confirm_mail(at=at)
        audit.record("needs.trouble_confirmed", of=trouble)
    else:
        audit.record("needs.trouble_confirmed_again", of=trouble)
    return trouble


@action(Permission.TELL_TROUBLE)
def forget_mail(*, trouble: Trouble, by: Actor, at: datetime) -> None:
    """Delete a mail address that nobody confirmed within a week; the trouble stays."""
    if not trouble.mail or not trouble.is_unverified or at - trouble.told_at < telling.CONFIRM_WITHIN:
        raise NotYourTurn
    trouble.forget_mail()
    audit.record("needs.mail_forgotten", of=trouble)


def _demand_no_spam(told: Told, signs: Signs, sender: str, at: datetime) -> None:
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Trouble.objects.told_since(midnight)
    found = telling.suspicion(
        trap=signs.trap,
        taken=signs.taken,
        words=f"{told.words} {told.area} {told.name}",
        from_address_today=today.filter(sender=sender).count() if sender else 0,
        to_town_today=today.count(),
    )
    if found is not None:
        raise NotTaken(found)


def _kept(
    told: Told,
    channel: str,
    *,
    by: Actor,
    at: datetime,
    sender: str = "",
    receipt: str = "",
    teller: int | None = None,
) -> Trouble:
    words = demand_words("words", told.words, telling.WORDS_LIMIT)
    demand_whole(area=told.area, name=told.name, mail=told.mail)
    number = receipt or telling.receipt_number(localdate(at).year, secrets.choice)
    trouble = Trouble(
        owner_id=owner_of(by),
        receipt=number,
        words=words,
        area=told.area.strip(),
        name=told.name.strip(),
        mail=told.mail.strip(),
        language=told.language,
        channel=channel,
        sender=sender,
        teller_id=teller if teller is not None else (by.person_id if channel == Channel.WEB else None),
        told_at=at,
    )
    trouble.save()
    Receipt(owner_id=trouble.owner_id, trouble=trouble, digest=receipt_digest(number)).save()
    return trouble


def receipt_digest(number: str) -> str:
    """What is kept of a receipt number where everybody could read it."""
    return directory.digest("receipt", telling.receipt_key(number))
