from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from yui.kernel.access import Actor, Role
from yui.sites.desk import queries
from yui.sites.desk.queries import LONGEST_LIST, home
from yui.solving.waiting import MOST_OF_A_KIND, Waiting

TODAY = date(2026, 11, 23)
days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
works = st.lists(st.builds(Waiting, kind=st.just("x"), title=st.text(max_size=5), url=st.just("/"), due_at=days))


def gathered(*rooms: Iterable[Waiting]) -> queries.Home:
    return home(Actor.guest(), sources=[lambda actor, room=room: room for room in rooms], today=TODAY)


@given(works, works)
def test_the_most_urgent_work_of_all_rooms_comes_first(one: list[Waiting], other: list[Waiting]) -> None:
    shown = gathered(one, other).waiting

    dues = [item.due_on or date.max for item in shown]
    assert dues == sorted(dues)
    assert len(shown) == min(len(one) + len(other), LONGEST_LIST)


@given(works)
def test_the_count_tells_all_of_it_however_much_is_shown(work: list[Waiting]) -> None:
    assert gathered(work).total == len(work)


@pytest.mark.parametrize(("number", "more"), [(MOST_OF_A_KIND - 1, False), (MOST_OF_A_KIND, True)])
def test_where_a_room_tells_as_much_as_it_may_there_can_be_more(number: int, more: bool) -> None:
    one_kind = [Waiting(kind="x", title="", url="/") for _ in range(number)]
    others = [Waiting(kind=f"y{n}", title="", url="/") for n in range(30)]

    assert gathered(one_kind, others).more is more


def test_a_day_counts_until_its_end() -> None:
    due = [Waiting(kind="x", title="", url="/", due_at=TODAY + timedelta(days=n)) for n in (-1, 0, 1)]

    assert gathered(due).overdue == 1


@pytest.mark.django_db
def test_an_official_sees_their_post_and_that_nothing_waits(client: Client) -> None:
    client.force_login(make.member(make.town("霧ヶ沢村"), Role.OFFICIAL).person)

    page = client.get("/desk/").content.decode()

    assert "霧ヶ沢村" in page
    assert "待っている仕事はありません" in page


@pytest.mark.django_db
def test_the_desk_does_not_exist_for_strangers(client: Client) -> None:
    assert client.get("/desk/").status_code == 404


@pytest.mark.django_db
def test_somebody_in_no_organisation_is_told_how_to_join_one(client: Client) -> None:
    client.force_login(make.person("resident@example.jp"))

    assert "招待のメール" in client.get("/desk/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.MANAGER, Role.COORDINATOR])
def test_services_cases_and_needs_of_all_towns_are_one_press_from_the_desk_and_back(client: Client, role: Role) -> None:
    client.force_login(make.member(make.town("霧ヶ沢村"), role).person)
    desk = client.get("/desk/").content.decode()

    for address, words in [("/services/", "サービスを探す"), ("/cases/", "事例を探す"), ("/needs/", "ニーズを探す")]:
        assert re.search(rf'<a class="plain" href="{address}">(?:(?!</a>).)*{words}', desk)
        found = client.get(address).content.decode()
        assert re.search(r'<a class="link-icon" href="/desk/">(?:(?!</a>).)*わたしの仕事へ', found)


@pytest.mark.django_db
def test_a_resident_is_not_sent_to_a_desk(client: Client) -> None:
    client.force_login(make.person("resident@example.jp"))

    assert "わたしの仕事へ" not in client.get("/services/").content.decode()
