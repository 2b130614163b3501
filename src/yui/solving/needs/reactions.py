"""What follows from what happened here."""

from __future__ import annotations

from yui.kernel.events import reaction
from yui.solving.needs.events import TroubleAnswered, TroubleTold
from yui.solving.needs.jobs import mail_answer, mail_confirmation


@reaction(TroubleTold)
def ask_for_confirmation(event: TroubleTold) -> None:
    """A mail with a link goes to the teller, where they gave an address."""
    mail_confirmation.enqueue(trouble_id=event.trouble_id)


@reaction(TroubleAnswered)
def tell_the_teller(event: TroubleAnswered) -> None:
    """The teller hears that there is an answer."""
    mail_answer.enqueue(answer_id=event.answer_id)
