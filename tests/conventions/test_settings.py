"""Every variable an operator may set is read in one place, and written in the reference."""

from __future__ import annotations

import re

from tests.conventions import project
from yui.config.environment import Environment

OF_THE_COMMAND = {"YUI_HOME", "YUI_DATABASE_URL", "YUI_ORIGIN", "YUI_DEMO", "YUI_PYTHON", "YUI_TEST_DATABASE"}
"""Variables `./yui` reads or passes on before the settings exist."""


def test_the_environment_is_read_in_one_module_only() -> None:
    readers = [
        str(path.relative_to(project.SOURCE))
        for path in project.modules()
        if re.search(r"os\.environ\b(?!\.setdefault\()|os\.getenv", path.read_text("utf-8"))
    ]
    # The list of municipalities serves `./yui tables …` too, where no settings are read.
    allowed = re.compile(r"config/environment\.py|launch/\w+\.py|values/municipalities/table\.py")

    assert [name for name in readers if not allowed.fullmatch(name)] == []


def test_every_variable_is_documented() -> None:
    page = (project.ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")

    assert [name for name in Environment.names() if f"| `{name}` |" not in page] == []


def test_no_variable_is_used_that_the_settings_do_not_know() -> None:
    known = {*Environment.names(), *OF_THE_COMMAND}
    launch = project.SOURCE / "launch"
    used = {
        name
        for path in (*project.modules(), *project.files(".md"))
        if path.is_relative_to(launch) or path.suffix == ".md"
        for name in re.findall(r"\bYUI_[A-Z_]+[A-Z]\b", path.read_text("utf-8"))
    }

    assert used <= known
