"""The staff home, and what its search box finds."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yui.kernel.access import SIGNED_IN, Closed, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.sites.desk import queries
from yui.sites.desk.sources import WAITING
from yui.sites.portal.queries import search_page
from yui.sites.portal.questions import Asked


@page(SIGNED_IN)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me; for somebody in no organisation, how to join one, or that theirs was stopped."""
    if cast(Any, request).membership is None:
        if cast(Any, request).stopped():
            raise Closed
        return render(request, "desk/nobody.html")
    waiting = queries.home(actor_of(request), sources=WAITING, today=clock.today())
    return render(request, "desk/home.html", {"home": waiting, "membership": cast(Any, request).membership})


@page(SIGNED_IN)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """All that is public, as on the portal, without leaving the desk; and the way to our own residents' words."""
    return render(request, "desk/search.html", {"answer": search_page(Asked.read(request.GET))})
