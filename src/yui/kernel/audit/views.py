"""The book, to read."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import page
from yui.kernel.audit import actions, queries
from yui.kernel.audit.forms import EveryWantedForm, WantedForm
from yui.kernel.audit.models import Entry
from yui.kernel.audit.permissions import Permission
from yui.kernel.web import clock, render
from yui.kernel.web.paging import page_of


@page(Permission.READ_BOOK)
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """Who did what in this organisation, latest first."""
    form = WantedForm(request.GET)
    return _book_page(request, "audit/book.html", form, queries.own_book(form.wanted()))


@page(Permission.EXPORT_BOOK)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The same as a file; that it was taken is an entry."""
    wanted = actions.export_book(wanted=WantedForm(request.POST).wanted(), by=_actor(request), at=clock.now())
    return _as_csv(queries.own_book(wanted))


@page(Permission.READ_EVERY_BOOK)
@require_safe
def every_book(request: HttpRequest) -> HttpResponse:
    """Who did what anywhere, for the operators."""
    form = EveryWantedForm(request.GET)
    return _book_page(request, "audit/every_book.html", form, queries.every_book(form.wanted()), of_all=True)


@page(Permission.EXPORT_EVERY_BOOK)
@require_POST
def export_every(request: HttpRequest) -> HttpResponse:
    """The same as a file; that it was taken is an entry in the book of the operators."""
    wanted = EveryWantedForm(request.POST).wanted()
    return _as_csv(queries.every_book(actions.export_every_book(wanted=wanted, by=_actor(request), at=clock.now())))


def _book_page(
    request: HttpRequest, template: str, form: WantedForm, entries: QuerySet[Entry], *, of_all: bool = False
) -> HttpResponse:
    found = page_of(request, entries, order=("-id",), size=50)
    lines = [queries.line(entry, with_organisation=of_all) for entry in found.items]
    shown = {"form": form, "page": found, "lines": lines, "kept": form.kept(), "most": queries.MOST_ROWS}
    return render(request, template, shown)


def _as_csv(entries: QuerySet[Entry]) -> HttpResponse:
    text = io.StringIO()
    csv.writer(text).writerows(queries.rows(entries))
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]  # set by the middleware
