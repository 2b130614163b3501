"""Keeping the index with the records."""

from __future__ import annotations

from yui.solving.finding.jobs import follow


def touch(kind: str, pk: int) -> None:
    """Promise, in the transaction at hand, that the index will show this record as it then is, or not at all."""
    follow.using(key=f"finding:{kind}:{pk}").enqueue(kind=kind, pk=pk)
