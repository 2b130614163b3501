"""Records of the organisation acted for, by the reference in an address; what is not ours is not found."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from yui.solving.needs.models import Need, Question, Trouble


def own_need(ref: str) -> Need:
    """One of our needs."""
    need: Need = get_object_or_404(Need.objects.select_related("post", "owner"), ref=ref)
    return need


def own_question(ref: str) -> Question:
    """A question about one of our needs."""
    question: Question = get_object_or_404(Question.objects.select_related("need", "asker"), ref=ref)
    return question


def own_trouble(ref: str) -> Trouble:
    """One of our residents' troubles."""
    trouble: Trouble = get_object_or_404(Trouble.objects.select_related("need"), ref=ref)
    return trouble
