"""Lists of cases: public, to search and narrow down; and the organisation's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yui.kernel.web.paging import Page, page_of
from yui.kernel.web.words import side_by_side
from yui.solving import finding
from yui.solving.casebook.models import Case, CaseState, SizeClass
from yui.solving.casebook.queries.facts import CaseFacts, facts
from yui.solving.fields import Field
from yui.solving.narrowing import Facet, Group, chips, groups, narrowed

SIZE = 20
MOST_IN_FILE = 5000


@dataclass(frozen=True)
class Row:
    """A case in a list, and why it is there when somebody searched."""

    case: CaseFacts
    field: Any
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A page of cases with the ways to narrow it down."""

    rows: tuple[Row, ...]
    page: Page[Case]
    groups: tuple[Group, ...]
    chips: Sequence[tuple[Any, str]]
    question: str


@dataclass(frozen=True)
class DeskRow:
    """A case of one's own."""

    ref: str
    title: str
    state: Any
    tone: str
    version: int
    review_note: str


def listing(request: HttpRequest) -> Listing:
    """What the address asks for: `q` for words, the facets, and a page."""
    question = request.GET.get("q", "").strip()[:200]
    narrow = facets()
    if question:
        return _searched(request, question, narrow)
    published = Case.published.all()
    asked = page_of(request, narrowed(published, narrow, request.GET), size=SIZE)
    shown = rows([case.pk for case in asked.items])
    return Listing(shown, asked, _groups(published, narrow, request.GET), chips(narrow, request.GET), "")


def facets() -> tuple[Facet, ...]:
    """What cases can be narrowed by; prefectures and years as far as there are cases."""
    prefectures = Case.published.exclude(prefecture="").order_by("prefecture").values_list("prefecture", flat=True)
    years = Case.published.exclude(year=None).order_by("-year").values_list("year", flat=True)
    return (
        Facet("field", "field", gettext_lazy("分野"), Field.choices),
        Facet("size_class", "size_class", gettext_lazy("人口の大きさ"), SizeClass.choices),
        Facet("prefecture", "prefecture", gettext_lazy("都道府県"), [(one, one) for one in prefectures.distinct()]),
        Facet("year", "year", gettext_lazy("年"), [(str(one), str(one)) for one in years.distinct()]),
    )


def rows(pks: Sequence[int], reasons: dict[int, tuple[str, ...]] | None = None) -> tuple[Row, ...]:
    """The public ones of these cases as rows, in the order given."""
    known = facts(pks)
    return tuple(
        Row(known[pk], Field(known[pk].field).label if known[pk].field else "", (reasons or {}).get(pk, ()))
        for pk in pks
        if pk in known
    )


def table(request: HttpRequest) -> list[tuple[Any, ...]]:
    """The list as rows of a file."""
    head: tuple[Any, ...] = (
        *(_("題"), _("まち"), _("団体コード"), _("都道府県"), _("人口の大きさ"), _("年"), _("分野"), _("費用（円）")),
        *(_("職員の時間"), _("どうなったか"), _("うまくいかなかったこと"), _("ページ")),
    )
    found = narrowed(Case.published.all(), facets(), request.GET).order_by("pk")[:MOST_IN_FILE]
    known = {case.pk: case for case in found}
    lines = [_line(one, known[pk]) for pk, one in facts(known).items()]
    return [head, *lines]


def desk_rows(cases: Sequence[Case]) -> list[DeskRow]:
    """The organisation's own cases."""
    return [
        DeskRow(case.ref, case.title, CaseState(case.state).label, TONES[case.state], case.version, case.review_note)
        for case in cases
    ]


TONES = {
    "draft": "quiet",
    "review": "warning",
    "published": "success",
    "revising": "info",
    "revision_review": "warning",
    "withdrawn": "error",
}


def _line(one: CaseFacts, case: Case) -> tuple[Any, ...]:
    return (
        *(one.title, one.place, one.government_code, one.prefecture, one.size_label, one.year),
        *(Field(one.field).label if one.field else "", one.cost_yen, one.effort_hours),
        *("／".join(f"{came.name}：{came.sentence}" for came in one.figures) or case.result, case.not_worked, one.url),
    )


def _searched(request: HttpRequest, question: str, narrow: tuple[Facet, ...]) -> Listing:
    number = request.GET.get("page", "1")
    offset = (int(number) - 1) * SIZE if number.isascii() and number.isdigit() and 0 < int(number) < 500 else 0
    filters = {facet.name: list(chosen) for facet in narrow if (chosen := facet.chosen(request.GET))}
    found = finding.find(question, kinds=["case"], filters=filters, limit=SIZE, offset=offset)
    reasons = {hit.card.pk: _reasons(hit) for hit in found.hits}
    page: Page[Case] = Page(
        items=[],
        total=found.total,
        previous=_turned(request.GET, offset // SIZE) if offset else None,
        next=_turned(request.GET, offset // SIZE + 2) if offset + SIZE < found.total else None,
    )
    shown = rows([hit.card.pk for hit in found.hits], reasons)
    return Listing(shown, page, groups(narrow, request.GET, found.facets), chips(narrow, request.GET), question)


def _reasons(hit: finding.FoundHit) -> tuple[str, ...]:
    words = _("「%(words)s」が書かれています。") % {"words": side_by_side(hit.words)} if hit.words else ""
    meaning = _("言いたいことが近い事例です。") if hit.by_meaning and not hit.words else ""
    return tuple(text for text in (words, meaning) if text)


def _turned(asked: QueryDict, number: int) -> str:
    others = [(name, value) for name, values in asked.lists() for value in values if name != "page"]
    return f"?{urlencode([*others, ('page', str(number))])}"


def _groups(published: Any, narrow: tuple[Facet, ...], asked: QueryDict) -> tuple[Group, ...]:
    counts: dict[str, Counter[str]] = {}
    for facet in narrow:
        others = narrowed(published, [one for one in narrow if one is not facet], asked)
        pairs = others.order_by().values_list(facet.column).annotate(n=Count("pk"))
        counts[facet.name] = Counter({str(value): n for value, n in pairs})
    return groups(narrow, asked, counts)
