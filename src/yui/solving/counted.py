"""Counts of the choices beside a public list, and how it begins: made once for as long as nothing in the list changes.

Counting and sorting ten thousand records costs more than the whole page, and the same address is asked for again and
again. So counts, and the numbers of the records on the first page, are kept under a stamp of the records: the moment of their latest change, and how many there are.

The stamp is safe because it is never the same for two different lists. Say two lists have the latest change t and the
number n. All their records are as they were at t: one that changes, or is published, carries a moment after t. So
after t records can only leave those that are as they were at t, never join them: of the two lists the later one is a
part of the earlier, and as long, and thus the same. This asks that every change of a record sets `changed_at`, as
`save()` does and `update()` does not.

What it cannot see are changes in the same instant: a later moment that is committed before an earlier one, or a change
between the stamp and the count. Then numbers and order may be old, by one change and for `KEPT_SECONDS`. What a list
says of its records never is, for they are read anew: one that is public no more is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime
from hashlib import blake2b
from typing import Any, TypeVar, cast

from django.core.cache import cache
from django.db.models import Count, Model, QuerySet, Subquery, Value

KEPT_SECONDS = 600
_SHAPE = 2
"""Raised when what is kept changes its shape: a cache in the database outlives the version of Yui that filled it."""

Record = TypeVar("Record", bound=Model)
Counts = TypeVar("Counts")


def stamp(
    records: QuerySet[Record], *, latest_of: QuerySet[Record] | None = None
) -> QuerySet[Record, tuple[datetime | None, int]]:
    """The question for the stamp of these records: one row, or none where there are none. Compile it.

    The latest is looked up and not searched for where an index of `changed_at` has it at its end. Give `latest_of` where
    the same records must be asked for in another way to be found in that index.
    """
    latest: Any = records if latest_of is None else latest_of
    number = records.order_by().annotate(same=Value(1)).values("same").annotate(number=Count("*")).values("number")
    found = latest.order_by("-changed_at").annotate(number=Subquery(number)).values_list("changed_at", "number")
    return cast("QuerySet[Record, tuple[datetime | None, int]]", found[:1])


def counted(of: str, stamped: Any, asked: Hashable, count: Callable[[], Counts]) -> Counts:
    """What `count` gives, kept for all who ask the same `of` this kind of list under the same stamp.

    `asked` holds all that the counts depend on besides the records, today's date too, and prints alike in every process.
    """
    written = repr((stamped, asked)).encode()
    key = f"solving.counted.{_SHAPE}.{of}.{blake2b(written, digest_size=16).hexdigest()}"
    kept: tuple[Counts] | None = cache.get(key)
    if kept is None:
        kept = (count(),)
        cache.set(key, kept, KEPT_SECONDS)
    return kept[0]
