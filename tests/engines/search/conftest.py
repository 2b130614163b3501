"""Indexes to try things on: one in a folder, one in PostgreSQL, and an encoder that needs no model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import psycopg
import pytest

from tests.databases.cluster import ClusterFailed, postgres_cluster
from yui.engines.search import Document, SearchIndex
from yui.engines.search.backends.postgres import PostgresStore, create_tables
from yui.engines.search.vectors import Vectors


class PairEncoder:
    """Vectors from pairs of letters: texts that share many pairs are alike. Counts what it was asked to encode."""

    name = "pairs"
    dimensions = 64
    usual_likeness = (0.3, 0.15)

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), self.dimensions), 0.05, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for pair in (text[place : place + 2] for place in range(len(text) - 1)):
                row[hashlib.sha256(pair.encode("utf-8", "replace")).digest()[0] % self.dimensions] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def encoder() -> PairEncoder:
    return PairEncoder()


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    """An empty index in a folder, words only."""
    return SearchIndex.open(tmp_path / "index")


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A database of a throw-away PostgreSQL cluster."""
    try:
        with postgres_cluster() as cluster:
            yield cluster.owner_url
    except ClusterFailed as failed:
        pytest.skip(str(failed))


@pytest.fixture(params=["folder", "postgres"])
def make_index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., SearchIndex]]:
    """A maker of indexes over one store; each call opens it anew, as another process would."""
    if request.param == "folder":
        yield lambda **options: SearchIndex.open(tmp_path / "index", **options)
        return
    connections: list[psycopg.Connection] = []

    def opened(**options: object) -> SearchIndex:
        connection = psycopg.connect(request.getfixturevalue("database_url"), autocommit=True)
        create_tables(connection)
        connections.append(connection)
        return SearchIndex(PostgresStore(connection, request.node.name[:60]), **options)  # type: ignore[arg-type]

    yield opened
    for connection in connections:
        connection.close()


def service(number: int | str, title: str, body: str = "", **options: object) -> Document:
    """A document as short as a test can say it."""
    return Document(str(number), "service", {"title": title, "body": body}, **options)  # type: ignore[arg-type]
