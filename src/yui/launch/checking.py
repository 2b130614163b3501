"""`./yui check [STEPS]`: format, lint, types, import contracts, migrations, translations, conventions, documentation.

Each step is one line with its time; the output of a step is shown only when it fails. All steps run, so that one
call tells everything there is to mend.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

from yui.launch import environment
from yui.launch.places import ENVIRONMENT, PYTHON, ROOT
from yui.launch.speaking import Trouble, quiet_environment, say


@dataclass(frozen=True)
class Step:
    """One check: what it is called, what it runs, how to mend what it finds."""

    name: str
    japanese: str
    command: tuple[str, ...]
    mend: str = ""
    shown: bool = False
    """Whether its output is worth reading also when nothing is wrong."""


def _tool(name: str, *words: str) -> tuple[str, ...]:
    return (str(ENVIRONMENT / "bin" / name), *words)


def _python(*words: str) -> tuple[str, ...]:
    return (str(PYTHON), "-m", *words)


STEPS = (
    Step("format", "書式", _tool("ruff", "format", "--check", "--quiet", "--output-format=concise", "."),
         ".venv/bin/ruff format ."),
    Step("lint", "書き方", _tool("ruff", "check", "--quiet", "--output-format=concise", "."),
         ".venv/bin/ruff check --fix ."),
    Step("types", "型", _tool("mypy", "--no-error-summary")),
    Step("imports", "だれがだれを知ってよいか", _tool("lint-imports", "--no-logo")),
    Step("migrations", "マイグレーション", _python("yui", "manage", "makemigrations", "--check", "--dry-run"),
         "./yui manage makemigrations"),
    Step("translations", "訳文", _python("yui", "translate", "check"), "./yui translate update"),
    Step("reference", "参照ページ", _python("yui", "reference", "--check"), "./yui reference"),
    Step("conventions", "約束と文書", _python("pytest", "-q", "--no-header", "--tb=short", "tests/conventions")),
    Step("figures", "数", _python("tests.conventions.report"), shown=True),
)  # fmt: skip


def check(words: Sequence[str]) -> int:
    """Run all steps, or those named; 0 when every one is kept."""
    names = {step.name for step in STEPS}
    if unknown := set(words) - names:
        raise Trouble(
            f"{'、'.join(sorted(unknown))} という点検はありません。",
            f"There is no such step. Steps: {', '.join(step.name for step in STEPS)}",
        )
    if not shutil.which("git"):
        raise Trouble(
            "git が見つかりません。入れてから、もう一度実行してください。", "git was not found; install it first."
        )
    environment.prepare(developer=True)
    broken = [step.name for step in STEPS if (not words or step.name in words) and not _passes(step)]
    if broken:
        say(f"\n直すところがあります：{', '.join(broken)}", "something is broken")
        return 1
    say("すべて守られています。", "all kept")
    return 0


def _passes(step: Step) -> bool:
    print(f"  {step.japanese} / {step.name} ", end="", flush=True)
    began = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=quiet_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    kept = done.returncode == 0
    say(f"{'✓' if kept else '✗'} {time.monotonic() - began:.1f} s")
    if not kept or step.shown:
        say(done.stdout.decode(errors="replace").rstrip())
        if step.mend and not kept:
            say(f"  → {step.mend}")
    return kept
