"""How far a text mentions what a need cannot do without. Pure.

A text is sentences of words; a requirement is words, each of which may be said in several ways. What counts is the one
sentence that holds most of them, so saying something twice, or ten times, is no more than saying it once. Nobody knows
from a text whether a requirement is met: this says what is mentioned, and people ask the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MENTIONED = 0.6
"""From this share of its words on a requirement counts as mentioned; of three words two, of two both."""

SCATTERED = 0.5
"""What a share below that counts: 電話 alone says little of 固定電話に声で届く."""

Way = frozenset[str]
"""Words that say something only together."""


@dataclass(frozen=True)
class Sought:
    """One word of a requirement: the ways to say it, how it is written there, and how much it says (1: it names)."""

    ways: frozenset[Way]
    written: str
    weight: float = 1.0


@dataclass(frozen=True)
class Requirement:
    """Something a need cannot do without. `denies`: it asks for something not to happen (間違えない)."""

    text: str
    words: tuple[Sought, ...]
    denies: bool = False


@dataclass(frozen=True)
class Sentence:
    """What is said at once. `denies`: it says that something is not so, or not possible."""

    words: frozenset[str]
    denies: bool = False


@dataclass(frozen=True)
class Mention:
    """How far a requirement is mentioned, from 0 to 1; `denied` where only a sentence that says no speaks of it."""

    text: str
    share: float = 0.0
    found: str = ""
    denied: bool = False

    @property
    def worth(self) -> float:
        """What it counts, from 0 to 1."""
        return self.share if self.enough else self.share * SCATTERED

    @property
    def enough(self) -> bool:
        """Is enough of it there to say that the text mentions it?"""
        return self.share >= MENTIONED


def mentions(requirements: Sequence[Requirement], text: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Each requirement that has words once, with the sentence that says most of it."""
    return tuple(_mention(one, text) for one in requirements if one.words)


def covered(of: Sequence[Mention]) -> float:
    """The share of the essentials that a text mentions: each counts the same."""
    return sum(one.worth for one in of) / len(of) if of else 0.0


def _mention(requirement: Requirement, text: Sequence[Sentence]) -> Mention:
    # A requirement that asks for a no is mentioned by sentences of both kinds: 取り違えない, 取り違えを防ぐ.
    saying = [one for one in text if requirement.denies or not one.denies]
    share, found = _best(requirement, saying)
    refused, _ = _best(requirement, [one for one in text if one not in saying])
    return Mention(requirement.text, share, found, denied=share < MENTIONED <= refused)


def _best(requirement: Requirement, text: Sequence[Sentence]) -> tuple[float, str]:
    whole = sum(word.weight for word in requirement.words)
    best: tuple[float, str] = (0.0, "")
    for sentence in text:
        met = [word for word in requirement.words if any(way <= sentence.words for way in word.ways)]
        share = sum(word.weight for word in met) / whole
        if share > best[0]:
            best = (share, _named(requirement, met))
    return best


def _named(requirement: Requirement, met: Sequence[Sought]) -> str:
    """The words met that name something, those that stand together in the requirement as one: 固定電話."""
    runs = [""]
    for word in requirement.words:
        if word not in met or word.weight < 1:
            runs.append("")
        elif runs[-1] + word.written in requirement.text:
            runs[-1] += word.written
        else:
            runs.append(word.written)
    return "」「".join(run for run in runs if run)
