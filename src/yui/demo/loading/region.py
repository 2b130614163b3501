"""Organisations, posts and people of the demo region."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress

from yui.demo.loading.known import Known
from yui.kernel.access import Role
from yui.kernel.identity.models import Membership, Organisation, OrganisationKind, Person, Post
from yui.kernel.tenancy import acting_for

PASSWORD = "yui-no-otameshi"  # noqa: S105  told on the first screen; see below
"""Of every demo sign-in. It opens fictional records only; an installation with real ones loads no demo region."""

HUES = {"kirigasawa": 145, "shiomiura": 205, "yunomori": 15, "mizuta": 95, "aobano": 250, "sakakino": 280}
_SINCE = date(2019, 4, 1)


def load(known: Known) -> None:
    """Bring organisations, posts and people into being."""
    with acting_for(None, operator=True):
        _load_bureau_and_towns(known)
        _load_suppliers(known)
    _load_posts(known)
    _load_people(known)


def accounts(known_people: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """The demo sign-ins: (roles in words, name, mail address)."""
    signing_in = [row for row in known_people if row.get("sign_in")]
    return [("・".join(str(Role(role).label) for role in row["roles"]), row["name"], row["mail"]) for row in signing_in]


def _load_bureau_and_towns(known: Known) -> None:
    region = known.written.region
    bureau = _organisation(region["bureau"], OrganisationKind.BUREAU, introduction=region["bureau"]["does"])
    known.organisations[region["bureau"]["key"]] = bureau
    for row in region["towns"]:
        known.codes[row["key"]] = row["code"]
        known.organisations[row["key"]] = _organisation(
            row,
            OrganisationKind.GOVERNMENT,
            government_code=row["code"],
            prefecture=region["prefecture"]["name"],
            place=row["address"],
            population=row["population"],
            introduction=row["character"],
            hue=HUES[row["key"]],
            coordinated_by=bureau,
        )
    for row in region["neighbours"]:  # known by name and code, so that services can name them; they do not take part
        known.codes[row["key"]] = row["code"]
        known.organisations[row["key"]] = _organisation(
            row,
            OrganisationKind.GOVERNMENT,
            government_code=row["code"],
            prefecture=row["prefecture"],
            population=row["population"],
            active=False,
        )


def _load_suppliers(known: Known) -> None:
    region = known.written.region
    places = {row["key"]: row["name"] for row in [*region["towns"], *region["neighbours"]]}
    prefectures = {row["key"]: row["prefecture"] for row in region["neighbours"]}
    for row in known.written.rows("organisations"):
        known.organisations[row["key"]] = _organisation(
            row,
            row["kind"],
            place=places[row["place"]],
            prefecture=prefectures.get(row["place"], region["prefecture"]["name"]),
            introduction=row["does"],
            website=row.get("url", ""),
        )


def _organisation(row: dict[str, Any], kind: str, **fields: Any) -> Organisation:
    organisation = Organisation(kind=kind, name=row["name"], kana=row["kana"], demo=True, **fields)
    organisation.save()
    return organisation


def _load_posts(known: Known) -> None:
    for row in known.written.rows("region", "posts"):
        owner = known.organisations[row["organisation"]]
        with acting_for(owner):
            known.posts[row["key"]] = Post.objects.create(
                owner=owner, name=row["name"], duties=row["does"][:200], email=row["mail"], phone=row["phone"]
            )


def _load_people(known: Known) -> None:
    hashed = Person()
    hashed.set_password(PASSWORD)  # hashed once: the demo sign-ins share it, and hashing is slow on purpose
    for row in known.written.rows("region", "people"):
        person = Person(email=row["mail"], name=row["name"], kana=row["kana"], demo=True)
        if row.get("sign_in"):
            person.password = hashed.password
        else:
            person.set_unusable_password()
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        known.people[row["key"]] = person
        if "organisation" in row:
            _join(known, row, person)


def _join(known: Known, row: dict[str, Any], person: Person) -> None:
    owner = known.organisations[row["organisation"]]
    roles = {*row["roles"]} - {str(Role.RESIDENT)}
    if owner.is_government:
        roles |= {str(Role.OFFICIAL)}
    post = known.posts.get(row.get("post", ""))
    with acting_for(owner):
        known.memberships[row["key"]] = Membership.objects.create(
            owner=owner, person=person, post=post, title=row.get("title", ""), roles=sorted(roles), started_on=_SINCE
        )
