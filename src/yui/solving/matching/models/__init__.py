"""Candidates, introductions, proposals, groups, judgements, and the steps counted in public."""

from yui.solving.matching.models.candidate import Candidate, CandidateQuerySet, CandidateState
from yui.solving.matching.models.group import GroupState, JointGroup, Member
from yui.solving.matching.models.introduction import (
    Answer,
    Introduction,
    IntroductionQuerySet,
    IntroductionState,
    standing,
)
from yui.solving.matching.models.judgement import Judgement, Weights
from yui.solving.matching.models.proposal import Proposal, ProposalState
from yui.solving.matching.models.step import Stage, Step

__all__ = [
    "Answer",
    "Candidate",
    "CandidateQuerySet",
    "CandidateState",
    "GroupState",
    "Introduction",
    "IntroductionQuerySet",
    "IntroductionState",
    "JointGroup",
    "Judgement",
    "Member",
    "Proposal",
    "ProposalState",
    "Stage",
    "Step",
    "Weights",
    "standing",
]
