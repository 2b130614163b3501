"""A need that is begun twice by the same page is one need.

A page for a new need carries the reference the need will have, signed. A press of the button that comes twice, or after
a script has kept the words and never heard so, then finds the need there and writes it on.
"""

from __future__ import annotations

from typing import Final

from django.core import signing

from yui.kernel.access import Actor
from yui.kernel.tenancy.models import new_ref

FIELD: Final = "beginning"
_SALT = "yui.solving.needs.beginning"


def new_beginning(by: Actor) -> str:
    """A token for one new need of this person, as they act now."""
    return signing.dumps([by.organisation_id, by.person_id, new_ref()], salt=_SALT)


def ref_of_beginning(token: str, by: Actor) -> str | None:
    """The reference that the need of this token has or will have; None where it was not made for this person here."""
    try:
        organisation_id, person_id, ref = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return str(ref) if (organisation_id, person_id) == (by.organisation_id, by.person_id) else None
