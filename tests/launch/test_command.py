"""`./yui` and `yui`: words lead to functions, and nothing is loaded that was not asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from yui import cli
from yui.launch import __main__ as entry
from yui.launch import checking, data, environment, testing
from yui.launch.places import ROOT, SOURCE
from yui.launch.speaking import Trouble


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0

    told = capsys.readouterr().out
    for name in ["run", "test", "check", "lock", *cli.COMMANDS, *cli.MANAGEMENT]:
        assert f"yui {name}" in told


def test_an_unknown_word_is_refused_with_the_list_of_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["fly"]) == 2

    assert "「fly」という命令はありません" in capsys.readouterr().err


def test_every_command_leads_to_a_function_that_exists() -> None:
    for target in cli.COMMANDS.values():
        module, _, function = target.partition(":")
        text = (SOURCE / (module.replace(".", "/") + ".py")).read_text("utf-8")
        assert f"def {function}(" in text


def test_the_rest_of_the_words_go_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[list[str]] = []
    monkeypatch.setitem(cli.COMMANDS, "listen closely", f"{__name__}:hear")
    monkeypatch.setattr(sys.modules[__name__], "hear", heard.append, raising=False)

    assert cli.main(["listen", "closely", "--json", "x"]) == 0

    assert heard == [["--json", "x"]]


@pytest.mark.parametrize(("word", "state"), [("load", data.LOADED), ("remove", data.REMOVED)])
def test_what_became_of_the_demo_region_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, state: str
) -> None:
    monkeypatch.setenv("YUI_HOME", str(tmp_path))
    monkeypatch.setattr("django.core.management.execute_from_command_line", lambda words: None)

    cli.main(["demo", word])

    assert data.demo_state() == state


def test_a_demo_command_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(words: list[str]) -> None:
        raise SystemExit(1)

    monkeypatch.setenv("YUI_HOME", str(tmp_path))
    monkeypatch.setattr("django.core.management.execute_from_command_line", fail)

    with pytest.raises(SystemExit):
        cli.main(["demo", "load"])

    assert data.demo_state() == ""


def test_measuring_the_search_does_not_load_django() -> None:
    script = (
        "import sys; from yui import cli\n"
        "try: cli.main(['search', 'evaluate', '--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit('django' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], capture_output=True, env=os.environ).returncode == 0


def test_set_up_needs_nothing_but_the_standard_library() -> None:
    script = "import sys; sys.path.insert(0, sys.argv[1]); import yui.launch.__main__"

    bare = subprocess.run([sys.executable, "-I", "-S", "-c", script, str(SOURCE)], capture_output=True, text=True)

    assert bare.returncode == 0, bare.stderr


def test_without_python_the_reader_is_told_what_to_install(tmp_path: Path) -> None:
    for name in ("sh", "dirname", "cat"):
        (tmp_path / name).symlink_to(f"/bin/{name}" if Path(f"/bin/{name}").exists() else f"/usr/bin/{name}")

    asked = subprocess.run([str(ROOT / "yui"), "run"], env={"PATH": str(tmp_path)}, capture_output=True, text=True)

    assert asked.returncode == 1
    assert "Python 3.11 以上が見つかりません" in asked.stderr
    assert "Python 3.11 or newer was not found" in asked.stderr


def test_an_old_python_is_passed_over(tmp_path: Path) -> None:
    for name in ("sh", "dirname", "cat"):
        (tmp_path / name).symlink_to(f"/bin/{name}" if Path(f"/bin/{name}").exists() else f"/usr/bin/{name}")
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3").chmod(0o755)

    asked = subprocess.run([str(ROOT / "yui")], env={"PATH": str(tmp_path)}, capture_output=True, text=True)

    assert asked.returncode == 1


def test_a_trouble_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def prepare(*, developer: bool = False) -> None:
        raise Trouble("ディスクの空きが足りません。", "The disk is full.", details="uv: os error 28")

    monkeypatch.setattr(environment, "prepare", prepare)

    assert entry.main(["serve"]) == 1
    told = capsys.readouterr().err
    assert told == "\nuv: os error 28\nディスクの空きが足りません。\nThe disk is full.\n"


def test_an_interrupted_set_up_says_that_it_will_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def prepare(*, developer: bool = False) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "prepare", prepare)

    assert entry.main(["serve"]) == 1
    assert "続きから始まります" in capsys.readouterr().err


def test_an_unknown_check_is_refused_with_the_names_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Trouble, match="conventions"):
        checking.check(["spelling"])


def test_a_failing_check_shows_its_output_and_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = (
        checking.Step(
            "first", "一つめ", (sys.executable, "-c", "print('what is wrong'); raise SystemExit(1)"), "mend it so"
        ),
        checking.Step("second", "二つめ", (sys.executable, "-c", "print('noise')")),
    )
    monkeypatch.setattr(checking, "STEPS", steps)
    monkeypatch.setattr(environment, "prepare", lambda developer: None)

    assert checking.check([]) == 1

    told = capsys.readouterr().out
    assert "what is wrong" in told
    assert "mend it so" in told
    assert "二つめ / second ✓" in told
    assert "noise" not in told


def test_only_the_named_checks_are_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    steps = (
        checking.Step("first", "一つめ", (sys.executable, "-c", "raise SystemExit(1)")),
        checking.Step("second", "二つめ", (sys.executable, "-c", "")),
    )
    monkeypatch.setattr(checking, "STEPS", steps)
    monkeypatch.setattr(environment, "prepare", lambda developer: None)

    assert checking.check(["second"]) == 0

    assert "first" not in capsys.readouterr().out


class Runs(list[tuple[str, list[str]]]):
    """The databases and words pytest would have been called with."""

    code = 0

    def __call__(
        self, command: list[str], *, env: dict[str, str], **options: object
    ) -> subprocess.CompletedProcess[str]:
        self.append((env["YUI_TEST_DATABASE"], command[command.index("pytest") + 1 :]))
        return subprocess.CompletedProcess(command, self.code)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    recorded = Runs()
    monkeypatch.setattr(environment, "prepare", lambda developer: None)
    monkeypatch.setattr(testing, "subprocess", type("Recording", (), {"run": recorded}))
    monkeypatch.setattr(testing, "_has_postgresql", lambda: True)
    monkeypatch.delenv("YUI_TEST_DATABASE", raising=False)
    return recorded


def test_the_suite_runs_on_both_databases(runs: Runs) -> None:
    assert testing.test([]) == 0

    assert [database for database, _ in runs] == ["sqlite", "postgresql"]


def test_without_postgresql_the_suite_runs_on_sqlite_and_says_so(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(testing, "_has_postgresql", lambda: False)

    assert testing.test([]) == 0

    assert [database for database, _ in runs] == ["sqlite"]
    assert "PostgreSQL がないので" in capsys.readouterr().out


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_one_database_can_be_asked_for(runs: Runs, monkeypatch: pytest.MonkeyPatch, database: str) -> None:
    monkeypatch.setenv("YUI_TEST_DATABASE", database)

    testing.test([])

    assert [used for used, _ in runs] == [database]


def test_a_failure_on_the_first_database_is_the_result(runs: Runs) -> None:
    runs.code = 1

    assert testing.test([]) == 1

    assert len(runs) == 1


def test_the_words_go_to_pytest_on_both_databases(runs: Runs) -> None:
    testing.test(["tests/kernel", "-x"])

    assert [words for _, words in runs] == [[*testing.EVERY_CORE, "tests/kernel", "-x"]] * 2


def test_what_needs_no_database_and_looks_at_no_page_again_runs_once(runs: Runs) -> None:
    testing.test([])

    first, second = (words for _, words in runs)
    assert first == [*testing.EVERY_CORE]
    assert second[len(first) :][:3] == ["-m", "not browser", "--ignore=tests/values"]


def test_an_unknown_database_is_refused(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUI_TEST_DATABASE", "oracle")

    with pytest.raises(Trouble, match="oracle"):
        testing.test([])
