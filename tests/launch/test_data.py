"""The data folder is brought up to the code when something changed, and left alone when nothing did."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yui.launch import data, places
from yui.launch.places import home


class Calls(list[str]):
    """The commands that would have been run, as one line each."""

    def __call__(self, command: list[object], **options: object) -> None:
        words = [str(word) for word in command]
        self.append(" ".join(words[words.index("yui") + 1 :]))
        if "load" in words:
            data.note_demo(data.LOADED)
        if "migrate" in words:
            (home() / "yui.sqlite3").touch()

    def names(self) -> list[str]:
        return [next(word for word in line.split() if word in {"migrate", "collectstatic", "load"}) for line in self]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with one migration and one static file."""
    source = tmp_path / "src"
    room = source / "yui" / "kernel" / "jobs"
    (room / "migrations").mkdir(parents=True)
    (room / "migrations" / "0001_jobs.py").write_text("")
    (room / "models.py").write_text("")
    (source / "yui" / "kernel" / "web" / "static").mkdir(parents=True)
    (source / "yui" / "kernel" / "web" / "static" / "site.css").write_text("")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "core.txt").write_text("")
    for module in (data, places):
        monkeypatch.setattr(module, "ROOT", tmp_path)
        monkeypatch.setattr(module, "SOURCE", source)
    monkeypatch.setenv("YUI_HOME", str(tmp_path / "var"))
    monkeypatch.delenv("YUI_DATABASE_URL", raising=False)
    return source / "yui"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    recorded = Calls()
    monkeypatch.setattr(data, "run_quietly", recorded)
    return recorded


def test_an_empty_folder_gets_tables_static_files_and_the_demo_region(tree: Path, calls: Calls) -> None:
    data.bring_up_to_date(demo=True)

    assert calls.names() == ["migrate", "collectstatic", "load"]
    assert data.demo_state() == data.LOADED


def test_a_second_start_does_nothing(tree: Path, calls: Calls) -> None:
    data.bring_up_to_date(demo=True)
    calls.clear()

    data.bring_up_to_date(demo=True)

    assert calls == []


@pytest.mark.parametrize(
    "file", ["kernel/jobs/migrations/0002_more.py", "kernel/jobs/models.py", "kernel/audit/models/entry.py"]
)
def test_new_migrations_and_changed_models_are_brought_to_the_tables(tree: Path, calls: Calls, file: str) -> None:
    data.bring_up_to_date(demo=True)
    calls.clear()
    (tree / file).parent.mkdir(parents=True, exist_ok=True)
    (tree / file).write_text("changed = True")

    data.bring_up_to_date(demo=True)

    assert calls.names() == ["migrate"]


def test_a_changed_style_is_collected_and_the_tables_left_alone(tree: Path, calls: Calls) -> None:
    data.bring_up_to_date(demo=True)
    calls.clear()
    style = tree / "kernel" / "web" / "static" / "site.css"
    style.write_text("body { color: black }")

    data.bring_up_to_date(demo=True)

    assert calls.names() == ["collectstatic"]


def test_a_file_touched_without_change_of_size_counts_as_changed(tree: Path, calls: Calls) -> None:
    data.bring_up_to_date(demo=True)
    calls.clear()
    os.utime(tree / "kernel" / "jobs" / "migrations" / "0001_jobs.py", (1, 1))

    data.bring_up_to_date(demo=True)

    assert calls.names() == ["migrate"]


def test_a_lost_database_is_made_anew(tree: Path, calls: Calls) -> None:
    data.bring_up_to_date(demo=False)
    calls.clear()
    (home() / "yui.sqlite3").unlink()

    data.bring_up_to_date(demo=False)

    assert calls.names() == ["migrate"]


def test_another_database_is_brought_up_to_date_as_well(
    tree: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.bring_up_to_date(demo=False)
    calls.clear()
    monkeypatch.setenv("YUI_DATABASE_URL", "postgresql://yui_owner@localhost/yui")

    data.bring_up_to_date(demo=False)
    data.bring_up_to_date(demo=False)

    assert calls.names() == ["migrate"]


def test_without_demo_no_demo_is_loaded(tree: Path, calls: Calls) -> None:
    data.bring_up_to_date(demo=False)

    assert "load" not in calls.names()
    assert data.demo_state() == ""


def test_a_removed_demo_region_does_not_come_back_at_the_next_start(tree: Path, calls: Calls) -> None:
    data.bring_up_to_date(demo=True)
    data.note_demo(data.REMOVED)
    calls.clear()

    data.bring_up_to_date(demo=True)

    assert calls == []
    assert data.demo_state() == data.REMOVED


def test_a_step_that_failed_is_done_again(tree: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(command: list[object], **options: object) -> None:
        raise data_trouble

    data_trouble = RuntimeError("no space")
    monkeypatch.setattr(data, "run_quietly", failing)
    with pytest.raises(RuntimeError):
        data.bring_up_to_date(demo=False)

    monkeypatch.setattr(data, "run_quietly", calls)
    data.bring_up_to_date(demo=False)

    assert calls.names() == ["migrate", "collectstatic"]
