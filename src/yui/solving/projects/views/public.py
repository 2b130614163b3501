"""What everybody reads of projects."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yui.kernel.access import PUBLIC, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.paging import page_of
from yui.solving.narrowing import chips, narrowed
from yui.solving.projects import queries
from yui.solving.projects.models import Project
from yui.solving.projects.queries.lists import FACETS
from yui.solving.solutions.files import as_csv


@page(PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All public projects, to narrow down; `?format=csv` gives them as a file."""
    published = Project.published.all()
    found = narrowed(published, FACETS, request.GET)
    if request.GET.get("format") == "csv":
        return as_csv(_table(found), "projects.csv")
    asked = page_of(request, found.select_related("owner"))
    context = {
        "page": asked,
        "rows": queries.rows(asked.items, today=clock.today()),
        "groups": queries.facets(published, request.GET),
        "chips": chips(FACETS, request.GET),
        "funnel": queries.funnel(),
    }
    return render(request, "projects/list.html", context, part="results")


@page(PUBLIC)
@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """One public project."""
    return _shown(request, ref, "projects/detail.html")


@page(PUBLIC)
@require_safe
def sheet(request: HttpRequest, ref: str) -> HttpResponse:
    """One public project on paper."""
    return _shown(request, ref, "projects/sheet.html")


@page(PUBLIC)
@require_safe
def measurements(request: HttpRequest, ref: str) -> HttpResponse:
    """Every value ever measured, as a file."""
    project = readable(ref)
    head = (_("指標"), _("単位"), _("よくなる向き"), _("測った日"), _("値"), _("どうやって測ったか"))
    return as_csv([head, *queries.measurement_table(project)], f"project-{project.ref}.csv")


def readable(ref: str) -> Project:
    """The project if its reader may see it; else there is none."""
    try:
        found: Project = Project.visible.select_related("owner").get(ref=ref)
    except Project.DoesNotExist as missing:
        raise Http404 from missing
    return found


def _shown(request: HttpRequest, ref: str, template: str) -> HttpResponse:
    project = readable(ref)
    shown = queries.project_page(project, reader=actor_of(request), today=clock.today())
    address = request.build_absolute_uri(shown.url)
    return render(request, template, {"shown": shown, "address": address, "at": clock.now()})


def _table(found: object) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        (_("取組"), _("まち"), _("団体コード"), _("分野"), _("段階"), _("成果"), _("ページ"))
    ]
    facts = queries.facts(found.values_list("pk", flat=True)[:5000])  # type: ignore[attr-defined]
    for one in facts.values():
        result = "／".join(one.results)
        rows.append((one.name, one.owner_name, one.government_code, one.field_label, one.state_label, result, one.url))
    return rows
