"""The work that must be lost by no kill and done by none twice. Its tables refuse nothing: they only count."""

from __future__ import annotations

import os
from pathlib import Path

from django.db import connection

from yui.kernel.jobs import finishing, job
from yui.kernel.jobs.ledger import once, outside


def count_one(table: str, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (number) VALUES (%s)", [number])


@job
def leave_a_trace(*, number: int) -> None:
    """An effect in the database, and one that several jobs share through the ledger."""
    count_one("killed_effects", number)
    if once(f"of the pair {number // 2}"):
        count_one("killed_ledger_effects", number // 2)


@job(atomic=False)
def leave_a_trace_outside(*, number: int) -> None:
    """An effect outside, that knows a repetition by its token, then one in the database."""
    with outside(f"letter {number}") as attempt:
        if attempt.wanted:
            letter_box = Path(os.environ["YUI_TEST_LETTER_BOX"])
            (letter_box / f"{number}-{attempt.token}").touch()
    with finishing():
        count_one("killed_long_effects", number)
