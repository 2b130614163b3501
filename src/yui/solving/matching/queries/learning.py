"""What was learnt from choices, for a coordinator to judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel.web.words import percent, signed
from yui.solving.matching.learning import ENOUGH
from yui.solving.matching.models import Judgement, Weights

FIGURES = (
    ("mrr", _("はじめの正解の早さ（MRR）")),
    ("sr1", _("1件目が正解（SR@1）")),
    ("sr5", _("5件目までに正解（SR@5）")),
    ("ndcg10", _("10件の並びのよさ（nDCG@10）")),
)


@dataclass(frozen=True)
class LessonRow:
    """What was learnt once: figures before and after with their difference, and whether it is in use."""

    ref: str
    learnt_at: datetime
    learnt_from: int
    figures: tuple[tuple[Any, str, str, str], ...]
    better: bool
    in_force: bool


@dataclass(frozen=True)
class LearningPage:
    """The judgements so far and what was learnt from them."""

    judged: int
    chosen: int
    enough: int
    lessons: tuple[LessonRow, ...]


def learning_page() -> LearningPage:
    """The page of the bureau acted for."""
    chosen = Judgement.objects.filter(chosen=True).order_by().values("text").distinct().count()
    return LearningPage(
        judged=Judgement.objects.count(),
        chosen=chosen,
        enough=ENOUGH,
        lessons=tuple(_row(one) for one in Weights.objects.order_by("-learnt_at", "-pk")[:10]),
    )


def _row(one: Weights) -> LessonRow:
    figures = tuple(
        (
            label,
            percent(one.old[name], 1),
            percent(one.new[name], 1),
            signed((one.new[name] - one.old[name]) * 100, str(_("ポイント")), 1),
        )
        for name, label in FIGURES
        if name in one.old and name in one.new
    )
    better = one.new.get("ndcg10", 0) > one.old.get("ndcg10", 0)
    return LessonRow(one.ref, one.learnt_at, one.learnt_from, figures, better, one.in_force)
