"""A page of Django alone, to compare ours with: one view, one of Django's own templates, twenty lines."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

TEMPLATE = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1>{% if person %}<p>{{ person.name }}</p>{% endif %}
<table>{% for row in rows %}<tr><td><a href="/{{ row.0 }}">{{ row.1 }}</a></td><td>{{ row.2 }}</td></tr>{% endfor %}
</table></body></html>"""
ROWS = [(f"ref{number}", f"困りごと {number}", "公開") for number in range(20)]
NONE = ["benchmarks.bare.own_addresses"]
MIDDLEWARE = [
    *NONE,
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
_pages: dict[str, object] = {}


def own_addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware by which these pages stand beside ours in one process."""

    def answered(request: HttpRequest) -> HttpResponse:
        request.urlconf = "benchmarks.bare"  # type: ignore[attr-defined]
        return get_response(request)

    return answered


def rows(request: HttpRequest) -> HttpResponse:
    """Twenty rows that stand in memory."""
    return _page(ROWS, None)


def records(request: HttpRequest) -> HttpResponse:
    """Twenty records by one query, for a person who has signed in."""
    from yui.solving.needs.models import Need

    latest = Need.published.along_the_index().order_by("-published_at", "-pk")[:20]
    return _page([(need.ref, need.title, need.state) for need in latest], request.user)


def _page(listed: object, person: object) -> HttpResponse:
    template = _pages.setdefault("page", engines["django"].from_string(TEMPLATE))
    return HttpResponse(template.render({"title": "一覧", "rows": listed, "person": person}))  # type: ignore[attr-defined]


urlpatterns = [path("bare/rows", rows), path("bare/records", records)]
