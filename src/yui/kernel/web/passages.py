"""Passages in another language than their page: what people wrote in Japanese, on a page in English.

A voice that reads a page aloud, and a browser that translates one, must know where the language changes (WCAG 3.1.2).
People's words stand everywhere on our pages, also in the middle of our own sentences, so they are found in the finished
page: pages in Japanese pay nothing for it, and no template can forget it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = "々〆〇ぁ-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ\U00020000-\U0003ffff"
_TEXT = re.compile(f">([^<>{_LETTERS}]*[{_LETTERS}][^<]*)")
_NAME = re.compile(r"</?([\w-]+)")
_LETTER = re.compile(f"[{_LETTERS}]")
_SPACES = re.compile(r"(\s+)")
_ROUND = ".,:!?“”()"
"""Signs of the English sentence around a passage. No semicolon: an entity ends with one."""
_WORDS_ALONE = {"title", "option", "text"}
"""Elements in which no other may stand: they say their language themselves, by what most of their letters are."""
_NOT_READ = {"script", "style", "textarea"}
_MARK = ' lang="ja"'
_SPAN = '<span lang="ja">%s</span>'


def mark_japanese(html: str) -> str:
    """The page with `lang="ja"` on every passage in Japanese letters: on its element where it fills one, else in a `span`.

    Attributes, and what somebody is typing, are left as they are.
    """
    out, done = [], 0
    for match in _TEXT.finditer(html):
        start, end = match.span(1)
        tag = html[html.rfind("<", 0, start) : start]
        named = _NAME.match(tag)
        name = named[1].lower() if named else ""
        if name in _NOT_READ or _MARK in tag:
            continue
        if name not in _WORDS_ALONE:
            marked = _marked(match[1])
            fills = marked == _SPAN % match[1] and _takes_mark(tag) and html.startswith(f"</{name}>", end)
        elif fills := _mostly_japanese(match[1]):
            marked = match[1]
        else:
            continue
        out += [html[done : start - 1], f"{_MARK}>{match[1]}"] if fills else [html[done:start], marked]
        done = end
    return "".join([*out, html[done:]])


def _takes_mark(tag: str) -> bool:
    return tag[1:2] != "/" and " lang=" not in tag and ">" not in tag[:-1]


@lru_cache(maxsize=4096)
def _marked(text: str) -> str:
    """Words between spaces are Japanese or not; those beside each other are one passage."""
    out: list[str] = []
    passage: list[str] = []
    for piece in _SPACES.split(text):
        if _LETTER.search(piece) or (passage and piece.isspace()):
            passage.append(piece)
        else:
            out += [_in_span("".join(passage)), piece]
            passage = []
    return "".join([*out, _in_span("".join(passage))])


def _in_span(passage: str) -> str:
    inside = passage.rstrip().strip(_ROUND)
    if not inside:
        return passage
    before, _inside, after = passage.partition(inside)
    return before + _SPAN % inside + after


def _mostly_japanese(text: str) -> bool:
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return len(_LETTER.findall(text)) > latin
