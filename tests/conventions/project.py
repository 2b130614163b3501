"""The project as its convention tests read it: its files and the functions in them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yui"
WINGS = ("opening", "solving", "protecting", "living", "sites")


@cache
def files(suffix: str = "") -> tuple[Path, ...]:
    """Every file of the project that git knows or would take, with this ending."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode().split("\0")
    paths = (ROOT / name for name in names if name.endswith(suffix) and name)
    return tuple(sorted(path for path in paths if path.is_file()))


def modules() -> tuple[Path, ...]:
    """The Python files of the product that people write: no migrations."""
    return tuple(path for path in files(".py") if path.is_relative_to(SOURCE) and "migrations" not in path.parts)


def tests() -> tuple[Path, ...]:
    """The Python files of the tests."""
    return tuple(path for path in files(".py") if path.is_relative_to(ROOT / "tests"))


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text("utf-8").splitlines())


@dataclass(frozen=True)
class Function:
    """A function and how much of it a reader has to hold."""

    name: str
    path: Path
    lines: int

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}: {self.name} ({self.lines})"


def functions(path: Path) -> Iterator[Function]:
    """The functions of a file; the lines of a docstring and of decorators are not counted."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield Function(node.name, path, (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node))


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return (first.end_lineno or first.lineno) - first.lineno + 1
    return 0
