"""The table of the ledger."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import Infrastructure


class EffectState(models.TextChoices):
    """Begun only: whether it happened is not known."""

    BEGUN = "begun", _("着手")
    DONE = "done", _("完了")


class Effect(models.Model):
    """A thing done once, named by its key. `token` goes along to the outside, so that it can tell a repetition."""

    visibility = Infrastructure("Keys of effects of every organisation's jobs; no content, shown to nobody.")

    key = models.CharField(max_length=200, primary_key=True)
    state = models.CharField(max_length=5, choices=EffectState.choices, default=EffectState.DONE)
    token = models.CharField(max_length=40)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="begun", done_at__isnull=True) | models.Q(state="done", done_at__isnull=False),
                name="jobs_effect_done_at_when_done",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"
