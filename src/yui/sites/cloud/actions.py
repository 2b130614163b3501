"""What operators do with organisations."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit
from yui.kernel.access import Actor, Refused, action
from yui.kernel.identity.models import Organisation
from yui.sites.cloud.permissions import Permission


class AlreadyHere(Refused):
    """A government takes part once."""

    code = "cloud.organisation-already-here"
    message = _("この団体コードの地方公共団体は、すでに登録されています。一覧から探してください。")


@action(Permission.ADD_ORGANISATION)
def add_organisation(
    *, kind: str, name: str, kana: str, government_code: str, prefecture: str, population: int | None,
    coordinated_by: Organisation | None, by: Actor, at: datetime,
) -> Organisation:  # fmt: skip
    """Let an organisation take part."""
    if government_code and Organisation.published.of_code(government_code).exists():
        raise AlreadyHere(fields={"government_code": AlreadyHere.message})
    organisation = Organisation(
        kind=kind, name=name, kana=kana, government_code=government_code, prefecture=prefecture,
        population=population, coordinated_by=coordinated_by,
    )  # fmt: skip
    organisation.save()
    audit.record("cloud.organisation-added", of=organisation, after=audit.snapshot(organisation, "kind", "name"))
    return organisation


@action(Permission.CLOSE_ORGANISATION)
def set_active(*, organisation: Organisation, active: bool, by: Actor, at: datetime) -> Organisation:
    """Stop an organisation's use, or let it go on; nothing of it is removed."""
    before = audit.snapshot(organisation, "active")
    organisation.active = active
    organisation.save(update_fields=["active"])
    audit.record("cloud.organisation-set-active", of=organisation, before=before,
                 after=audit.snapshot(organisation, "active"))  # fmt: skip
    return organisation
