"""Brings the data folder up to the code: tables, collected static files, the demo region on the first start."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from yui.launch.places import PYTHON, ROOT, SOURCE, Stamp, home
from yui.launch.speaking import quiet_environment, run_quietly, step

LOADED, REMOVED = "loaded", "removed"


def bring_up_to_date(*, demo: bool) -> None:
    """Do what changed code or an empty data folder asks for; nothing when all fits."""
    home().mkdir(mode=0o700, parents=True, exist_ok=True)  # it will hold what residents wrote
    if _tables_changed():
        with step("データベースを整えています", "preparing the database"):
            _manage("migrate", "--no-input", "--verbosity=0")
        _tables().set(_tables_state())
    static = Stamp("static", home() / "stamps")
    if not static.matches(state := _state(_static_files())):
        with step("画面の部品を並べています", "collecting static files"):
            _manage("collectstatic", "--no-input", "--verbosity=0")
        static.set(state)
    if demo and demo_state() == "":
        with step("デモ地域（架空の町）を用意しています", "loading the demo region"):
            run_quietly([PYTHON, "-m", "yui", "demo", "load"], cwd=ROOT, env=quiet_environment(YUI_DEMO="1"))


def demo_state() -> str:
    """Whether the demo region is here: `loaded`, `removed`, or empty when nobody decided yet."""
    mark = home() / "demo"
    return mark.read_text().strip() if mark.exists() else ""


def note_demo(state: str) -> None:
    """Remember that the demo region was loaded or removed, so that a start does not bring it back."""
    home().mkdir(parents=True, exist_ok=True)
    (home() / "demo").write_text(f"{state}\n")


def _manage(*words: str) -> None:
    run_quietly([PYTHON, "-m", "yui", "manage", *words], cwd=ROOT, env=quiet_environment())


def _tables() -> Stamp:
    return Stamp("tables", home() / "stamps")


def _tables_changed() -> bool:
    return not _tables().matches(_tables_state()) or (_embedded() and not (home() / "yui.sqlite3").exists())


def _embedded() -> bool:
    return not os.environ.get("YUI_DATABASE_URL")


def _tables_state() -> str:
    # Row policies are compiled from the models at migration, so a changed model counts as well.
    files = [
        *SOURCE.glob("yui/**/migrations/*.py"),
        *SOURCE.glob("yui/**/models.py"),
        *SOURCE.glob("yui/**/models/*.py"),
    ]
    return _state([*files, ROOT / "requirements" / "core.txt"]) + os.environ.get("YUI_DATABASE_URL", "")


def _static_files() -> Iterable[Path]:
    yield ROOT / "requirements" / "core.txt"
    for folder in SOURCE.glob("yui/**/static"):
        yield from (path for path in folder.rglob("*") if path.is_file())


def _state(files: Iterable[Path]) -> str:
    """Names, sizes and times of files: as good as their contents for our own tree, and quick for many."""
    rows = sorted((str(path.relative_to(ROOT)), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
    return hashlib.sha256(repr(rows).encode()).hexdigest()
