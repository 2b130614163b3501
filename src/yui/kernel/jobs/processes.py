"""Telling whether a process of this machine still lives, also when its number was given to another."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def this_process() -> str:
    """A name for this process that no other has, now or later: machine, number, moment of its start."""
    return f"{_machine()}/{os.getpid()}/{_started(os.getpid())}"


def has_died(process: str) -> bool:
    """Whether a process named by `this_process` is surely gone. False where that cannot be known from here."""
    machine, _, rest = process.rpartition("/")[0].rpartition("/")
    if machine != _machine() or not rest.isdecimal():
        return False
    return _started(int(rest)) != process.rpartition("/")[2]


def _machine() -> str:
    # Containers may share a host name but not their process numbers, a reboot starts these anew.
    return "/".join([socket.gethostname(), _read("/proc/sys/kernel/random/boot_id"), _link("/proc/self/ns/pid")])


def _started(pid: int) -> str:
    """The start of a process in clock ticks since boot; empty when there is none."""
    fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    alive = len(fields) > 19 and fields[0] not in "ZX"
    return fields[19] if alive else ""


def _read(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""


def _link(path: str) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""
