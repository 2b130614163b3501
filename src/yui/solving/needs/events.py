"""What the room says: facts in the past, ids only."""

from __future__ import annotations

from dataclasses import dataclass

from yui.kernel.events import Event


@dataclass(frozen=True)
class TroubleTold(Event):
    """A resident told a trouble; with a mail address it still waits to be confirmed."""

    trouble_id: int


@dataclass(frozen=True)
class TroubleAnswered(Event):
    """A town answered a trouble in words that the teller sees."""

    trouble_id: int
    answer_id: int


@dataclass(frozen=True)
class TroubleGathered(Event):
    """A trouble became part of a need."""

    trouble_id: int
    need_id: int


@dataclass(frozen=True)
class NeedSubmitted(Event):
    """A need was handed to its second reader."""

    need_id: int


@dataclass(frozen=True)
class NeedPublished(Event):
    """A need became public."""

    need_id: int


@dataclass(frozen=True)
class NeedChanged(Event):
    """A public need was corrected, confirmed or went on to another state."""

    need_id: int


@dataclass(frozen=True)
class NeedClosed(Event):
    """A need came to its end; `outcome` is adopted, declined or withdrawn."""

    need_id: int
    outcome: str


@dataclass(frozen=True)
class QuestionAsked(Event):
    """Somebody asked about a public need."""

    question_id: int
