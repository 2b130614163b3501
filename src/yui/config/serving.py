"""`yui serve`: the web server. One process on SQLite; more of them belong to the PostgreSQL profile."""

from __future__ import annotations

import argparse

from granian.constants import Interfaces
from granian.server import Server


def main(words: list[str]) -> int:
    """Serve until stopped; the exit code."""
    options = argparse.ArgumentParser(prog="yui serve")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8000)
    options.add_argument("--processes", type=int, default=1, help="more than one only on PostgreSQL")
    options.add_argument("--threads", type=int, default=8)
    given = options.parse_args(words)
    Server(
        "yui.config.wsgi:application",
        address=given.host,
        port=given.port,
        interface=Interfaces.WSGI,
        workers=given.processes,
        blocking_threads=given.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()
    return 0
