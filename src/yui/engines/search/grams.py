"""Pairs of letters: the way by which any text of two letters or more is found, whatever the dictionary knows.

A pair is one number (first letter · 2²¹ + second letter), a posting is that number · 2¹⁶ + the document's number in its
segment: sorted numbers without repeats are the whole index.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import ceil

import numpy as np
import numpy.typing as npt

from yui.engines.search.blocks import Array
from yui.engines.search.segments import Segment
from yui.engines.search.text import fold

LETTER_BITS = 21
DOCUMENT_BITS = 16
END = 0x0A
"""Stands behind the last letter of a run, so that it too begins a pair."""

MOST_PAIRS = 60
"""Pairs of a long text that are looked for."""


@cache
def _is_letter(code: int) -> bool:
    return unicodedata.category(chr(code))[0] in "LNM" or chr(code) == "ー"


def letters(text: str) -> npt.NDArray[np.int64]:
    """The folded text as numbers of letters, with END for whatever is neither letter nor digit."""
    codes = np.frombuffer(fold(text).encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
    kinds = np.flatnonzero(np.bincount(codes)) if len(codes) else codes
    table = np.full(int(codes.max(initial=0)) + 1, END, dtype=np.int64)
    known = np.array([code for code in kinds.tolist() if _is_letter(code)], dtype=np.int64)
    table[known] = known
    return table[codes]


def postings(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """The different pairs of each text, as sorted postings; a text's number is its place."""
    folded = [fold(text) for text in texts]
    # Each text ends with a sign that is no letter, so that its last letter begins a pair and no pair spans two texts.
    codes = letters("\n".join(folded) + "\n")
    numbers = np.repeat(np.arange(len(folded)), [len(text) + 1 for text in folded])
    first, second = codes[:-1], codes[1:]
    pairs = (first << LETTER_BITS | second) << DOCUMENT_BITS | numbers[:-1]
    found: npt.NDArray[np.int64] = pairs[first != END]
    # Sorting and comparing neighbours takes a quarter of the time of np.unique, which hashes.
    found.sort()
    different = np.ones(len(found), dtype=np.bool_)
    different[1:] = found[1:] != found[:-1]
    return found[different]


def inner_pairs(text: str) -> list[int]:
    """The pairs that a document must hold to hold this text (a short one)."""
    codes = [code if _is_letter(code) else END for code in map(ord, fold(text))]
    pairs = {first << LETTER_BITS | second for first, second in pairwise(codes) if END not in (first, second)}
    return sorted(pairs)


def beginning_with(letter: str) -> tuple[int, int]:
    """The range of the numbers of all pairs that begin with a letter."""
    code = ord(letter)
    return code << LETTER_BITS, code + 1 << LETTER_BITS


def holding(segment: Segment, text: str, pairs: Sequence[int], share: float) -> tuple[Array, npt.NDArray[np.float32]]:
    """The documents that hold at least this share of the letter pairs of a text, and the share that each holds."""
    if len(text) == 1:
        found = [np.unique(segment.with_grams_between(*beginning_with(text)))]
    else:
        found = sorted((segment.with_gram(pair) for pair in pairs[:MOST_PAIRS]), key=len)
    if share < 1 and len(found) > 1:
        return _holding_most(segment, found, share)
    documents = found[0] if found else np.zeros(0, dtype=np.uint16)
    for others in found[1:]:
        if not len(documents):
            break
        places = np.minimum(others.searchsorted(documents), len(others) - 1)
        documents = documents[others[places] == documents]
    return documents, np.ones(len(documents), dtype=np.float32)


def _holding_most(segment: Segment, found: Sequence[Array], share: float) -> tuple[Array, npt.NDArray[np.float32]]:
    """The same where not all pairs are needed; `found` is in the order of length.

    Who holds enough pairs holds one of the few rarest, so the long lists of frequent pairs are only looked into for those.
    """
    needed = max(1, ceil(share * len(found) - 1e-9))
    rare, frequent = found[: len(found) - needed + 1], found[len(found) - needed + 1 :]
    counts = np.zeros(segment.size, dtype=np.uint8)
    for documents in rare:
        np.add.at(counts, documents, np.uint8(1))
    kept = np.flatnonzero(counts).astype(np.uint16)
    held = counts[kept]
    for left, others in zip(range(len(frequent), 0, -1), frequent, strict=True):
        hopeful = held + left >= needed
        kept, held = kept[hopeful], held[hopeful]
        places = np.minimum(others.searchsorted(kept), len(others) - 1)
        held = held + (others[places] == kept)
    enough = held >= needed
    return kept[enough], (held[enough] / np.float32(len(found))).astype(np.float32)
