"""Work for later: putting records into the index."""

from __future__ import annotations

from datetime import timedelta

from yui.engines.search import Document
from yui.kernel.jobs import job
from yui.kernel.tenancy import acting_for
from yui.solving.finding.cards import Source
from yui.solving.finding.opening import index, index_of_words
from yui.solving.finding.sources import every_source, source_of

TRIES = 5
"""Times a record is put in anew because it has changed meanwhile, before the job is put off."""


@job(retries=8, atomic=False)  # the encoder takes its time, and SQLite has one writer
def follow(*, kind: str, pk: int) -> None:
    """Put one record in as it is now; take it out where it is no longer public."""
    source = source_of(kind)
    documents = _public(source, pk)
    for _ in range(TRIES):
        if documents:
            index().put(documents)
        else:
            index().remove([source.document_id(pk)])
        before, documents = documents, _public(source, pk)
        # The encoder takes seconds: another worker may have read a later state and written it before this one did.
        if documents == before:
            return
    raise RuntimeError(f"{source.document_id(pk)} changed as often as it was put into the index")


@job(retries=2, atomic=False, timeout=timedelta(hours=2))
def reindex() -> None:
    """Make the whole index anew, words and meaning, at one moment for its readers."""
    index().remake(_every_document)


def reindex_words() -> int:
    """Make it anew by words alone, which takes seconds; how many records. `reindex` adds the meaning later."""
    return index_of_words().remake(_every_document)


def _public(source: Source, pk: int) -> list[Document]:
    """The record as everybody may see it: nothing else belongs in the index."""
    with acting_for(None):
        return list(source.documents([pk]))


def _every_document() -> list[Document]:
    with acting_for(None):
        return [document for source in every_source() for document in source.documents(source.pks())]
