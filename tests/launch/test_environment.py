"""The environment is made step by step; what is done is skipped, what failed is done again."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from yui.launch import environment, node, places
from yui.launch.places import Stamp
from yui.launch.speaking import Trouble


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout with locks, into which nothing is really installed."""
    (tmp_path / "requirements").mkdir()
    for name in ("core", "dev", "tools", "frontend"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1")
    venv = tmp_path / ".venv"
    changed = {
        "ROOT": tmp_path, "SOURCE": tmp_path / "src", "REQUIREMENTS": tmp_path / "requirements", "ENVIRONMENT": venv,
        "PYTHON": venv / "bin" / "python", "TOOLS": venv / "tools", "TOOLS_PYTHON": venv / "tools" / "bin" / "python",
        "STAMPS": venv / "stamps",
    }  # fmt: skip
    for module in (environment, node, places):
        for name, value in changed.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(environment, "Stamp", lambda name: Stamp(name, venv / "stamps"))
    monkeypatch.setattr(environment, "LOCK", venv / "setting-up.lock")
    return tmp_path


@pytest.fixture
def installed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    monkeypatch.setattr(environment, "install", lambda lock, python: done.append(lock.name))
    return done


def test_a_run_installs_the_core_once(checkout: Path, installed: list[str]) -> None:
    environment._packages("core")
    environment._packages("core")

    assert installed == ["core.txt"]


def test_a_developers_environment_serves_a_run_as_well(checkout: Path, installed: list[str]) -> None:
    environment._packages("dev")
    environment._packages("core")

    assert installed == ["dev.txt"]


def test_the_core_alone_is_not_enough_for_a_developer(checkout: Path, installed: list[str]) -> None:
    environment._packages("core")
    environment._packages("dev")

    assert installed == ["core.txt", "dev.txt"]


def test_a_changed_lock_is_installed(checkout: Path, installed: list[str]) -> None:
    environment._packages("core")
    (checkout / "requirements" / "core.txt").write_text("core==2")

    environment._packages("core")

    assert installed == ["core.txt", "core.txt"]


def test_an_installation_that_failed_is_tried_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(lock: Path, python: Path) -> None:
        raise Trouble("届きません。", "No network.")

    monkeypatch.setattr(environment, "install", failing)
    with pytest.raises(Trouble):
        environment._packages("core")

    done: list[str] = []
    monkeypatch.setattr(environment, "install", lambda lock, python: done.append(lock.name))
    environment._packages("core")

    assert done == ["core.txt"]


def commands(monkeypatch: pytest.MonkeyPatch, fails: Callable[[str], bool]) -> list[str]:
    """Record the programs that would run, letting some of them fail."""
    seen: list[str] = []

    def run(command: list[object], **options: object) -> None:
        line = " ".join(str(word) for word in command)
        seen.append(line)
        if fails(line):
            raise Trouble("だめでした。", "It failed.")

    monkeypatch.setattr(environment, "run_quietly", run)
    return seen


def with_uv(checkout: Path) -> None:
    uv = checkout / ".venv" / "tools" / "bin" / "uv"
    uv.parent.mkdir(parents=True)
    uv.touch()


def test_packages_are_installed_with_uv_and_their_hashes(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_uv(checkout)
    seen = commands(monkeypatch, lambda line: False)

    environment.install(checkout / "requirements" / "core.txt", environment.PYTHON)

    assert "uv pip install" in seen[-1]
    assert "--require-hashes" in seen[-1]


def test_pip_takes_over_where_uv_does_not_know_the_way(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_uv(checkout)
    seen = commands(monkeypatch, lambda line: "uv pip" in line)

    environment.install(checkout / "requirements" / "core.txt", environment.PYTHON)

    assert "-m pip" in seen[-1]
    assert "--require-hashes" in seen[-1]
    assert f"--python {environment.PYTHON}" in seen[-1]


def test_pip_does_the_work_where_uv_cannot_be_installed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = commands(monkeypatch, lambda line: "tools.txt" in line)

    environment.install(checkout / "requirements" / "core.txt", environment.PYTHON)

    assert not any("uv pip" in line for line in seen)
    assert "core.txt" in seen[-1]


def test_when_pip_fails_too_the_reader_is_told(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_uv(checkout)
    commands(monkeypatch, lambda line: "core.txt" in line)

    with pytest.raises(Trouble):
        environment.install(checkout / "requirements" / "core.txt", environment.PYTHON)


def test_a_full_disk_is_told_before_anything_is_fetched(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "FREE_BYTES_WANTED", 10**18)

    with pytest.raises(Trouble, match="ディスクの空きが足りません"):
        environment._virtual_environment()


def test_a_python_without_venv_is_told_with_the_package_to_install(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(Trouble, match="python3-venv"):
        environment._virtual_environment()


def test_another_python_makes_the_environment_anew(checkout: Path) -> None:
    old = checkout / ".venv" / "lib" / "old"
    old.mkdir(parents=True)
    environment.Stamp("python").set("3.10 of last year")

    with environment._alone():
        environment._virtual_environment()

    assert not old.exists()
    assert environment.PYTHON.exists()


def test_an_environment_that_fits_is_left_alone(checkout: Path) -> None:
    with environment._alone():
        environment._virtual_environment()
    mine = checkout / ".venv" / "mine"
    mine.touch()

    environment._virtual_environment()

    assert mine.exists()


def test_our_sources_are_found_where_they_stand(checkout: Path) -> None:
    with environment._alone():
        environment._virtual_environment()
    (checkout / "src").mkdir()
    (checkout / "src" / "only_here.py").write_text("answer = 42")

    environment._path_to_sources()

    asked = [str(environment.PYTHON), "-c", "import only_here; print(only_here.answer)"]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "42\n"


def test_a_second_set_up_waits_for_the_first(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / ".venv").mkdir()
    script = "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True); time.sleep(0.5)"
    with subprocess.Popen([sys.executable, "-c", script, str(environment.LOCK)], stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        first.stdout.readline()

        with environment._alone(), environment.LOCK.open() as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    assert "終わるまで待ちます" in capsys.readouterr().out


def test_the_machines_own_node_is_used(checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    programs(tmp_path / "bin", "v20.11.1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    assert node.folder(lambda lock, python: pytest.fail("nothing had to be installed")) is None


@pytest.mark.parametrize("version", ["v12.22.0", "", "garbage"])
def test_an_old_or_broken_node_is_replaced_by_one_from_a_wheel(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str
) -> None:
    programs(tmp_path / "bin", version)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    locks: list[str] = []

    brought = node.folder(lambda lock, python: locks.append(lock.name))

    assert locks == ["frontend.txt"]
    assert brought is not None
    assert {path.name for path in brought.iterdir()} == {"node", "npm"}
    assert node.path_with(brought).startswith(f"{brought}:")


def programs(folder: Path, version: str) -> None:
    folder.mkdir()
    for name in ("node", "npm"):
        (folder / name).write_text(f"#!/bin/sh\necho '{version}'\n")
        (folder / name).chmod(0o755)
