"""What the reader of a terminal is told when something takes long or goes wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from yui.launch import speaking
from yui.launch.speaking import Trouble, explain, quiet_environment, run_quietly, step


def test_a_step_says_what_is_done_in_both_languages_and_how_long_it_took(capsys: pytest.CaptureFixture[str]) -> None:
    with step("訳文をまとめています", "compiling translations"):
        pass

    line = capsys.readouterr().out
    assert "訳文をまとめています / compiling translations" in line
    assert line.endswith("✓ 0.0 s\n")


def test_a_step_that_fails_is_crossed_out_and_the_trouble_travels_on(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Trouble), step("道具を用意しています", "preparing the installer"):
        raise Trouble("だめでした。", "It failed.")

    assert capsys.readouterr().out.endswith("✗\n")


def test_a_program_that_succeeds_is_not_heard(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run_quietly([sys.executable, "-c", "import sys; print('noise'); print('more', file=sys.stderr)"], cwd=tmp_path)

    assert capfd.readouterr() == ("", "")


def test_a_program_that_fails_is_quoted_with_its_last_lines(tmp_path: Path) -> None:
    script = "for number in range(100): print('line', number)\nraise SystemExit(3)"

    with pytest.raises(Trouble) as caught:
        run_quietly([sys.executable, "-c", script], cwd=tmp_path)

    assert "line 99" in str(caught.value)
    assert "line 1\n" not in str(caught.value)


def test_a_long_program_shows_that_it_is_alive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaking, "A_DOT_EVERY", 0.05)

    run_quietly([sys.executable, "-c", "import time; time.sleep(0.4)"], cwd=tmp_path)

    assert capsys.readouterr().out.count("·") >= 2


def test_a_program_that_hears_nothing_from_us_cannot_wait_for_an_answer(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="EOFError"):
        run_quietly([sys.executable, "-c", "input('continue? ')"], cwd=tmp_path)


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "ディスク"),
        ("error: Failed to fetch: `simple/django/`\n  dns error: failed to lookup", "ネットワーク"),
        ("NewConnectionError: Temporary failure in name resolution", "ネットワーク"),
        ("npm error code ENOTFOUND", "ネットワーク"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "失敗しました"),
    ],
)
def test_a_failure_is_explained_by_what_the_program_said(output: str, advice: str) -> None:
    trouble = explain(output, "uv")

    assert advice in str(trouble)
    assert output.splitlines()[0] in str(trouble)


def test_a_child_does_not_inherit_the_way_to_another_pythons_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.jp")

    env = quiet_environment(YUI_DEMO="1")

    assert not {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"} & env.keys()
    assert env["HTTPS_PROXY"] == "http://proxy.example.jp"
    assert env["YUI_DEMO"] == "1"
