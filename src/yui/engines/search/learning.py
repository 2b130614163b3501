"""A re-ranker that learns from what coordinators chose, and says what it would change before anything changes.

Two things are learnt: how much words and the meaning of each field weigh (a logistic fit over the candidates of each
question), and, with an encoder, an adapter: a shift of a question's vector towards the texts that were chosen for alike
questions. Both are tried on judgements that were held back. `learn` returns a lesson with the old and the new figures;
whether it counts is decided by a person, who puts its settings in force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from yui.engines.search.documents import Query
from yui.engines.search.index import SearchIndex
from yui.engines.search.measures import Measures, measured
from yui.engines.search.settings import Adapter, FieldWeight, Settings

ENOUGH = 50
"""Judged questions below which nothing is learnt."""

HELD_BACK = 3
"""One question in so many is held back to compare the old with the new."""

RIVALS = 30
"""Best other candidates of a question that the fit compares the chosen ones with."""

ADAPTER_STRENGTHS = (0.0, 0.3, 0.6)
"""How far the adapter may shift a question; 0 is without it."""

_RIDGE = 20.0
_STEPS = 300
_RATE = 0.3
_KEEP = 0.02

Floats = npt.NDArray[np.float64]


class TooFewJudgements(Exception):
    """There are not yet enough judged questions to learn from; `count` says how many there are."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} judged questions, {ENOUGH} are needed")
        self.count = count


@dataclass(frozen=True)
class Judgement:
    """A question and what a coordinator said of one document: chosen, or looked at and declined."""

    text: str
    document: str
    chosen: bool


@dataclass(frozen=True)
class Lesson:
    """What was learnt: new settings, and how old and new do on the questions that were held back."""

    settings: Settings
    learnt_from: int
    old: Measures
    new: Measures

    @property
    def better(self) -> bool:
        """Do the new settings find more than the old ones?"""
        return self.new.ndcg10 > self.old.ndcg10


def learn(index: SearchIndex, judgements: Sequence[Judgement], kinds: tuple[str, ...] = ()) -> Lesson:
    """Learn from judgements; TooFewJudgements below fifty judged questions with something chosen."""
    chosen = _chosen(judgements)
    if len(chosen) < ENOUGH:
        raise TooFewJudgements(len(chosen))
    taught = {text: right for text, right in chosen.items() if not _is_held_back(text)}
    held = {text: right for text, right in chosen.items() if text not in taught}
    inner = {text: right for place, (text, right) in enumerate(taught.items()) if place % 4}
    outer = {text: right for text, right in taught.items() if text not in inner}
    strengths = ADAPTER_STRENGTHS if index.encoder is not None else ADAPTER_STRENGTHS[:1]
    trials = [
        (_tried(index, _fitted(index, inner, kinds, strength), outer, kinds).ndcg10, -strength)
        for strength in strengths
    ]
    settings = _fitted(index, taught, kinds, -max(trials)[1])
    old, new = (_tried(index, weights, held, kinds) for weights in (index.settings, settings))
    return Lesson(settings, len(taught), old, new)


def tried(
    index: SearchIndex, settings: Settings, judgements: Sequence[Judgement], kinds: tuple[str, ...] = ()
) -> Measures:
    """How other settings do on the questions that `learn` holds back of the same judgements."""
    held = {text: right for text, right in _chosen(judgements).items() if _is_held_back(text)}
    return _tried(index, settings, held, kinds)


def _chosen(judgements: Sequence[Judgement]) -> dict[str, dict[str, int]]:
    """The documents chosen for each question; the latest word on a pair counts."""
    latest = {(one.text, one.document): one.chosen for one in judgements}
    right: dict[str, dict[str, int]] = {}
    for (text, document), chosen in latest.items():
        if chosen:
            right.setdefault(text, {})[document] = 1
    return right


def _is_held_back(text: str) -> bool:
    """Decided by the text itself, so that a question never moves between the two sides."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=4).digest()[0] % HELD_BACK == 0


def _tried(
    index: SearchIndex, settings: Settings, right: Mapping[str, Mapping[str, int]], kinds: tuple[str, ...]
) -> Measures:
    trial = index.with_settings(settings)
    return measured({text: trial.ranking(Query(text, kinds=kinds, every=True)) for text in right}, right)


def _fitted(
    index: SearchIndex, right: Mapping[str, Mapping[str, int]], kinds: tuple[str, ...], strength: float
) -> Settings:
    settings = index.settings
    if strength and index.encoder is not None:
        settings = replace(settings, adapter=_adapter(index, right, strength))
    names = list(index.snapshot().manifest.fields)
    trial = index.with_settings(settings)
    rows = [_candidates(trial, text, chosen, kinds, names) for text, chosen in right.items()]
    before = np.array([settings.words, *(settings.fields.get(name, FieldWeight()).meaning for name in names)])
    weights = _logistic([row for row in rows if row is not None], before)
    fields = {
        name: replace(settings.fields.get(name, FieldWeight()), meaning=float(weight))
        for name, weight in zip(names, weights[1:], strict=True)
    }
    return replace(settings, words=float(weights[0]), fields=fields)


def _candidates(
    index: SearchIndex, text: str, chosen: Mapping[str, int], kinds: tuple[str, ...], names: Sequence[str]
) -> tuple[Floats, npt.NDArray[np.bool_]] | None:
    """For each candidate of a question its word score and meanings; and which of them were chosen."""
    found = index.features(Query(text, kinds=kinds, every=True))
    wanted = [document for document in found if document in chosen]
    if not wanted:
        return None
    rivals = [document for document in found if document not in chosen][:RIVALS]
    rows = [[found[document].get(name, 0.0) for name in ("words", *names)] for document in (*wanted, *rivals)]
    return np.array(rows), np.arange(len(rows)) < len(wanted)


def _logistic(rows: Sequence[tuple[Floats, npt.NDArray[np.bool_]]], before: Floats) -> Floats:
    """Weights that make the chosen documents likely among their rivals, drawn towards the weights before; never below 0."""
    weights = before.copy()
    for _ in range(_STEPS):
        slope = _KEEP * (before - weights)
        for features, chosen in rows:
            likely = np.exp(features @ weights - (features @ weights).max())
            likely /= likely.sum()
            slope += (features[chosen].mean(axis=0) - likely @ features) / len(rows)
        weights = np.maximum(0.0, weights + _RATE * slope / (1 + np.abs(features).max()))
    return weights


def _adapter(index: SearchIndex, right: Mapping[str, Mapping[str, int]], strength: float) -> Adapter:
    """Ridge regression from questions to what was chosen for them, in its dual form: little data, many dimensions."""
    assert index.encoder is not None
    questions = index.encoder.queries(list(right)).astype(np.float64)
    texts = [_text_of(index, chosen) for chosen in right.values()]
    targets = index.encoder.passages(texts).astype(np.float64)
    middle = questions.mean(axis=0)
    shifts = targets - questions
    shifts -= shifts.mean(axis=0)
    kernel = (questions - middle) @ (questions - middle).T
    ridge = _RIDGE * np.trace(kernel) / max(len(kernel), 1) ** 2
    dual = np.linalg.solve(kernel + ridge * np.eye(len(kernel)), shifts)
    matrix = strength * (questions - middle).T @ dual
    return Adapter(index.encoder.name, matrix.astype(np.float32), middle.astype(np.float32))


def _text_of(index: SearchIndex, chosen: Mapping[str, int]) -> str:
    document = next((found for one in chosen if (found := index.get(one))), None)
    return next(iter(document.fields.values()), "") if document else ""
