"""One PostgreSQL cluster in a temporary folder, on a free port of the loopback, gone when it stops."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OWNER = "yui_owner"
APP = "yui_app"
DATABASE = "yui"

# Nothing here has to survive a power cut, so the disk is never waited for; commits stay atomic all the same.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "80",
    "shared_buffers": "64MB",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "warning",
}


class ClusterFailed(Exception):
    """PostgreSQL is missing or did not start; the message holds what it said."""


@dataclass(frozen=True)
class Cluster:
    """A running cluster: where it lives and how its two roles sign in."""

    folder: Path
    port: int
    password: str
    binaries: Path

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address of a database for a role, as settings and psql read it."""
        return f"postgresql://{role}:{self.password}@127.0.0.1:{self.port}/{database}"

    @property
    def owner_url(self) -> str:
        """The database as its owner sees it: for migrations and for creating test databases."""
        return self.url(OWNER)

    @property
    def app_url(self) -> str:
        """The database as the running product sees it: under its row policies."""
        return self.url(APP)

    @property
    def environment(self) -> dict[str, str]:
        """The variables that make the settings use this cluster: in as the owner, who may take on the other role."""
        return {"YUI_DATABASE_URL": self.owner_url}

    def stop(self) -> None:
        """Stop the server and remove all it wrote."""
        if (self.folder / "data" / "postmaster.pid").exists():
            _as_postgres(self.binaries / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def postgres_binaries() -> Path | None:
    """The folder of the newest PostgreSQL programs of this machine, or None where there are none."""
    homes = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if homes:
        return max(homes, key=lambda home: int(re.sub(r"\D", "", home.parent.name) or 0))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def start_cluster() -> Cluster:
    """Make and start a new cluster with both roles and an empty database."""
    binaries = postgres_binaries()
    if binaries is None:
        raise ClusterFailed(
            "PostgreSQL が見つかりません。Debian では `apt-get install postgresql` で入ります。 / PostgreSQL is not installed."
        )
    folder = Path(tempfile.mkdtemp(prefix="yui-postgres-"))
    cluster = Cluster(folder, _free_port(), secrets.token_hex(12), binaries)
    try:
        _initialise(cluster)
        _create_roles(cluster)
    except BaseException:
        cluster.stop()
        raise
    return cluster


@contextlib.contextmanager
def postgres_cluster() -> Iterator[Cluster]:
    """A cluster for the length of a `with` block."""
    cluster = start_cluster()
    try:
        yield cluster
    finally:
        cluster.stop()


def _initialise(cluster: Cluster) -> None:
    password_file = cluster.folder / "password"
    password_file.write_text(cluster.password)
    if os.geteuid() == 0:
        for path in (cluster.folder, password_file):
            shutil.chown(path, "postgres", "postgres")
    data = cluster.folder / "data"
    # Only C.UTF-8 (not plain C) lets pg_trgm see Japanese letters, and it is there on every Debian.
    _as_postgres(
        cluster.binaries / "initdb", "-D", data, "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync",
        "--auth=scram-sha-256", f"--pwfile={password_file}",
    )  # fmt: skip
    options = {**SETTINGS, "port": str(cluster.port), "unix_socket_directories": str(cluster.folder)}
    words = " ".join(f"-c {name}={value}" for name, value in options.items())
    _as_postgres(cluster.binaries / "pg_ctl", "-D", data, "-l", cluster.folder / "log", "-w", "-o", words, "start")


def _create_roles(cluster: Cluster) -> None:
    login = f"LOGIN PASSWORD '{cluster.password}' NOSUPERUSER NOBYPASSRLS NOCREATEROLE"
    for statement in (
        f"CREATE ROLE {OWNER} {login} CREATEDB",
        f"CREATE ROLE {APP} {login} NOCREATEDB",
        f"GRANT {APP} TO {OWNER}",  # so that tests can migrate as the owner, then SET ROLE and live under the policies
        f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
    ):
        _psql(cluster, statement)


def _psql(cluster: Cluster, statement: str) -> None:
    address = cluster.url("postgres", "postgres")
    _run(cluster.binaries / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", address, "-c", statement)


def _as_postgres(*command: str | Path) -> None:
    """Run a program as `postgres` when we are root, which PostgreSQL refuses to be; else as ourselves."""
    prefix = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    _run(*prefix, *command)


def _run(*command: str | Path) -> None:
    # pg_ctl leaves a server behind that inherits our pipes, so its words go to a file we can read to the end.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [str(word) for word in command], stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/"
        )
        output.seek(0)
        if done.returncode:
            raise ClusterFailed(f"{Path(command[0]).name}: {output.read().strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
