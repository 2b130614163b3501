"""What coordinators chose, and the weights learnt from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yui.kernel.tenancy import DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.models import OwnedModel


class Judgement(OwnedModel):
    """A coordinator looked at a document for a text and chose or declined it."""

    visibility = Visibility()
    words_fields = frozenset({"text"})

    candidate = models.ForeignKey("matching.Candidate", on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    document = models.CharField(max_length=40)
    chosen = models.BooleanField()
    made_at = models.DateTimeField()

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "candidate"], name="matching_judgement_one_a_candidate")
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.chosen}"


class Weights(OwnedModel):
    """Weights learnt from a bureau's judgements, with how old and new did on judgements held back."""

    visibility = Visibility()

    words = models.FloatField()
    meanings = models.JSONField(default=dict)
    learnt_from = models.PositiveIntegerField()
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    learnt_at = models.DateTimeField()
    in_force = models.BooleanField(default=False)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=Q(in_force=True), name="matching_weights_one_in_force")
        ]

    def __str__(self) -> str:
        return f"{self.learnt_at:%Y-%m-%d}: {self.words}"
