"""The words of templates in the reader's language.

Django looks up the active language at every word, which cost a fifth of a page. It cannot change while one template
renders, so it is asked once a rendering and the words are remembered by language.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy
from markupsafe import Markup

LAZY = type(gettext_lazy("はい"))
"""The type of a sentence that is translated when it is shown."""

_language: ContextVar[str | None] = ContextVar("yui_language", default=None)


@contextmanager
def speaking() -> Iterator[None]:
    """Fix the language active now for all words said inside the block."""
    token = _language.set(translation.get_language() or "")
    try:
        yield
    finally:
        _language.reset(token)


def language() -> str:
    """The language of the page being rendered."""
    return _language.get() or translation.get_language() or "ja"


def said(text: str, **values: Any) -> Markup:
    """`_("全%(total)s件", total=n)`: the text in the page's language, with the values escaped in it.

    A percent sign in the text is written twice, with values or without.
    """
    words = _remembered(_language.get() or translation.get_language() or "", text)
    return words % values if values or "%" in words else words


def in_words(text: Any) -> str:
    """What a LAZY sentence says in the page's language, as `str(text)` would say it."""
    (sentence,) = text._args
    return _plain(_language.get() or translation.get_language() or "", sentence)


@lru_cache(maxsize=8192)
def _plain(language: str, text: str) -> str:
    """In the language that it is remembered under, whatever is active at the moment."""
    with translation.override(language) if language else nullcontext():
        return translation.gettext(text)


@lru_cache(maxsize=8192)
def _remembered(language: str, text: str) -> Markup:
    return Markup(_plain(language, text))  # noqa: S704 - our own sentence, or its translation
