"""`./yui test [pytest's words]`: the suite on SQLite, then on PostgreSQL where its programs are installed.

`YUI_TEST_DATABASE=sqlite` or `=postgresql` asks for one of the two. Nothing is printed after pytest's own
last line, so that the end of the output is the result.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from yui.launch import environment
from yui.launch.places import PYTHON, ROOT
from yui.launch.speaking import Trouble, quiet_environment, run_quietly, say

WITHOUT_DATABASE = ("tests/values", "tests/engines", "tests/conventions", "tests/launch")
"""Folders of tests that touch no database: the second run leaves them out, and looks at no page again."""

EVERY_CORE = ("-n", "auto", "--dist", "loadfile")
"""One process a core; the tests of a file share what they prepare. `./yui test -n 0` takes one process for all."""


def test(words: Sequence[str]) -> int:
    """Set up for development and run the tests; pytest's exit code."""
    wanted = os.environ.get("YUI_TEST_DATABASE", "both")
    if wanted not in {"sqlite", "postgresql", "both"}:
        raise Trouble(
            f"YUI_TEST_DATABASE={wanted} は使えません（sqlite、postgresql、both）。",
            f"YUI_TEST_DATABASE={wanted} is unknown (sqlite, postgresql, both).",
        )
    environment.prepare(developer=True)
    postgresql = wanted == "postgresql" or (wanted == "both" and _has_postgresql())
    _tell_what_is_left_out(postgresql or wanted == "sqlite")
    if wanted != "postgresql":
        code = _pytest([], words, "SQLite")
        if code or not postgresql:
            return code
    around = ["-m", "tests.databases", "run", str(PYTHON)]
    return _pytest(around, [*(words or ["-m", "not browser"]), *_left_out(words)], "PostgreSQL")


def _left_out(words: Sequence[str]) -> list[str]:
    """What the second database need not repeat, unless a path was named."""
    if any((ROOT / word.partition("::")[0]).exists() for word in words if not word.startswith("-")):
        return []
    return [f"--ignore={folder}" for folder in WITHOUT_DATABASE if (ROOT / folder).is_dir()]


def _pytest(around: Sequence[str], words: Sequence[str], database: str) -> int:
    say(f"\n{database} で試します", f"testing on {database}")
    env = quiet_environment(YUI_TEST_DATABASE=database.lower())
    return subprocess.run([str(PYTHON), *around, "-m", "pytest", *EVERY_CORE, *words], cwd=ROOT, env=env).returncode


def _has_postgresql() -> bool:
    try:
        run_quietly(
            [PYTHON, "-c", "import sys, tests.databases as d; sys.exit(d.postgres_binaries() is None)"],
            cwd=ROOT, env=quiet_environment(),
        )  # fmt: skip
    except Trouble:
        return False
    return True


def _tell_what_is_left_out(databases_complete: bool) -> None:
    if not databases_complete:
        say(
            "PostgreSQL がないので、SQLite だけで試します。",
            "PostgreSQL is not installed: left out (apt-get install postgresql)",
        )
    if not shutil.which("chromium"):
        say(
            "chromium がないので、ブラウザーの試験は抜かします。",
            "chromium is not installed: browser tests are left out",
        )
