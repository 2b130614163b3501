"""Taking the demo region away: every record of its organisations, its people, the readings of its names, and no more."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from yui.demo.written import Written
from yui.kernel.access import Actor
from yui.kernel.identity.models import Organisation, Person
from yui.kernel.tenancy import acting_for, guards
from yui.kernel.tenancy.policies import scoped_models
from yui.kernel.web import clock
from yui.sites.cloud.actions import remove_reading
from yui.sites.cloud.permissions import Permission as CloudPermission
from yui.sites.cloud.queries import reading_of


def remove() -> int:
    """Remove the demo region in one transaction; how many organisations. The audit's guard is lifted meanwhile."""
    demo = list(Organisation.published.filter(demo=True))
    if not demo:
        return 0
    with transaction.atomic():
        guards.lift(connection)
        _forget_readings(Actor.system(of=demo[0], permissions=frozenset({str(CloudPermission.CORRECT_READINGS)})))
        for model in _parts_first():
            for organisation in demo:
                with acting_for(organisation):
                    _raw_delete(model.objects.all())
        _forget_people()
        for organisation in sorted(demo, key=lambda one: one.coordinated_by_id is None):
            with acting_for(organisation):
                _raw_delete(Organisation.objects.all())
        guards.put_in_force(connection)
    return len(demo)


def _parts_first() -> list[Any]:
    """Models with an owner, those that point to others before those pointed to."""
    owned = [m for m in scoped_models() if m is not Organisation and _has_owner(m)]
    waiting, ordered = set(owned), []
    while waiting:
        free = [m for m in owned if m in waiting and not any(_points(o, m) for o in waiting if o is not m)]
        if not free:  # models that point at each other: constraints are checked at the end of the transaction
            free = [next(m for m in owned if m in waiting)]
        ordered += free
        waiting -= set(free)
    return ordered


def _has_owner(model: type[models.Model]) -> bool:
    return any(field.name == "owner" for field in model._meta.fields)


def _points(one: type[models.Model], other: type[models.Model]) -> bool:
    return any(field.is_relation and field.related_model is other for field in one._meta.fields)


def _raw_delete(rows: Any) -> None:
    rows._raw_delete(rows.db)


def _forget_readings(by: Actor) -> None:
    """Remove the readings that came with the region; one that an operator has changed since is the operator's."""
    for row in Written(timezone.localdate()).rows("region", "readings"):
        kept = reading_of(row["word"])
        if kept and kept.kana == row["kana"].replace(" ", ""):
            remove_reading(reading=kept, by=by, at=clock.now())


def _forget_people() -> None:
    people = Person.objects.filter(demo=True)
    for model in apps.get_models():
        for field in model._meta.fields:
            if field.related_model is Person and not field.null and model._meta.app_label in {"mfa", "usersessions"}:
                model._default_manager.filter(**{f"{field.name}__in": people}).delete()
    EmailAddress.objects.filter(user__in=people).delete()
    _raw_delete(people)
