"""Administrators invite, change and let go; the last of them stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.windows import edited
from yui.kernel.access import Actor, NotPermitted, Role
from yui.kernel.audit.models import Entry
from yui.kernel.identity import actions, rules
from yui.kernel.identity.acting import actor_for
from yui.kernel.identity.models import Invitation, Membership, Person
from yui.kernel.identity.refusals import (
    AlreadyMember,
    InvitationForAnother,
    InvitationOver,
    LastAdmin,
    RolesOutOfPlace,
    SameHolder,
)
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock

pytestmark = pytest.mark.django_db


def admin(of: Any, email: str = "") -> Actor:
    return make.acting(make.member(of, Role.OFFICIAL, Role.ADMIN, email=email))


def invited(of: Any, at: datetime, email: str = "new@example.jp", roles: Any = ("official",)) -> actions.Invited:
    return actions.invite_person(email=email, name="", post=None, title="", roles=roles, by=admin(of), at=at)


def accepted(invitation: Invitation, person: Person, at: datetime) -> Membership:
    by = actor_for(person, None).turning_to(invitation.owner_id)
    return actions.accept_invitation(invitation=invitation, person=person, by=by, at=at)


def test_an_invited_person_joins_with_the_roles_of_the_invitation(at: datetime) -> None:
    here = make.town()
    invitation = invited(here, at, roles=["official", "manager"]).invitation

    membership = accepted(invitation, make.person("new@example.jp"), at)

    assert (membership.owner_id, membership.roles) == (here.pk, ["manager", "official"])
    assert invitation.state == "accepted"


def test_a_link_opens_the_door_once(at: datetime) -> None:
    invitation = invited(make.town(), at).invitation
    accepted(invitation, make.person("new@example.jp"), at)

    with pytest.raises(InvitationOver):
        accepted(invitation, make.person("new@example.jp"), at)


def test_a_link_grows_old(at: datetime) -> None:
    invitation = invited(make.town(), at).invitation

    with pytest.raises(InvitationOver):
        accepted(invitation, make.person("new@example.jp"), at + Invitation.LIFETIME)


def test_an_invitation_is_for_the_address_it_was_sent_to(at: datetime) -> None:
    invitation = invited(make.town(), at).invitation

    with pytest.raises(InvitationForAnother):
        accepted(invitation, make.person("other@example.jp"), at)


def test_an_invitation_taken_back_or_sent_again_ends_the_old_link(at: datetime) -> None:
    here = make.town()
    first = invited(here, at)
    with acting_for(here):
        again = actions.send_invitation_again(invitation=first.invitation, by=admin(here), at=at)
    assert rules.digest_of(first.secret) != again.invitation.digest

    with acting_for(here):
        actions.withdraw_invitation(invitation=again.invitation, by=admin(here), at=at)
    with pytest.raises(InvitationOver):
        accepted(again.invitation, make.person("new@example.jp"), at)
    with acting_for(here), pytest.raises(IllegalMove):
        actions.withdraw_invitation(invitation=again.invitation, by=admin(here), at=at)


def test_a_second_invitation_replaces_the_first(at: datetime) -> None:
    here = make.town()
    first = invited(here, at)
    invited(here, at, email="NEW@example.jp")

    with acting_for(here):
        states = list(Invitation.objects.order_by("pk").values_list("state", flat=True))

    assert states == ["withdrawn", "sent"]
    with acting_for(here):
        first.invitation.refresh_from_db()
    assert not first.invitation.is_usable(at)


def test_who_takes_part_already_is_not_invited(at: datetime) -> None:
    here = make.town()
    make.official(here, email="hanako@example.jp")

    with pytest.raises(AlreadyMember):
        invited(here, at, email="hanako@example.jp")


def test_a_secret_is_not_kept(at: datetime) -> None:
    here = make.town()
    made = invited(here, at)

    with acting_for(here):
        assert made.secret not in str(Invitation.objects.values().get())
        assert made.secret not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("role", ["operator", "coordinator", "supplier", "resident", "emperor"])
def test_a_town_gives_no_roles_of_others(at: datetime, role: str) -> None:
    with pytest.raises(RolesOutOfPlace):
        invited(make.town(), at, roles=["official", role])


def test_an_official_invites_nobody(at: datetime) -> None:
    by = make.official(make.town())

    with pytest.raises(NotPermitted):
        actions.invite_person(email="x@example.jp", name="", post=None, title="", roles=[], by=by, at=at)


def test_the_last_administrator_neither_leaves_nor_steps_down(at: datetime) -> None:
    here = make.town()
    by = admin(here)
    with acting_for(here):
        membership = Membership.objects.get(person_id=by.person_id)

    with pytest.raises(LastAdmin):
        actions.end_membership(membership=membership, by=by, at=at)
    with pytest.raises(LastAdmin):
        actions.change_membership(membership=membership, post=None, title="", roles=["official"], by=by, at=at)

    with acting_for(here):
        membership.refresh_from_db()
    assert (membership.ended_on, membership.roles) == (None, ["official", "admin"])


def test_one_of_two_administrators_may_leave(at: datetime) -> None:
    here = make.town()
    by, other = admin(here), admin(here, email="second@example.jp")
    with acting_for(here):
        membership = Membership.objects.get(person_id=other.person_id)

    actions.end_membership(membership=membership, by=by, at=at)

    assert membership.ended_on is not None
    with pytest.raises(LastAdmin):
        with acting_for(here):
            own = Membership.objects.get(person_id=by.person_id)
        actions.end_membership(membership=own, by=by, at=at)


def test_who_has_left_acts_no_longer_from_that_moment(client: Client) -> None:
    here = make.town()
    by, gone = admin(here), make.member(here, Role.OFFICIAL, email="hanako@example.jp")
    client.force_login(gone.person)
    assert client.get("/desk/people/").status_code == 200

    actions.end_membership(membership=gone, by=by, at=clock.now())

    assert client.get("/desk/people/").status_code == 404


def test_a_transfer_in_april_is_one_action(at: datetime) -> None:
    here = make.town()
    by = admin(here)
    old, new = make.post(here, "総務課"), make.post(here, "福祉課")
    leaving = make.member(here, Role.OFFICIAL, Role.MANAGER, email="old@example.jp", in_post=old)
    coming = make.member(here, Role.OFFICIAL, email="new@example.jp", in_post=new)

    actions.hand_over_duties(membership=leaving, to=coming, leaves=False, to_post=new, by=by, at=at)

    with acting_for(here):
        leaving.refresh_from_db()
        coming.refresh_from_db()
    assert (coming.post, coming.roles) == (old, ["manager", "official"])
    assert leaving.post == new
    assert leaving.ended_on is None


def test_nobody_hands_over_to_themselves(at: datetime) -> None:
    here = make.town()
    member = make.member(here)

    with pytest.raises(SameHolder):
        actions.hand_over_duties(membership=member, to=member, leaves=True, to_post=None, by=admin(here), at=at)


def test_an_operator_invites_the_first_administrator_of_a_town(at: datetime) -> None:
    here = make.town()

    made = actions.invite_administrator(organisation=here, email="Kacho@example.jp", by=make.operator(), at=at)
    membership = accepted(made.invitation, make.person("kacho@example.jp"), at)

    assert (membership.owner_id, membership.roles) == (here.pk, ["admin"])


KINDS = ["government", "bureau", "operator", "vendor", "npo", "university", "association"]


@given(kind=st.sampled_from(KINDS), roles=st.lists(st.sampled_from([str(role) for role in Role])))
def test_only_operators_operate(kind: str, roles: list[str]) -> None:
    wrong = rules.roles_out_of_place(roles, kind)

    assert set(wrong) | set(rules.roles_for(kind)) >= set(roles)
    assert "admin" in rules.roles_for(kind)
    assert ("operator" in rules.roles_for(kind)) == (kind == "operator")


@given(others=st.lists(st.sets(st.sampled_from(["official", "admin"]))), after=st.sets(st.sampled_from(["admin", "x"])))
def test_somebody_administers_or_it_is_refused(others: list[set[str]], after: set[str]) -> None:
    somebody = any("admin" in roles for roles in [*others, after])

    assert rules.leaves_no_admin(others, after) is not somebody


# The same over the pages


def link() -> str:
    found = re.search(r"http://[^/\s]+(/account/join/\S+)", mail.outbox[0].body)
    assert found
    return found[1]


@pytest.fixture
def at_the_desk(client: Client) -> Callable[[Any], Client]:
    def sign_in(of: Any) -> Client:
        client.force_login(make.member(of, Role.OFFICIAL, Role.ADMIN).person)
        return client

    return sign_in


def test_somebody_new_registers_by_the_link_and_joins(at_the_desk: Callable[[Any], Client]) -> None:
    here = make.town()
    fields = {"email": "new@example.jp", "name": "鈴木", "roles": ["official"], "title": "主事"}
    at_the_desk(here).post("/desk/people/invite", fields)
    visitor, path = Client(), link()

    page = visitor.get(path).content.decode()
    visitor.post(
        "/account/signup/",
        {"email": "new@example.jp", "password1": "midori no yane", "password2": "midori no yane", "next": path},
    )
    joined = visitor.post(path)

    assert "霧ヶ沢村に参加する" in page
    assert (joined.status_code, joined["Location"]) == (302, "/desk/")
    assert "主事" in visitor.get("/desk/people/").content.decode()


def test_a_wrong_link_says_how_to_go_on(client: Client) -> None:
    for path in ("/account/join/2345678abc/x/", f"/account/join/{make.town().ref}/x/"):
        answer = client.get(path)

        assert answer.status_code == 410
        assert "もう一度招待を頼んでください" in answer.content.decode()


def test_mistakes_are_shown_beside_their_fields(at_the_desk: Callable[[Any], Client]) -> None:
    here = make.town()
    make.official(here, email="hanako@example.jp")

    answer = at_the_desk(here).post("/desk/people/invite", {"email": "hanako@example.jp", "roles": ["official"]})

    assert answer.status_code == 422
    assert "もう団体に参加しています" in answer.content.decode()
    assert 'value="hanako@example.jp"' in answer.content.decode()


def test_the_last_administrator_is_told_why(at_the_desk: Callable[[Any], Client]) -> None:
    here = make.town()
    desk = at_the_desk(here)
    with acting_for(here):
        ref = Membership.objects.get().ref

    assert "団体の管理者がいなくなります" in desk.post(f"/desk/people/{ref}/end").content.decode()
    answer = edited(desk, f"/desk/people/{ref}/", {"roles": ["official"]})
    assert answer.status_code == 422


def test_people_of_another_town_are_not_there(at_the_desk: Callable[[Any], Client], at: datetime) -> None:
    there = make.town("潮見浦町")
    member, invitation = make.member(there), invited(there, at).invitation
    desk = at_the_desk(make.town("霧ヶ沢村"))

    assert desk.get(f"/desk/people/{member.ref}/").status_code == 404
    assert desk.post(f"/desk/people/{member.ref}/end").status_code == 404
    assert desk.post(f"/desk/people/invitations/{invitation.ref}/withdraw").status_code == 404
    assert member.person.email not in desk.get("/desk/people/").content.decode()


def test_somebody_with_two_organisations_chooses_whom_to_act_for(client: Client) -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    make.member(here, email="hanako@example.jp")
    second = make.member(there, email="hanako@example.jp")
    client.force_login(second.person)
    assert "霧ヶ沢村" in client.get("/desk/organisation/").content.decode()

    client.post("/account/acting", {"membership": second.ref, "next": "https://evil.example/"})

    assert "<h1>潮見浦町</h1>" in client.get("/desk/organisation/").content.decode()


def test_nobody_acts_for_an_organisation_that_is_not_theirs(client: Client) -> None:
    theirs = make.member(make.town("潮見浦町"), email="other@example.jp")
    client.force_login(make.member(make.town("霧ヶ沢村"), email="hanako@example.jp").person)

    assert client.post("/account/acting", {"membership": theirs.ref}).status_code == 404


def test_the_page_of_rights_names_the_role_each_comes_from(client: Client) -> None:
    client.force_login(make.member(make.town(), Role.ADMIN).person)

    page = client.get("/account/rights").content.decode()

    assert "「団体の管理者」の役割でできること" in page
    assert "identity.invitation:send" in page


def test_old_invitations_are_marked(at_the_desk: Callable[[Any], Client]) -> None:
    here = make.town()
    invited(here, clock.now() - timedelta(days=20))

    assert "期限が過ぎました" in at_the_desk(here).get("/desk/people/").content.decode()
