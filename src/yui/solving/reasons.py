"""Why something was declined: one closed list, so that the public funnel can be counted (R6.8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeclineReason(models.TextChoices):
    """The reason for declining a candidate, an introduction, a proposal or a need."""

    BUDGET = "budget", _("予算が付かなかった")
    COST = "cost", _("費用が効果に見合わない")
    REQUIREMENT = "requirement", _("必須要件を満たさない")
    TIMING = "timing", _("時期が合わない")
    CAPACITY = "capacity", _("受ける側の体制が足りない")
    DEPARTMENT = "department", _("担当の部署が違った")
    OTHER_SOLUTION = "other_solution", _("別の方法で解決した")
    CHANGED = "changed", _("状況が変わった")
