"""Changing what people of an organisation are in charge of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from yui.kernel import audit
from yui.kernel.access import Actor, action
from yui.kernel.identity import extensions, rules
from yui.kernel.identity.actions.inviting import demand_roles_in_place
from yui.kernel.identity.extensions import Holder
from yui.kernel.identity.models import Membership, Organisation, Post
from yui.kernel.identity.permissions import Permission
from yui.kernel.identity.refusals import LastAdmin, SameHolder


@action(Permission.CHANGE_MEMBERSHIP)
def change_membership(
    *, membership: Membership, post: Post | None, title: str, roles: Sequence[str], by: Actor, at: datetime
) -> Membership:
    """Change somebody's post, title and roles. The last administrator stays one."""
    organisation = _lock(membership)
    demand_roles_in_place(roles, organisation.kind)
    _demand_an_admin_besides(membership, roles, at)
    before = audit.snapshot(membership, "post", "title", "roles")
    membership.post, membership.title, membership.roles = post, title, sorted(roles)
    membership.save(update_fields=["post", "title", "roles", "changed_at"])
    after = audit.snapshot(membership, "post", "title", "roles")
    audit.record("identity.membership_changed", of=membership, before=before, after=after)
    return membership


@action(Permission.CHANGE_MEMBERSHIP)
def end_membership(*, membership: Membership, by: Actor, at: datetime) -> Membership:
    """Let somebody act for the organisation no longer, from this moment on. The last administrator cannot leave."""
    _lock(membership)
    _demand_an_admin_besides(membership, (), at)
    _end(membership, at)
    audit.record("identity.membership_ended", of=membership, after={"ended_on": membership.ended_on})
    return membership


@action(Permission.HAND_OVER)
def hand_over_duties(
    *, membership: Membership, to: Membership, leaves: bool, to_post: Post | None, by: Actor, at: datetime
) -> dict[str, int]:
    """A transfer in one step: `to` takes the post, the roles and all records of `membership`; how many of each kind.

    The one who hands over leaves the organisation, or goes to `to_post` with the roles they had.
    """
    if membership.pk == to.pk:
        raise SameHolder
    _lock(membership, to)
    roles = sorted({*to.roles, *membership.roles})
    moved = {
        owned.kind: owned.move(Holder(person_id=membership.person_id), Holder(person_id=to.person_id))
        for owned in extensions.every_owned()
    }
    to.post, to.roles = membership.post or to.post, roles
    to.save(update_fields=["post", "roles", "changed_at"])
    if leaves:
        _end(membership, at)
    else:
        membership.post = to_post
        membership.save(update_fields=["post", "changed_at"])
    audit.record("identity.duties_handed_over", of=membership, after={"to": to.ref, "moved": moved, "leaves": leaves})
    return moved


def _lock(*memberships: Membership) -> Organisation:
    """The organisation acted for, held until the end: of two administrators who remove each other, one is refused.

    The memberships are held before it, as a form holds the one it changes: whoever waits, waits in the same order.
    """
    held = [one.pk for one in memberships]
    list(Membership.objects.select_for_update(of=("self",)).filter(pk__in=held).order_by("pk").values_list("pk"))
    organisation: Organisation = Organisation.objects.select_for_update().get()
    return organisation


def _demand_an_admin_besides(membership: Membership, roles: Sequence[str], at: datetime) -> None:
    if rules.ADMIN not in membership.roles:
        return
    day = timezone.localtime(at).date()
    others = Membership.objects.current(day).exclude(pk=membership.pk).values_list("roles", flat=True)
    if rules.leaves_no_admin(others, roles):
        raise LastAdmin


def _end(membership: Membership, at: datetime) -> None:
    membership.ended_on = timezone.localtime(at).date()
    membership.save(update_fields=["ended_on", "changed_at"])
