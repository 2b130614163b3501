"""A home of its own for a measurement: an empty folder, a database with its tables, collected static files."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "src")) if path not in sys.path]

from tests.databases import APP, postgres_cluster  # noqa: E402  the root must be on the path first

PATH = os.pathsep.join([str(ROOT / "src"), str(ROOT)])


@contextlib.contextmanager
def home(*, postgresql: bool, keep: str = "", **more: str) -> Iterator[dict[str, str]]:
    """The variables under which the product's processes find it. It is gone afterwards, unless in a folder to `keep`."""
    with contextlib.ExitStack() as kept:
        folder = keep or kept.enter_context(tempfile.TemporaryDirectory(prefix="yui-benchmark-"))
        environment = {
            "YUI_HOME": folder,
            "YUI_SECRET_KEY": "only for measurements",
            "YUI_ENCODER": "0",
            "YUI_HOSTS": "localhost,127.0.0.1",
            "YUI_DEMO": "",
            "YUI_DATABASE_URL": f"sqlite:///{folder}/yui.sqlite3",
            "YUI_DATABASE_ROLE": "",
            "DJANGO_SETTINGS_MODULE": "yui.config.settings",
            "PYTHONPATH": PATH,
            **more,
        }
        owner: dict[str, str] = {}
        if postgresql:
            cluster = kept.enter_context(postgres_cluster())
            environment |= {"YUI_DATABASE_URL": cluster.app_url, "YUI_DATABASE_ROLE": APP}
            owner = {"YUI_DATABASE_URL": cluster.owner_url}  # tables, policies and rights are made by their owner
        yui(["manage", "migrate", "--no-input", "--verbosity=0"], {**environment, **owner})
        yui(["manage", "collectstatic", "--no-input", "--verbosity=0"], environment)
        yield environment


def yui(words: list[str], environment: Mapping[str, str]) -> None:
    """Run a command of the product to its end; raises with what it said where it fails."""
    python([*("-m", "yui"), *words], environment)


def python(words: list[str], environment: Mapping[str, str]) -> str:
    """What a Python program printed."""
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout
