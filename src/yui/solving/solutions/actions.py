"""What suppliers do with their services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, Refused, action
from yui.kernel.web.clock import JAPAN
from yui.solving import finding
from yui.solving.solutions import rules
from yui.solving.solutions.events import ServiceChanged, ServicePublished, ServiceWithdrawn
from yui.solving.solutions.models import Adoption, Service, TownsWord
from yui.solving.solutions.permissions import Permission
from yui.solving.solutions.queries import FoundGovernments, governments_named
from yui.solving.solutions.queries.adopters import Adopter
from yui.solving.solutions.rules import Draft
from yui.values.phone import PhoneNumber
from yui.values.unreadable import Unreadable

_WANTED = {
    "name": _("サービスの名前を入れてください。"),
    "summary": _("一文で言うと何か、入れてください。"),
    "body": _("くわしい説明を入れてください。"),
    "fields": _("分野を一つ以上選んでください。"),
    "functions": _("できることを一つ以上書いてください。"),
    "initial_yen": _("はじめの費用を入れてください。かからないときは0を入れます。"),
    "running_yen": _("運用の費用を入れてください。かからないときは0を入れます。"),
    "cloud": _("クラウドで動くかどうかを選んでください。"),
    "network": _("使う回線を選んでください。"),
    "export_note": _("出口を書いてください。書き出せないときは、その理由を書きます。"),
    "accessibility": _("使いやすさへの配慮を書いてください。"),
}


class ServiceIncomplete(Refused):
    """A town could not judge the service by what is told; `fields` names what is missing."""

    code = "service-incomplete"

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(
            _("公開するには、あと%(count)s項目の記入が要ります。書いた内容は下書きに残っています。")
            % {"count": len(missing)},
            fields={name: _WANTED[name] for name in missing},
        )


class UnreadablePhone(Refused):
    """Nobody could dial what stands as the telephone for inquiries."""

    code = "unreadable-phone"

    def __init__(self, unreadable: Unreadable) -> None:
        sentence = gettext(unreadable.sentence).format(**unreadable.facts)
        super().__init__(sentence, fields={"inquiry_phone": sentence})


class UnknownAdopters(Refused):
    """Some lines name no government, or several; `found` holds what was perhaps meant."""

    code = "unknown-adopters"

    def __init__(self, found: FoundGovernments) -> None:
        self.found = found
        sentence = "　".join(str(_suggestion(line, near)) for line, near in found.unknown)
        super().__init__(sentence, fields={"adopters": sentence})


class LaterWordStands(Refused):
    """The town has said something since: what held before does not replace it."""

    code = "later-word-stands"
    message = _("そのあとに答えたことがあるので、変えませんでした。今の答えを確かめてください。")
    status = 409


@action(Permission.WRITE_SERVICE)
def draft_service(*, draft: Draft, adopters: Iterable[str] = (), by: Actor, at: datetime) -> Service:
    """Begin a service; nobody else sees it yet."""
    assert by.organisation_id is not None
    users, draft = _known(adopters), _dialled(draft)
    service = Service(owner_id=by.organisation_id)
    service.write(draft)
    service.save()
    _keep_adopters(service, users)
    audit.record("solutions.drafted", of=service, after={"name": service.name})
    return service


@action(Permission.WRITE_SERVICE)
def revise_service(
    *, service: Service, draft: Draft, adopters: Iterable[str] | None = None, by: Actor, at: datetime
) -> Service:
    """Write anew what a service says; `adopters` (lines of codes or names) stay as they are where None."""
    if service.is_published and (missing := rules.missing_before_publishing(draft)):
        raise ServiceIncomplete(missing)
    users, draft = None if adopters is None else _known(adopters), _dialled(draft)
    before = service.as_draft()
    service.write(draft)
    service.save()
    if users is not None:
        _keep_adopters(service, users)
    changed = [name for name in vars(draft) if getattr(draft, name) != getattr(before, name)]
    audit.record("solutions.revised", of=service, before=_told(before, changed), after=_told(draft, changed))
    if service.is_published:
        _announce(service, ServiceChanged(service_id=service.pk))
    return service


@action(Permission.PUBLISH_SERVICE)
def publish_service(*, service: Service, by: Actor, at: datetime) -> Service:
    """Offer a service to every town; all that a town needs to know must be told."""
    if missing := rules.missing_before_publishing(service.as_draft()):
        raise ServiceIncomplete(missing)
    service.publish(at=at, on=at.astimezone(JAPAN).date())
    audit.record("solutions.published", of=service)
    _announce(service, ServicePublished(service_id=service.pk))
    return service


@action(Permission.PUBLISH_SERVICE)
def withdraw_service(*, service: Service, by: Actor, at: datetime) -> Service:
    """Offer a service no longer. Its text stays with the supplier."""
    service.withdraw(at=at)
    audit.record("solutions.withdrawn", of=service)
    _announce(service, ServiceWithdrawn(service_id=service.pk))
    return service


@action(Permission.PUBLISH_SERVICE)
def confirm_service(*, service: Service, by: Actor, at: datetime) -> Service:
    """Say that all a service tells is still right; it counts as fresh for another year."""
    before = service.confirmed_on
    service.confirm(at.astimezone(JAPAN).date())
    audit.record(
        "solutions.confirmed", of=service, before={"confirmed_on": before}, after={"confirmed_on": service.confirmed_on}
    )
    if service.is_published:
        _announce(service, ServiceChanged(service_id=service.pk))
    return service


@action(Permission.SAY_USED)
def say_used(*, service: Service, uses: bool, by: Actor, at: datetime, said_at: datetime | None = None) -> TownsWord:
    """Say that the town acted for uses a service, or that it does not. A later word replaces an earlier one.

    `said_at` is the moment from which that holds, where it became known before now.
    Raises LaterWordStands where the town has said something since that moment.
    """
    said_at, words = said_at or at, TownsWord.objects.select_for_update()
    new = {"uses": uses, "said_at": said_at}
    # Locked until the transaction ends: a press of the button waits for a job that speaks of the past, or the job for it.
    word, first = words.get_or_create(service=service, owner_id=by.organisation_id, defaults=new)
    before = None if first else {"uses": word.uses}
    if not first:
        if word.said_at > said_at:
            raise LaterWordStands
        word.uses, word.said_at = uses, said_at
        word.save()
    audit.record("solutions.use-said", of=word, before=before, after={"uses": uses})
    finding.touch("service", service.pk)
    return word


def _dialled(draft: Draft) -> Draft:
    """The draft with its telephone number in the usual spelling."""
    if not draft.inquiry_phone:
        return draft
    try:
        return replace(draft, inquiry_phone=PhoneNumber.parse(draft.inquiry_phone).shown)
    except Unreadable as unreadable:
        raise UnreadablePhone(unreadable) from unreadable


def _announce(service: Service, event: events.Event) -> None:
    finding.touch("service", service.pk)
    events.publish(event)


def _known(lines: Iterable[str]) -> tuple[Adopter, ...]:
    found = governments_named(lines)
    if found.unknown:
        raise UnknownAdopters(found)
    return found.adopters


def _keep_adopters(service: Service, adopters: Sequence[Adopter]) -> None:
    wanted = {adopter.code: adopter for adopter in adopters}
    service.adoptions.exclude(government_code__in=wanted).delete()
    known = set(service.adoptions.values_list("government_code", flat=True))
    Adoption.objects.bulk_create(
        Adoption(
            owner_id=service.owner_id,
            service=service,
            government_code=code,
            government_name=adopter.name,
            prefecture=adopter.prefecture,
            public=service.is_published,
        )
        for code, adopter in wanted.items()
        if code not in known
    )


def _told(draft: Draft, names: Iterable[str]) -> dict[str, object]:
    values = {name: getattr(draft, name) for name in names}
    return {name: vars(value) if name == "price" else value for name, value in values.items()}


def _suggestion(line: str, near: Sequence[str]) -> object:
    if near:
        values = {"line": line, "near": "、".join(near)}
        return _("「%(line)s」は見つかりません。もしかして：%(near)s。") % values
    return _("「%(line)s」という市区町村は見つかりません。団体コードか名前を確かめてください。") % {"line": line}
