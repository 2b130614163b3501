"""Programs act for organisations by token: within its scopes, within what its creator may, for a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from yui.kernel.access import NotPermitted, Role
from yui.kernel.api import actions, rules
from yui.kernel.api.models import Token
from yui.kernel.audit.models import Entry
from yui.kernel.identity.models import Membership
from yui.kernel.identity.permissions import Permission
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock

pytestmark = pytest.mark.django_db


def test_a_token_acts_for_its_organisation(made: Callable[..., Any], program: Callable[..., Client]) -> None:
    here = make.town()

    answer = program(made(here, scopes=[Permission.INVITE]).text).get("/api/v1/me").json()

    assert answer["organisation"]["ref"] == here.ref
    assert answer["name"] == "町のサイト"
    assert Permission.INVITE in answer["permissions"]
    assert Permission.KEEP_POSTS not in answer["permissions"]


def test_a_token_may_no_more_than_its_creator_may_today(
    made: Callable[..., Any], program: Callable[..., Client]
) -> None:
    here = make.town()
    token = made(here, scopes=[Permission.INVITE])
    with acting_for(here):
        Membership.objects.update(roles=[Role.OFFICIAL])

    assert Permission.INVITE not in program(token.text).get("/api/v1/me").json()["permissions"]


def test_a_token_of_somebody_who_left_may_what_a_guest_may(
    made: Callable[..., Any], program: Callable[..., Client]
) -> None:
    here = make.town()
    token = made(here, scopes=[Permission.INVITE])
    with acting_for(here):
        Membership.objects.update(ended_on=clock.today())

    permissions = program(token.text).get("/api/v1/me").json()["permissions"]

    assert Permission.INVITE not in permissions


def test_nobody_passes_on_what_they_may_not_do() -> None:
    by = make.acting(make.member(make.town(), Role.ADMIN))

    with pytest.raises(actions.ScopeTooWide):
        actions.make_token(name="x", scopes=["jobs.job:retry"], lifetime=timedelta(days=1), by=by, at=clock.now())


def test_an_official_makes_no_tokens() -> None:
    with pytest.raises(NotPermitted):
        actions.make_token(
            name="x", scopes=[], lifetime=timedelta(days=1), by=make.official(make.town()), at=clock.now()
        )


def test_the_text_of_a_token_is_not_kept(made: Callable[..., Any]) -> None:
    here = make.town()
    token = made(here)

    with acting_for(here):
        kept = Token.objects.values().get()
        written = list(Entry.objects.values_list("after", flat=True))

    assert token.text not in str(kept)
    assert token.text.split("_")[2] not in str(kept) + str(written)


@pytest.mark.parametrize(
    "wrong", ["", "x", "Bearer", "yui_2345678abc_x", "yui__", "yui_a_b_c", "結", "\x00", "yui_2345678abc_" + "x" * 9000]
)
def test_what_is_no_token_is_refused(program: Callable[..., Client], wrong: str) -> None:
    answer = program(wrong).get("/api/v1/organisations")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_another_scheme_than_bearer_is_refused(client: Client) -> None:
    assert client.get("/api/v1/organisations", headers={"authorization": "Basic eDp5"}).status_code == 401


def test_a_token_too_old_or_revoked_is_refused(made: Callable[..., Any], program: Callable[..., Client]) -> None:
    here = make.town()
    old, revoked = made(here, lifetime=timedelta(seconds=-1)), made(here)
    by = make.acting(make.member(here, Role.OFFICIAL, Role.ADMIN))
    actions.revoke_token(token=revoked.token, by=by, at=clock.now())

    tokens = [old, revoked, made(here)]
    assert [program(token.text).get("/api/v1/me").status_code for token in tokens] == [401, 401, 200]


def test_a_token_of_one_town_with_the_name_of_another_is_refused(
    made: Callable[..., Any], program: Callable[..., Client]
) -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    text = made(here).text
    stolen = text.replace(here.ref, there.ref)

    assert stolen != text
    assert [program(one).get("/api/v1/me").status_code for one in (stolen, text)] == [401, 200]


def test_being_signed_in_means_nothing_to_the_api(client: Client) -> None:
    client.force_login(make.member(make.town()).person)

    assert client.get("/account/profile/").status_code == 200
    assert client.get("/api/v1/me").status_code == 401


def test_the_use_of_a_token_is_noted_once_an_hour(made: Callable[..., Any], program: Callable[..., Client]) -> None:
    here = make.town()
    token = made(here)

    program(token.text).get("/api/v1/me")
    with acting_for(here):
        first = Token.objects.get().last_used_at
    program(token.text).get("/api/v1/me")

    with acting_for(here):
        assert first is not None
        assert Token.objects.get().last_used_at == first


def test_an_administrator_makes_and_revokes_tokens_at_the_desk(client: Client, program: Callable[..., Client]) -> None:
    here = make.town()
    client.force_login(make.member(here, Role.OFFICIAL, Role.ADMIN).person)
    fields = {"name": "町のサイト", "scopes": [Permission.INVITE], "lifetime": "30"}

    page = client.post("/desk/tokens/new", fields)
    text = page.content.decode().split('<code id="token">')[1].split("<")[0]

    assert page["Cache-Control"].find("no-store") >= 0
    assert program(text).get("/api/v1/me").status_code == 200
    listed = client.get("/desk/tokens/").content.decode()
    assert "町のサイト" in listed
    assert text not in listed
    with acting_for(here):
        ref = Token.objects.get().ref
    client.post(f"/desk/tokens/{ref}/revoke")
    assert program(text).get("/api/v1/me").status_code == 401


def test_the_tokens_of_another_town_are_not_there(client: Client, made: Callable[..., Any]) -> None:
    token = made(make.town("潮見浦町")).token
    client.force_login(make.member(make.town("霧ヶ沢村"), Role.ADMIN).person)

    assert client.post(f"/desk/tokens/{token.ref}/revoke").status_code == 404
    assert token.name not in client.get("/desk/tokens/").content.decode()


@given(scopes=st.sets(st.sampled_from("abcdef")), held=st.sets(st.sampled_from("abcdef")))
def test_a_token_is_allowed_both_and_no_more(scopes: set[str], held: set[str]) -> None:
    allowed = rules.allowed(scopes, held)

    assert allowed <= scopes
    assert allowed <= held
    assert allowed == scopes & held


@given(text=st.text(max_size=200))
def test_any_text_can_be_looked_up(text: str) -> None:
    assert len(rules.digest_of(text)) == 64
    ref = rules.organisation_in(text)
    assert ref is None or text.startswith(f"yui_{ref}_")


@given(now=st.floats(0, 4e9), seconds=st.integers(1, 3600))
def test_a_window_ends_within_its_length(now: float, seconds: int) -> None:
    number, left = rules.window(now, seconds)

    assert 1 <= left <= seconds
    assert number * seconds <= now < (number + 1) * seconds
