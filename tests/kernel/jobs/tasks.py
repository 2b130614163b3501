"""Tasks for the tests. What they do is seen in `heard` (this process) and in the ledger (the database)."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import translation

from yui.kernel.jobs import finishing, job
from yui.kernel.jobs.ledger import once
from yui.kernel.tenancy import current_scope

heard: list[Any] = []


class Trouble(Exception):
    """What a failing task raises."""


@job
def note(*, word: str) -> None:
    heard.append(word)


@job
def note_anything(*, value: Any) -> None:
    heard.append(value)


@job(retries=2)
def fail(*, word: str) -> None:
    once(f"before the failure: {word}")
    raise Trouble(f"田中花子さん tanaka@example.jp 090-1234-5678 '{word}'")


@job(retries=0)
def fail_for_good() -> None:
    raise Trouble("no second try")


@job
def effect(*, key: str) -> None:
    heard.append(once(key))


@job
def tell_surroundings() -> None:
    heard.append((current_scope(), translation.get_language()))


@job
def put_off_another(*, word: str) -> None:
    note.enqueue(word=word)
    if word == "fail":
        raise Trouble


@job(atomic=False)
def long_work(*, key: str) -> None:
    heard.append(transaction.get_connection().in_atomic_block)
    with finishing():
        once(key)


@job(atomic=False)
def long_work_that_fails_while_finishing(*, key: str) -> None:
    with finishing():
        once(key)
        raise Trouble


@job(retries=0, timeout=timedelta(seconds=0.2))
def hang() -> None:
    time.sleep(5)
