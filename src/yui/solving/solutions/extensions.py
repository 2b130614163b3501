"""What the room gives to others at start-up: its place in the index and in the navigation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from yui.engines.search import Document
from yui.kernel.web import navigation
from yui.kernel.web.navigation import Face
from yui.solving import finding
from yui.solving.solutions.permissions import Permission
from yui.solving.solutions.queries import facts, public_pks
from yui.solving.solutions.queries.listing import exit_in_words, labels_of, price_in_words


def documents(pks: Iterable[int]) -> Iterator[Document]:
    """The texts of published services."""
    for pk, one in facts(pks).items():
        yield Document(
            f"service:{pk}",
            "service",
            {"title": one.name, "body": "\n".join((one.summary, "、".join(one.functions), one.body))},
            facets={
                "field": one.fields,
                "prefecture": (one.prefecture,) if one.prefecture else (),
                "cloud": ("yes" if one.cloud else "no",),
                "state": ("stale" if one.stale else "published",),
            },
        )


def cards(pks: Iterable[int]) -> Mapping[int, finding.Card]:
    """How published services show themselves among other results."""
    return {
        pk: finding.Card(
            kind="service",
            pk=pk,
            ref=one.ref,
            title=one.name,
            summary=one.summary,
            url=one.url,
            owner_name=one.owner_name,
            facts=(
                (_("値段"), price_in_words(one)),
                (_("出口"), exit_in_words(one)),
                (_("使っている団体"), len(one.adopters)),
            ),
            tags=(*labels_of(one.fields), *((_("1年以上確かめられていません"),) if one.stale else ())),
        )
        for pk, one in facts(pks).items()
    }


finding.register(finding.Source(kind="service", label=_("サービス"), documents=documents, pks=public_pks, cards=cards))
navigation.place(Face.PORTAL, _("サービス"), "solutions:list", order=30)
navigation.place(
    Face.DESK, _("使っているサービス"), "solutions:desk_used", order=41, permission=Permission.SAY_USED, icon="check"
)
navigation.place(
    Face.DESK,
    _("わたしたちのサービス"),
    "solutions:desk_list",
    order=40,
    permission=Permission.WRITE_SERVICE,
    icon="star",
)
