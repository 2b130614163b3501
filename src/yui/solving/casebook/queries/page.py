"""A case's page: everything on it, prepared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.web import words
from yui.solving.casebook.models import (
    Case,
    CaseCompanion,
    CaseFigure,
    CaseService,
    CaseVersion,
    Following,
    SizeClass,
    Tombstone,
)
from yui.solving.casebook.permissions import Permission
from yui.solving.casebook.queries.figures import Outcome, outcome_of
from yui.solving.casebook.rules import TEXTS, Content, Difference, differences
from yui.solving.fields import Field
from yui.solving.projects import queries as projects
from yui.solving.solutions import queries as solutions

_FIGURES, _COMPANIONS, _SERVICES = _("指標"), _("いっしょに取り組んだ団体"), _("使ったサービス")


@dataclass(frozen=True)
class Link:
    """Another record that belongs to the story."""

    title: str
    url: str


@dataclass(frozen=True)
class Version:
    """A published version and what it changed."""

    number: int
    published_at: datetime
    changes: tuple[tuple[Any, Difference], ...]


@dataclass(frozen=True)
class CasePage:
    """A case with all that belongs to it."""

    case: Case
    fields: tuple[Any, ...]
    size: Any
    figures: tuple[Outcome, ...]
    companions: tuple[tuple[str, str], ...]
    services: tuple[Link, ...]
    project: Link | None
    followers: tuple[str, ...]
    more_followers: int
    may_write: bool
    may_publish: bool
    may_follow: bool
    url: str

    @property
    def parts(self) -> list[tuple[str, Any, str]]:
        """The texts in reading order: anchor, heading, text."""
        return [(name, label_of(name), text) for name in TEXTS if (text := getattr(self.case, name))]

    @property
    def cost_in_words(self) -> str:
        """The sum in yen, where it is known."""
        return "" if self.case.cost_yen is None else words.money(self.case.cost_yen)


def case_page(case: Case, *, reader: Actor) -> CasePage:
    """The page as `reader` may see it, in a fixed number of queries."""
    ours, shown = case.is_own(), followers(case)
    used = list(CaseService.visible.filter(case=case).order_by("pk").values_list("service_id", flat=True))
    companions = CaseCompanion.visible.filter(case=case).order_by("pk").values_list("name", "role")
    known = projects.facts([case.project_id]).get(case.project_id) if case.project_id else None
    return CasePage(
        case=case,
        fields=tuple(Field(one).label for one in (case.field, *case.also) if one),
        size=SizeClass(case.size_class).label if case.size_class else "",
        figures=_figures(case),
        companions=tuple(companions),
        services=tuple(Link(one.name, one.url) for one in solutions.facts(used).values()),
        project=Link(known.name, known.url) if known else None,
        followers=tuple(shown),
        more_followers=_unnamed(case) if ours else 0,
        may_write=ours and reader.may(Permission.WRITE),
        may_publish=ours and reader.may(Permission.PUBLISH),
        may_follow=not ours and case.public and reader.organisation_id is not None and reader.may(Permission.FOLLOW),
        url=reverse("casebook:detail", args=[case.ref]),
    )


def followers(case: Case) -> list[str]:
    """The towns that follow a case and let everybody know."""
    found = Following.published.filter(case=case).select_related("owner").order_by("pk")
    return [following.owner.name for following in found]


def tombstone(ref: str) -> Tombstone | None:
    """What is left of a withdrawn case."""
    found: Tombstone | None = Tombstone.published.filter(case_ref=ref).select_related("owner").first()
    return found


def versions(case: Case) -> list[Version]:
    """The versions of a case, the latest first, each with its difference to the one before."""
    kept = list(CaseVersion.visible.filter(case=case).order_by("number"))
    contents = [Content.from_json(one.content) for one in kept]
    changed = [()] + [_labelled(differences(old, new)) for old, new in pairwise(contents)]
    found = [Version(one.number, one.published_at, what) for one, what in zip(kept, changed, strict=True)]
    return found[::-1]


def proposed_changes(before: Content, after: Content) -> tuple[tuple[Any, Difference], ...]:
    """What a revision would change, part by part with its label."""
    return _labelled(differences(before, after))


def label_of(name: str) -> Any:
    """What a part of a case is called."""
    from_model = {"figures": _FIGURES, "companions": _COMPANIONS, "services": _SERVICES}
    return from_model.get(name) or Case._meta.get_field(name).verbose_name  # type: ignore[union-attr]


def _labelled(found: tuple[Difference, ...]) -> tuple[tuple[Any, Difference], ...]:
    return tuple((label_of(one.name), one) for one in found)


def _figures(case: Case) -> tuple[Outcome, ...]:
    own = list(CaseFigure.visible.filter(case=case).order_by("pk"))
    keys = [figure.key for figure in own]
    others = CaseFigure.published.filter(case__field=case.field, key__in=keys).exclude(case=case).order_by()
    towns = dict(others.values_list("key").annotate(n=Count("case", distinct=True)))
    return tuple(outcome_of(figure, towns.get(figure.key, 0)) for figure in own)


def _unnamed(case: Case) -> int:
    """How many more towns follow that have not let others know; for the case's own town."""
    return int(Following.shared.filter(case=case, public=False).count())
