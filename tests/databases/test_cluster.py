"""The throw-away cluster has the two roles of the scaled profile, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from tests.databases import APP, OWNER, Cluster, postgres_binaries, postgres_cluster
from tests.databases.cluster import ClusterFailed, start_cluster

pytestmark = pytest.mark.skipif(postgres_binaries() is None, reason="PostgreSQL is not installed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with postgres_cluster() as running:
        yield running


def ask(url: str, statement: str) -> tuple[object, ...]:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
    assert row is not None
    return row


def test_neither_role_can_go_around_row_policies(cluster: Cluster) -> None:
    for role in (OWNER, APP):
        flags = ask(
            cluster.owner_url, f"SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = '{role}'"
        )
        assert flags == (False, False, False)


def test_the_owner_makes_test_databases_and_the_other_role_does_not(cluster: Cluster) -> None:
    with psycopg.connect(cluster.owner_url, autocommit=True) as owner:
        owner.execute("CREATE DATABASE test_yui")

    with psycopg.connect(cluster.app_url, autocommit=True) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("CREATE DATABASE test_other")


def test_the_owner_can_take_on_the_role_of_the_product(cluster: Cluster) -> None:
    with psycopg.connect(cluster.owner_url) as owner:
        owner.execute(f"SET ROLE {APP}")
        row = owner.execute("SELECT current_user").fetchone()

    assert row == (APP,)


def test_a_policy_holds_for_the_role_of_the_product(cluster: Cluster) -> None:
    with psycopg.connect(cluster.owner_url) as connection:
        connection.execute("CREATE TABLE needs (town int); INSERT INTO needs VALUES (1), (2)")
        connection.execute("ALTER TABLE needs ENABLE ROW LEVEL SECURITY; ALTER TABLE needs FORCE ROW LEVEL SECURITY")
        connection.execute(f"CREATE POLICY own ON needs USING (town = 1); GRANT SELECT ON needs TO {APP}")

    assert ask(cluster.app_url, "SELECT count(*) FROM needs") == (1,)
    assert ask(cluster.owner_url, "SELECT count(*) FROM needs") == (1,)


def test_japanese_is_sorted_in_letters_and_found_by_trigrams(cluster: Cluster) -> None:
    with psycopg.connect(cluster.owner_url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        row = connection.execute("SELECT cardinality(show_trgm('防災無線'))").fetchone()

    assert row == (5,)


def test_a_stopped_cluster_leaves_no_folder() -> None:
    cluster = start_cluster()
    assert cluster.folder.exists()

    cluster.stop()

    assert not cluster.folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.owner_url)


def test_a_cluster_ends_with_the_block_also_when_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), postgres_cluster() as cluster:
        _ = 1 / 0

    assert not cluster.folder.exists()


def test_a_command_runs_with_a_cluster_of_its_own_and_its_exit_code_is_ours() -> None:
    script = "import os, psycopg; psycopg.connect(os.environ['YUI_DATABASE_URL']); raise SystemExit(7)"

    done = subprocess.run(
        [sys.executable, "-m", "tests.databases", "run", sys.executable, "-c", script], env=os.environ
    )

    assert done.returncode == 7


def test_without_postgresql_the_reader_is_told_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.databases.cluster.postgres_binaries", lambda: None)

    with pytest.raises(ClusterFailed, match="apt-get install postgresql"):
        start_cluster()
