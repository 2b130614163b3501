"""The things people do with troubles and needs."""

from yui.solving.needs.actions.asking import answer_question, ask_question, dismiss_question
from yui.solving.needs.actions.closing import adopt_need, decline_need, withdraw_need
from yui.solving.needs.actions.confirming import (
    confirm_need,
    hand_over_all,
    hand_over_need,
    remind_owner,
    set_deadlines,
)
from yui.solving.needs.actions.echoing import echo_for_town, echo_need, take_back_echo, take_back_resident_echo
from yui.solving.needs.actions.handling import (
    answer_trouble,
    close_trouble,
    gather_troubles,
    solve_trouble,
    ungather_trouble,
)
from yui.solving.needs.actions.proceeding import (
    close_proposals,
    close_questions,
    publish_need,
    send_back_need,
    start_selection,
    start_trial,
    submit_need,
)
from yui.solving.needs.actions.telling import Signs, Told, confirm_trouble, forget_mail, record_trouble, tell_trouble
from yui.solving.needs.actions.writing import correct_need, draft_need, write_need

__all__ = [
    "Signs",
    "Told",
    "adopt_need",
    "answer_question",
    "answer_trouble",
    "ask_question",
    "close_proposals",
    "close_questions",
    "close_trouble",
    "confirm_need",
    "confirm_trouble",
    "correct_need",
    "decline_need",
    "dismiss_question",
    "draft_need",
    "echo_for_town",
    "echo_need",
    "forget_mail",
    "gather_troubles",
    "hand_over_all",
    "hand_over_need",
    "publish_need",
    "record_trouble",
    "remind_owner",
    "send_back_need",
    "set_deadlines",
    "solve_trouble",
    "start_selection",
    "start_trial",
    "submit_need",
    "take_back_echo",
    "take_back_resident_echo",
    "tell_trouble",
    "ungather_trouble",
    "withdraw_need",
    "write_need",
]
