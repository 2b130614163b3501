"""ふりがな: readings over kanji, for readers who asked for them.

The readings come from whatever registers itself with `use` or `use_latest`; pages work without any. Texts already carrying <ruby>, and
places where ruby cannot stand (form values, titles, drawings), are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup, escape

from yui.kernel.web import current

_KANJI = re.compile("[々〆㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]")
_TOKEN = re.compile(r"""<(/?)([a-zA-Z][\w-]*)(?:[^>"']|"[^"]*"|'[^']*')*>|<!--.*?-->|<![^>]*>|[^<]+""", re.DOTALL)
_ENTITY = re.compile(r"(&[#\w]+;)")
_LEAVE = {"script", "style", "textarea", "title", "option", "svg", "ruby", "code", "kbd", "template"}

MOST_UNDER_ONE_READING = 12
"""Letters. A line does not break within ruby: over more of them it is wider than a phone, so the reading stands behind."""


class Readings(Protocol):
    """Something that knows how Japanese words are read, as `yui.engines.readings.furigana` does."""

    def __hash__(self) -> int:
        """Its identity: what one object said of a text is remembered."""

    def __call__(self, text: str) -> Iterable[tuple[str, str | None]]:
        """`text` cut in pieces, each with its reading in hiragana where it has kanji, else None."""


_DATE = re.compile(r"(?:(\d{1,4})年)?(\d{1,2})月(\d{1,2})日(?:（([月火水木金土日])）)?")
_DAYS = dict(
    zip(
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "14", "20", "24"],
        [
            "ついたち",
            "ふつか",
            "みっか",
            "よっか",
            "いつか",
            "むいか",
            "なのか",
            "ようか",
            "ここのか",
            "とおか",
            "じゅうよっか",
            "はつか",
            "にじゅうよっか",
        ],
        strict=True,
    )
)
_WEEKDAYS = dict(zip("月火水木金土日", ["げつ", "か", "すい", "もく", "きん", "ど", "にち"], strict=True))


def _nobody() -> None:
    return None


_latest: Callable[[], Readings | None] = _nobody


def use(readings: Readings | None) -> None:
    """Take all readings from `readings`. None is off."""
    use_latest(lambda: readings)


def use_latest(latest: Callable[[], Readings | None]) -> None:
    """Take the readings of each page from what `latest()` gives then: another object where corrections changed."""
    global _latest
    _latest = latest


def furigana(text: object) -> object:
    """The filter: `text` with ruby when the reader asked for furigana, else `text` as it is."""
    request = current.request()
    if not getattr(request, "furigana", False) or text is None or hasattr(text, "__html__"):
        return text
    return Markup(annotate(str(escape(text))))  # noqa: S704 - escaped the moment before


def annotate(html: str) -> str:
    """HTML with ruby over every kanji word of its running text."""
    readings = _latest()
    if readings is None:
        return html
    out: list[str] = []
    leaving = ""
    depth = 0
    for token in _TOKEN.finditer(html):
        piece, name = token.group(), (token.group(2) or "").lower()
        if leaving:
            depth += (-1 if token.group(1) else 1) if name == leaving else 0
            leaving = leaving if depth else ""
        elif name in _LEAVE and not token.group(1) and not piece.endswith("/>"):
            leaving, depth = name, 1
        elif not name and not piece.startswith("<") and _KANJI.search(piece):
            piece = "".join(_ruby(part, readings) if _KANJI.search(part) else part for part in _ENTITY.split(piece))
        out.append(piece)
    return "".join(out)


@lru_cache(maxsize=4096)
def _ruby(text: str, readings: Readings) -> str:
    """One run of escaped text without entities, with its ruby. What older readings gave is never asked for again."""
    out, end = [], 0
    for date in _DATE.finditer(text):
        out += [_read(text[end : date.start()], readings), _date(*date.groups())]
        end = date.end()
    return "".join([*out, _read(text[end:], readings)])


def _read(text: str, readings: Readings) -> str:
    return "".join(_over(piece, reading) for piece, reading in readings(text)) if text else ""


def _date(year: str | None, month: str, day: str, weekday: str | None) -> str:
    """A date as it is said: 2日 is ふつか and （月） is げつ, which no dictionary of words knows."""
    said = (year + _over("年", "ねん") if year else "") + month + _over("月", "がつ")
    said += _over(f"{day}日", _DAYS[day]) if day in _DAYS else day + _over("日", "にち")
    return said + (f"（{_over(weekday, _WEEKDAYS[weekday])}）" if weekday else "")


def _over(text: str, reading: str | None) -> str:
    if reading and len(text) > MOST_UNDER_ONE_READING:
        return f"{text}<span>（{reading}）</span>"
    return f"<ruby>{text}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>" if reading else text
