"""Alike needs, cases and services, each with the reason why it is shown."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel.web.words import side_by_side
from yui.solving import finding
from yui.solving.finding import Card, FoundHit

KINDS = ("need", "case", "service")


@dataclass(frozen=True)
class Alike:
    """A record that is like what somebody writes, with its reasons in words."""

    card: Card
    reasons: tuple[Any, ...]


@dataclass(frozen=True)
class AlikeGroup:
    """Alike records of one kind."""

    kind: str
    label: Any
    items: tuple[Alike, ...]


def alike_to(
    title: str,
    body: str,
    *,
    kinds: Iterable[str] = KINDS,
    exclude: int | None = None,
    most: int = 3,
    version: Hashable = None,
) -> tuple[AlikeGroup, ...]:
    """What is alike, by kind; at most `most` of each, kinds without any left out. `exclude` is the need itself.

    `version` as in `finding.alike`: for public needs alone.
    """
    labels = {source.kind: source.label for source in finding.every_source()}
    groups = []
    for kind in (kind for kind in kinds if kind in labels):
        barred = [("need", exclude)] if exclude is not None else []
        found = finding.alike(title, body, kinds=(kind,), exclude=barred, limit=most, version=version)
        items = tuple(Alike(hit.card, reasons_of(hit)) for hit in found.hits)
        if items:
            groups.append(AlikeGroup(kind, labels[kind], items))
    return tuple(groups)


def reasons_of(hit: FoundHit) -> tuple[Any, ...]:
    """Why a record was found, in sentences."""
    said = {found for _, found in hit.synonyms}
    # Where meaning has found it, words that tell nothing (遠く, いつも) are no better reason.
    words = side_by_side(word for word in (hit.telling if hit.by_meaning else hit.words) if word not in said)
    sentences: list[Any] = [_("「%(words)s」が重なります") % {"words": words}] if words else []
    for asked, found in hit.synonyms:
        sentences.append(_("「%(asked)s」を「%(found)s」と書いています") % {"asked": asked, "found": found})
    if hit.by_meaning and not sentences:
        sentences.append(_("言っていることが近いです"))
    return tuple(sentences)
