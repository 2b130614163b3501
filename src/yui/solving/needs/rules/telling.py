"""Receipt numbers, and who is let in: a guard against spam that asks nobody outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final

from yui.values.text import ProblemKind, problems_of, tidied
from yui.values.unreadable import Unreadable

RECEIPT_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
WORDS_LIMIT: Final = 2000
OPENING_LIMIT: Final = 200
ANSWER_LIMIT: Final = 1000
FASTEST: Final = timedelta(seconds=3)
SLOWEST: Final = timedelta(hours=24)
LINKS_MOST: Final = 2
FROM_ONE_ADDRESS: Final = 5
TO_ONE_TOWN: Final = 300
CONFIRM_WITHIN: Final = timedelta(days=7)
SENDER_KEPT: Final = timedelta(days=2)

_LINK = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)
_DASHES = re.compile("[-‐‑–—−ー－ ]")


def opening_words(given: str) -> str:
    """The words of a link that may stand in the box before anybody writes: short, plain, without addresses; else none.

    A link can come from anywhere, so it may begin a sentence and not more.
    """
    if _LINK.search(given) or problems_of(given, ProblemKind.HALF_CHARACTER, ProblemKind.CONTROL, ProblemKind.HIDDEN):
        return ""
    return given.strip()[:OPENING_LIMIT]


def receipt_number(year: int, choose: Callable[[Sequence[str]], str]) -> str:
    """A number such as K-2026-7HQM-X4TD: read aloud without mistakes, and of 8·10¹¹ nobody guesses one."""
    letters = "".join(choose(RECEIPT_LETTERS) for _ in range(8))
    return f"K-{year}-{letters[:4]}-{letters[4:]}"


def receipt_key(typed: str) -> str:
    """The letters and digits of a receipt number as typed, full width or small, with or without hyphens; else empty."""
    try:
        plain = tidied(typed)
    except Unreadable:
        return ""
    key = _DASHES.sub("", plain).upper()
    return key if key.isascii() and key.isalnum() and 6 <= len(key) <= 24 else ""


class Suspicion(StrEnum):
    """Why a trouble is not taken at once."""

    TRAP = "trap"
    TOO_FAST = "too_fast"
    TOO_OLD = "too_old"
    LINKS = "links"
    TOO_MANY = "too_many"
    TOWN_FULL = "town_full"


def suspicion(
    *, trap: str, taken: timedelta | None, words: str, from_address_today: int, to_town_today: int
) -> Suspicion | None:
    """The first reason not to take it. `taken` is the time since the form was opened; None: its token was not ours."""
    if trap.strip():
        return Suspicion.TRAP
    if taken is None or taken > SLOWEST:
        return Suspicion.TOO_OLD
    if taken < FASTEST:
        return Suspicion.TOO_FAST
    if len(_LINK.findall(words)) > LINKS_MOST:
        return Suspicion.LINKS
    if from_address_today >= FROM_ONE_ADDRESS:
        return Suspicion.TOO_MANY
    return Suspicion.TOWN_FULL if to_town_today >= TO_ONE_TOWN else None
