"""From the rows of a case to its content."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from yui.kernel.access import Actor
from yui.solving.casebook.models import Case, CaseCompanion, CaseFigure, CaseService
from yui.solving.casebook.models.case import COLUMNS
from yui.solving.casebook.rules import Companion, Content, Figure


def content_of(case: Case) -> Content:
    """What readers of the case see, or will see first."""
    values = {name: getattr(case, name) for name in COLUMNS}
    figures = CaseFigure.visible.filter(case=case).order_by("pk")
    companions = CaseCompanion.visible.filter(case=case).order_by("pk")
    services = CaseService.visible.filter(case=case).order_by("pk").values_list("service_id", flat=True)
    return Content(
        **{**values, "also": tuple(case.also)},
        figures=tuple(Figure(one.name, one.unit, one.better, one.before, one.after) for one in figures),
        companions=tuple(Companion(one.name, one.role, one.organisation_id) for one in companions),
        services=tuple(services),
    )


def proposed_content(case: Case) -> Content | None:
    """The revision on its way, or None."""
    return None if case.proposed is None else Content.from_json(case.proposed)


def post_name(actor: Actor) -> str:
    """The name of the post in which somebody acts; empty for those who have none."""
    posts: Any = apps.get_model("identity", "Post")
    return str(posts.published.filter(pk=actor.post_id).values_list("name", flat=True).first() or "")
