from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories as make
from yui.kernel.identity.models import Membership, Organisation, Post
from yui.kernel.tenancy import NoScope, acting_for
from yui.kernel.tenancy.doors import NotYours

pytestmark = pytest.mark.django_db


def test_our_door_raises_while_nobody_is_acting() -> None:
    with pytest.raises(NoScope):
        Post.objects.count()


def test_our_door_raises_for_the_public() -> None:
    with acting_for(None), pytest.raises(NoScope):
        Post.objects.count()


def test_a_town_sees_its_own_memberships_only() -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    make.official(here)
    make.official(there)

    with acting_for(here):
        assert [m.owner_id for m in Membership.visible.all()] == [here.pk]


def test_a_person_sees_their_own_memberships_wherever_they_are() -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    membership = make.member(there, email="hanako@example.jp")

    with acting_for(here, person=membership.person_id):
        assert Membership.shared.get() == membership


def test_another_towns_record_cannot_be_saved() -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    post = make.post(there)

    with acting_for(here):
        post.name = "改ざん課"
        with pytest.raises(NotYours):
            post.save()


def test_another_towns_record_cannot_be_deleted() -> None:
    here, post = make.town("霧ヶ沢村"), make.post(make.town("潮見浦町"))

    with acting_for(here), pytest.raises(NotYours):
        post.delete()


def test_a_record_cannot_be_added_for_another_town() -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")

    with acting_for(here), pytest.raises((NotYours, Exception)) as refused, transaction.atomic():
        Post.objects.create(owner=there, name="よその課")

    assert "NotYours" in repr(refused.value) or "row-level security" in str(refused.value)
    for organisation in (here, there):
        with acting_for(organisation):
            assert not Post.objects.filter(name="よその課").exists()


def test_rows_are_changed_in_bulk_through_our_door_only() -> None:
    here = make.town("霧ヶ沢村")
    make.post(here)

    with acting_for(here):
        with pytest.raises(NotYours):
            Post.published.update(name="x")
        with pytest.raises(NotYours):
            Post.visible.all().delete()
        assert Post.objects.update(duties="何でも") == 1


def test_a_record_never_changes_its_owner_in_bulk() -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    make.post(here)

    with acting_for(here), pytest.raises(NotYours):
        Post.objects.update(owner=there)


def test_the_database_refuses_a_part_of_another_towns_record() -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    foreign = make.post(there)
    membership = make.member(here)

    with acting_for(here), pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(post=foreign)
        connection.check_constraints()


def test_an_organisation_is_public_and_added_by_operators_only() -> None:
    here = make.town("霧ヶ沢村")

    with acting_for(here), pytest.raises((NotYours, Exception)), transaction.atomic():
        Organisation.published.create(name="偽の町", kind="vendor")

    assert Organisation.published.filter(name="偽の町").count() == 0
