"""The search index: put, remove, search. One object serves all threads of a process; processes share the store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from yui.engines.search import asking, groups, lexicon
from yui.engines.search.backends import embedded
from yui.engines.search.documents import Document, Query, Results
from yui.engines.search.searching import Question, Search
from yui.engines.search.settings import Settings
from yui.engines.search.snapshot import Snapshot, opened, rows_of
from yui.engines.search.store import Manifest, Store
from yui.engines.search.vectors import Encoder, Vectors, passage_key
from yui.engines.search.words import fingerprint
from yui.engines.search.writing import Writer

TRIES = 5
"""Times a reader begins anew when blocks vanish under it because writers are quick."""

REMEMBERED_QUESTIONS = 4_096
"""Vectors of questions that a process remembers: 6 MB."""

LONGEST_ENCODED = 400
"""Letters of a question that the encoder reads: the time it takes grows with them."""


class SearchIndex:
    """Documents that can be found by words and, with an encoder, by meaning.

    >>> index = SearchIndex.open(Path("var/search"))
    >>> index.put([Document("1", "service", {"title": "駐輪場の予約", "body": "駅前の駐輪場を予約できます。"})])
    >>> [hit.id for hit in index.search(Query("自転車置き場")).hits]
    ['1']
    """

    def __init__(
        self,
        store: Store,
        *,
        settings: Settings | None = None,
        encoder: Encoder | None = None,
        words: lexicon.Lexicon | None = None,
    ) -> None:
        self.store = store
        self.settings = settings or Settings()
        self.encoder = encoder
        self._words = words
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._remembering = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._questions: dict[str, Vectors] = {}

    @staticmethod
    def open(
        folder: Path,
        *,
        settings: Settings | None = None,
        encoder: Encoder | None = None,
        words: lexicon.Lexicon | None = None,
    ) -> SearchIndex:
        """The index in a folder, made where there is none."""
        return SearchIndex(embedded.FolderStore(folder), settings=settings, encoder=encoder, words=words)

    @property
    def words(self) -> lexicon.Lexicon:
        """The light words and synonyms in use."""
        return self._words or lexicon.standard()

    def __len__(self) -> int:
        return self.snapshot().size

    @property
    def stale(self) -> bool:
        """Was it made with another dictionary or another way of cutting words? Then `rebuild` it."""
        made_with = self.snapshot().manifest.words
        return bool(made_with) and made_with != fingerprint()

    def snapshot(self) -> Snapshot:
        """The index as it stands now, as one value that no writer changes."""
        with self._opening:
            for attempt in range(TRIES):
                known = self._snapshot.manifest if self._snapshot else None
                manifest = self.store.manifest(known)
                if self._snapshot is not None and manifest is known:
                    return self._snapshot
                try:
                    self._snapshot = self._opened(manifest)
                except KeyError:
                    if attempt == TRIES - 1:
                        raise
            assert self._snapshot is not None
            return self._snapshot

    def warm(self) -> None:
        """Do now what the first questions would wait for: open the dictionary and the index, read the commonest words."""
        self.search(Query("結"))
        self.snapshot().warm()

    def _opened(self, manifest: Manifest) -> Snapshot:
        name = self.encoder.name if self.encoder else None
        return opened(self.store, manifest, self.settings, name, self._snapshot)

    def put(self, documents: Iterable[Document]) -> int:
        """Add documents, replacing those with the same ids; all are found as soon as this returns. How many."""
        wanted = list(documents)
        keys, vectors = self._encoded(wanted)
        with self._writing, self.store.writing() as manifest:
            writer = self._writer(manifest)
            count = writer.add(wanted)
            if keys and self.encoder:
                writer.add_vectors(self.encoder.name, keys, vectors)
            self._publish(writer)
        return count

    def remove(self, ids: Iterable[str]) -> int:
        """Take documents out; how many there were."""
        with self._writing, self.store.writing() as manifest:
            writer = self._writer(manifest)
            count = writer.remove(ids)
            if count:
                self._publish(writer)
        return count

    def replace_all(self, documents: Iterable[Document]) -> int:
        """Make these the only documents, at one moment: readers see all of the old or all of the new."""
        wanted = list(documents)
        return self.remake(lambda: wanted)

    def remake(self, read: Callable[[], Iterable[Document]]) -> int:
        """The same with what `read` gives. It is read twice, because the encoder may take hours: first to encode it.

        What counts is read while nobody else may write. So what was put or removed meanwhile is neither lost nor brought
        back, if others change first what is read here and then the index.
        """
        keys, vectors = self._encoded(list(read()) if self.encoder else [])
        with self._writing, self.store.writing() as manifest:
            writer = self._writer(manifest.following(segments=(), words=fingerprint()))
            wanted = list(read())
            count = writer.add(wanted)
            writer.join_all()
            if keys and self.encoder:
                writer.add_vectors(self.encoder.name, keys, vectors)
            self._publish(writer)
        self._add_missing_vectors(wanted)
        return count

    def rebuild(self) -> int:
        """Cut all documents into words anew; needed when `stale`. How many."""
        return self.remake(self.documents)

    def _add_missing_vectors(self, documents: Sequence[Document]) -> None:
        keys, vectors = self._encoded(documents)
        if keys and self.encoder:
            with self._writing, self.store.writing() as manifest:
                writer = self._writer(manifest)
                writer.add_vectors(self.encoder.name, keys, vectors)
                self._publish(writer)

    def documents(self) -> Iterable[Document]:
        """All documents, as they were put in."""
        for part in self.snapshot().parts:
            for number in np.flatnonzero(part.alive):
                yield part.segment.document(int(number))

    def get(self, document_id: str) -> Document | None:
        """A document by its id, or None."""
        snapshot = self.snapshot()
        number = snapshot.number_of(document_id)
        return snapshot.document(number) if number is not None else None

    def search(self, query: Query) -> Results:
        """The documents that answer a query, best first, each with its reasons."""
        return self._search(query).results()

    def ranking(self, query: Query) -> list[str]:
        """The ids of all documents that answer a query, best first, without reasons: for measuring."""
        return self._search(query).ranking()

    def features(self, query: Query) -> dict[str, dict[str, float]]:
        """For all documents that answer a query, best first: what the score is made of, on one scale, for learning."""
        return self._search(query).features()

    def _search(self, query: Query) -> Search:
        asked = asking.read(query.text, self.words, record=query.record)
        return Search(self.snapshot(), asked, self._question(query.text), query)

    def profile(self, query: Query) -> groups.Profile:
        """What the text of a record finds, as shares: needs with like profiles are alike (see `groups`)."""
        found = self.search(replace(query, limit=groups.DEPTH, offset=0, record=True))
        return groups.profile_of({hit.id: hit.score for hit in found.hits})

    def alike(self, document: Document, query: Query | None = None) -> Results:
        """Documents like this one, without itself; `query` may narrow them by kinds and filters (its text is not used)."""
        text = "\n".join(part for name in self.settings.fields if (part := document.fields.get(name)))
        query = query or Query("")
        return self.search(replace(query, text=text, record=True, exclude=query.exclude | {document.id}))

    def with_settings(self, settings: Settings) -> SearchIndex:
        """The same index under other weights."""
        other = SearchIndex(self.store, settings=settings, encoder=self.encoder, words=self._words)
        other._questions, other._remembering = self._questions, self._remembering
        return other

    def _writer(self, manifest: Manifest) -> Writer:
        fields = manifest.fields or tuple(self.settings.fields)
        manifest = manifest.following(fields=fields, words=manifest.words or fingerprint())
        snapshot = self._opened(manifest)
        return Writer(self.store, manifest, snapshot.parts)

    def _publish(self, writer: Writer) -> None:
        writer.drop_empty()
        writer.tidy()
        writer.publish()

    def _encoded(self, documents: Sequence[Document]) -> tuple[list[int], Vectors]:
        """The vectors of all texts that have none yet, with their keys."""
        empty = np.zeros((0, 0), dtype=np.float32)
        if self.encoder is None:
            return [], empty
        names = self.snapshot().manifest.fields or tuple(self.settings.fields)
        texts = {
            passage_key(text): text for document in documents for name in names if (text := document.fields.get(name))
        }
        texts.pop(0, None)
        keys = np.array(list(texts), dtype=np.uint64)
        missing = [int(key) for key in keys[rows_of(keys, self.snapshot().vectors) < 0]]
        return missing, self.encoder.passages([texts[key] for key in missing]) if missing else empty

    def _question(self, text: str) -> Question | None:
        if self.encoder is None or not text.strip() or not self.snapshot().vectors:
            return None
        text = text[:LONGEST_ENCODED]
        vector = self._questions.get(text)
        if vector is None:
            vector = self.encoder.queries([text])[0]
            with self._remembering:
                if len(self._questions) >= REMEMBERED_QUESTIONS:
                    self._questions.pop(next(iter(self._questions)))
                self._questions[text] = vector
        adapter = self.settings.adapter
        if adapter and adapter.encoder == self.encoder.name:
            vector = adapter.shifted(vector)
        return Question(vector, self.encoder.usual_likeness)
