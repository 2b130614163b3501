"""A supplier's claim that a town uses a service counts for others only when the town says so itself."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.solving.solutions.making import AT, TELEPHONE, drafted, published
from yui.kernel.access import Actor, NotPermitted, Role
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


def test_a_towns_own_word_needs_no_claim_and_can_be_taken_back_on_its_desk(client: Client) -> None:
    service = published()
    actions.say_used(service=service, uses=True, by=make.official(make.town()), at=AT)
    named = codes_of(service)
    here = official(client)

    listed = here.get("/desk/services/used/").content.decode()
    here.post(f"/desk/services/used/{service.ref}", {"uses": "no"})

    assert named == (["480011"], [])
    assert service.name in listed
    assert codes_of(service) == ([], [])
    assert service.name in here.get("/desk/services/used/").content.decode()


def test_a_word_about_the_past_gives_way_to_one_said_since() -> None:
    service, by = published(), make.official(make.town())
    actions.say_used(service=service, uses=False, by=by, at=AT)

    with pytest.raises(actions.LaterWordStands):
        actions.say_used(
            service=service, uses=True, by=by, at=AT + timedelta(days=1), said_at=AT - timedelta(seconds=1)
        )
    with acting_for(make.town()):
        refused = queries.own_word(service)
    actions.say_used(service=service, uses=True, by=by, at=AT + timedelta(days=2), said_at=AT + timedelta(seconds=1))

    assert refused == (False, AT)
    with acting_for(make.town()):
        assert queries.own_word(service) == (True, AT + timedelta(seconds=1))


def test_the_word_of_who_is_no_government_names_nobody() -> None:
    service = published()
    actions.say_used(service=service, uses=True, by=make.official(make.vendor("どこかの会社")), at=AT)

    assert codes_of(service) == ([], [])


def waiting(by: Actor) -> list[tuple[str, str]]:
    with acting_for(by.organisation_id):
        return [(one.kind, str(one.title)) for one in queries.waiting_for(by, today=AT.date())]


def test_a_claim_waits_for_the_officials_of_the_town_until_it_is_answered() -> None:
    by, neighbour = make.official(make.town()), make.official(make.town("潮見浦町"))
    service = published(adopters=("480011",))
    before = waiting(by)

    actions.say_used(service=service, uses=False, by=by, at=AT)

    assert before == [("solutions.claimed", "ことづて電話")]
    assert waiting(by) == []
    assert waiting(neighbour) == []


def test_the_word_of_another_town_answers_no_claim() -> None:
    by, neighbour = make.official(make.town()), make.official(make.town("潮見浦町"))
    service = published(adopters=("480011", "480029"))

    actions.say_used(service=service, uses=True, by=neighbour, at=AT)

    assert waiting(by) == [("solutions.claimed", "ことづて電話")]


def test_a_claim_that_nobody_reads_yet_waits_for_nobody() -> None:
    by = make.official(make.town())
    drafted(adopters=("480011",))

    assert waiting(by) == []


def test_the_desk_leads_to_the_page_where_a_claim_is_answered(client: Client) -> None:
    make.town()
    published(adopters=("480011",))

    home = official(client).get("/desk/").content.decode()

    assert "サービスを使っているかを答える" in home
    assert 'href="/desk/services/used/"' in home


CODES = ("480011", "480029", "480037")
SAID = st.dictionaries(st.sampled_from(CODES), st.booleans())


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claimed=st.sets(st.sampled_from(CODES)), said=SAID)
def test_services_are_found_by_exactly_the_towns_that_are_named_on_them(
    client: Client, claimed: set[str], said: dict[str, bool]
) -> None:
    with transaction.atomic():
        towns = {code: make.town(f"{code}のまち", government_code=code) for code in CODES}
        service = published(adopters=tuple(sorted(claimed)))
        for code, uses in said.items():
            actions.say_used(service=service, uses=uses, by=make.official(towns[code]), at=AT)

        confirmed, only_claimed = codes_of(service)
        found = {c for c in CODES if client.get(f"/api/v1/services?adopted_by={c}").json()["items"]}
        transaction.set_rollback(True)

    assert confirmed == sorted(code for code, uses in said.items() if uses)
    assert only_claimed == sorted(claimed - set(said))
    assert found == {*confirmed, *only_claimed}


def test_a_supplier_confirms_nothing_for_a_town() -> None:
    service = published(adopters=("011002",))

    with pytest.raises(NotPermitted):
        actions.say_used(service=service, uses=True, by=make.supplier(make.vendor()), at=AT)
    with acting_for(make.vendor()):
        assert queries.said_to_use(make.vendor()) == []


@pytest.mark.parametrize(
    ("word", "offered"),
    [
        (None, ["使っていると答える", "使っていないと答える"]),
        ("yes", ["使っていないと答える"]),
        ("no", ["使っていると答える"]),
    ],
)
def test_the_buttons_say_what_they_do_and_only_what_would_change(
    client: Client, word: str | None, offered: list[str]
) -> None:
    make.town()
    service = published(adopters=("480011",))
    here = official(client)
    if word:
        here.post(f"/desk/services/used/{service.ref}", {"uses": word})

    table = here.get("/desk/services/used/").content.decode().split("<tbody")[1].split("</table>")[0]

    assert re.findall(r"<button[^>]*><span>([^<]*)</span>", table) == offered
