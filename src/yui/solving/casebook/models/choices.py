"""The closed lists of this room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import Machine, Move


class CaseState(models.TextChoices):
    """Where a case stands. While a revision is written and reviewed, readers keep the published text."""

    DRAFT = "draft", _("下書き")
    REVIEW = "review", _("確認待ち")
    PUBLISHED = "published", _("公開中")
    REVISING = "revising", _("公開中（改訂の下書きあり）")
    REVISION_REVIEW = "revision_review", _("公開中（改訂の確認待ち）")
    WITHDRAWN = "withdrawn", _("取下げ")


_S = CaseState
PUBLIC_STATES = (_S.PUBLISHED, _S.REVISING, _S.REVISION_REVIEW)

MACHINE = Machine(
    CaseState,
    initial=_S.DRAFT,
    moves={
        "submit": Move(from_={_S.DRAFT}, to=_S.REVIEW, stamp="submitted_at"),
        "return": Move(from_={_S.REVIEW}, to=_S.DRAFT),
        "publish": Move(from_={_S.REVIEW, _S.REVISION_REVIEW}, to=_S.PUBLISHED, stamp="published_at"),
        "revise": Move(from_={_S.PUBLISHED, _S.REVISING}, to=_S.REVISING),
        "submit_revision": Move(from_={_S.REVISING}, to=_S.REVISION_REVIEW, stamp="submitted_at"),
        "return_revision": Move(from_={_S.REVISION_REVIEW}, to=_S.REVISING),
        "discard": Move(from_={_S.REVISING}, to=_S.PUBLISHED),
        "withdraw": Move(from_=set(PUBLIC_STATES), to=_S.WITHDRAWN),
    },
)


class SizeClass(models.TextChoices):
    """How many people live in the town."""

    XS = "xs", _("5千人未満")
    S = "s", _("5千〜1万人")
    M = "m", _("1万〜5万人")
    L = "l", _("5万〜10万人")
    XL = "xl", _("10万人以上")


class WithdrawReason(models.TextChoices):
    """Why a case is taken back."""

    WRONG = "wrong", _("内容に誤りがあった")
    ENDED = "ended", _("取組やサービスがなくなった")
    ASKED = "asked", _("関係する人や団体から求めがあった")
    MERGED = "merged", _("別の事例にまとめた")
