from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from yui.engines import readings
from yui.kernel.web import furigana
from yui.kernel.web.middleware import apply
from yui.kernel.web.preferences import Preferences
from yui.kernel.web.rendering import the_environment

READINGS = {"困": "こま", "町": "まち", "窓口": "まどぐち"}


@pytest.fixture(autouse=True)
def the_dictionary_alone() -> Iterator[None]:
    """Readings without the corrections that the sites bring along: these tests have no database."""
    before = furigana._latest
    furigana.use(readings.furigana)
    yield
    furigana.use_latest(before)


@pytest.fixture
def asking() -> Callable[..., HttpRequest]:
    """A request of somebody with these preferences."""

    def make(path: str = "/somewhere/", data: dict[str, str] | None = None, **wishes: str) -> HttpRequest:
        request = RequestFactory().get(path, data)
        request._messages = []  # type: ignore[attr-defined]
        apply(request, Preferences().changed(wishes), wishes.get("language", "ja"))
        return request

    return make


@pytest.fixture
def printed(asking: Callable[..., HttpRequest]) -> Callable[..., str]:
    """What a template text prints on a page."""

    def write(text: str, *, request: HttpRequest | None = None, **values: Any) -> str:
        return the_environment().from_string(text).render(request=request or asking(), **values)

    return write


@pytest.fixture
def known_readings() -> Iterator[None]:
    """Three words whose reading is known, instead of a dictionary."""

    def read(text: str) -> list[tuple[str, str | None]]:
        pieces: list[tuple[str, str | None]] = []
        while text:
            word = next((word for word in READINGS if text.startswith(word)), text[0])
            pieces.append((word, READINGS.get(word)))
            text = text[len(word) :]
        return pieces

    before = furigana._latest
    furigana.use(read)
    yield
    furigana.use_latest(before)


@pytest.fixture
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
