"""The book, to read."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import page
from yui.kernel.audit import actions, queries
from yui.kernel.audit.forms import WantedForm
from yui.kernel.audit.permissions import Permission
from yui.kernel.web import clock, render
from yui.kernel.web.paging import page_of


@page(Permission.READ_BOOK)
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """Who did what in this organisation, latest first."""
    form = WantedForm(request.GET)
    entries = page_of(request, queries.own_book(form.wanted()), order=("-id",), size=50)
    shown = {
        "form": form,
        "page": entries,
        "lines": [queries.line(entry) for entry in entries.items],
        "codes": queries.codes(),
        "kept": {name: value for name, value in request.GET.items() if name in form.fields},
    }
    return render(request, "audit/book.html", shown)


@page(Permission.EXPORT_BOOK)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The same as a file; that it was taken is an entry."""
    actor: Any = request.actor  # type: ignore[attr-defined]  # set by the middleware
    wanted = actions.export_book(wanted=WantedForm(request.POST).wanted(), by=actor, at=clock.now())
    text = io.StringIO()
    csv.writer(text).writerows(queries.rows(queries.own_book(wanted)))
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


@page(Permission.READ_EVERY_BOOK)
@require_safe
def every_book(request: HttpRequest) -> HttpResponse:
    """Who did what anywhere, for the operators."""
    form = WantedForm(request.GET)
    entries = page_of(request, queries.every_book(form.wanted()), order=("-id",), size=50)
    lines = [queries.line(entry, with_organisation=True) for entry in entries.items]
    return render(request, "audit/every_book.html", {"form": form, "page": entries, "lines": lines, "codes": []})
