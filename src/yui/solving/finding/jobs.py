"""Work for later: putting records into the index."""

from __future__ import annotations

from yui.kernel.jobs import job
from yui.kernel.tenancy import acting_for
from yui.solving.finding.opening import index
from yui.solving.finding.sources import every_source, source_of


@job(retries=8)
def follow(*, kind: str, pk: int) -> None:
    """Put one record in as it is now; take it out where it is no longer public."""
    source = source_of(kind)
    with acting_for(None):  # the index holds what everybody may see, so it is read as everybody
        documents = list(source.documents([pk]))
    if documents:
        index().put(documents)
    else:
        index().remove([source.document_id(pk)])


@job(retries=2)
def reindex() -> None:
    """Make the whole index anew, at one moment for its readers."""
    with acting_for(None):
        index().replace_all(document for source in every_source() for document in source.documents(source.pks()))
