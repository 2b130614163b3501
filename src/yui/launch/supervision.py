"""Keeps programs running side by side: starts them, starts them again when they die, stops them together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

POLL = 0.2
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
STEADY_AFTER = 30.0
"""Seconds after which a program counts as well again, and its next pause is short."""
GRACE = 10.0
LOG_LIMIT = 10_000_000


class Program:
    """One program under watch: how it is started, where its words go, when it may start again."""

    def __init__(self, name: str, command: Sequence[str], *, env: Mapping[str, str], logs: Path, cwd: Path) -> None:
        self.name, self.command, self.env, self.cwd = name, list(command), dict(env), cwd
        self.log = logs / f"{name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.pause = FIRST_PAUSE
        self.started = 0.0
        self.due = 0.0

    def start(self) -> None:
        """Start it in a group of its own, so that its own children can be ended with it."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.cwd, env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=_die_with_parent,
            )  # fmt: skip
        self.started = time.monotonic()

    def died(self) -> bool:
        """Whether it ran and is over; then what it left behind is ended and the pause before the next start set."""
        if self.process is None or self.process.poll() is None:
            return False
        self.signal(signal.SIGKILL)
        steady = time.monotonic() - self.started > STEADY_AFTER
        self.pause = FIRST_PAUSE if steady else min(self.pause * 2, LONGEST_PAUSE)
        self.due = time.monotonic() + self.pause
        self.process = None
        return True

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to it and all it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def last_words(self, lines: int = 15) -> str:
        """The end of its log."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


class Supervisor:
    """Runs programs until told to stop by a signal or by `stop()`."""

    def __init__(self, programs: Sequence[Program], *, on_death: Callable[[Program, int], None]) -> None:
        self.programs = programs
        self.on_death = on_death
        self.stopping = False

    def listen(self) -> None:
        """Let Ctrl-C, a polite kill and a closed terminal stop everything."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop_on_signal)

    def stop(self) -> None:
        """Make `run` end soon."""
        self.stopping = True

    def run(self, *, each_round: Callable[[], None] = lambda: None) -> None:
        """Start all, keep all running, return when all have stopped."""
        for program in self.programs:
            program.start()
        try:
            while not self.stopping:
                for program in self.programs:
                    self._tend(program)
                each_round()
                time.sleep(POLL)
        finally:
            self._end_all()

    def _tend(self, program: Program) -> None:
        code = program.process.poll() if program.process else None
        if program.died():
            self.on_death(program, code or 0)
        elif program.process is None and time.monotonic() >= program.due:
            program.start()

    def _end_all(self) -> None:
        for program in self.programs:
            program.signal(signal.SIGTERM)
        until = time.monotonic() + GRACE
        for program in self.programs:
            if program.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    program.process.wait(max(0.0, until - time.monotonic()))
                program.signal(signal.SIGKILL)
                program.process.wait()

    def _stop_on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stop()


def _die_with_parent() -> None:
    """On Linux, end a program when its supervisor is killed outright, so that no server holds the port alone."""
    if sys.platform == "linux":
        parent_death_signal = 1
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGTERM)
