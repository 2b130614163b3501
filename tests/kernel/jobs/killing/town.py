"""A town hall for the kill test: a database of its own, real processes, clients that do not give up."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.databases import APP, postgres_cluster
from tests.kernel.jobs.killing.tables import TABLES

CLIENTS = 4
PATIENCE = 300
ROOT = Path(__file__).resolve().parents[4]


@dataclass
class Town:
    """Where the processes work. `eyes` is a connection that looks into their database from outside, without Django."""

    environment: dict[str, str]
    eyes: Any
    letter_box: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.eyes.execute(question).fetchall()
        return rows

    def count(self, table: str, condition: str = "1=1") -> int:
        return int(self.ask(f"SELECT count(*) FROM {table} WHERE {condition}")[0][0])

    def start(self, name: str, *command: str) -> None:
        if name in self.running:
            raise RuntimeError(f"{name} is running already")
        environment = {**os.environ, **self.environment}
        with (self.letter_box.parent / "log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=ROOT, env=environment, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def start_worker(self, name: str = "worker") -> None:
        self.start(name, "django", "work")

    def start_server(self) -> None:
        self.start(
            "server", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", self.environment["PORT"],
            "--blocking-threads", "4", "--no-log", "tests.kernel.jobs.killing.server:application",
        )  # fmt: skip

    def log(self) -> str:
        """The last that the processes said."""
        return (self.letter_box.parent / "log").read_text()[-3000:]

    def kill(self, name: str) -> None:
        """kill -9, the process and all its children: nobody gets a last word."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self, name: str) -> int:
        """SIGTERM and the patience to let it finish; its exit code."""
        process = self.running.pop(name)
        process.terminate()
        return process.wait(timeout=30)

    def close(self) -> None:
        for name in list(self.running):
            self.kill(name)
        self.eyes.close()


def post_all(town: Town, numbers: range) -> None:
    """Post each number, by four clients, each again until it is answered."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda first: _post_each(town, numbers[first::CLIENTS]), range(CLIENTS)))


def _post_each(town: Town, numbers: range) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(town.environment["PORT"]), timeout=20)
    with contextlib.closing(connection):
        for number in numbers:
            wait_until(lambda number=number: _was_answered(connection, number), town=town)


def _was_answered(connection: http.client.HTTPConnection, number: int) -> bool:
    try:
        connection.request("POST", f"/{number}")
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()  # the next request opens it again
        return False
    return answer.status == 204


def wait_until(condition: Any, *, town: Town) -> None:
    """Ask again and again, while the processes of the town live; the patience is for machines that do much beside."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        fallen = [name for name, process in list(town.running.items()) if process.poll() is not None]
        if fallen or time.monotonic() > deadline:
            raise TimeoutError(f"fallen: {fallen}. {town.log()}")
        time.sleep(0.05)


@contextlib.contextmanager
def sqlite_town(folder: Path) -> Iterator[Town]:
    """On a SQLite file, as `./yui run` has it."""
    file = folder / "town.sqlite3"
    environment = _environment(folder, YUI_DATABASE_URL=f"sqlite:///{file}")
    _migrate(environment)
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        for table in TABLES:
            connection.execute(f"CREATE TABLE {table} (number integer)")
    eyes = sqlite3.connect(file, timeout=20, isolation_level=None)
    town = Town(environment, eyes, _letter_box(environment))
    with contextlib.closing(town):
        yield town


@contextlib.contextmanager
def postgresql_town(folder: Path) -> Iterator[Town]:
    """On a PostgreSQL cluster of its own, as the run-time role that row policies bind."""
    import psycopg

    with postgres_cluster() as cluster:
        environment = _environment(folder, YUI_DATABASE_URL=cluster.app_url, YUI_DATABASE_ROLE=APP)
        _migrate({**environment, "YUI_DATABASE_URL": cluster.owner_url, "YUI_DATABASE_ROLE": ""})
        with psycopg.connect(cluster.owner_url) as connection:
            for table in TABLES:
                connection.execute(f"CREATE TABLE {table} (number integer)")
            connection.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {APP}")
            connection.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {APP}")
        eyes = psycopg.connect(cluster.owner_url, autocommit=True)
        town = Town(environment, eyes, _letter_box(environment))
        with contextlib.closing(town):
            yield town


def _environment(folder: Path, **more: str) -> dict[str, str]:
    letter_box = folder / "letters"
    letter_box.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return {
        "DJANGO_SETTINGS_MODULE": "tests.kernel.jobs.killing.settings",
        "YUI_HOME": str(folder),
        "YUI_TEST_LETTER_BOX": str(letter_box),
        "PYTHONPATH": paths,
        "PORT": port,
        **more,
    }


def _letter_box(environment: dict[str, str]) -> Path:
    return Path(environment["YUI_TEST_LETTER_BOX"])


def _migrate(environment: dict[str, str]) -> None:
    # A process of its own, as in life; and this one may be running an event loop or a test transaction.
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"], cwd=ROOT, env={**os.environ, **environment},
        check=True,
    )  # fmt: skip


def in_background(work: Any) -> threading.Thread:
    """Start something beside, not waited for when the test fails."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread
