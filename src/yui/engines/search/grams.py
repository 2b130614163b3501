"""Pairs of letters: the way by which any text of two letters or more is found, whatever the dictionary knows.

A pair is one number (first letter · 2²¹ + second letter), a posting is that number · 2¹⁶ + the document's number in its
segment: sorted numbers without repeats are the whole index.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from yui.engines.search.text import fold

LETTER_BITS = 21
DOCUMENT_BITS = 16
END = 0x0A
"""Stands behind the last letter of a run, so that it too begins a pair."""


@cache
def _is_letter(code: int) -> bool:
    return unicodedata.category(chr(code))[0] in "LNM" or chr(code) == "ー"


def letters(text: str) -> npt.NDArray[np.int64]:
    """The folded text as numbers of letters, with END for whatever is neither letter nor digit, and at the end."""
    codes = np.frombuffer(fold(text).encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
    kinds, places = np.unique(codes, return_inverse=True)
    known = np.array([code if _is_letter(int(code)) else END for code in kinds], dtype=np.int64)
    return np.append(known[places] if len(known) else codes, END)


def pairs(text: str) -> npt.NDArray[np.int64]:
    """The different pairs of a text as numbers, ascending; a last letter stands in a pair with END."""
    codes = letters(text)
    first, second = codes[:-1], codes[1:]
    return np.unique((first << LETTER_BITS | second)[first != END])


def inner_pairs(text: str) -> list[int]:
    """The pairs that a document must hold to hold this text: none with END at its end."""
    return [int(pair) for pair in pairs(text) if pair & (1 << LETTER_BITS) - 1 != END]


def beginning_with(letter: str) -> tuple[int, int]:
    """The range of the numbers of all pairs that begin with a letter."""
    code = ord(letter)
    return code << LETTER_BITS, code + 1 << LETTER_BITS
