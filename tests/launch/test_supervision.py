"""Server and worker are kept running, and none of them outlives the command that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from yui.launch import supervision
from yui.launch.places import SOURCE
from yui.launch.supervision import Program, Supervisor

PATIENCE = 20.0


def program(folder: Path, name: str, script: str) -> Program:
    return Program(name, [sys.executable, "-c", script], env=dict(os.environ), logs=folder / "log", cwd=folder)


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "POLL", 0.02)
    monkeypatch.setattr(supervision, "FIRST_PAUSE", 0.02)


def test_a_program_that_ends_is_started_again(tmp_path: Path) -> None:
    deaths: list[int] = []
    dying = program(tmp_path, "worker", "open('starts', 'a').write('x'); raise SystemExit(3)")
    dying.pause = 0.02
    supervisor = Supervisor([dying], on_death=lambda who, code: deaths.append(code))

    supervisor.run(each_round=lambda: supervisor.stop() if len(deaths) >= 3 else None)

    assert deaths[:3] == [3, 3, 3]
    assert len((tmp_path / "starts").read_text()) >= 3


def test_one_death_does_not_disturb_the_other_program(tmp_path: Path) -> None:
    deaths: list[str] = []
    steady = program(tmp_path, "server", "import time; open('server', 'a').write('x'); time.sleep(60)")
    dying = program(tmp_path, "worker", "raise SystemExit(1)")
    supervisor = Supervisor([steady, dying], on_death=lambda who, code: deaths.append(who.name))

    supervisor.run(
        each_round=lambda: supervisor.stop() if len(deaths) >= 2 and (tmp_path / "server").exists() else None
    )

    assert set(deaths) == {"worker"}
    assert (tmp_path / "server").read_text() == "x"


def test_each_early_death_is_followed_by_a_longer_pause(tmp_path: Path) -> None:
    dying = program(tmp_path, "worker", "raise SystemExit(1)")
    pauses = []
    for _ in range(4):
        dying.start()
        assert until(dying.died)
        pauses.append(dying.pause)

    assert pauses == sorted(pauses)
    assert pauses[-1] > pauses[0]


def test_the_pause_never_grows_past_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "LONGEST_PAUSE", 0.1)
    dying = program(tmp_path, "worker", "raise SystemExit(1)")
    for _ in range(4):
        dying.start()
        assert until(dying.died)

    assert dying.pause == 0.1


def test_a_program_that_ran_well_for_long_starts_again_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "STEADY_AFTER", 0.0)
    tired = program(tmp_path, "server", "raise SystemExit(0)")
    tired.pause = 9.0
    tired.start()

    assert until(tired.died)

    assert tired.pause == supervision.FIRST_PAUSE


def test_stopping_ends_also_what_a_program_started_itself(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "open('pid.part', 'w').write(str(child.pid))\n"
        "import os; os.rename('pid.part', 'pid')\n"
        "time.sleep(60)"
    )
    parent = program(tmp_path, "server", script)
    supervisor = Supervisor([parent], on_death=lambda who, code: None)

    supervisor.run(each_round=lambda: supervisor.stop() if (tmp_path / "pid").exists() else None)

    pid = int((tmp_path / "pid").read_text())
    assert until(lambda: not alive(pid))


def test_a_program_deaf_to_a_polite_signal_is_ended_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "GRACE", 0.2)
    script = (
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nopen('ready', 'w').close()\ntime.sleep(60)"
    )
    deaf = program(tmp_path, "server", script)
    supervisor = Supervisor([deaf], on_death=lambda who, code: None)

    supervisor.run(each_round=lambda: supervisor.stop() if (tmp_path / "ready").exists() else None)

    assert deaf.process is not None
    assert deaf.process.returncode == -signal.SIGKILL


SUPERVISING = """
import os, sys
from pathlib import Path
from yui.launch.supervision import Program, Supervisor
folder = Path(sys.argv[1])
script = "import os, time; open('pid.part', 'w').write(str(os.getpid())); os.rename('pid.part', 'pid'); time.sleep(60)"
child = Program("server", [sys.executable, "-c", script], env=dict(os.environ), logs=folder, cwd=folder)
supervisor = Supervisor([child], on_death=lambda who, code: None)
supervisor.listen()
supervisor.run()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_however_the_command_ends_nothing_it_started_is_left(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-c", SUPERVISING, str(tmp_path)]
    supervisor = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(SOURCE)})
    try:
        assert until((tmp_path / "pid").exists)
        pid = int((tmp_path / "pid").read_text())

        supervisor.send_signal(number)
        supervisor.wait(PATIENCE)

        assert until(lambda: not alive(pid))
    finally:
        supervisor.kill()


def test_a_log_that_grew_too_long_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "LOG_LIMIT", 10)
    talking = program(tmp_path, "server", "print('new words')")
    talking.log.parent.mkdir()
    talking.log.write_text("old words, more than ten letters")

    talking.start()
    assert until(talking.died)

    assert talking.log.read_text() == "new words\n"
    assert (tmp_path / "log" / "server.log.1").read_text().startswith("old words")


def test_the_last_words_of_a_program_are_the_end_of_its_log(tmp_path: Path) -> None:
    silent = program(tmp_path, "worker", "")
    assert silent.last_words() == ""
    silent.log.parent.mkdir()
    silent.log.write_text("\n".join(f"line {number}" for number in range(30)))

    assert silent.last_words(2) == "line 28\nline 29"
