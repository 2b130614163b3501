"""The ledger: what was done once must not be done again.

For effects in the database, `once` is enough: the key is written in the same transaction, so both happen or neither.

    if once(f"notices:{version.pk}:{address.pk}"):
        Delivery.objects.create(...)

An effect outside (mail, a webhook, a file elsewhere) has no part in our transaction. `outside` writes down that it
begins, lets it happen, writes down that it is done. A worker killed in between leaves a doubt that no queue can resolve:
the same `token` goes along again, so that the other side can tell the repetition (Message-ID, Idempotency-Key).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from yui.kernel.jobs.models import Effect, EffectState


@dataclass(frozen=True)
class Attempt:
    """An effect outside about to be made. `token` is the same at each attempt; `doubtful`: it may have happened."""

    token: str
    wanted: bool
    doubtful: bool


def once(key: str) -> bool:
    """True for the first caller of a key, in whose transaction the effect belongs; False for all later ones."""
    if not connection.in_atomic_block:
        raise RuntimeError("`once` belongs into the transaction of its effect")
    now = timezone.now()
    return _insert(Effect(key=key, token=_new_token(), begun_at=now, done_at=now))


def was_done(key: str) -> bool:
    """Whether the effect of a key is done for sure."""
    return Effect.objects.filter(pk=key, state=EffectState.DONE).exists()


@contextmanager
def outside(key: str, *, at: datetime | None = None) -> Iterator[Attempt]:
    """Make an effect outside the database; skip it unless `wanted`.

    Needs a task with `atomic=False`, for the beginning must be committed before the outside hears of it. An error in
    the body leaves the effect begun: the retry gets the same token and knows the doubt.
    """
    begun_at = at or timezone.now()
    with transaction.atomic(durable=True):
        first = _insert(Effect(key=key, state=EffectState.BEGUN, token=_new_token(), begun_at=begun_at))
    effect = Effect.objects.get(pk=key)
    wanted = effect.state == EffectState.BEGUN
    yield Attempt(token=effect.token, wanted=wanted, doubtful=wanted and not first)
    if wanted:
        Effect.objects.filter(pk=key).update(state=EffectState.DONE, done_at=timezone.now())


def _insert(effect: Effect) -> bool:
    """Whether the row is ours. Waits for a transaction that is about to write the same key, and learns its end."""
    meta = Effect._meta
    columns = ", ".join(connection.ops.quote_name(field.column) for field in meta.concrete_fields if field.column)
    marks = ", ".join(["%s"] * len(meta.concrete_fields))
    values = [field.get_db_prep_save(getattr(effect, field.attname), connection) for field in meta.concrete_fields]
    table = connection.ops.quote_name(meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING", values)  # noqa: S608
        return bool(cursor.rowcount == 1)


def _new_token() -> str:
    return secrets.token_hex(16)
