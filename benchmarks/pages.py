"""Pages: CPU-ms and queries a request among many records, beside a bare page of Django in the same run.

    python benchmarks/pages.py                        10,000 needs and 10,000 services on SQLite
    python benchmarks/pages.py --postgresql           the same on a throw-away PostgreSQL
    python benchmarks/pages.py --profile "needs list" where the time of one page goes, and its queries
    python benchmarks/pages.py --keep FOLDER          fill this home once, and measure in it again the next time (SQLite)

Requests are made inside this process. CPU time is told, not wall time: it holds on a busy machine too. SQLite works
inside the process and is part of the figures; the time of PostgreSQL's own process stands beside them.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import logging
import os
import platform
import pstats
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "src")) if path not in sys.path]

from benchmarks import homes  # noqa: E402

WARM_UP = 20
TARGET = 8.0
QUESTIONS = ("防災無線が聞こえない", "買い物 高齢者 送迎", "鳥獣の被害を減らしたい", "申請をスマートフォンで")
BARE = "Django alone"
BARE_SIGNED_IN = "Django alone, session, sign-in, one query"


@dataclass(frozen=True)
class Page:
    """A page to ask for; of several addresses each in turn."""

    name: str
    addresses: tuple[str, ...]
    cookie: str = ""
    handler: Callable[..., Any] | None = None
    bare: bool = False


@dataclass
class Measured:
    """CPU-ms of each request, of PostgreSQL's process in the mean, what one request asked of the database."""

    page: Page
    status: int
    size: int
    queries: list[str]
    cpu: list[float] = field(default_factory=list)
    database: float = 0.0

    @property
    def p50(self) -> float:
        return statistics.median(self.cpu)

    @property
    def p99(self) -> float:
        return statistics.quantiles(self.cpu, n=100)[98]

    @property
    def most_alike(self) -> int:
        """How often the commonest query was asked, numbers aside: an N+1 shows here."""
        return max(Counter(re.sub(r"\d+|'[^']*'", "?", sql) for sql in self.queries).values(), default=0)


def ask(page: Page, address: str) -> tuple[int, bytes]:
    """The status and body of one request through the whole stack of handlers."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost",
        "HTTP_COOKIE": page.cookie, "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
    }  # fmt: skip
    told: list[int] = []
    assert page.handler is not None
    answer = page.handler(environ, lambda status, headers, *rest: told.append(int(status[:3])))
    body = b"".join(answer)
    answer.close()
    return told[0], body


def measure(pages: list[Page], *, requests: int) -> list[Measured]:
    """All pages in turns, so that what else the machine does falls on each alike."""
    from yui.config.warming import warm_up

    found = [_looked_at(page) for page in pages]
    warm_up()
    for number in range(requests):
        for one in found:
            page, before, began = one.page, _database_seconds(), time.process_time()
            ask(page, page.addresses[number % len(page.addresses)])
            one.cpu.append((time.process_time() - began) * 1000)
            one.database += (_database_seconds() - before) * 1000 / requests
    return found


def _looked_at(page: Page) -> Measured:
    """A page after its warm-up, with what one request gives and asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(WARM_UP):
        ask(page, page.addresses[number % len(page.addresses)])
    with CaptureQueriesContext(connection) as asked:
        status, body = ask(page, page.addresses[0])
    return Measured(page, status, len(body), [query["sql"] for query in asked.captured_queries])


def _database_seconds() -> float:
    """CPU seconds of the PostgreSQL process that serves us; 0 on SQLite, which has none."""
    pid = _database_process()
    if pid is None:
        return 0.0
    times = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


