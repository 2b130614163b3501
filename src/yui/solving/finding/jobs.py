"""Work for later: putting records into the index."""

from __future__ import annotations

from datetime import timedelta

from yui.engines.search import Document
from yui.kernel.jobs import job
from yui.kernel.tenancy import acting_for
from yui.solving.finding.opening import index, index_of_words
from yui.solving.finding.sources import every_source, source_of


@job(retries=8, atomic=False)  # the encoder takes its time, and SQLite has one writer
def follow(*, kind: str, pk: int) -> None:
    """Put one record in as it is now; take it out where it is no longer public."""
    source = source_of(kind)
    with acting_for(None):  # the index holds what everybody may see, so it is read as everybody
        documents = list(source.documents([pk]))
    if documents:
        index().put(documents)
    else:
        index().remove([source.document_id(pk)])


@job(retries=2, atomic=False, timeout=timedelta(hours=2))
def reindex() -> None:
    """Make the whole index anew, words and meaning, at one moment for its readers."""
    index().replace_all(_every_document())


def reindex_words() -> int:
    """Make it anew by words alone, which takes seconds; how many records. `reindex` adds the meaning later."""
    return index_of_words().replace_all(_every_document())


def _every_document() -> list[Document]:
    with acting_for(None):
        return [document for source in every_source() for document in source.documents(source.pks())]
