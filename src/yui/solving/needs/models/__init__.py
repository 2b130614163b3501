"""Troubles and needs with their parts."""

from yui.solving.needs.models.need import Need, NeedQuerySet, stale_on
from yui.solving.needs.models.parts import Echo, EchoQuerySet, EssentialRequirement
from yui.solving.needs.models.question import Question, QuestionQuerySet
from yui.solving.needs.models.states import (
    CLOSED_STATES,
    OPEN_STATES,
    PUBLIC_STATES,
    CloseReason,
    NeedState,
    Network,
    QuestionState,
    TroubleState,
)
from yui.solving.needs.models.trouble import Answer, Channel, Language, Receipt, Trouble, TroubleQuerySet

__all__ = [
    "CLOSED_STATES",
    "OPEN_STATES",
    "PUBLIC_STATES",
    "Answer",
    "Channel",
    "CloseReason",
    "Echo",
    "EchoQuerySet",
    "EssentialRequirement",
    "Language",
    "Need",
    "NeedQuerySet",
    "NeedState",
    "Network",
    "Question",
    "QuestionQuerySet",
    "QuestionState",
    "Receipt",
    "Trouble",
    "TroubleQuerySet",
    "TroubleState",
    "stale_on",
]
