"""The readings that operators put right."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import Infrastructure
from yui.kernel.tenancy.models import new_ref
from yui.sites.cloud import rules


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Questions about corrections."""

    def with_text(self, text: str) -> Self:
        """Those whose word or reading contains a text."""
        return self.filter(Q(word__icontains=text) | Q(kana__icontains=rules.as_kept(text) or text))


class Reading(models.Model):
    """How a word is read on every page, where the dictionary reads it otherwise."""

    visibility = Infrastructure(
        "One reading of a word for all pages of the installation; it belongs to no organisation."
    )

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    word = models.CharField(_("ことば"), max_length=rules.WORD_LIMIT, unique=True)
    kana = models.CharField(_("よみがな"), max_length=rules.KANA_LIMIT)
    changed_at = models.DateTimeField()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(word="") & ~Q(kana=""), name="cloud_reading_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.word}（{self.kana}）"
