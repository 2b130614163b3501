"""What suppliers do: on both databases, with what the audit and the other rooms learn of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.solving.solutions.making import AT, TELEPHONE, drafted, published
from yui.kernel.access import NotPermitted
from yui.kernel.audit.models import Entry
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import acting_for
from yui.kernel.tenancy.doors import NotYours
from yui.solving.solutions import actions, queries
from yui.solving.solutions.models import Adoption, Service, ServiceState
from yui.solving.solutions.rules import Price

pytestmark = pytest.mark.django_db


def test_a_draft_is_its_suppliers_alone() -> None:
    service = drafted()

    with acting_for(make.vendor("別の会社")):
        assert not Service.visible.filter(pk=service.pk).exists()
    with acting_for(make.vendor()):
        assert Service.objects.get() == service


def test_an_incomplete_service_is_not_published_and_the_fields_are_named() -> None:
    service = drafted(export_formats=(), accessibility="")

    with pytest.raises(actions.ServiceIncomplete) as refused:
        actions.publish_service(service=service, by=make.supplier(make.vendor()), at=AT)

    assert set(refused.value.fields) == {"export_note", "accessibility"}
    with acting_for(make.vendor()):
        assert Service.objects.get().state == ServiceState.DRAFT


def test_a_published_service_is_everybodys_to_read() -> None:
    service = published()

    with acting_for(None):
        told = queries.facts([service.pk])[service.pk]

    assert (told.name, told.price.running_unit, told.adopters) == ("ことづて電話", "円/世帯・年", ())
    assert told.owner_name == "株式会社ことづて"


def test_a_withdrawn_service_and_its_users_are_nobodys_to_read() -> None:
    make.town("霧ヶ沢村")
    service = published(adopters=("霧ヶ沢村",))

    actions.withdraw_service(service=service, by=make.supplier(make.vendor()), at=AT + timedelta(days=1))

    with acting_for(None):
        assert queries.facts([service.pk]) == {}
        assert Adoption.visible.count() == 0


def test_a_service_is_not_withdrawn_twice() -> None:
    service = published()
    by = make.supplier(make.vendor())
    actions.withdraw_service(service=service, by=by, at=AT)

    with pytest.raises(IllegalMove):
        actions.withdraw_service(service=service, by=by, at=AT)


def test_a_published_service_stays_complete() -> None:
    service = published()

    with pytest.raises(actions.ServiceIncomplete):
        actions.revise_service(
            service=service, draft=replace(TELEPHONE, body=""), by=make.supplier(make.vendor()), at=AT
        )


def test_a_change_of_price_is_in_the_audit_with_old_and_new() -> None:
    service = published()
    draft = replace(TELEPHONE, price=Price(initial=0, running=1_000, running_per="household"))

    actions.revise_service(service=service, draft=draft, by=make.supplier(make.vendor()), at=AT)

    with acting_for(make.vendor()):
        entry = Entry.objects.filter(code="solutions.revised").get()
    assert entry.before["price"]["running"] == 900
    assert entry.after["price"]["running"] == 1_000
    assert "name" not in entry.after


def test_confirming_makes_a_stale_service_fresh() -> None:
    service = published(at=AT - timedelta(days=500))
    today = AT.date()
    with acting_for(None):
        assert queries.facts([service.pk], today=today)[service.pk].stale

    actions.confirm_service(service=service, by=make.supplier(make.vendor()), at=AT)

    with acting_for(None):
        assert not queries.facts([service.pk], today=today)[service.pk].stale


def test_a_stale_service_waits_for_its_supplier() -> None:
    published(at=AT - timedelta(days=500))
    actor = make.supplier(make.vendor())

    with acting_for(actor.organisation_id):
        waiting = queries.waiting_for(actor, today=AT.date())

    assert [one.title for one in waiting] == ["ことづて電話"]


def test_another_vendor_cannot_change_a_service() -> None:
    service = published()

    with pytest.raises(NotYours):
        actions.confirm_service(service=service, by=make.supplier(make.vendor("別の会社")), at=AT)


def test_an_official_writes_no_services() -> None:
    with pytest.raises(NotPermitted):
        actions.draft_service(draft=TELEPHONE, by=make.official(make.town()), at=AT)


def test_users_are_known_by_code_of_six_or_five_digits_or_by_name(at: datetime) -> None:
    make.town("霧ヶ沢村")

    service = drafted(adopters=("霧ヶ沢村", "０１１００２", "13101"))

    with acting_for(make.vendor()):
        names = list(Adoption.objects.filter(service=service).values_list("government_name", flat=True))
    assert sorted(names) == sorted(["霧ヶ沢村", "札幌市", "千代田区"])


def test_an_unknown_user_is_refused_with_what_was_perhaps_meant() -> None:
    with pytest.raises(actions.UnknownAdopters) as refused:
        drafted(adopters=("011003", "札幌氏"))

    assert "011002 北海道札幌市" in str(refused.value)
    assert "adopters" in refused.value.fields


def test_a_name_of_several_towns_is_not_guessed() -> None:
    with pytest.raises(actions.UnknownAdopters) as refused:
        drafted(adopters=("府中市",))

    assert "東京都府中市" in str(refused.value)
    assert "広島県府中市" in str(refused.value)


def test_users_who_left_are_taken_out() -> None:
    service = drafted(adopters=("011002", "131016"))

    actions.revise_service(
        service=service, draft=TELEPHONE, adopters=("131016",), by=make.supplier(make.vendor()), at=AT
    )

    with acting_for(make.vendor()):
        assert [one.government_name for one in Adoption.objects.all()] == ["千代田区"]


def test_the_database_refuses_a_published_service_without_price() -> None:
    service = published()

    with acting_for(make.vendor()), pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(pk=service.pk).update(running_yen=None)


def test_the_database_refuses_a_user_of_somebody_elses_service() -> None:
    from django.db import connection

    service, other = published(), make.vendor("別の会社")

    with acting_for(other), pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.create(owner=other, service=service, government_code="011002", government_name="札幌市")
        connection.check_constraints()
