"""`./yui lock`: write `requirements/*.txt` from `pyproject.toml`, with hashes and without any address."""

from __future__ import annotations

from collections.abc import Sequence

from yui.launch import environment
from yui.launch.places import REQUIREMENTS, ROOT
from yui.launch.speaking import Trouble, quiet_environment, run_quietly, step

SOURCES = {
    "core": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group", "dev"],
    "tools": ["--group", "tools"],
    "frontend": ["--group", "frontend"],
}


def lock(words: Sequence[str]) -> int:
    """Lock again what `pyproject.toml` asks for; `--upgrade` takes the newest versions."""
    environment.prepare()
    uv = environment.installer()
    if uv is None:
        raise Trouble("依存の固定には uv が要ります。", "Locking needs uv, which could not be installed.")
    common = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    for name, sources in SOURCES.items():
        with step(f"requirements/{name}.txt", "locking"):
            target = REQUIREMENTS / f"{name}.txt"
            run_quietly(
                [uv, "pip", "compile", *common, *words, *sources, "-o", target], cwd=ROOT, env=quiet_environment()
            )
    return 0
