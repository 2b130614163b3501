"""The closed lists of this room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import Machine, Move


class ProjectState(models.TextChoices):
    """Where a project stands."""

    PLANNED = "planned", _("計画中")
    TRIAL = "trial", _("実証中")
    RUNNING = "running", _("運用中")
    MEASURING = "measuring", _("効果を確かめている")
    PAUSED = "paused", _("休止中")
    FINISHED = "finished", _("終了")
    STOPPED = "stopped", _("中止")


_P = ProjectState
UNDER_WAY = frozenset({_P.TRIAL, _P.RUNNING, _P.MEASURING})

MACHINE = Machine(
    ProjectState,
    initial=_P.PLANNED,
    moves={
        "try": Move(from_={_P.PLANNED, _P.PAUSED}, to=_P.TRIAL),
        "run": Move(from_={_P.PLANNED, _P.TRIAL, _P.MEASURING, _P.PAUSED}, to=_P.RUNNING),
        "measure": Move(from_={_P.TRIAL, _P.RUNNING}, to=_P.MEASURING),
        "pause": Move(from_=UNDER_WAY, to=_P.PAUSED),
        "finish": Move(from_=UNDER_WAY, to=_P.FINISHED, stamp="ended_at"),
        "stop": Move(from_=UNDER_WAY | {_P.PLANNED, _P.PAUSED}, to=_P.STOPPED, stamp="ended_at"),
    },
)


class CostKind(models.TextChoices):
    """What money, or time, is spent on."""

    INITIAL = "initial", _("初期費用")
    RUNNING = "running", _("運用の費用")
    LINE = "line", _("回線・通話料")
    ALL = "all", _("まとめて")
    HOURS = "hours", _("職員の時間")

    @property
    def in_hours(self) -> bool:
        """Whether the amount is a number of hours and not of yen."""
        return self is CostKind.HOURS


class Severity(models.TextChoices):
    """How bad a trouble is."""

    WATCH = "watch", _("様子を見ている")
    DELAY = "delay", _("遅れそう")
    HALT = "halt", _("止まりそう")


class UseAnswer(models.TextChoices):
    """Whether something is still in use."""

    FULLY = "fully", _("使い続けている")
    PARTLY = "partly", _("一部だけ使っている")
    NOT = "not", _("使っていない")
