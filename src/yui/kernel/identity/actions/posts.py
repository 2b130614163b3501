"""Keeping the posts of an organisation."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from yui.kernel import audit
from yui.kernel.access import Actor, action
from yui.kernel.identity import extensions
from yui.kernel.identity.extensions import Holder
from yui.kernel.identity.models import Membership, Organisation, Post
from yui.kernel.identity.permissions import Permission
from yui.kernel.identity.refusals import PostInUse, PostTaken, SameHolder

_FIELDS = ("name", "duties", "email", "phone")


@action(Permission.KEEP_POSTS)
def open_post(*, name: str, duties: str = "", email: str = "", phone: str = "", by: Actor, at: datetime) -> Post:
    """Make a new post of one's organisation."""
    _demand_free(name)
    post: Post = Post.objects.create(
        owner=Organisation.objects.get(), name=name, duties=duties, email=email, phone=phone
    )
    audit.record("identity.post_opened", of=post, after=audit.snapshot(post, *_FIELDS))
    return post


@action(Permission.KEEP_POSTS)
def change_post(*, post: Post, name: str, duties: str, email: str, phone: str, by: Actor, at: datetime) -> Post:
    """Rename a post or change what it says of itself."""
    _demand_free(name, besides=post)
    before = audit.snapshot(post, *_FIELDS)
    post.name, post.duties, post.email, post.phone = name, duties, email, phone
    post.save(update_fields=[*_FIELDS, "changed_at"])
    audit.record("identity.post_changed", of=post, **audit.differing(before, audit.snapshot(post, *_FIELDS)))
    return post


@action(Permission.KEEP_POSTS)
def close_post(*, post: Post, by: Actor, at: datetime) -> Post:
    """Close a post that has neither people nor records any more."""
    if held := what_it_holds(post, at):
        raise PostInUse(held)
    _close(post)
    audit.record("identity.post_closed", of=post)
    return post


@action(Permission.HAND_OVER)
def hand_over_post(*, post: Post, to: Post, with_people: bool, close: bool, by: Actor, at: datetime) -> dict[str, int]:
    """Move all that a post is in charge of, and its people if wanted, to another; how many of each kind."""
    if post.pk == to.pk:
        raise SameHolder
    moved = {
        owned.kind: owned.move(Holder(post_id=post.pk), Holder(post_id=to.pk)) for owned in extensions.every_owned()
    }
    if with_people:
        moved["people"] = Membership.objects.filter(post=post, ended_on__isnull=True).update(post=to, changed_at=at)
    if close:
        if held := what_it_holds(post, at):
            raise PostInUse(held)
        _close(post)
    audit.record("identity.post_handed_over", of=post, after={"to": to.ref, "moved": moved, "closed": close})
    return moved


def what_it_holds(post: Post, at: datetime) -> list[str]:
    """What a post is still in charge of, in words with their numbers."""
    people = Membership.objects.current(timezone.localtime(at).date()).filter(post=post).count()
    records = [(str(owned.label), owned.count(Holder(post_id=post.pk))) for owned in extensions.every_owned()]
    return [f"{label} {number}" for label, number in [("人", people), *records] if number]


def _demand_free(name: str, besides: Post | None = None) -> None:
    others = Post.objects.exclude(pk=besides.pk) if besides else Post.objects.all()
    if others.filter(name=name).exists():
        raise PostTaken


def _close(post: Post) -> None:
    post.active = False
    post.save(update_fields=["active", "changed_at"])
