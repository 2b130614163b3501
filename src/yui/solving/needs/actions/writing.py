"""Writing a need: as a draft, bit by bit, and correcting what is public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, action
from yui.kernel.tenancy.models import new_ref
from yui.solving import finding
from yui.solving.needs import directory
from yui.solving.needs.actions.refusals import (
    NeedIncomplete,
    NotFitting,
    NotYourTurn,
    demand_nobody_named,
    demand_whole,
    demand_words,
    owner_of,
)
from yui.solving.needs.events import NeedChanged
from yui.solving.needs.models import Need, NeedState
from yui.solving.needs.permissions import Permission
from yui.solving.needs.rules import content

_CORRECTABLE = {NeedState.PUBLIC, NeedState.QUESTIONS_CLOSED}


@action(Permission.WRITE_NEED)
def draft_need(
    *, changes: Mapping[str, Any], by: Actor, at: datetime, post_id: int | None = None, ref: str | None = None
) -> Need:
    """Begin a need with what is known so far; the post of the writer owns it unless another is named.

    `changes` may name anything in `rules.content.WRITTEN`; texts, `essential` and `wished` as sequences of texts,
    budgets in yen. With the `ref` of a need that has begun already, django.db.IntegrityError is raised.
    """
    post = directory.post(post_id if post_id is not None else by.post_id)
    if post is None:
        raise NotYourTurn(_("ニーズを持つ部署がありません。先に、団体の設定で部署を作ってください。"))
    need = Need(owner_id=owner_of(by), post=post, ref=ref or new_ref())
    written = _fitting(need, changes)
    need.save()
    need.write(written)
    audit.record("needs.drafted", of=need, after={"post": post.name})
    return need


@action(Permission.WRITE_NEED)
def write_need(*, need: Need, changes: Mapping[str, Any], by: Actor, at: datetime, post_id: int | None = None) -> Need:
    """Keep what was written at one step of a draft; nothing needs to be complete yet."""
    if need.state != NeedState.DRAFT:
        raise NotYourTurn(_("書き直せるのは下書きだけです。公開したものは「訂正」で直してください。"))
    before, written = need.content(), _fitting(need, changes)
    need.write(written)
    if post_id is not None and (post := directory.post(post_id)) is not None and post.pk != need.post_id:
        need.post = post
        need.save(update_fields=["post", "changed_at"])
    audit.record("needs.written", of=need, **audit.differing(before, written))
    return need


@action(Permission.PUBLISH_NEED)
def correct_need(
    *, need: Need, changes: Mapping[str, Any], reason: str, by: Actor, at: datetime, personal_checked: bool = False
) -> Need:
    """Correct a public need, saying why. What a solution must do stays as many things as it was: proposals answer each.

    The reason is told to the public, and stays in the book as it was told.
    """
    if need.state not in _CORRECTABLE:
        raise NotYourTurn(_("提案の締切のあとは訂正できません。"))
    said = demand_words("reason", reason, 200)
    before, written = need.content(), _fitting(need, changes)
    if "essential" in written and len(written["essential"]) != len(before["essential"]):
        raise NotYourTurn(
            _("公開したあとは、必須要件の数を変えられません。"), fields={"essential": _("数を元に戻してください。")}
        )
    if missing := content.missing_before_submission({**before, **written}):
        raise NeedIncomplete(missing)
    demand_nobody_named(written, said, checked=personal_checked)
    need.write(written)
    changed = audit.differing(before, written)
    audit.record("needs.corrected", of=need, before=changed["before"], after={**changed["after"], "reason": said})
    events.publish(NeedChanged(need_id=need.pk))
    finding.touch("need", need.pk)
    return need


def _fitting(need: Need, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes, checked against the rules together with what stands already."""
    if unknown := set(changes) - set(content.WRITTEN):
        raise TypeError(f"a need has no {sorted(unknown)}")
    written = {name: tuple(value) if name in {"essential", "wished"} else value for name, value in changes.items()}
    texts = {name: value for name, value in written.items() if isinstance(value, str)}
    lines = {name: "\n".join(value) for name, value in written.items() if isinstance(value, tuple)}
    demand_whole(**texts, **lines)
    if "network" not in written and (note := texts.get("network_note")):
        written["network"] = content.network_of(note)
    whole = {**(need.content() if need.pk else {}), **written}
    too_long, contradictory = content.too_long(written), content.contradictions(whole)
    if too_long or contradictory:
        raise NotFitting(too_long, contradictory)
    return written
