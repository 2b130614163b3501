"""An index in PostgreSQL: its blocks are rows that never change, its manifest is one row replaced in a transaction.

Every process keeps the blocks it has read in a folder of its own and reads them there, so a search costs one small
query for the manifest and is otherwise as fast, and gives the same results, as the index in a folder. A change takes
part in the transaction of the connection it was handed: it counts when that commits, or never.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, LiteralString
from uuid import uuid4

from psycopg import Connection, Cursor
from psycopg.rows import tuple_row

from yui.engines.search.blocks import Block, BrokenBlock
from yui.engines.search.store import Manifest

SCHEMA: LiteralString = """
CREATE TABLE IF NOT EXISTS search_index (
    name text PRIMARY KEY,
    version text NOT NULL,
    manifest text NOT NULL
);
CREATE TABLE IF NOT EXISTS search_block (
    index_name text NOT NULL REFERENCES search_index (name) ON DELETE CASCADE,
    name text NOT NULL,
    piece integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (index_name, name, piece)
);
ALTER TABLE search_block ALTER COLUMN content SET STORAGE EXTERNAL;
"""
"""The tables, for an index of its own; in the installation's database a migration makes the same."""

PIECE = 8 << 20
"""Bytes in a row: well below PostgreSQL's limit of 1 GB, and little enough to hold in memory."""


KEPT = 600.0
"""Seconds for which a copy of a dropped block stays: several indexes and processes may share the folder."""


def create_tables(connection: Connection[Any]) -> None:
    """Make the tables where they are missing."""
    connection.execute(SCHEMA)


class PostgresStore:
    """One index of a database, by its name."""

    def __init__(
        self,
        connection: Connection[Any] | Callable[[], Connection[Any]],
        name: str,
        cache: Path | None = None,
        transaction: Callable[[], AbstractContextManager[Any]] | None = None,
    ) -> None:
        """`connection` may be a function that gives each thread its own.

        `cache` is the folder for blocks that were read; without one a folder of this process is used. `transaction`
        begins one on that connection, where somebody else keeps account of its transactions.
        """
        self._connect = connection
        self._transaction = transaction
        self.name = name
        self._temporary = None if cache else tempfile.TemporaryDirectory(prefix="yui-search-")
        self.cache = cache or Path(self._temporary.name if self._temporary else "")

    @property
    def connection(self) -> Connection[Any]:
        """The connection to use here and now."""
        return self._connect if isinstance(self._connect, Connection) else self._connect()

    def manifest(self, known: Manifest | None) -> Manifest:
        """The manifest in force; one row is asked for, and no manifest comes back while nothing has changed."""
        version = known.version if known is not None else ""
        row = self.connection.execute(
            "SELECT CASE WHEN version <> %s THEN manifest END FROM search_index WHERE name = %s", (version, self.name)
        ).fetchone()
        if row is None:
            return known if known is not None and not known.version else Manifest()
        if row[0] is None and known is not None:
            return known
        found = Manifest.read(row[0])
        self._forget(found)
        return found

    def block(self, name: str) -> Block:
        """A block, opened from the copy in this machine's folder, which is fetched when it is not there yet."""
        path = self.cache / f"{name}.block"
        if not path.exists():
            self._fetch(name, path)
        try:
            return Block(path)
        except BrokenBlock:
            # Cut short by a loss of power or a full disk; the database has it whole.
            self._fetch(name, path)
            return Block(path)

    def _fetch(self, name: str, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{name}.{os.getpid()}-{uuid4().hex}.draft")
        found = False
        try:
            with draft.open("wb") as file:
                for piece in self._pieces(name):
                    file.write(piece)
                    found = True
                file.flush()
                os.fsync(file.fileno())
            if not found:
                raise KeyError(name)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _pieces(self, name: str) -> Iterator[bytes]:
        # One statement sees all pieces or none; a writer may drop the block between two. Row by row they need no memory.
        # A cursor of the plain kind, whichever the connection usually gives: only that one streams bytes as they are.
        with Cursor(self.connection, row_factory=tuple_row) as cursor:
            for (content,) in cursor.stream(
                "SELECT content FROM search_block WHERE index_name = %s AND name = %s ORDER BY piece",
                (self.name, name),
                binary=True,
            ):
                yield content

    @contextmanager
    def writing(self) -> Iterator[Manifest]:
        """The right to write until the transaction ends; other writers wait at the row of the index."""
        with self._transaction() if self._transaction else self.connection.transaction():
            self.connection.execute(
                "INSERT INTO search_index (name, version, manifest) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                (self.name, "", Manifest().written()),
            )
            row = self.connection.execute(
                "SELECT manifest FROM search_index WHERE name = %s FOR UPDATE", (self.name,)
            ).fetchone()
            assert row is not None
            yield Manifest.read(row[0])

    def save(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        """Keep a block as rows; it counts when the transaction commits."""
        for number, content in enumerate(_regrouped(pieces)):
            self.connection.execute(
                "INSERT INTO search_block (index_name, name, piece, content) VALUES (%s, %s, %s, %s)",
                (self.name, name, number, content),
            )

    def publish(self, manifest: Manifest) -> None:
        """Put a manifest in force when the transaction commits, and drop the blocks it needs no more."""
        self.connection.execute(
            "UPDATE search_index SET version = %s, manifest = %s WHERE name = %s",
            (manifest.version, manifest.written(), self.name),
        )
        self.connection.execute(
            "DELETE FROM search_block WHERE index_name = %s AND NOT name = ANY(%s)",
            (self.name, sorted(manifest.names())),
        )

    def _forget(self, manifest: Manifest) -> None:
        """Remove old copies of blocks that are needed no more; who has one mapped keeps it until it is closed."""
        needed = {f"{name}.block" for name in manifest.names()}
        for path in self.cache.glob("*.block"):
            with suppress(FileNotFoundError):
                if path.name not in needed and time.time() - path.stat().st_mtime > KEPT:
                    path.unlink()


def _regrouped(pieces: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """The same bytes in pieces of at most PIECE."""
    waiting = bytearray()
    for piece in pieces:
        view = memoryview(piece)
        for begin in range(0, len(view), PIECE):
            waiting += view[begin : begin + PIECE]
            while len(waiting) >= PIECE:
                yield bytes(waiting[:PIECE])
                del waiting[:PIECE]
    if waiting:
        yield bytes(waiting)
