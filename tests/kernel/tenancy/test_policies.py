"""For every kind of record and every reader: the doors of the ORM and raw SQL under the row policies show the same.

On SQLite, which has no policies, the doors and the guards of saving are held to the same conditions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, models, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.kernel.tenancy.rows import Maker
from yui.kernel.identity.models import Organisation
from yui.kernel.tenancy import Infrastructure, NoScope, acting_for
from yui.kernel.tenancy.doors import NotYours
from yui.kernel.tenancy.policies import scoped_models
from yui.kernel.tenancy.scope import Scope

MODELS = scoped_models()
ROWS_EACH = 2
on_postgresql = pytest.mark.usefixtures("_row_policies")
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
seeds = st.integers(0, 10_000)
few = settings(
    max_examples=2, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck), database=None
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def _row_policies() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("left out: row policies are PostgreSQL's")


class World:
    """Two towns, a vendor, a bureau, an operator, people; and rows of one kind that each of them owns."""

    def __init__(self, model: Any, seed: int) -> None:
        self.model = model
        self.bodies = [make.town("霧ヶ沢村"), make.town("潮見浦町"), make.vendor(), make.bureau()]
        people = [make.person(f"person{index}@example.jp") for index in range(3)]
        maker = Maker(self.bodies, people, seed)
        for body in self.bodies:
            for _row in range(ROWS_EACH):
                maker.make(model, body)
        self.scopes = [Scope(None), Scope(None, people[0].pk), Scope(None, None, True)]
        self.scopes += [Scope(body.pk) for body in self.bodies]
        self.scopes += [Scope(self.bodies[0].pk, people[1].pk), Scope(self.bodies[2].pk, people[2].pk, True)]
        self.rows = {row["id"]: row for body in self.bodies for row in self._of(body)}

    def _of(self, body: Organisation) -> list[dict[str, Any]]:
        names = [field.attname for field in self.model._meta.concrete_fields]
        with acting_for(body):
            rows: list[dict[str, Any]] = list(self.model.objects.values(*names))
        return rows


@contextmanager
def world(model: Any, seed: int) -> Iterator[World]:
    """A world that is gone afterwards, so that the next example begins anew."""
    with transaction.atomic():
        yield World(model, seed)
        transaction.set_rollback(True)


@contextmanager
def acting(scope: Scope) -> Iterator[None]:
    with acting_for(scope.organisation_id, person=scope.person_id, operator=scope.operator):
        yield


def seen_by_sql(table: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {connection.ops.quote_name(table)}")
        return {row[0] for row in cursor.fetchall()}


def through(model: Any, condition: models.Q) -> set[int]:
    """The rows of all there are that meet a condition in the scope of now."""
    return set(models.QuerySet(model).filter(condition).values_list("pk", flat=True))


@on_postgresql
@every_model
@few
@given(seed=seeds)
def test_the_door_and_the_policy_show_the_same_rows(model: Any, seed: int) -> None:
    with world(model, seed) as here:
        for scope in here.scopes:
            with acting(scope):
                assert seen_by_sql(model._meta.db_table) == set(model.visible.values_list("pk", flat=True)), scope


@every_model
@few
@given(seed=seeds)
def test_our_door_shows_ours_and_the_wide_door_what_is_declared(model: Any, seed: int) -> None:
    declared = model.visibility
    with world(model, seed) as here:
        for scope in here.scopes:
            with acting(scope):
                visible = set(model.visible.values_list("pk", flat=True))
                parts = [declared.own, declared.published, declared.shared, declared.changed, declared.added]
                assert visible == set().union(*(through(model, part) for part in parts if part is not None))
                assert ours(model, scope) == {
                    pk for pk, row in here.rows.items() if owner_of(row) == scope.organisation_id
                }


def ours(model: Any, scope: Scope) -> set[int]:
    if scope.organisation_id is None:
        with pytest.raises(NoScope):
            model.objects.count()
        return set()
    return set(model.objects.values_list("pk", flat=True))


def owner_of(row: dict[str, Any]) -> Any:
    """Whose a row is; an organisation is its own. The public owns nothing."""
    return row.get("owner_id", row["id"]) or object()


@every_model
@few
@given(seed=seeds)
def test_saving_and_deleting_through_a_record_keep_the_same_line(model: Any, seed: int) -> None:
    if getattr(model, "append_only", False):
        return  # tests/kernel/audit holds these: nobody changes them
    with world(model, seed) as here:
        for scope in here.scopes:
            with acting(scope):
                changeable, own = through(model, model.visibility.changeable), through(model, model.visibility.own)
                for row in model.visible.order_by("?")[:4]:
                    assert done(row.save) is (row.pk in changeable), (scope, row.pk)
                    assert row.pk in own or not done(row.delete), (scope, row.pk)


def done(change: Callable[[], Any]) -> bool:
    """Whether a change goes through the guards; it is undone at once."""
    try:
        with transaction.atomic():
            change()
            transaction.set_rollback(True)
    except NotYours:
        return False
    return True


@on_postgresql
@every_model
@few
@given(seed=seeds)
def test_raw_sql_changes_and_removes_no_row_of_others(model: Any, seed: int) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    with world(model, seed) as here:
        for scope in here.scopes:
            with acting(scope):
                changeable, own = through(model, model.visibility.changeable), through(model, model.visibility.own)
                assert touched(f"UPDATE {table} SET id = id") in (len(changeable), None)
                assert touched(f"DELETE FROM {table}") in (len(own), None)
                if getattr(model, "append_only", False):
                    assert touched(f"UPDATE {table} SET id = id") is None
                    assert touched(f"DELETE FROM {table}") is None


def touched(statement: str) -> int | None:
    """How many rows a statement reaches, or None where it may not be run at all; it is undone at once."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
            return int(cursor.rowcount)
    except ProgrammingError as error:
        if "permission denied" not in str(error):
            raise
        return None


@on_postgresql
@every_model
@few
@given(seed=seeds)
def test_raw_sql_adds_no_row_for_others(model: Any, seed: int) -> None:
    columns = [field for field in model._meta.concrete_fields if not field.generated]
    with world(model, seed) as here:
        for scope in here.scopes:
            with acting(scope):
                addable = through(model, model.visibility.addable)
            for pk, row in here.rows.items():
                with acting(scope):
                    refused = is_refused(model, columns, row)
                assert refused is (pk not in addable), (scope, row)


def is_refused(model: Any, columns: list[Any], row: dict[str, Any]) -> bool:
    """Whether the policy refuses the same row once more; that it is there already comes later, and is no refusal."""
    names = ", ".join(connection.ops.quote_name(field.column) for field in columns)
    values = [field.get_db_prep_save(row[field.attname], connection) for field in columns]
    table = connection.ops.quote_name(model._meta.db_table)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(values))})", values)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return "row-level security" in str(error)
    return False


@on_postgresql
def test_every_table_of_ours_is_under_a_policy_or_says_why_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        under = {row[0] for row in cursor.fetchall()}

    assert under == {model._meta.db_table for model in MODELS}


def test_every_record_of_ours_declares_who_may_see_it() -> None:
    ours = {model for model in apps.get_models() if model.__module__.startswith("yui.")}
    silent = {model._meta.label for model in ours - set(MODELS) if not isinstance(_declared(model), Infrastructure)}

    assert not silent, f"declare `visibility` on {silent}"


def _declared(model: Any) -> Any:
    return getattr(model, "visibility", None)
