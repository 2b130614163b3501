"""How `./yui` speaks: each step in Japanese and English with its seconds, each trouble with a way out."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

TAIL_LINES = 40
A_DOT_EVERY = 3.0


class Trouble(Exception):
    """Something the reader can mend: a sentence in Japanese, the same in English, and what a program said."""

    def __init__(self, japanese: str, english: str, *, details: str = "") -> None:
        super().__init__(f"{japanese}\n{english}")
        self.details = details

    def __str__(self) -> str:
        return "\n".join(part for part in (self.details, super().__str__()) if part)


def say(japanese: str, english: str = "") -> None:
    """One line for the reader."""
    print(f"{japanese} / {english}" if english else japanese, flush=True)


@contextmanager
def step(japanese: str, english: str) -> Iterator[None]:
    """Tell what is being done, and how long it took when it is done."""
    print(f"  {japanese} / {english} ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("✗", flush=True)
        raise
    print(f"✓ {time.monotonic() - began:.1f} s", flush=True)


def run_quietly(command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str] | None = None) -> None:
    """Run a program without its noise, a dot every few seconds; `Trouble` with its last lines if it fails."""
    # A file instead of a pipe: a full pipe would stop the program, and grandchildren may keep a pipe open.
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [str(word) for word in command], cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        try:
            code = _wait_with_dots(process)
        except BaseException:
            process.terminate()
            process.wait()
            raise
        if code:
            output.seek(0)
            raise explain(output.read().decode(errors="replace"), Path(str(command[0])).name)


def _wait_with_dots(process: subprocess.Popen[bytes]) -> int:
    while True:
        try:
            return process.wait(timeout=A_DOT_EVERY)
        except subprocess.TimeoutExpired:
            print("·", end=" ", flush=True)


NETWORK_SIGNS = (
    "name resolution", "dns error", "failed to fetch", "connection refused", "network is unreachable", "enotfound",
    "connect timeout", "read timed out", "could not connect", "proxyerror", "etimedout", "newconnectionerror", "econnrefused",
    "no matching distribution",
)  # fmt: skip


def explain(output: str, program: str) -> Trouble:
    """The most helpful thing to say about the last words of a program that failed."""
    tail = "\n".join(output.strip().splitlines()[-TAIL_LINES:])
    lowered = tail.lower()
    if "no space left" in lowered or "disk quota" in lowered:
        return Trouble(
            "ディスクの空きが足りません。2 GB ほど空けてから、もう一度実行してください。",
            "The disk is full. Free about 2 GB and run the command again.",
            details=tail,
        )
    if any(sign in lowered for sign in NETWORK_SIGNS):
        return Trouble(
            "部品を取りに行けませんでした。ネットワーク（プロキシ・証明書）を確かめて、もう一度実行してください。続きから始まります。",
            "The network could not be reached. Check it (proxy, certificates) and run the command again; it continues where it stopped.",
            details=tail,
        )
    return Trouble(
        f"{program} が失敗しました。上の出力を見てください。", f"{program} failed; see its output above.", details=tail
    )


def quiet_environment(**extra: str) -> dict[str, str]:
    """Our own environment variables for a child, without what would lead it to another Python's packages."""
    kept = {
        name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    }
    return kept | {"PYTHONUNBUFFERED": "1"} | extra


def complain(trouble: Trouble) -> int:
    """Show a trouble; the exit code that goes with it."""
    print(f"\n{trouble}", file=sys.stderr, flush=True)
    return 1
