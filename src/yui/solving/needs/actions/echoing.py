"""「うちも困っている」, by residents and by towns."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.utils import IntegrityError
from django.utils.translation import gettext_lazy as _

from yui.kernel import audit
from yui.kernel.access import Actor, action
from yui.solving.needs.actions.refusals import NotYourTurn
from yui.solving.needs.models import Echo, Need
from yui.solving.needs.permissions import Permission


@action(Permission.ECHO_NEED)
def echo_need(*, need: Need, token: str, by: Actor, at: datetime) -> bool:
    """Count a resident, known by the digest of their cookie alone; False where they were counted before.

    `by` has turned to the town of the need. It is not written who they are: there is nothing to write.
    """
    _demand_open(need)
    new = _stands_again(need, token) or _inserted(Echo(owner_id=need.owner_id, need=need, token=token))
    audit.record("needs.echoed" if new else "needs.echoed_again", of=need)
    return new


@action(Permission.ECHO_NEED)
def take_back_resident_echo(*, need: Need, token: str, by: Actor, at: datetime) -> bool:
    """Count a resident no longer; False where they were not counted. They may say it again at any time."""
    echo: Echo | None = Echo.objects.standing().filter(need=need, token=token).first() if token else None
    if echo is not None:
        echo.taken_back_at = at
        echo.save(update_fields=["taken_back_at", "changed_at"])
    audit.record("needs.echo_taken_back" if echo else "needs.echo_not_there", of=need)
    return echo is not None


@action(Permission.ECHO_FOR_TOWN)
def echo_for_town(*, need: Need, by: Actor, at: datetime) -> Echo:
    """Say for one's own town that it has the same trouble; the town is named on the need's page."""
    _demand_open(need)
    if need.owner_id == by.organisation_id:
        raise NotYourTurn(_("自分の団体のニーズです。ほかの団体のニーズで押してください。"))
    echo: Echo | None = Echo.shared.filter(need=need, town_id=by.organisation_id).first()
    if echo is None:
        echo = Echo(owner_id=need.owner_id, need=need, town_id=by.organisation_id)
        echo.save()
    elif echo.taken_back_at is not None:
        echo.taken_back_at = None
        echo.save(update_fields=["taken_back_at", "changed_at"])
    audit.record("needs.echoed_for_town", of=need)
    return echo


@action(Permission.ECHO_FOR_TOWN)
def take_back_echo(*, need: Need, by: Actor, at: datetime) -> None:
    """No longer name one's own town on the need's page."""
    echo = Echo.shared.standing().filter(need=need, town_id=by.organisation_id).first()
    if echo is None:
        raise NotYourTurn(_("まちとしての「うちも困っている」は、いま付いていません。"))
    echo.taken_back_at = at
    echo.save(update_fields=["taken_back_at", "changed_at"])
    audit.record("needs.echo_taken_back", of=need)


def _demand_open(need: Need) -> None:
    if not need.is_open:
        raise NotYourTurn(_("このニーズは終わりました。似たことで困っているときは、困りごととして教えてください。"))


def _stands_again(need: Need, token: str) -> bool:
    """Whether this resident had taken it back and says it again."""
    taken_back = Echo.objects.filter(need=need, token=token, taken_back_at__isnull=False)
    return bool(taken_back.update(taken_back_at=None))


def _inserted(echo: Echo) -> bool:
    """Whether the row is new: two presses at once race, and the unique constraint lets one of them win."""
    try:
        with transaction.atomic():
            echo.save()
    except IntegrityError:
        return False
    return True
