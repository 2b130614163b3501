"""Load: the real server under sixteen clients, four requests in five reading, one a transaction that reads and writes.

    python benchmarks/load.py                 ten seconds on SQLite
    python benchmarks/load.py --postgresql    the same on a throw-away PostgreSQL

Residents say 「うちも困っている」 and tell troubles, through the pages and their CSRF tokens. Every write that was
answered as kept must stand in the database afterwards, no more and no less, and no answer may be an error.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "src")) if path not in sys.path]

from benchmarks import homes  # noqa: E402

CLIENTS = 16
WRITES = 0.2
READS = ("/", "/needs/", "/services/", "/search/?q=" + quote("防災無線が聞こえない"), "/needs/?field=elderly")
ECHOED, TOLD = "「うちも困っている」を数えました", "受付番号"
NOT_FASTER = 3.2
"""Seconds that the guard against spam wants between opening the form of a trouble and sending it."""

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_STARTED = re.compile(r'name="started" value="([^"]+)"|value="([^"]+)"[^>]*name="started"')


@dataclass
class Seen:
    """What the clients saw together."""

    reads: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Unexpected(Exception):
    """An answer that is not the one a reader should get."""


class Client:
    """A browser: one connection, one jar of cookies. Each comes from a network address of its own."""

    def __init__(self, port: int, number: int, refs: list[str], towns: list[str], seen: Seen) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.refs, self.towns, self.seen = refs, towns, seen
        self.draw = random.Random(number)
        self.number, self.told = number, 0
        self.cookies: dict[str, str] = {}

    def run(self, until: float) -> None:
        """Read and write until the time is over; an error is noted, and the next request comes all the same."""
        form, opened = "", 0.0
        while time.monotonic() < until:
            try:
                if not form:
                    form, opened = self.get("/troubles/new"), time.monotonic()  # stamped before the answer came
                if self.draw.random() >= WRITES:
                    self.read()
                elif self.draw.random() < 0.5 and time.monotonic() - opened > NOT_FASTER:
                    self.tell(form)
                else:
                    self.echo()
            except (OSError, http.client.HTTPException, Unexpected) as error:
                self.connection.close()
                with self.seen.lock:
                    self.seen.errors.append(repr(error)[:600])
        self.connection.close()

    def read(self) -> None:
        self.get(self.draw.choice([*READS, f"/needs/{self.draw.choice(self.refs)}/"]))
        with self.seen.lock:
            self.seen.reads += 1

    def echo(self) -> None:
        """Be another resident and say for a need that one has the same trouble."""
        ref = self.draw.choice(self.refs)
        self.cookies.clear()
        token = _found(_TOKEN, self.get(f"/needs/{ref}/"))
        self.keep("echo", f"/needs/{ref}/echo", {"csrfmiddlewaretoken": token}, ECHOED)

    def tell(self, form: str) -> None:
        """Tell a town a trouble with the form that was opened at the start."""
        self.cookies.clear()
        token = _found(_TOKEN, self.get("/troubles/new"))
        self.told += 1
        fields = {
            "csrfmiddlewaretoken": token, "started": _found(_STARTED, form), "town": self.draw.choice(self.towns),
            "words": f"雨の夜に放送が聞き取れません。{self.number}-{self.told}", "area": "上ノ瀬", "send": "1",
        }  # fmt: skip
        self.keep("trouble", "/troubles/new", fields, TOLD)

    def keep(self, kind: str, address: str, fields: Mapping[str, str], said: str) -> None:
        """Send a form; what the next page says tells whether it was kept."""
        status, body, to = self.ask("POST", address, urlencode(fields))
        if status != 302:
            raise Unexpected(f"POST {address}: {status} {_text(body)}")
        with self.seen.lock:
            self.seen.kept[kind] += 1
        if said not in self.get(to):
            raise Unexpected(f"{to} does not say {said}")

    def get(self, address: str) -> str:
        status, body, _ = self.ask("GET", address)
        if status != 200:
            raise Unexpected(f"GET {address}: {status} {_text(body)}")
        return body

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, str, str]:
        """Status, page and where it leads."""
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-Forwarded-For": f"10.{self.number}.{self.told // 250}.{self.told % 250 + 1}",
            **({"Content-Type": "application/x-www-form-urlencoded"} if body else {}),
        }
        began = time.monotonic()
        self.connection.request(method, address, body or None, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        with self.seen.lock:
            self.seen.milliseconds.append((time.monotonic() - began) * 1000)
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, page, answer.headers.get("Location", "")


def _found(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    if found is None:
        raise Unexpected(f"no {pattern.pattern} in {_text(page)}")
    return next(group for group in found.groups() if group)


def _text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())[:300]


@dataclass
class Running:
    """The product's own processes."""

    port: int
    server: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes]
    ready_after: float
    log: Path

    def memory(self, of: str) -> int:
        """Resident MB of the server (with its worker process) or of the worker, pages shared with others divided."""
        return sum(_megabytes(pid) for pid in _family(getattr(self, of).pid))

    def cpu(self) -> float:
        """CPU seconds of the server so far."""
        return sum(_cpu_seconds(pid) for pid in _family(self.server.pid))

    def said(self) -> str:
        return self.log.read_text()


