"""From the reference in an address to the record; what one may not see is not found."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from yui.kernel.identity.acting import actor_of
from yui.solving.matching import queries
from yui.solving.needs.queries import NeedFacts


def or_404(door: Any, **wanted: Any) -> Any:
    """The one record behind a door."""
    found = door.filter(**wanted).first()
    if found is None:
        raise Http404
    return found


def need_or_404(ref: str) -> NeedFacts:
    """A need that may be read here."""
    need = queries.need_by_ref(ref)
    if need is None:
        raise Http404
    return need


def organisation_of(request: HttpRequest) -> int:
    """The organisation acted for; who acts for none finds no desk."""
    organisation = actor_of(request).organisation_id
    if organisation is None:
        raise Http404
    return organisation
