"""Towns and posts as this room needs them, and what is kept instead of secrets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.crypto import salted_hmac

from yui.kernel.identity.queries import public_organisations


@dataclass(frozen=True)
class Town:
    """A local government as a choice in a list."""

    pk: int
    ref: str
    name: str
    prefecture: str


def towns() -> list[Town]:
    """Every government that takes troubles, by prefecture and reading."""
    rows = public_organisations().filter(kind="government")
    values = rows.order_by("prefecture", "kana", "pk").values_list("pk", "ref", "name", "prefecture")
    return [Town(*row) for row in values]


def town(ref: str) -> Any:
    """The government of a reference; raises DoesNotExist."""
    return public_organisations().get(kind="government", ref=ref)


def names(pks: Iterable[int]) -> dict[int, str]:
    """The names of organisations."""
    return dict(public_organisations().filter(pk__in=list(pks)).values_list("pk", "name"))


def names_by_ref(refs: Iterable[str]) -> dict[str, str]:
    """The names of organisations by their references."""
    return dict(public_organisations().filter(ref__in=[ref[:10] for ref in refs][:50]).values_list("ref", "name"))


def refs_and_names(pks: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The references and names of organisations."""
    rows = public_organisations().filter(pk__in=list(pks)).values_list("pk", "ref", "name")
    return {pk: (ref, name) for pk, ref, name in rows}


def pks_by_ref(refs: Iterable[str]) -> dict[str, int]:
    """The ids of organisations by their references."""
    wanted = list(refs)
    return dict(public_organisations().filter(ref__in=wanted).values_list("ref", "pk")) if wanted else {}


def posts() -> Any:
    """The posts of the organisation acted for that are in use."""
    return _posts().filter(active=True).order_by("name")


def post(pk: int | None) -> Any:
    """A post of the organisation acted for; the one with the lowest number where none is named. None if it has none."""
    every = _posts().order_by("pk")
    return (every.filter(pk=pk) if pk is not None else every.filter(active=True)).first()


def digest(purpose: str, value: str) -> str:
    """What is kept instead of a secret or an address: it can be compared with another, and not turned back."""
    return salted_hmac(f"yui.solving.needs.{purpose}", value, algorithm="sha256").hexdigest()


def address(path: str) -> str:
    """A path as a whole address, for mails and printed codes."""
    return f"{str(settings.YUI_ORIGIN).rstrip('/')}{path}"


def _posts() -> Any:
    return apps.get_model("identity.Post").objects
