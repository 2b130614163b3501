"""What people of an organisation that was stopped are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yui.kernel.identity.models import Membership, Organisation, OrganisationKind, Person, Post
from yui.kernel.tenancy import acting_for


@dataclass(frozen=True)
class Stopped:
    """The organisations of a person whose use was stopped, and whom to ask: name of an operator, and how to reach it."""

    names: tuple[str, ...]
    ask: tuple[tuple[str, str], ...]


def stopped_for(person: Person, *, on: date) -> Stopped | None:
    """What to tell a person whose organisations were stopped; None where none was."""
    with acting_for(None, person=person.pk):
        held = Membership.shared.of(person.pk).current(on).filter(owner__active=False).select_related("owner")
        names = tuple(membership.owner.name for membership in held.order_by("started_on", "pk"))
        return Stopped(names, _operators()) if names else None


def _operators() -> tuple[tuple[str, str], ...]:
    operators = Organisation.published.filter(kind=OrganisationKind.OPERATOR, active=True).order_by("kana", "pk")
    return tuple((one.name, _reach(one)) for one in operators)


def _reach(operator: Organisation) -> str:
    """Phone and mail of a post of the operator that can be reached, else its website; perhaps nothing."""
    posts = Post.published.filter(owner=operator, active=True).exclude(phone="", email="")
    post = posts.order_by("pk").first()
    return "　".join(one for one in (post.phone, post.email) if one) if post else operator.website
