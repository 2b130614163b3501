"""The states of a need (R6.1), of a question (R6.4) and of a trouble, and the moves between them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import Machine, Move


class Network(models.TextChoices):
    """Where a solution may run."""

    UNDECIDED = "undecided", _("まだ決めていない")
    LGWAN = "lgwan", _("LGWANの中")
    INTERNET = "internet", _("インターネット")
    NONE = "none", _("通信を使わない")


class NeedState(models.TextChoices):
    """Where a need stands on its way."""

    DRAFT = "draft", _("下書き")
    REVIEW = "review", _("庁内確認")
    PUBLIC = "public", _("公開")
    QUESTIONS_CLOSED = "questions_closed", _("質問受付終了")
    PROPOSALS_CLOSED = "proposals_closed", _("提案締切")
    SELECTION = "selection", _("選考")
    TRIAL = "trial", _("実証")
    ADOPTED = "adopted", _("導入")
    DECLINED = "declined", _("見送り")
    WITHDRAWN = "withdrawn", _("取下げ")


OPEN_STATES = (
    NeedState.PUBLIC,
    NeedState.QUESTIONS_CLOSED,
    NeedState.PROPOSALS_CLOSED,
    NeedState.SELECTION,
    NeedState.TRIAL,
)
"""Still looking, or still trying: these can turn stale."""

CLOSED_STATES = (NeedState.ADOPTED, NeedState.DECLINED, NeedState.WITHDRAWN)
PUBLIC_STATES = (*OPEN_STATES, NeedState.ADOPTED, NeedState.DECLINED)
"""What everybody may read; a withdrawn need is no longer shown."""

NEED_MACHINE = Machine(
    NeedState,
    initial=NeedState.DRAFT,
    moves={
        "submit": Move({NeedState.DRAFT}, to=NeedState.REVIEW, stamp="submitted_at"),
        "send_back": Move({NeedState.REVIEW}, to=NeedState.DRAFT),
        "publish": Move({NeedState.REVIEW}, to=NeedState.PUBLIC, stamp="published_at"),
        "close_questions": Move({NeedState.PUBLIC}, to=NeedState.QUESTIONS_CLOSED),
        "close_proposals": Move({NeedState.QUESTIONS_CLOSED}, to=NeedState.PROPOSALS_CLOSED),
        "start_selection": Move({NeedState.PROPOSALS_CLOSED}, to=NeedState.SELECTION),
        "start_trial": Move({NeedState.SELECTION}, to=NeedState.TRIAL),
        "adopt": Move({NeedState.TRIAL}, to=NeedState.ADOPTED, stamp="closed_at"),
        "decline": Move(set(OPEN_STATES), to=NeedState.DECLINED, stamp="closed_at"),
        "withdraw": Move(
            {NeedState.DRAFT, NeedState.REVIEW, *OPEN_STATES} - {NeedState.TRIAL},
            to=NeedState.WITHDRAWN,
            stamp="closed_at",
        ),
    },
)
"""A trial is not withdrawn: it ends adopted, or declined with its reason."""

WAY_TO_TRIAL = ("close_questions", "close_proposals", "start_selection", "start_trial")


class QuestionState(models.TextChoices):
    """What became of a question."""

    WAITING = "waiting", _("答えを待つ")
    ANSWERED = "answered", _("答えた")
    DISMISSED = "dismissed", _("答えない")


QUESTION_MACHINE = Machine(
    QuestionState,
    initial=QuestionState.WAITING,
    moves={
        "answer": Move({QuestionState.WAITING}, to=QuestionState.ANSWERED, stamp="answered_at"),
        "dismiss": Move({QuestionState.WAITING}, to=QuestionState.DISMISSED, stamp="answered_at"),
    },
)


class TroubleState(models.TextChoices):
    """What became of a trouble."""

    RECEIVED = "received", _("受付")
    ANSWERED = "answered", _("返事をした")
    GATHERED = "gathered", _("ニーズにまとめた")
    SOLVED = "solved", _("解決")
    CLOSED = "closed", _("終わり")


class CloseReason(models.TextChoices):
    """Why a trouble is closed without a solution."""

    ELSEWHERE = "elsewhere", _("ほかの窓口の仕事なので、つないだ")
    TWICE = "twice", _("同じ困りごとをすでに受けている")
    TAKEN_BACK = "taken_back", _("本人が取り下げた")
    NOT_NOW = "not_now", _("今はできることがない")
    NUISANCE = "nuisance", _("いたずら・広告")


TROUBLE_MACHINE = Machine(
    TroubleState,
    initial=TroubleState.RECEIVED,
    moves={
        "answer": Move({TroubleState.RECEIVED}, to=TroubleState.ANSWERED),
        "gather": Move({TroubleState.RECEIVED, TroubleState.ANSWERED}, to=TroubleState.GATHERED),
        "ungather": Move({TroubleState.GATHERED}, to=TroubleState.RECEIVED),
        "ungather_answered": Move({TroubleState.GATHERED}, to=TroubleState.ANSWERED),
        "solve": Move(
            {TroubleState.RECEIVED, TroubleState.ANSWERED, TroubleState.GATHERED},
            to=TroubleState.SOLVED,
            stamp="ended_at",
        ),
        "close": Move(
            {TroubleState.RECEIVED, TroubleState.ANSWERED, TroubleState.GATHERED},
            to=TroubleState.CLOSED,
            stamp="ended_at",
        ),
    },
)
