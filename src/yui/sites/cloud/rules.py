"""What can be kept as the reading of a word: pure functions of plain values."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from yui.engines.readings import has_kanji, is_readable
from yui.values.kana import to_full_width, to_hiragana

WORD_LIMIT = 60
KANA_LIMIT = 120
_SPACES = str.maketrans("", "", " \u3000・")
_LETTERS_OF_A_NAME = 3
"""津市 also stands within 会津市民: a shorter name of an organisation is left to the dictionary."""


class Fault(StrEnum):
    """Why a word or its reading cannot be kept."""

    TOO_LONG = "too-long"
    NO_KANJI = "no-kanji"
    NOT_KANA = "not-kana"


def as_kept(kana: str) -> str:
    """A reading as it stands over a word: hiragana, composed, without spaces."""
    return unicodedata.normalize("NFC", to_hiragana(to_full_width(kana)).translate(_SPACES))


def by_word(kana: str) -> str:
    """The reading of a name of several words, each as it is kept: a `Reader` lays them over the words of the name."""
    return " ".join(as_kept(word) for word in kana.replace("・", " ").split())


def faults_of(word: str, kana: str) -> dict[str, Fault]:
    """What is wrong with a word and with its reading as kept; empty when both can be kept."""
    faults = {}
    if len(word) > WORD_LIMIT:
        faults["word"] = Fault.TOO_LONG
    elif not has_kanji(word):
        faults["word"] = Fault.NO_KANJI
    if len(kana) > KANA_LIMIT:
        faults["kana"] = Fault.TOO_LONG
    elif not is_readable(kana):
        faults["kana"] = Fault.NOT_KANA
    return faults


def tells_reading(name: str, kana: str) -> bool:
    """Whether the name of an organisation is read by its own kana wherever it stands."""
    return len(name) >= _LETTERS_OF_A_NAME and has_kanji(name) and is_readable(kana)