@cache
def _database_process() -> int | None:
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def pages() -> Iterator[Page]:
    """The pages of the table, the bare ones first."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test.utils import override_settings

    from benchmarks import bare
    from benchmarks.large_region import OFFICIAL, refs

    ours, official = WSGIHandler(), _signed_in(OFFICIAL)
    with override_settings(MIDDLEWARE=bare.NONE):
        alone = WSGIHandler()
    with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
        with_session = WSGIHandler()
    yield Page(BARE, ("/bare/rows",), handler=alone, bare=True)
    yield Page(BARE_SIGNED_IN, ("/bare/records",), official, with_session, bare=True)
    yield Page("portal", ("/",), handler=ours)
    yield from (Page(f"search {text}", (f"/search/?q={_quoted(text)}",), handler=ours) for text in QUESTIONS)
    yield Page("needs list", ("/needs/",), handler=ours)
    yield Page("needs list, narrowed", ("/needs/?field=elderly&state=public",), handler=ours)
    yield Page("need", tuple(f"/needs/{ref}/" for ref in refs("need", 40)), handler=ours)
    yield Page("services list", ("/services/",), handler=ours)
    yield Page("services list, narrowed", ("/services/?field=elderly&cloud=yes",), handler=ours)
    yield Page("service", tuple(f"/services/{ref}" for ref in refs("service", 40)), handler=ours)
    yield Page("desk", ("/desk/",), official, ours)
    yield Page("desk, needs", ("/desk/needs/",), official, ours)
    yield Page("desk, troubles", ("/desk/troubles/",), official, ours)


def _signed_in(mail: str) -> str:
    """The cookie of somebody who has signed in."""
    from django.conf import settings
    from django.test import Client

    from yui.kernel.identity.models import Person

    client = Client(HTTP_HOST="localhost")
    client.force_login(Person.objects.get(email=mail))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text)


def table(rows: list[Measured], count: int) -> str:
    """Markdown: the machine, then a line for each page."""
    from django.db import connection

    p50 = {row.page.name: row.p50 for row in rows}
    lines = [
        f"{count:,} needs, {count:,} services, {connection.vendor}, CPython {platform.python_version()}, "
        f"{_processor()}, load {os.getloadavg()[0]:.1f}; {len(rows[0].cpu)} requests a page.",
        "",
        "| page | CPU-ms p50 | p99 | database | queries (alike) | KB | × bare | × bare with sign-in | |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        verdict = "" if row.page.bare else f"**{row.status}**" if row.status != 200 else _verdict(row)
        lines.append(
            f"| {row.page.name} | {row.p50:.2f} | {row.p99:.2f} | {row.database:.2f} | {len(row.queries)} "
            f"({row.most_alike}) | {row.size / 1024:.0f} | {row.p50 / p50[BARE]:.1f} | "
            f"{row.p50 / p50[BARE_SIGNED_IN]:.1f} | {verdict} |"
        )
    return "\n".join(lines)


def _verdict(row: Measured) -> str:
    return "" if row.p50 <= TARGET else f"over {TARGET:.0f}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            return f"{line.partition(':')[2].strip()} × {os.cpu_count()}"
    return f"{platform.machine()} × {os.cpu_count()}"


def profile(page: Page, requests: int) -> None:
    """Print the queries of one request, and where the CPU time of as many as asked goes."""
    found = measure([page], requests=20)[0]
    print(f"{page.name}: {found.status}, {found.p50:.2f} CPU-ms, {len(found.queries)} queries")
    print(*(f"  {sql[:400]}" for sql in found.queries), sep="\n")
    looking = cProfile.Profile(time.process_time)
    looking.enable()
    for number in range(requests):
        ask(page, page.addresses[number % len(page.addresses)])
    looking.disable()
    for order in ("cumulative", "tottime"):
        pstats.Stats(looking, stream=sys.stdout).sort_stats(order).print_stats(45)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--requests", type=int, default=200, help="of each page")
    options.add_argument("--postgresql", action="store_true")
    options.add_argument("--profile", metavar="PAGE", action="append", default=[])
    options.add_argument("--only", metavar="PAGE", action="append", default=[], help="the pages whose names begin so")
    options.add_argument("--keep", metavar="FOLDER", default="", help="a home that is filled once and stays")
    given = options.parse_args()
    with homes.home(postgresql=given.postgresql, keep=given.keep) as environment:
        os.environ.update(environment)
        import django

        django.setup()
        logging.disable(logging.ERROR)  # a page that fails is told in the table
        print(prepared(given.count), file=sys.stderr)
        every = list(pages())
        for page in every:
            if page.name in given.profile:
                profile(page, given.requests)
        if not given.profile:
            wanted = [p for p in every if p.bare or not given.only or p.name.startswith(tuple(given.only))]
            print(table(measure(wanted, requests=given.requests), given.count))
    return 0


def prepared(count: int) -> str:
    """Fill the home where it is empty; what it cost."""
    from yui.kernel.identity.models import Person

    if Person.objects.exists():
        return "measured in a home that was filled before"
    return _filled(count)


def _filled(count: int) -> str:
    from django.db import connection

    from benchmarks.large_region import build
    from yui.kernel.tenancy.statistics import refresh_statistics
    from yui.solving.finding import reindex_words

    began = time.process_time()
    build(count)
    kept = time.process_time()
    indexed = reindex_words()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    else:
        refresh_statistics(connection)
    return f"built in {kept - began:.0f} CPU-s; {indexed:,} records indexed in {time.process_time() - kept:.0f} CPU-s"


if __name__ == "__main__":
    sys.exit(main())
