"""Makes `.venv/`: the tools that install, the locked packages, the path to our sources, texts and assets.

Every step leaves a stamp of what it was made from, so a second start skips it; a step that was interrupted
has no stamp and is done again.
"""

from __future__ import annotations

import fcntl
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yui.launch import node
from yui.launch.places import (
    ENVIRONMENT,
    FRONTEND,
    PYTHON,
    REQUIREMENTS,
    ROOT,
    SOURCE,
    TOOLS,
    TOOLS_PYTHON,
    Stamp,
    digest,
    site_packages,
)
from yui.launch.speaking import Trouble, quiet_environment, run_quietly, say, step

FREE_BYTES_WANTED = 2_000_000_000
VENDORED = SOURCE / "yui" / "kernel" / "web" / "static" / "vendor"
LOCK = ENVIRONMENT / "setting-up.lock"  # not ".lock": that one is uv's, and it would wait for us
LOCALES = SOURCE / "yui" / "locale"


def prepare(*, developer: bool = False) -> None:
    """Bring the environment to what the locks say; quick and silent when it is so already."""
    with _alone():
        _virtual_environment()
        _packages("dev" if developer else "core")
        _path_to_sources()
        _translations()
        _assets()


@contextmanager
def _alone() -> Iterator[None]:
    """One set-up at a time in this folder; a second one waits for the first."""
    ENVIRONMENT.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  別の ./yui が準備しています。終わるまで待ちます。", "another ./yui is setting up; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _virtual_environment() -> None:
    stamp, version = Stamp("python"), sys.version
    if PYTHON.exists() and stamp.matches(version):
        return
    _check_ground()
    if stamp.path.exists() and not stamp.matches(version):
        say("  Python が変わりました。環境を作り直します。", "Python changed; making the environment anew")
        for path in ENVIRONMENT.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(
                missing_ok=path.name != ".lock"
            )
    if not PYTHON.exists():
        with step("仮想環境を作っています", "making the virtual environment"):
            run_quietly([sys.executable, "-m", "venv", "--without-pip", ENVIRONMENT], cwd=ROOT, env=quiet_environment())
    stamp.set(version)


def _check_ground() -> None:
    """Refuse early, with a way out, what would fail half-way."""
    if importlib.util.find_spec("ensurepip") is None:
        raise Trouble(
            "Python の venv が入っていません。Debian・Ubuntu では apt-get install python3-venv で入ります。",
            "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv.",
        )
    free = shutil.disk_usage(ROOT).free
    if free < FREE_BYTES_WANTED:
        raise Trouble(
            f"ディスクの空きが足りません（残り {free / 1e9:.1f} GB、必要 2 GB）。",
            f"Not enough disk space ({free / 1e9:.1f} GB left, 2 GB needed).",
        )


def _packages(profile: str) -> None:
    # The developer's lock holds the whole core at the same versions, so it serves a run as well.
    for fitting in {"dev", profile}:
        if Stamp(f"packages-{fitting}").matches(digest([REQUIREMENTS / f"{fitting}.txt"])):
            return
    lock = REQUIREMENTS / f"{profile}.txt"
    install(lock, PYTHON)
    Stamp(f"packages-{profile}").set(digest([lock]))


def install(lock: Path, python: Path) -> None:
    """Install a hash-locked list into an environment: with uv where it can be had, else with pip."""
    tools = installer()
    with step(f"部品を入れています（{lock.name}）", "installing packages"):
        if tools is not None:
            command: list[str | Path] = [
                tools,
                "pip",
                "install",
                "--quiet",
                "--python",
                python,
                "--require-hashes",
                "-r",
                lock,
            ]
            try:
                run_quietly(command, cwd=ROOT, env=quiet_environment(UV_PYTHON_DOWNLOADS="never", UV_NO_PROGRESS="1"))
                return
            except Trouble:
                # uv does not read pip's configuration: behind an organisation's mirror only pip may know the way.
                print("uv ✗ → pip ", end="", flush=True)
        with_pip(["--python", str(python), "install"], lock)


def with_pip(words: list[str], lock: Path) -> None:
    """Run the tools' pip on a hash-locked list."""
    command = [str(TOOLS_PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    run_quietly([*command, "--require-hashes", "-r", str(lock)], cwd=ROOT, env=quiet_environment())


def installer() -> Path | None:
    """The uv of the tools' environment, made on first use; None where it cannot be installed."""
    uv, lock = TOOLS / "bin" / "uv", REQUIREMENTS / "tools.txt"
    stamp, made_from = Stamp("tools"), digest([lock], sys.version)
    if not stamp.matches(made_from):
        with step("道具を用意しています", "preparing the installer"):
            run_quietly([sys.executable, "-m", "venv", TOOLS], cwd=ROOT, env=quiet_environment())
            try:
                with_pip(["install"], lock)
            except Trouble:
                print("pip ", end="", flush=True)
        stamp.set(made_from)
    return uv if uv.exists() else None


def _path_to_sources() -> None:
    """Our own code is read where it stands, through a .pth file; nothing is built."""
    link = site_packages(ENVIRONMENT) / "yui.pth"
    if not link.exists() or link.read_text().strip() != str(SOURCE):
        link.write_text(f"{SOURCE}\n")


def _translations() -> None:
    catalogues = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
    stamp, made_from = Stamp("translations"), digest(catalogues)
    if catalogues and not (stamp.matches(made_from) and all(path.with_suffix(".mo").exists() for path in catalogues)):
        with step("訳文をまとめています", "compiling translations"):
            run_quietly([PYTHON, "-m", "yui", "translate", "compile"], cwd=ROOT, env=quiet_environment())
        stamp.set(made_from)


def _assets() -> None:
    script = FRONTEND / "assets.py"
    if not script.exists():
        return
    own = [path for pattern in ("styles/*.css", "scripts/*.js") for path in SOURCE.glob(f"yui/**/{pattern}")]
    sources = [path for path in FRONTEND.iterdir() if path.is_file()] + own
    stamp, made_from = Stamp("assets"), digest(sources)
    if stamp.matches(made_from) and VENDORED.is_dir():
        return
    folder = node.folder(install)
    with step("画面の部品を用意しています", "preparing front-end assets"):
        run_quietly([PYTHON, script], cwd=ROOT, env=quiet_environment(PATH=node.path_with(folder)))
    stamp.set(made_from)


def python_of_environment(words: list[str]) -> int:
    """Run the environment's Python on these words in the foreground; its exit code."""
    return subprocess.run([str(PYTHON), *words], env=quiet_environment()).returncode
