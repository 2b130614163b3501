"""What this room takes from others and places in the frame.

Other rooms call `register_candidates`, `register_outcomes` and `register_following` from their own `extensions`.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yui.kernel.web import navigation
from yui.kernel.web.navigation import Face
from yui.solving.matching import sources
from yui.solving.matching.permissions import Permission
from yui.solving.matching.registry import (
    CandidateSource,
    Offer,
    register_candidates,
    register_following,
    register_outcomes,
)

__all__ = ["CandidateSource", "Offer", "register_candidates", "register_following", "register_outcomes"]

register_candidates(CandidateSource(kind="service", label=_("サービス"), offers=sources.services))
register_candidates(CandidateSource(kind="need", label=_("ほかのまちのニーズ"), offers=sources.alike_needs, most=4))

navigation.place(Face.DESK, _("引き合わせ"), "matching:board", order=20, permission=Permission.COORDINATE, icon="hands")
navigation.place(
    Face.DESK, _("似たニーズ"), "matching:groups", order=22, permission=Permission.CONFIRM_GROUP, icon="people"
)
navigation.place(
    Face.DESK, _("並べ方を学ぶ"), "matching:learning", order=24, permission=Permission.SWITCH_WEIGHTS, icon="filter"
)
navigation.place(
    Face.DESK, _("届いた紹介"), "matching:introductions", order=30, permission=Permission.READ_INTRODUCTION, icon="mail"
)
navigation.place(
    Face.DESK,
    _("わたしたちの提案"),
    "matching:proposals",
    order=42,
    permission=Permission.WRITE_PROPOSAL,
    icon="upload",
)
navigation.place(
    Face.DESK, _("届いた提案"), "matching:received", order=32, permission=Permission.READ_PROPOSAL, icon="file"
)
