"""Text as search compares it: one form for widths, letter case and kana."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from yui.values.text import unpiled

KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_KATAKANA = re.compile("[ァ-ヶ]{1,16}")


def fold(text: str) -> str:
    """The text in NFKC, lower case and hiragana, so that ごみ, ゴミ and ｺﾞﾐ are one word."""
    return _KATAKANA.sub(_in_hiragana, unicodedata.normalize("NFKC", unpiled(text)).lower())


def _in_hiragana(found: re.Match[str]) -> str:
    return _hiragana(found[0])


@lru_cache(maxsize=4096)
def _hiragana(katakana: str) -> str:
    """Words, which come again: to translate the whole text letter by letter takes twice the time."""
    return katakana.translate(KATAKANA_TO_HIRAGANA)


def folded_with_positions(text: str) -> tuple[str, Sequence[int]]:
    """The folded text and, for each of its letters and its end, the position in the original text."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded, range(len(text) + 1)
    letters: list[str] = []
    positions: list[int] = []
    for begin, cluster in _clusters(text):
        part = fold(cluster)
        letters.append(part)
        positions.extend([begin] * len(part))
    positions.append(len(text))
    return "".join(letters), positions


def _clusters(text: str) -> list[tuple[int, str]]:
    """The letters with the marks that melt into them in NFKC (ｶﾞ, が): each with its position."""
    clusters: list[tuple[int, str]] = []
    for position, letter in enumerate(text):
        if clusters and (unicodedata.combining(letter) or letter in "ﾞﾟ"):
            begin, before = clusters[-1]
            clusters[-1] = (begin, before + letter)
        else:
            clusters.append((position, letter))
    return clusters
