"""Who proposes, introduces, answers, groups."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Rights of the room."""

    FIND_CANDIDATES = "matching.candidate:find"
    COORDINATE = "matching.introduction:coordinate"
    ANSWER_INTRODUCTION = "matching.introduction:answer"
    READ_INTRODUCTION = "matching.introduction:read"
    WRITE_PROPOSAL = "matching.proposal:write"
    READ_PROPOSAL = "matching.proposal:read"
    JUDGE_PROPOSAL = "matching.proposal:judge"
    CONFIRM_GROUP = "matching.group:confirm"
    SWITCH_WEIGHTS = "matching.weights:switch"


register(
    Permission,
    labels={
        Permission.FIND_CANDIDATES: _("ニーズの候補を探し直す"),
        Permission.COORDINATE: _("候補を紹介する・見送る"),
        Permission.ANSWER_INTRODUCTION: _("紹介に返事をする"),
        Permission.READ_INTRODUCTION: _("自分の団体への紹介を読む"),
        Permission.WRITE_PROPOSAL: _("提案を書く・出す・取り下げる"),
        Permission.READ_PROPOSAL: _("届いた提案を読む"),
        Permission.JUDGE_PROPOSAL: _("届いた提案を選ぶ・見送る"),
        Permission.CONFIRM_GROUP: _("似たニーズのまとまりを確かめる"),
        Permission.SWITCH_WEIGHTS: _("学んだ並べ方を使う・やめる"),
    },
    roles={
        Role.OFFICIAL: {
            Permission.ANSWER_INTRODUCTION,
            Permission.READ_INTRODUCTION,
            Permission.READ_PROPOSAL,
            Permission.JUDGE_PROPOSAL,
        },
        Role.MANAGER: {Permission.READ_INTRODUCTION, Permission.READ_PROPOSAL},
        Role.SUPPLIER: {Permission.ANSWER_INTRODUCTION, Permission.READ_INTRODUCTION, Permission.WRITE_PROPOSAL},
        Role.COORDINATOR: {
            Permission.FIND_CANDIDATES,
            Permission.COORDINATE,
            Permission.CONFIRM_GROUP,
            Permission.SWITCH_WEIGHTS,
        },
    },
)
