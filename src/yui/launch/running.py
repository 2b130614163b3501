"""`./yui run`: sets everything up, starts the server and the worker, tells the address and the demo sign-ins."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from yui.launch import data
from yui.launch.environment import prepare
from yui.launch.places import PYTHON, ROOT, home
from yui.launch.speaking import Trouble, quiet_environment, say
from yui.launch.supervision import Program, Supervisor

READY_WITHIN = 90.0
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  only when the operator asks for it with --host


def run(words: Sequence[str]) -> int:
    """Serve until Ctrl-C; the exit code."""
    began = time.monotonic()
    given = _options().parse_args(words)
    if given.data:
        os.environ["YUI_HOME"] = str(Path(given.data).resolve())
    _check_port(given.host, given.port)
    say("結 Yui を準備しています", "setting up")
    prepare()
    data.bring_up_to_date(demo=given.demo)
    return _serve(given.host, given.port, began)


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="./yui run", description="用意して動かします / set up and run")
    options.add_argument("--port", type=int, default=8000, help="ポート番号 / port (8000)")
    options.add_argument("--host", default="127.0.0.1", help="待ち受けるアドレス / address to listen on (127.0.0.1)")
    options.add_argument(
        "--no-demo", dest="demo", action="store_false", help="デモ地域を入れない / without the demo region"
    )
    options.add_argument("--data", metavar="DIR", help="データのフォルダ / data folder (var/, YUI_HOME)")
    return options


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise Trouble(
                    f"ポート {port} は使われています。./yui run --port {port + 1} のように別の番号で動かせます。",
                    f"Port {port} is in use. Choose another one: ./yui run --port {port + 1}",
                ) from None
            raise Trouble(
                f"{host}:{port} で待ち受けられません（{problem.strerror}）。",
                f"Cannot listen on {host}:{port} ({problem.strerror}).",
            ) from None


def _serve(host: str, port: int, began: float) -> int:
    near = "127.0.0.1" if host in EVERYWHERE else host
    address = f"http://{'localhost' if near == '127.0.0.1' else near}:{port}"
    env = _environment(address)
    logs = home() / "log"
    server = Program(
        "server", [str(PYTHON), "-m", "yui", "serve", "--host", host, "--port", str(port)], env=env, logs=logs, cwd=ROOT
    )
    worker = Program("worker", [str(PYTHON), "-m", "yui", "work"], env=env, logs=logs, cwd=ROOT)
    watch = _Watch(f"http://{near}:{port}/healthz", address, began)
    supervisor = Supervisor([server, worker], on_death=watch.tell_death)
    watch.supervisor = supervisor
    supervisor.listen()
    supervisor.run(each_round=watch.look)
    if watch.ready:
        say("\n止まりました。", "stopped")
        return 0
    return 1


def _environment(address: str) -> dict[str, str]:
    env = quiet_environment()
    env.setdefault("YUI_ORIGIN", address)
    env.setdefault("YUI_DEMO", "1" if data.demo_state() == data.LOADED else "")
    return env


class _Watch:
    """Asks the server whether it is ready, tells the address once, and gives up on a server that never gets there."""

    def __init__(self, health: str, address: str, began: float) -> None:
        self.health, self.address, self.began = health, address, began
        self.watching = time.monotonic()
        self.ready = False
        self.deaths = 0
        self.supervisor: Supervisor | None = None

    def look(self) -> None:
        """One look, in each round of the supervisor until the first answer."""
        if self.ready:
            return
        try:
            with urllib.request.urlopen(self.health, timeout=2):  # noqa: S310  our own address
                self.ready = True
        except urllib.error.HTTPError as answer:
            if answer.code != 503:
                self._give_up(f"{self.health}: {answer}")
        except OSError:
            if time.monotonic() - self.watching > READY_WITHIN or self.deaths >= 3:
                self._give_up("")
        if self.ready:
            self._tell_ready()

    def tell_death(self, program: Program, code: int) -> None:
        """Say that a program ended by itself; its log says why."""
        if program.name == "server" and not self.ready:
            self.deaths += 1
        say(
            f"  {program.name} が止まったので、動かし直します（終了コード {code}）。",
            f"{program.name} ended ({code}); starting it again",
        )
        if self.deaths >= 3 or not self.ready:
            say(program.last_words())

    def _give_up(self, reason: str) -> None:
        say(f"サーバーが動き出しませんでした。{reason}", "the server did not come up; see the log folder")
        if self.supervisor:
            self.supervisor.stop()

    def _tell_ready(self) -> None:
        say(f"\n結 Yui が動いています（{time.monotonic() - self.began:.1f} 秒）", "Yui is running")
        say(f"  {self.address}/")
        if data.demo_state() == data.LOADED:
            _tell_demo_accounts()
        say(f"  記録 / logs: {_short(home() / 'log')}　　止める / stop: Ctrl-C\n")


def _tell_demo_accounts() -> None:
    listed = subprocess.run(
        [str(PYTHON), "-m", "yui", "demo", "accounts"],
        cwd=ROOT,
        env=quiet_environment(),
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0 and listed.stdout.strip():
        say(f"\n{listed.stdout.rstrip()}\n")


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
