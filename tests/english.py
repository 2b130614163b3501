"""What a page in English says in Japanese, and which of it nobody wrote."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.db import connection
from django.db.models import CharField, JSONField, TextField
from django.http import Http404
from django.test import Client
from django.urls import resolve
from django.utils import translation

from yui.kernel.web import units
from yui.kernel.web.passages import mark_japanese

OURS_IN_JAPANESE = {"結", "結 Yui", "日本語", "やさしい日本語", "みじかい 文で、ふりがなが つきます。"}
"""The name of the platform, and its languages in their own words."""
_SILENT = {"script", "style", "textarea"}
_SPOKEN = ("aria-label", "alt", "placeholder", "title")
_BETWEEN = re.compile(r"[“”,]\s|[“”…｜　]|: | – | \(")
_NUMBER = re.compile(r"^[−+±]?[\d,.]+")
_JAPANESE = re.compile("[々〆ぁ-ヿ一-鿿、。「」（）％：]")


class Passages(HTMLParser):
    """Every Japanese passage of a page, those of its attributes too."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        self.found += [
            words
            for name in _SPOKEN
            if (value := given.get(name)) and tag != "textarea"
            for words in re.findall(r'<span lang="ja">(.*?)</span>', mark_japanese(f"<p>- {value}</p>"))
        ]
        if tag not in {"input", "br", "img", "meta", "link", "hr"}:
            self._open.append((tag, given.get("lang") == "ja" or any(ja for _tag, ja in self._open)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, japanese = self._open[-1] if self._open else ("", False)
        if tag not in _SILENT and (japanese or _JAPANESE.search(data)):
            self.found.append(data)


def nobody_wrote(html: str, written: str) -> list[str]:
    """The Japanese pieces of a page that stand nowhere in what people wrote: our own words, units and signs."""
    pieces = (
        piece.strip(" .,()\n") for passage in Passages(mark_japanese(html)).found for piece in _BETWEEN.split(passage)
    )
    return [
        piece
        for piece in pieces
        if _JAPANESE.search(piece) and not _stands_in(written, piece) and piece not in OURS_IN_JAPANESE
    ]


def _stands_in(written: str, piece: str) -> bool:
    """Whether somebody wrote it, or its unit after a number: one that no page can say in English."""
    unit = _NUMBER.sub("", piece)
    with translation.override("en"):
        return piece in written or (unit != piece and unit in written and units.alone(unit) == unit)


def written_by_people() -> str:
    """All texts in the database, one below the other."""
    texts: set[str] = set()
    for model in apps.get_models():
        names = [
            field.column
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField | JSONField)
        ]
        if not names or not model._meta.managed:
            continue
        with connection.cursor() as cursor:
            quoted = ", ".join(connection.ops.quote_name(name) for name in names)
            cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(model._meta.db_table)}")
            texts.update(text for row in cursor.fetchall() for value in row for text in _texts(value))
    return "\n".join(texts)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str) and "\\u" in value:  # JSON as SQLite gives it
        return [value.encode().decode("unicode_escape", "replace")]
    return [value] if isinstance(value, str) else [str(value)] if value else []


def in_english(client: Client) -> Client:
    """The browser of somebody who has chosen English."""
    client.get("/preferences/", {"language": "en"})
    return client


def pages(client: Client, *starts: str, each: int = 2) -> Iterator[tuple[str, str]]:
    """Follow every link from `starts`: the address and the HTML of so many pages of `each` kind."""
    seen: set[str] = set()
    kinds: Counter[str] = Counter()
    waiting = deque(starts)
    while waiting:
        address = waiting.popleft()
        kind = _kind(address)
        if address in seen or kinds[kind] >= each or not kind:
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        kinds[kind] += 1
        html = answer.content.decode()
        yield address, html
        waiting.extend(urljoin(address, link).partition("#")[0] for link in Passages(html).links)


def _kind(address: str) -> str:
    """The view an address leads to, and what it asks first; nothing for the parts shown to builders and other sites."""
    parts = urlsplit(address)
    if parts.netloc or parts.path.startswith(("/gallery/", "/account/logout", "/licences/")):
        return ""
    try:
        return f"{resolve(parts.path).view_name}?{parts.query.partition('=')[0]}"
    except Http404:
        return ""
