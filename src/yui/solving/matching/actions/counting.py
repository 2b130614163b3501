"""The public count of how far needs came."""

from __future__ import annotations

from datetime import datetime

from yui.kernel.access import Actor
from yui.kernel.tenancy import current_scope
from yui.solving.matching.models import Stage, Step


def owner_of(by: Actor) -> int:
    """The organisation that somebody acts for, which owns what they make."""
    assert by.organisation_id is not None
    return by.organisation_id


def count_step(need: int, stage: Stage, *, at: datetime, reason: str = "") -> None:
    """A need reached a stage; counted once, except for declining, of which each reason counts."""
    scope = current_scope()
    assert scope is not None
    assert scope.organisation_id is not None
    if stage == Stage.DECLINED or not Step.objects.filter(need_id=need, stage=stage).exists():
        Step.objects.create(owner_id=scope.organisation_id, need_id=need, stage=stage, reason=reason, happened_at=at)


def uncount_declined(need: int, *, at: datetime) -> None:
    """A side took back the no that it said at that moment; what others declined stays counted."""
    Step.objects.filter(need_id=need, stage=Stage.DECLINED, happened_at=at).delete()


def uncount_step(need: int, stage: Stage) -> None:
    """The stage was taken back before anybody answered."""
    Step.objects.filter(need_id=need, stage=stage).delete()
