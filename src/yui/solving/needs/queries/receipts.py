"""What became of a trouble, for whoever holds its receipt number: nothing of what was told, nothing personal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.tenancy import acting_for
from yui.solving.needs import directory
from yui.solving.needs.models import Need, NeedState, Receipt, Trouble, TroubleState
from yui.solving.needs.queries.cards import echoed, echoes_of
from yui.solving.needs.rules.telling import receipt_key

_PROGRESS: Final[Mapping[NeedState, Any]] = {
    NeedState.DRAFT: _("役場が、ほかの困りごとといっしょにまとめています。"),
    NeedState.REVIEW: _("役場が、ほかの困りごとといっしょにまとめています。"),
    NeedState.PUBLIC: _("解決のしかたを、広く探しています。"),
    NeedState.QUESTIONS_CLOSED: _("解決のしかたを、広く探しています。"),
    NeedState.PROPOSALS_CLOSED: _("届いた提案を読んでいます。"),
    NeedState.SELECTION: _("どの提案がよいかを選んでいます。"),
    NeedState.TRIAL: _("まちと会社の話し合いが始まりました。解決のしかたを試します。"),
    NeedState.ADOPTED: _("試したことを、これからも続けることに決まりました。"),
    NeedState.DECLINED: _("今回は見送りになりました。理由は、下のページにあります。"),
}
"""How far a need has come, in the words of somebody who only wants to know what became of their trouble."""


@dataclass(frozen=True)
class Said:
    """An answer of the town."""

    at: datetime
    post: str
    text: str


@dataclass(frozen=True)
class Became:
    """Where a trouble stands, what the town said, and the need it became part of, where that is public."""

    receipt: str
    town: str
    told_at: datetime
    state: Any
    state_code: str
    close_reason: Any
    answers: tuple[Said, ...]
    need_title: str
    need_state: Any
    need_url: str
    progress: Any
    phone: str
    others: int = 0
    """How many other troubles were gathered into the same public need."""
    echoed: str = ""
    """How many residents and towns have said of that need that it troubles them too, in words."""


@dataclass(frozen=True)
class OwnTrouble:
    """A trouble told by somebody who had signed in."""

    receipt: str
    told_at: datetime
    state: Any
    beginning: str


def became_of(number: str) -> Became | None:
    """What became of the trouble with this receipt number; None for every number that was never given out.

    The number is the key: it leads to the town through its digest alone, so that nobody can list or guess.
    """
    receipt = find_receipt(number)
    if receipt is None:
        return None
    with acting_for(receipt.owner_id):
        trouble = Trouble.objects.select_related("owner", "need__post").get(pk=receipt.trouble_id)
        answers = tuple(
            Said(answer.said_at, answer.post.name if answer.post else "", answer.text)
            for answer in trouble.answers.select_related("post").order_by("said_at", "pk")
        )
        return _became(trouble, answers, _phone(trouble))


def words_of(number: str) -> str:
    """What was told under a number; for the browser or the person alone that told it."""
    receipt = find_receipt(number)
    if receipt is None:
        return ""
    with acting_for(receipt.owner_id):
        return str(Trouble.objects.values_list("words", flat=True).get(pk=receipt.trouble_id))


def find_receipt(number: str) -> Receipt | None:
    """The receipt of a number as somebody typed it."""
    key = receipt_key(number)
    found: Receipt | None = Receipt.published.filter(digest=directory.digest("receipt", key)).first() if key else None
    return found


def own_troubles(actor: Actor) -> tuple[OwnTrouble, ...]:
    """What the actor told while signed in, latest first."""
    if actor.person_id is None:
        return ()
    found = Trouble.shared.filter(teller_id=actor.person_id).order_by("-told_at", "-pk")[:50]
    return tuple(OwnTrouble(one.receipt, one.told_at, one.get_state_display(), one.words[:40]) for one in found)


def _became(trouble: Trouble, answers: tuple[Said, ...], phone: str) -> Became:
    need = trouble.need if trouble.need is not None and trouble.need.is_public else None
    others, same = _company(trouble, need) if need else (0, "")
    return Became(
        receipt=trouble.receipt,
        town=trouble.owner.name,
        told_at=trouble.told_at,
        state=trouble.get_state_display(),
        state_code=trouble.state,
        close_reason=trouble.get_close_reason_display() if trouble.state == TroubleState.CLOSED else "",
        answers=answers,
        need_title=need.title if need else "",
        need_state=need.get_state_display() if need else "",
        need_url=reverse("needs:detail", args=[need.ref]) if need else "",
        progress=_PROGRESS.get(NeedState(trouble.need.state), "") if trouble.need else "",
        phone=phone,
        others=others,
        echoed=same,
    )


def _company(trouble: Trouble, need: Need) -> tuple[int, str]:
    """Who else has the same trouble, as far as the page of the need tells everybody."""
    others = Trouble.objects.filter(need=need).exclude(pk=trouble.pk).count()
    return others, echoed(echoes_of([need.pk]).get(need.pk, (0, 0)))


def _phone(trouble: Trouble) -> str:
    """Where to call about it: the post of its need, else the first of the town that has a telephone."""
    if trouble.need is not None and trouble.need.post.phone:
        return str(trouble.need.post.phone)
    return str(directory.posts().exclude(phone="").order_by("pk").values_list("phone", flat=True).first() or "")
