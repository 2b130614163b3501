"""A compiled query gives what the query itself would give, to each who asks."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import factories as make
from yui.kernel.identity.models import Membership, Organisation, OrganisationKind, Person, Post
from yui.kernel.tenancy import CurrentOrganisation, Given, GivenSeveral, NoScope, acting_for, compiled, current_scope

TOWNS = ("霧ヶ沢村", "潮見浦町", "榊野市")
a_day = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@compiled
def posts() -> models.QuerySet[Post]:
    return Post.objects.order_by("name")


@compiled
def named(how: str) -> models.QuerySet[Organisation]:
    return Organisation.published.filter(**{f"name__{how}": Given("name", models.CharField())}).order_by("pk")


@compiled
def several() -> models.QuerySet[Organisation]:
    return Organisation.published.filter(pk__in=GivenSeveral("pks")).order_by("pk")


@compiled
def begun() -> models.QuerySet[Membership, tuple[int, date]]:
    last = Given("today", models.DateField()) - timedelta(days=90)
    return Membership.visible.filter(started_on__lte=last).order_by("pk").values_list("pk", "started_on")


def constants_and(name: object, constant: str) -> models.QuerySet[Organisation, tuple[str, int, str, str, str]]:
    told = {
        "choice": models.Value(OrganisationKind.VENDOR),
        "constant": models.Value(constant),
        "number": models.Value(-7),
        "same": models.Value("100%s %% '"),
    }
    return (
        Organisation.published.filter(name=name)
        .annotate(**told)
        .exclude(name=f"{constant}の村")
        .values_list("name", "number", "constant", "same", "choice")
    )


@compiled
def with_owner() -> models.QuerySet[Post]:
    return Post.objects.select_related("owner").only("name", "owner__name")


class SameAsTheQueryItself(TestCase):
    @settings(max_examples=25)
    @given(st.lists(st.sampled_from(TOWNS)))
    def test_for_any_number_of_values(self, names: list[str]) -> None:
        pks = [make.town(name).pk for name in names]
        assert several().ask(pks=pks) == list(Organisation.published.filter(pk__in=pks).order_by("pk"))

    @settings(max_examples=25)
    @given(a_day, a_day)
    def test_for_any_day(self, started: date, today: date) -> None:
        town = make.town()
        member = make.member(town)
        with acting_for(town):
            Membership.objects.filter(pk=member.pk).update(started_on=started)
            expected = [(member.pk, started)] if started <= today - timedelta(days=90) else []
            assert begun().ask(today=today) == expected

    @settings(max_examples=25)
    @given(
        st.text(
            st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from("%s'\\\"?;-"),
            max_size=12,
        )
    )
    def test_whatever_stands_in_its_constants(self, constant: str) -> None:
        make.town(TOWNS[0])
        asked = compiled(lambda: constants_and(Given("name", models.CharField()), constant))
        assert asked().ask(name=TOWNS[0]) == list(constants_and(TOWNS[0], constant)) != []


@pytest.mark.django_db
class TestAsking:
    def test_each_organisation_gets_its_own_rows_from_the_one_query(self) -> None:
        for name in TOWNS:
            make.post(make.town(name), f"{name}の係")
        for name in (*TOWNS, *reversed(TOWNS)):
            with acting_for(make.town(name)):
                assert [post.name for post in posts().ask()] == [f"{name}の係"]

    @pytest.mark.parametrize("nobody", ["no scope", "the public"])
    def test_our_rows_are_not_given_to_nobody(self, nobody: str) -> None:
        with acting_for(make.town()):
            posts().ask()
        with pytest.raises(NoScope):
            if nobody == "the public":
                with acting_for(None):
                    posts().ask()
            else:
                posts().ask()

    def test_it_is_one_query_and_sees_what_changed_since(self) -> None:
        town = make.town()
        with acting_for(town):
            assert posts().ask() == []
            made = make.post(town)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert posts().ask() == [made]
        assert len(asked) == 1

    def test_related_rows_come_along(self) -> None:
        town = make.town()
        make.post(town)
        with acting_for(town):
            (found,) = with_owner().ask()
            with CaptureQueriesContext(connection) as asked:
                assert found.owner.name == town.name
        assert len(asked) == 0

    def test_a_shape_is_a_query_of_its_own(self) -> None:
        make.town("霧ヶ沢村")
        assert [one.name for one in named("exact").ask(name="霧ヶ沢村")] == ["霧ヶ沢村"]
        assert [one.name for one in named("startswith").ask(name="霧")] == ["霧ヶ沢村"]
        assert named("exact").ask(name="霧") == []

    def test_a_value_that_is_not_told_is_an_error(self) -> None:
        with pytest.raises(KeyError, match="name"):
            named("exact").ask()

    def test_what_can_never_be_found_is_empty(self) -> None:
        @compiled
        def nothing() -> models.QuerySet[Organisation]:
            return Organisation.published.none()

        assert nothing().ask() == []

    def test_a_day_written_into_it_is_refused(self) -> None:
        @compiled
        def frozen() -> models.QuerySet[Membership]:
            return Membership.visible.filter(started_on=date(2026, 11, 23))

        with pytest.raises(ValueError, match="Given"):
            frozen().ask()

    def test_who_first_asks_cannot_be_written_into_it(self) -> None:
        @compiled
        def frozen() -> models.QuerySet[Membership]:
            scope = current_scope()
            assert scope is not None
            return Membership.visible.filter(owner_id=scope.organisation_id)

        with acting_for(make.town()), pytest.raises(TypeError, match="CurrentOrganisation"):
            frozen().ask()

    def test_rows_of_ours_within_another_query_are_those_of_who_asks(self) -> None:
        @compiled
        def within() -> models.QuerySet[Membership]:
            return Membership.visible.filter(post__in=Post.objects.all())

        here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
        make.member(here, in_post=make.post(here))
        make.member(there, in_post=make.post(there))
        for town, expected in ((there, [there.pk]), (here, [here.pk])):
            with acting_for(town):
                assert [m.owner_id for m in within().ask()] == expected
        assert within().ask() == []

    def test_columns_to_sort_by_alone_are_not_given(self) -> None:
        @compiled
        def sorted_otherwise() -> models.QuerySet[Organisation, tuple[str]]:
            return Organisation.published.order_by("pk").values_list("name").distinct()

        for name in TOWNS:
            make.town(name)
        assert [row for row in sorted_otherwise().ask() if row[0] in TOWNS] == [(name,) for name in TOWNS]

    def test_rows_come_as_dictionaries_and_single_values_too(self) -> None:
        @compiled
        def flat() -> models.QuerySet[Membership, date]:
            return Membership.visible.order_by("pk").values_list("started_on", flat=True)

        @compiled
        def by_name() -> models.QuerySet[Membership, dict[str, date]]:
            return Membership.visible.order_by("pk").values("started_on")

        member = make.member(make.town())
        with acting_for(member.owner):
            assert flat().ask() == [member.started_on]
            assert by_name().ask() == [{"started_on": member.started_on}]

    def test_prefetched_rows_are_those_of_this_asking(self) -> None:
        @compiled
        def people() -> models.QuerySet[Person]:
            return Person.objects.prefetch_related("emailaddress_set").order_by("pk")

        person = make.person("hanako@example.jp")
        assert people().ask()[0].emailaddress_set.all()[0].email == "hanako@example.jp"  # type: ignore[attr-defined]
        person.emailaddress_set.update(email="other@example.jp")  # type: ignore[attr-defined]
        assert people().ask()[0].emailaddress_set.all()[0].email == "other@example.jp"  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_threads_ask_at_the_same_time_each_for_its_own() -> None:
    towns = [make.town(name) for name in TOWNS]
    for town in towns:
        make.post(town, f"{town.name}の係")
    wrong: list[object] = []

    def ask(town: Organisation) -> None:
        for _ in range(30):
            with acting_for(town):
                found = [post.name for post in posts().ask()]
            if found != [f"{town.name}の係"]:
                wrong.append(found)
        connection.close()

    threads = [Thread(target=ask, args=[town]) for town in towns]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_outside_of_compiling_a_condition_is_the_value_of_the_scope() -> None:
    with acting_for(7):
        assert CurrentOrganisation().as_sql(None, connection) == ("%s", (7,))
