"""Who may look after jobs: the operators of the installation."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Rights over the queue of the whole installation."""

    SEE_JOBS = "jobs.job:see"
    RETRY_JOB = "jobs.job:retry"
    DISCARD_JOB = "jobs.job:discard"


register(
    Permission,
    labels={
        Permission.SEE_JOBS: _("ジョブの状況を見る"),
        Permission.RETRY_JOB: _("失敗したジョブをやり直す"),
        Permission.DISCARD_JOB: _("失敗したジョブを取りやめる"),
    },
    roles={Role.OPERATOR: list(Permission)},
)
