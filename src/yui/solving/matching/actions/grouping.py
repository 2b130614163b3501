"""Links between alike needs of different towns (R6.7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, Refused, action
from yui.solving.matching.actions.counting import owner_of
from yui.solving.matching.events import GroupConfirmed
from yui.solving.matching.grouping import FoundGroup
from yui.solving.matching.models import JointGroup, Member
from yui.solving.matching.permissions import Permission
from yui.solving.matching.rules.sharing import may_form_group
from yui.solving.needs.queries import NeedFacts


class GroupNotPossible(Refused):
    """A group needs two or more needs, each of another town."""

    code = "group-not-possible"
    message = _("まとまりには、ちがうまちのニーズが二つ以上要ります。同じまちのニーズは一つだけ選べます。")


@action(Permission.CONFIRM_GROUP)
def propose_group(*, found: FoundGroup, needs: Sequence[NeedFacts], by: Actor, at: datetime) -> JointGroup:
    """Propose a group that was found, for a person to confirm."""
    group = _formed(needs[0].title[:80], "", needs, by, likeness=found.likeness, neighbours=list(found.neighbours))
    audit.record("matching.group_proposed", of=group, after={"needs": [need.ref for need in needs]})
    return group


@action(Permission.CONFIRM_GROUP)
def form_group(*, name: str, note: str, needs: Sequence[NeedFacts], by: Actor, at: datetime) -> JointGroup:
    """Form and confirm a group by hand."""
    group = _formed(name, note, needs, by)
    audit.record("matching.group_formed", of=group, after={"needs": [need.ref for need in needs]})
    _confirm(group, at)
    return group


@action(Permission.CONFIRM_GROUP)
def add_to_group(*, group: JointGroup, need: NeedFacts, by: Actor, at: datetime) -> Member:
    """Add a need of yet another town."""
    governments = [*group.members.values_list("government_id", flat=True), need.owner_id]
    if not may_form_group(governments):
        raise GroupNotPossible
    member = Member.objects.create(
        owner_id=group.owner_id,
        group=group,
        need_id=need.pk,
        government_id=need.owner_id,
        public=group.state == "confirmed",
    )
    group.neighbours = [pk for pk in group.neighbours if pk != need.pk]
    group.save(update_fields=["neighbours", "changed_at"])
    audit.record("matching.group_grown", of=group, after={"need": need.ref})
    return member


@action(Permission.CONFIRM_GROUP)
def confirm_group(*, group: JointGroup, name: str, note: str = "", by: Actor, at: datetime) -> JointGroup:
    """Say, as a person, that these needs are alike; from now on everybody sees the link."""
    group.name, group.note = name.strip()[:80] or group.name, note.strip()
    group.save(update_fields=["name", "note", "changed_at"])
    _confirm(group, at)
    audit.record("matching.group_confirmed", of=group)
    return group


@action(Permission.CONFIRM_GROUP)
def dissolve_group(*, group: JointGroup, by: Actor, at: datetime) -> JointGroup:
    """Say that they are not alike, or no longer; it is not proposed again."""
    group.move("dissolve", at=at)
    Member.objects.filter(group=group).update(public=False)
    audit.record("matching.group_dissolved", of=group)
    return group


def _formed(
    name: str,
    note: str,
    needs: Sequence[NeedFacts],
    by: Actor,
    *,
    likeness: float | None = None,
    neighbours: list[int] | None = None,
) -> JointGroup:
    if not may_form_group([need.owner_id for need in needs]):
        raise GroupNotPossible
    group = JointGroup.objects.create(
        owner_id=owner_of(by), name=name, note=note.strip(), likeness=likeness, neighbours=neighbours or []
    )
    for need in needs:
        Member.objects.create(owner_id=group.owner_id, group=group, need_id=need.pk, government_id=need.owner_id)
    return group


def _confirm(group: JointGroup, at: datetime) -> None:
    group.move("confirm", at=at)
    Member.objects.filter(group=group).update(public=True)
    events.publish(GroupConfirmed(group_id=group.pk))
