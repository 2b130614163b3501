"""What the room gives to others at start-up: its place in the index, among candidates and in the navigation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from yui.engines.search import Document
from yui.kernel.web import navigation
from yui.kernel.web.navigation import Face
from yui.solving import finding
from yui.solving.casebook import offering
from yui.solving.casebook.permissions import Permission
from yui.solving.casebook.queries import facts, of_project, public_pks
from yui.solving.fields import Field
from yui.solving.matching.extensions import CandidateSource, register_candidates, register_outcomes
from yui.solving.projects.extensions import CaseLink, register_case_finder


def documents(pks: Iterable[int]) -> Iterator[Document]:
    """The texts of public cases."""
    for pk, one in facts(pks).items():
        single = {
            "prefecture": one.prefecture,
            "government": one.government_code,
            "size_class": one.size_class,
            "year": str(one.year or ""),
        }
        yield Document(
            f"case:{pk}",
            "case",
            {"title": one.title, "body": f"{one.summary}\n{one.body}"},
            facets={"field": one.fields, **{name: (value,) for name, value in single.items() if value}},
        )


def cards(pks: Iterable[int]) -> Mapping[int, finding.Card]:
    """How public cases show themselves among other results."""
    return {
        pk: finding.Card(
            kind="case",
            pk=pk,
            ref=one.ref,
            title=one.title,
            summary=one.summary,
            url=one.url,
            owner_name=one.place,
            facts=tuple((came.name, came.sentence) for came in one.figures[:1]),
            tags=tuple(tag for tag in (Field(one.field).label if one.field else "", one.size_label) if tag),
        )
        for pk, one in facts(pks).items()
    }


def case_of(project_id: int) -> CaseLink | None:
    """The public case of a project."""
    found = of_project(project_id)
    return CaseLink(found.title, found.url) if found else None


finding.register(finding.Source(kind="case", label=_("事例"), documents=documents, pks=public_pks, cards=cards))
register_candidates(CandidateSource(kind="case", label=_("事例"), offers=offering.cases, most=4))
register_outcomes("casebook", offering.of_services)
register_case_finder("casebook", case_of)
navigation.place(Face.PORTAL, _("事例"), "casebook:list", order=40)
navigation.place(Face.DESK, _("事例"), "casebook:desk_list", order=60, permission=Permission.WRITE, icon="case")
