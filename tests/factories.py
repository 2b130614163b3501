"""Towns, people and actors for tests, with telling names. Every call makes what does not yet exist."""

from __future__ import annotations

from datetime import date
from typing import Any

from yui.kernel.access import Actor, Role
from yui.kernel.identity.acting import actor_for
from yui.kernel.identity.models import Membership, Organisation, OrganisationKind, Person, Post
from yui.kernel.tenancy import acting_for

CODES = {"霧ヶ沢村": "480011", "潮見浦町": "480029", "榊野市": "480037"}


def organisation(name: str, kind: str = OrganisationKind.GOVERNMENT, **fields: Any) -> Organisation:
    """The organisation of that name."""
    found = Organisation.published.filter(name=name).first()
    if found:
        return found
    if kind == OrganisationKind.GOVERNMENT:
        fields.setdefault("government_code", CODES.get(name, ""))
        fields.setdefault("population", 12_000)
        fields.setdefault("prefecture", "織江県")
    with acting_for(None, operator=True):
        return Organisation.published.create(name=name, kind=kind, **fields)


def town(name: str = "霧ヶ沢村", **fields: Any) -> Organisation:
    return organisation(name, OrganisationKind.GOVERNMENT, **fields)


def vendor(name: str = "株式会社ことづて", **fields: Any) -> Organisation:
    return organisation(name, OrganisationKind.VENDOR, **fields)


def bureau(name: str = "東雲総合通信局", **fields: Any) -> Organisation:
    return organisation(name, OrganisationKind.BUREAU, **fields)


def operator_body(name: str = "結 運用団体", **fields: Any) -> Organisation:
    return organisation(name, OrganisationKind.OPERATOR, **fields)


def post(of: Organisation, name: str = "総務課 情報係") -> Post:
    with acting_for(of):
        return Post.objects.get_or_create(owner=of, name=name)[0]


def person(email: str, name: str = "山田 花子", password: str = "correct horse battery") -> Person:
    """Somebody who can sign in with `password`, their address confirmed."""
    found = Person.objects.filter(email=email).first()
    if found:
        return found
    made = Person.objects.create_user(email, password, name=name)
    made.emailaddress_set.create(email=email, verified=True, primary=True)
    return made


def member(of: Organisation, *roles: Role, email: str = "", in_post: Post | None = None) -> Membership:
    """A person of an organisation with these roles (default: an official of a government)."""
    email = email or f"{'-'.join(roles) or 'official'}-{of.ref}@example.jp"
    with acting_for(of):
        found = Membership.objects.filter(person__email=email).first()
        return found or Membership.objects.create(
            owner=of,
            person=person(email),
            post=in_post or (post(of) if of.is_government else None),
            roles=[str(role) for role in roles or (Role.OFFICIAL,)],
            started_on=date(2020, 4, 1),
        )


def official(of: Organisation, **fields: Any) -> Actor:
    return acting(member(of, Role.OFFICIAL, **fields))


def manager(of: Organisation, **fields: Any) -> Actor:
    return acting(member(of, Role.OFFICIAL, Role.MANAGER, **fields))


def supplier(of: Organisation, **fields: Any) -> Actor:
    return acting(member(of, Role.SUPPLIER, **fields))


def coordinator(of: Organisation, **fields: Any) -> Actor:
    return acting(member(of, Role.COORDINATOR, **fields))


def operator(of: Organisation | None = None) -> Actor:
    return acting(member(of or operator_body(), Role.OPERATOR))


def acting(membership: Membership) -> Actor:
    """The actor that the person of a membership is."""
    return actor_for(membership.person, membership)
