"""Learning weights from a bureau's judgements; only the learnt weights are kept, as numbers an operator can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from yui.engines.search import learning as engine
from yui.engines.search.measures import Measures
from yui.solving.finding import index
from yui.solving.matching.registry import every_source

Choice = engine.Judgement
TooFew = engine.TooFewJudgements
ENOUGH = engine.ENOUGH


@dataclass(frozen=True)
class Lesson:
    """Weights and how the old and the new ones do on judgements that were held back."""

    words: float
    meanings: dict[str, float]
    learnt_from: int
    old: dict[str, float]
    new: dict[str, float]


def lesson_of(choices: Sequence[Choice]) -> Lesson:
    """What the choices teach; raises TooFew where there are not yet enough."""
    kinds = tuple(source.kind for source in every_source())
    asked = index()
    lesson = engine.learn(asked, choices, kinds)
    # Without the encoder's adapter: nobody could read its matrix, and its gain must not be shown for the weights alone.
    settings = replace(lesson.settings, adapter=None)
    new = engine.tried(asked, settings, choices, kinds) if lesson.settings.adapter is not None else lesson.new
    return Lesson(
        words=settings.words,
        meanings={name: weight.meaning for name, weight in settings.fields.items()},
        learnt_from=lesson.learnt_from,
        old=_figures(lesson.old),
        new=_figures(new),
    )


def _figures(measures: Measures) -> dict[str, float]:
    return {name: value for name, value in asdict(measures).items() if isinstance(value, float)}
