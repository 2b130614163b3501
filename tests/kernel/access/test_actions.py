"""Actions check the right first, act in the actor's own scope, and are whole or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from yui.kernel import audit
from yui.kernel.access import Actor, NotPermitted, Role, action, permissions_of, why
from yui.kernel.access import permissions as known
from yui.kernel.access.actions import every_action
from yui.kernel.access.recording import current_recording
from yui.kernel.identity.models import Post
from yui.kernel.identity.permissions import Permission
from yui.kernel.tenancy import acting_for, current_scope

seen: list[Any] = []


@action(Permission.KEEP_POSTS)
def look_around(*, fail: bool = False, by: Actor, at: datetime) -> Any:
    """Note the scope, write something, fail if told."""
    seen.append(current_scope())
    Post.objects.create(owner_id=by.organisation_id, name="うごいた課")
    audit.record("tests.looked")
    if fail:
        raise ZeroDivisionError
    return current_recording()


@action(Permission.READ_COLLEAGUES)
def look_within(*, by: Actor, at: datetime) -> Any:
    """One action inside another."""
    inner = look_around(by=by, at=at)
    audit.record("tests.looked_within")
    return inner, current_recording()


every_action[:] = [one for one in every_action if one.__module__ != __name__]  # not the product's


def admin(of: Any) -> Actor:
    return make.acting(make.member(of, Role.OFFICIAL, Role.ADMIN))


@pytest.mark.django_db
def test_without_the_right_nothing_of_the_action_runs(at: datetime) -> None:
    seen.clear()

    with pytest.raises(NotPermitted) as refused:
        look_around(by=make.official(make.town()), at=at)

    assert seen == []
    assert refused.value.permission == Permission.KEEP_POSTS
    assert (refused.value.code, refused.value.status) == ("not-permitted", 403)


@pytest.mark.django_db
def test_an_action_runs_in_the_scope_of_its_actor_whatever_is_around_it(at: datetime) -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    by = admin(here)
    seen.clear()

    with acting_for(there, operator=True):
        look_around(by=by, at=at)
        assert current_scope().organisation_id == there.pk  # type: ignore[union-attr]

    assert (seen[0].organisation_id, seen[0].person_id, seen[0].operator) == (here.pk, by.person_id, False)


@pytest.mark.django_db
def test_an_action_that_fails_leaves_nothing(at: datetime) -> None:
    here = make.town()

    with pytest.raises(ZeroDivisionError):
        look_around(fail=True, by=admin(here), at=at)

    with acting_for(here):
        assert not Post.objects.filter(name="うごいた課").exists()
    assert current_recording() is None


@pytest.mark.django_db
def test_an_action_within_an_action_records_for_itself(at: datetime) -> None:
    inner, outer = look_within(by=admin(make.town()), at=at)

    assert inner.codes == ["tests.looked"]
    assert outer.codes == ["tests.looked_within"]


@pytest.mark.parametrize("shape", ["def f(need, *, by, at): ...", "def f(*, by): ...", "def f(*, at): ..."])
def test_an_action_of_another_shape_is_not_defined(shape: str) -> None:
    namespace: dict[str, Any] = {}
    exec(shape, namespace)

    with pytest.raises(TypeError):
        action("tests.x:y")(namespace["f"])


@given(roles=st.lists(st.sampled_from([str(role) for role in Role])))
def test_every_right_has_a_role_it_comes_from(roles: list[str]) -> None:
    rights = permissions_of(tuple(sorted(set(roles))))

    assert rights == {grant.permission for grant in why(set(roles))}
    assert all(grant.role in roles and str(grant.label) for grant in why(roles))


@given(
    few=st.sets(st.sampled_from([str(role) for role in Role])),
    more=st.sets(st.sampled_from([str(role) for role in Role])),
)
def test_more_roles_never_take_a_right_away(few: set[str], more: set[str]) -> None:
    assert permissions_of(tuple(sorted(few))) <= permissions_of(tuple(sorted(few | more)))


def test_every_right_reads_room_thing_verb_and_says_what_it_allows() -> None:
    for code, label in known.every().items():
        room_and_thing, _, verb = code.partition(":")
        assert room_and_thing.count(".") == 1, code
        assert verb, code
        assert len(str(label)) > 3, code


@pytest.mark.django_db
def test_a_visitor_elsewhere_keeps_nothing_of_their_rights_at_home() -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")

    abroad = admin(here).turning_to(there)

    assert abroad.organisation_id == there.pk
    assert abroad.post_id is None
    assert not abroad.may(Permission.KEEP_POSTS)
    assert not make.operator().turning_to(there).is_operator


@pytest.mark.django_db
def test_a_right_of_a_role_only_its_holders_have() -> None:
    here = make.town()

    assert admin(here).may(Permission.INVITE)
    assert not make.official(here).may(Permission.INVITE)
    assert not Actor.guest(of=here).may(Permission.READ_COLLEAGUES)
    assert not Actor.system(of=here).permissions
