"""What people, and the product for them, do in matching."""

from yui.solving.matching.actions.answering import (
    AlreadyAnswered,
    AnswerTooLate,
    OtherSideAnswered,
    ReasonMissing,
    ReasonOfTheTown,
    answer_introduction,
    take_back_answer,
)
from yui.solving.matching.actions.candidates import ask_for_candidates, keep_candidates
from yui.solving.matching.actions.grouping import (
    GroupNotPossible,
    add_to_group,
    confirm_group,
    dissolve_group,
    form_group,
    propose_group,
)
from yui.solving.matching.actions.introducing import (
    TIME_TO_ANSWER,
    AnsweredAlready,
    NeedNotOpen,
    decline_candidate,
    expire_introduction,
    introduce,
    remind_of_introduction,
    undo_decision,
)
from yui.solving.matching.actions.learning import TooFewChoices, learn_weights, switch_weights
from yui.solving.matching.actions.proposals import (
    ProposalIncomplete,
    ProposalsClosed,
    UnknownUsers,
    draft_proposal,
    revise_proposal,
    select_proposal,
    submit_proposal,
    turn_down_proposal,
    withdraw_proposal,
)
from yui.solving.matching.actions.states import STILL_LOOKING, TAKING_PROPOSALS

__all__ = [
    "STILL_LOOKING",
    "TAKING_PROPOSALS",
    "TIME_TO_ANSWER",
    "AlreadyAnswered",
    "AnswerTooLate",
    "AnsweredAlready",
    "GroupNotPossible",
    "NeedNotOpen",
    "OtherSideAnswered",
    "ProposalIncomplete",
    "ProposalsClosed",
    "ReasonMissing",
    "ReasonOfTheTown",
    "TooFewChoices",
    "UnknownUsers",
    "add_to_group",
    "answer_introduction",
    "ask_for_candidates",
    "confirm_group",
    "decline_candidate",
    "dissolve_group",
    "draft_proposal",
    "expire_introduction",
    "form_group",
    "introduce",
    "keep_candidates",
    "learn_weights",
    "propose_group",
    "remind_of_introduction",
    "revise_proposal",
    "select_proposal",
    "submit_proposal",
    "switch_weights",
    "take_back_answer",
    "turn_down_proposal",
    "undo_decision",
    "withdraw_proposal",
]
