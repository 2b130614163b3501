"""The pages of the portal."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yui.kernel.access import PUBLIC, page
from yui.kernel.identity.models import Organisation
from yui.kernel.web import render, render_part
from yui.sites.portal import queries
from yui.sites.portal.funnel import funnel_page
from yui.sites.portal.questions import Asked
from yui.solving.fields import Field


@page(PUBLIC)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The one question, the doors, what has been solved lately."""
    return render(
        request, "portal/home.html", {"shelves": queries.shelves(limit=3, leave_out="service"), "fields": Field.choices}
    )


@page(PUBLIC)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One box over all that is public."""
    answer = queries.search_page(Asked.read(request.GET))
    if getattr(request, "htmx", None):
        return render_part(request, "portal/search.html", "answer", {"answer": answer})
    return render(request, "portal/search.html", {"answer": answer})


@page(PUBLIC)
@require_safe
def field(request: HttpRequest, code: str) -> HttpResponse:
    """A field: its needs, services, cases, projects."""
    if code not in Field.values:
        raise Http404
    shelves = queries.shelves(filters={"field": [code]}, limit=6)
    return render(request, "portal/field.html", {"field": Field(code), "shelves": shelves})


@page(PUBLIC)
@require_safe
def towns(request: HttpRequest) -> HttpResponse:
    """The governments that take part."""
    return render(request, "portal/towns.html", {"towns": queries.towns()})


@page(PUBLIC)
@require_safe
def town(request: HttpRequest, code: str) -> HttpResponse:
    """A town: what it is looking for, doing and has solved."""
    found = Organisation.published.of_code(code).filter(active=True).first()
    if found is None:
        raise Http404
    shelves = queries.shelves(filters={"government": [code]}, limit=6)
    return render(request, "portal/town.html", {"town": found, "shelves": shelves, "lead": _("いまのニーズと取組")})


@page(PUBLIC)
@require_safe
def funnel(request: HttpRequest) -> HttpResponse:
    """How many needs go how far, and why the others stop."""
    return render(request, "portal/funnel.html", {"funnel": funnel_page()})
