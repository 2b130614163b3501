"""The store that the settings name."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from yui.kernel.files.backends import Store
from yui.kernel.files.backends.folder import FolderStore
from yui.kernel.files.backends.memory import MemoryStore

_BACKENDS: dict[str, type[FolderStore] | type[MemoryStore]] = {"folder": FolderStore, "memory": MemoryStore}


def the_store() -> Store:
    """Where contents lie: `YUI_FILES` is `folder:/path` or `memory:name`; default: a folder beside the data."""
    return _store(getattr(settings, "YUI_FILES", "") or f"folder:{settings.YUI_HOME / 'files'}")


@cache
def _store(address: str) -> Store:
    scheme, _, location = address.partition(":")
    return _BACKENDS[scheme](location)
