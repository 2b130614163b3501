"""The check before going live finds what would let organisations see each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from tests import factories as make
from tests.conftest import RUNTIME_ROLE, _take_on
from yui.kernel.tenancy import guards, policies
from yui.kernel.tenancy.checks import tenants_are_kept_apart


def faults() -> list[str]:
    return [str(fault.id).removeprefix("yui.") for fault in tenants_are_kept_apart()]


@pytest.fixture
def _live(settings: Any) -> None:
    settings.DEBUG = settings.YUI_DEMO = False


@pytest.fixture
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("left out: roles and row policies are PostgreSQL's")


@pytest.mark.django_db
@pytest.mark.usefixtures("_live")
def test_an_installation_as_it_is_made_has_no_fault() -> None:
    make.town()

    assert faults() == []


@pytest.mark.django_db
@pytest.mark.usefixtures("_live")
def test_two_governments_do_not_share_sqlite() -> None:
    make.town("霧ヶ沢村")
    make.town("潮見浦町")

    assert faults() == ([] if connection.vendor == "postgresql" else ["E009"])


@pytest.mark.django_db
def test_a_demo_region_may_share_it(settings: Any) -> None:
    settings.YUI_DEMO = True
    make.town("霧ヶ沢村")
    make.town("潮見浦町")

    assert faults() == []


@contextmanager
def owner() -> Iterator[Callable[[str], None]]:
    """Act as the owner of the tables, who alone can do damage; it is undone."""
    _take_on(None)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            yield cursor.execute
            transaction.set_rollback(True)
    finally:
        _take_on(RUNTIME_ROLE)


DAMAGE = [
    (f"GRANT CREATE ON SCHEMA public TO {RUNTIME_ROLE}; ALTER TABLE identity_post OWNER TO {RUNTIME_ROLE}", "E006"),
    ("ALTER TABLE identity_post DISABLE ROW LEVEL SECURITY", "E007"),
    ("ALTER TABLE identity_post NO FORCE ROW LEVEL SECURITY", "E007"),
    ("DROP POLICY yui_read ON identity_post", "E008"),
    ("ALTER POLICY yui_read ON identity_membership USING (true)", "E008"),
    ("CREATE POLICY more ON identity_membership USING (true)", "E008"),
    ("DROP TRIGGER audit_entry_no_update ON audit_entry", "E010"),
    ("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_delete", "E010"),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_on_postgresql", "_live")
def test_every_kind_of_damage_is_found() -> None:
    for statement, fault in DAMAGE:
        with owner() as execute:
            execute(statement)

            assert fault in faults(), statement


@pytest.mark.django_db
@pytest.mark.usefixtures("_on_postgresql", "_live")
def test_a_role_for_whom_no_policy_counts_is_found(settings: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolsuper AND rolbypassrls")
        settings.YUI_RUNTIME_ROLE = cursor.fetchone()[0]

    assert faults() == ["E004", "E005", "E006"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_on_postgresql", "_live")
def test_a_role_that_is_not_there_is_found(settings: Any) -> None:
    settings.YUI_RUNTIME_ROLE = "nobody"
    assert faults() == ["E003"]
    settings.YUI_RUNTIME_ROLE = ""
    assert faults() == ["E002"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_on_postgresql")
def test_a_changed_declaration_is_found_until_it_is_put_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    from yui.kernel.identity.models import Post
    from yui.kernel.tenancy import Visibility

    monkeypatch.setattr(Post, "visibility", Visibility())

    assert "E008" in faults()


@pytest.mark.django_db
def test_triggers_are_found_where_they_stand() -> None:
    assert {"audit_entry_no_update", "audit_entry_no_delete"} <= guards.standing(connection, "audit_entry")
    assert policies.scoped_models()
