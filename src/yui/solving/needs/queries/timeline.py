"""What happened to a need, from the audit: for the public without names, for its own people with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.apps import apps
from django.db.models import BigIntegerField, QuerySet
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import Given, compiled
from yui.solving.needs.models import Need
from yui.solving.reasons import DeclineReason

MOST = 40

PUBLIC: Final[Mapping[str, Any]] = {
    "needs.published": _("公開しました"),
    "needs.corrected": _("訂正しました"),
    "needs.confirmed": _("まだ困っていることを確かめました"),
    "needs.deadlines_set": _("締切を変えました"),
    "needs.question_answered": _("質問に答えました"),
    "needs.questions_closed": _("質問の受付を終えました"),
    "needs.proposals_closed": _("提案を締め切りました"),
    "needs.selection_started": _("選考を始めました"),
    "needs.trial_started": _("実証を始めました"),
    "needs.adopted": _("導入を決めました"),
    "needs.declined": _("見送りました"),
}
OWN: Final[Mapping[str, Any]] = {
    **PUBLIC,
    "needs.drafted": _("書きはじめました"),
    "needs.written": _("書き足しました"),
    "needs.submitted": _("庁内確認に出しました"),
    "needs.sent_back": _("書いた人に戻しました"),
    "needs.handed_over": _("別の部署へ引き継ぎました"),
    "needs.owner_reminded": _("確かめるよう、担当に知らせました"),
    "needs.withdrawn": _("取り下げました"),
}


PUBLIC_ALONE, EVERYTHING = tuple(PUBLIC), tuple(OWN)


@dataclass(frozen=True)
class Happening:
    """One line of a timeline."""

    at: datetime
    what: Any
    who: str = ""
    text: Any = ""


def public_timeline(need: Need) -> tuple[Happening, ...]:
    """What the public may know, latest first. Called in the scope of the need's town, whose book it is."""
    return tuple(
        Happening(entry.at, PUBLIC[entry.code], text=_told(entry)) for entry in _entries(PUBLIC_ALONE).ask(need=need.pk)
    )


def own_timeline(need: Need) -> tuple[Happening, ...]:
    """Everything, with who did it, latest first."""
    return tuple(
        Happening(entry.at, OWN[entry.code], who=entry.actor_name, text=_told(entry))
        for entry in _entries(EVERYTHING).ask(need=need.pk)
    )


@compiled
def _entries(codes: tuple[str, ...]) -> QuerySet[Any]:
    book = apps.get_model("audit.Entry").objects
    found: QuerySet[Any] = book.about(Need, Given("need", BigIntegerField())).filter(code__in=codes)
    return found.order_by("-at", "-pk").only("at", "code", "actor_name", "before", "after")[:MOST]


def _told(entry: Any) -> Any:
    """Words beside it that were written to be read: the reason of a correction or a refusal, the new post.

    Why a need was sent back stands on the need itself: the book keeps only how long that was.
    """
    if entry.code == "needs.corrected":
        return _("理由：%(reason)s") % {"reason": entry.after.get("reason", "")}
    if entry.code == "needs.declined":
        return dict(DeclineReason.choices).get(entry.after.get("decline_reason"), "")
    if entry.code == "needs.handed_over":
        return f"{entry.before.get('post', '')} → {entry.after.get('post', '')}"
    return ""
