"""Who tells a trouble while signed in finds it again without its number; nobody else ever does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.needs import making
from tests.solving.needs.clients import page
from tests.solving.needs.making import AT, WORDS
from yui.kernel.access import Role
from yui.kernel.identity.acting import actor_for
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions
from yui.solving.needs.models import Trouble

pytestmark = pytest.mark.django_db

HEADING = "わたしが書いた困りごと"


def signed_in(email: str) -> Client:
    client = Client()
    client.force_login(make.person(email))
    return client


def told_by(email: str, words: str = WORDS) -> Trouble:
    """A trouble that a resident told to the town while signed in."""
    by = actor_for(make.person(email), None).turning_to(make.town())
    signs = actions.Signs(taken=timedelta(minutes=3), address="203.0.113.7")
    return actions.tell_trouble(told=actions.Told(words=words), signs=signs, by=by, at=AT)


def test_a_resident_finds_what_they_told_with_its_number_and_state() -> None:
    trouble = told_by("haru@example.jp", "橋の上の街灯が消えたままです。")

    seen = page(signed_in("haru@example.jp"), "/troubles/")

    assert HEADING in seen
    assert "橋の上の街灯が消えたままです。" in seen
    assert f"/troubles/{trouble.receipt}" in seen
    assert trouble.get_state_display() in seen


def test_another_resident_a_guest_and_an_official_find_none_of_it() -> None:
    told_by("haru@example.jp", "橋の上の街灯が消えたままです。")
    official = Client()
    official.force_login(make.member(make.town("潮見浦町"), Role.OFFICIAL, Role.MANAGER).person)

    for reader in (signed_in("sota@example.jp"), Client(), official):
        assert HEADING not in page(reader, "/troubles/")
        assert "街灯" not in page(reader, "/troubles/")


def test_what_a_guest_told_is_in_nobodys_list() -> None:
    making.told(words="名前を出さずに書いた困りごとです。")

    assert "名前を出さずに" not in page(signed_in("haru@example.jp"), "/troubles/")


def test_a_long_trouble_is_listed_by_its_beginning() -> None:
    told_by("haru@example.jp", "坂" * 40 + "ここから先は一覧に出ません。")

    seen = page(signed_in("haru@example.jp"), "/troubles/")

    assert "坂" * 40 in seen
    assert "ここから先" not in seen


def test_the_town_reads_the_trouble_and_not_who_told_it() -> None:
    trouble = told_by("haru@example.jp")
    clerk = Client()
    clerk.force_login(make.member(make.town(), Role.OFFICIAL).person)

    seen = clerk.get(f"/desk/troubles/{trouble.ref}").content.decode()

    assert WORDS[:20] in seen
    assert "haru@example.jp" not in seen
    with acting_for(make.town()):
        assert Trouble.objects.get().teller_id == make.person("haru@example.jp").pk
