"""What screens, jobs and other rooms ask about matching."""

from yui.solving.matching.queries.board import Board, board
from yui.solving.matching.queries.candidates import (
    AT_A_TIME,
    CandidatesPage,
    candidates_page,
    cost_in_words,
    parts_in_words,
    reason_lines,
)
from yui.solving.matching.queries.funnel import Funnel, funnel
from yui.solving.matching.queries.groups import GroupPage, group_pages
from yui.solving.matching.queries.introductions import IntroductionPage, introduction_page, own_introductions
from yui.solving.matching.queries.learning import LearningPage, learning_page
from yui.solving.matching.queries.proposals import (
    ProposalPage,
    ProposalRow,
    own_proposals,
    proposal_page,
    received_proposals,
)
from yui.solving.matching.queries.waiting import waiting_for
from yui.solving.matching.queries.working import (
    introductions_due_soon,
    introductions_to_close,
    need_by_ref,
    needs_of,
    needs_offered,
    needs_to_group,
    towns_on_their_own,
    weights_in_force,
)

__all__ = [
    "AT_A_TIME",
    "Board",
    "CandidatesPage",
    "Funnel",
    "GroupPage",
    "IntroductionPage",
    "LearningPage",
    "ProposalPage",
    "ProposalRow",
    "board",
    "candidates_page",
    "cost_in_words",
    "funnel",
    "group_pages",
    "introduction_page",
    "introductions_due_soon",
    "introductions_to_close",
    "learning_page",
    "need_by_ref",
    "needs_of",
    "needs_offered",
    "needs_to_group",
    "own_introductions",
    "own_proposals",
    "parts_in_words",
    "proposal_page",
    "reason_lines",
    "received_proposals",
    "towns_on_their_own",
    "waiting_for",
    "weights_in_force",
]
