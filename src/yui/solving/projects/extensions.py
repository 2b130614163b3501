"""What the room gives to others at start-up, its place in the index and in the navigation, and what it takes.

Other rooms call `register_case_finder` from their own `extensions`: the page of a project links its cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from yui.engines.search import Document
from yui.kernel.web import navigation
from yui.kernel.web.navigation import Face
from yui.solving import finding
from yui.solving.matching.extensions import register_following
from yui.solving.projects.permissions import Permission
from yui.solving.projects.queries import address_from_match, facts, public_pks
from yui.solving.projects.registry import CaseLink, register_case_finder

__all__ = ["CaseLink", "register_case_finder"]


def documents(pks: Iterable[int]) -> Iterator[Document]:
    """The texts of public projects."""
    for pk, one in facts(pks).items():
        yield Document(
            f"project:{pk}",
            "project",
            {"title": one.name, "body": "\n".join((one.summary, *one.results))},
            facets={
                "field": (one.field,),
                "prefecture": (one.prefecture,) if one.prefecture else (),
                "government": (one.government_code,) if one.government_code else (),
                "size_class": (one.size_class,) if one.size_class else (),
                "state": (one.state,),
            },
        )


def cards(pks: Iterable[int]) -> Mapping[int, finding.Card]:
    """How public projects show themselves among other results."""
    return {
        pk: finding.Card(
            kind="project",
            pk=pk,
            ref=one.ref,
            title=one.name,
            summary=one.summary,
            url=one.url,
            owner_name=one.owner_name,
            facts=((_("成果"), one.results[0]),) if one.results else (),
            tags=(one.state_label, one.field_label),
        )
        for pk, one in facts(pks).items()
    }


finding.register(finding.Source(kind="project", label=_("取組"), documents=documents, pks=public_pks, cards=cards))
register_following("projects", address_from_match)
navigation.place(Face.PORTAL, _("取組"), "projects:list", order=35)
navigation.place(Face.DESK, _("取組"), "projects:desk_list", order=50, permission=Permission.WRITE, icon="project")
navigation.place(
    Face.DESK, _("早めの知らせ"), "projects:troubles", order=55, permission=Permission.ADVISE, icon="warning"
)