@contextlib.contextmanager
def running(environment: Mapping[str, str]) -> Iterator[Running]:
    """`yui serve` and `yui work` as `./yui run` starts them, ended in the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = Path(environment["YUI_HOME"]) / "load.log"
    started: list[subprocess.Popen[bytes]] = []
    began = time.monotonic()
    try:
        with log.open("wb") as out:
            started.append(_start(["serve", "--port", str(port)], environment, out))
            started.append(_start(["work"], environment, out))
        _wait_until_ready(port, started, log)
        yield Running(port, started[0], started[1], time.monotonic() - began, log)
    finally:
        for process in started:
            _end(process)


def _start(words: list[str], environment: Mapping[str, str], out: BinaryIO) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "yui", *words]
    everything = {**os.environ, **environment}
    return subprocess.Popen(
        command, cwd=ROOT, env=everything, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
    )


def _wait_until_ready(port: int, processes: list[subprocess.Popen[bytes]], log: Path) -> None:
    for _attempt in range(1200):
        if any(process.poll() is not None for process in processes):
            break
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not come up:\n{log.read_text()[-3000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _family(pid: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(grown for child in children for grown in _family(int(child)))]


def _megabytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("Pss:"))


def _cpu_seconds(pid: int) -> float:
    times = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Outcome:
    """What the clients saw, the rows that came into being, and what it took."""

    seen: Seen
    rows: dict[str, int]
    seconds: float
    cpu: float
    ready_after: float
    server_mb: int
    worker_mb: int
    log: str


def put_under_load(environment: Mapping[str, str], *, seconds: float) -> Outcome:
    """Let the clients in for so many seconds, then count."""
    before = _asked(environment, "counts")
    known = _asked(environment, "known")
    seen = Seen()
    with running(environment) as product:
        clients = [Client(product.port, n, known["refs"], known["towns"], seen) for n in range(CLIENTS)]
        began, spent = time.monotonic(), product.cpu()
        threads = [threading.Thread(target=client.run, args=[began + seconds]) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took, spent = time.monotonic() - began, product.cpu() - spent
        memory = product.memory("server"), product.memory("worker")
    after = _asked(environment, "counts")
    rows = {kind: after[kind] - before[kind] for kind in after}
    return Outcome(seen, rows, took, spent, product.ready_after, *memory, product.said())


def _asked(environment: Mapping[str, str], what: str) -> dict[str, object] | dict[str, int]:
    return json.loads(homes.python(["-m", "benchmarks.load", "--tell", what], environment).splitlines()[-1])


def tell(what: str) -> None:
    """Print as JSON what stands in the database, for the process that measures and has no Django."""
    import django

    django.setup()
    from benchmarks.large_region import refs
    from yui.kernel.identity.models import Organisation
    from yui.kernel.tenancy import acting_for
    from yui.solving.needs.models import Echo, Trouble

    towns = list(Organisation.published.governments().values_list("pk", "ref"))
    if what == "known":
        print(json.dumps({"refs": list(refs("need", 60)), "towns": [ref for _pk, ref in towns]}))
        return
    counts = Counter({"echo": 0, "trouble": 0})
    for pk, _ref in towns:
        with acting_for(pk):
            counts += Counter(echo=Echo.objects.count(), trouble=Trouble.objects.count())
    print(json.dumps(counts))


@contextlib.contextmanager
def filled_home(*, postgresql: bool, count: int) -> Iterator[dict[str, str]]:
    """A home with a large region. Clients name the network address they come from, as behind a proxy."""
    with homes.home(postgresql=postgresql, YUI_PROXIES="1") as environment:
        homes.python(["-m", "benchmarks.large_region", str(count)], environment)
        yield environment


def report(outcome: Outcome, database: str) -> str:
    """One line of Markdown."""
    seen = outcome.seen
    done = len(seen.milliseconds)
    p99 = statistics.quantiles(seen.milliseconds, n=100)[98]
    return (
        f"| {database} | {done} | {done / outcome.seconds:.0f} | {outcome.cpu / done * 1000:.1f} | {p99:.0f} | "
        f"{sum(seen.kept.values())} ({dict(seen.kept)}) | {outcome.rows} | {len(seen.errors)} | "
        f"{outcome.server_mb} / {outcome.worker_mb} | {outcome.ready_after:.1f} |"
    )


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=2_000, help="needs and services in the database")
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--postgresql", action="store_true")
    options.add_argument("--tell", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.tell:
        tell(given.tell)
        return 0
    with filled_home(postgresql=given.postgresql, count=given.count) as environment:
        outcome = put_under_load(environment, seconds=given.seconds)
    print(
        "| database | requests | a second | CPU-ms each | p99 ms | kept | rows | errors | MB server / worker | ready s |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    print(report(outcome, "PostgreSQL" if given.postgresql else "SQLite"))
    print(*outcome.seen.errors[:5], sep="\n")
    return bool(outcome.seen.errors) or outcome.rows != dict(outcome.seen.kept)


if __name__ == "__main__":
    sys.exit(main())
