"""Where things stand in a checkout: the project, its environment, its data."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src"
REQUIREMENTS = ROOT / "requirements"
FRONTEND = ROOT / "frontend"
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
TOOLS = ENVIRONMENT / "tools"
TOOLS_PYTHON = TOOLS / "bin" / "python"
STAMPS = ENVIRONMENT / "stamps"


def home() -> Path:
    """The folder of everything this installation keeps: database, files, secret, logs."""
    return Path(os.environ.get("YUI_HOME") or ROOT / "var").resolve()


def site_packages(environment: Path) -> Path:
    """The folder an environment imports its packages from."""
    return environment / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"


def digest(files: Iterable[Path], *words: str) -> str:
    """One hash over the names and contents of files, and over words that matter as much."""
    sum_of_all = hashlib.sha256()
    for path in sorted(files):
        sum_of_all.update(f"{path.relative_to(ROOT)}\0".encode())
        sum_of_all.update(path.read_bytes())
    for word in words:
        sum_of_all.update(f"\0{word}".encode())
    return sum_of_all.hexdigest()


class Stamp:
    """Remembers what a finished step was made from, so that the next start can leave it out."""

    def __init__(self, name: str, folder: Path = STAMPS) -> None:
        self.path = folder / name

    def matches(self, made_from: str) -> bool:
        """Whether the step was finished with just this."""
        return self.path.is_file() and self.path.read_text() == made_from

    def set(self, made_from: str) -> None:
        """Note that the step is finished; written whole or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(f".{os.getpid()}")
        draft.write_text(made_from)
        draft.replace(self.path)
