"""A supplier's claim that a town uses a service counts for others only when the town says so itself."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.solutions.making import AT, TELEPHONE, published
from yui.kernel.access import NotPermitted, Role
from yui.kernel.tenancy import acting_for
from yui.solving.solutions import actions, queries
from yui.solving.solutions.models import Service

pytestmark = pytest.mark.django_db


def official(client: Client, town: str = "霧ヶ沢村") -> Client:
    client.force_login(make.member(make.town(town), Role.OFFICIAL).person)
    return client


def codes_of(service: Service) -> tuple[list[str], list[str]]:
    told = queries.facts([service.pk])[service.pk]
    return [one.code for one in told.used_by], [one.code for one in told.claimed_by]


def test_a_claim_alone_is_shown_as_one_and_weighs_nothing(client: Client) -> None:
    service = published(adopters=("011002",))

    page = client.get(f"/services/{service.ref}").content.decode()

    assert codes_of(service) == ([], ["011002"])
    assert "事業者の申告" in page
    assert "まちが確認" not in page
    assert "ほかに事業者の申告 1団体" in client.get("/services/").content.decode()


def test_the_town_confirms_on_its_desk_by_one_press(client: Client) -> None:
    make.town()
    service = published(adopters=("480011",))
    here = official(client)
    asked = here.get("/desk/services/used/").content.decode()

    here.post(f"/desk/services/used/{service.ref}", {"uses": "yes"})

    assert "まだ答えていません" in asked
    assert codes_of(service) == (["480011"], [])
    assert "まちが確認" in here.get(f"/services/{service.ref}").content.decode()


def test_a_town_that_denies_is_named_no_more_even_when_claimed_anew(client: Client) -> None:
    make.town()
    service = published(adopters=("480011",))
    official(client).post(f"/desk/services/used/{service.ref}", {"uses": "no"})
    by = make.supplier(make.vendor())

    for adopters in ((), ("480011",)):
        actions.revise_service(service=service, draft=TELEPHONE, adopters=adopters, by=by, at=AT)

    assert codes_of(service) == ([], [])
    assert "霧ヶ沢村" not in Client().get(f"/services/{service.ref}").content.decode()


def test_a_later_word_replaces_the_earlier_one(client: Client) -> None:
    make.town()
    service = published(users=("480011",))

    official(client).post(f"/desk/services/used/{service.ref}", {"uses": "no"})
    denied = codes_of(service)
    client.post(f"/desk/services/used/{service.ref}", {"uses": "yes"})

    assert denied == ([], [])
    assert codes_of(service) == (["480011"], [])


def test_the_word_of_one_town_says_nothing_of_another() -> None:
    make.town()
    make.town("潮見浦町")
    service = published(adopters=("480011", "480029"), name="二つのまち")
    actions.say_used(service=service, uses=True, by=make.official(make.town()), at=AT)

    assert codes_of(service) == (["480011"], ["480029"])


def test_a_town_answers_only_for_what_it_is_said_to_use(client: Client) -> None:
    make.town()
    service = published(adopters=("011002",))

    assert official(client).post(f"/desk/services/used/{service.ref}", {"uses": "yes"}).status_code == 404
    assert "いまはありません" in client.get("/desk/services/used/").content.decode()


def test_a_supplier_confirms_nothing_for_a_town() -> None:
    service = published(adopters=("011002",))

    with pytest.raises(NotPermitted):
        actions.say_used(service=service, uses=True, by=make.supplier(make.vendor()), at=AT)
    with acting_for(make.vendor()):
        assert queries.said_to_use(make.vendor()) == []
