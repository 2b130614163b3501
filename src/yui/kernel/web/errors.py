"""Pages for when something is wrong: what happened, what is kept, what to do next."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse

from yui.kernel.access.pages import Closed
from yui.kernel.web.rendering import render, the_environment

_log = logging.getLogger(__name__)
_LAST_RESORT = """<!doctype html><html lang="ja"><meta charset="utf-8"><title>ただいま表示できません</title>
<h1>ただいま表示できません</h1><p>しばらくしてから、もう一度開いてください。</p>"""


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the request could not be read; 413: it was more than is taken at once."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return render(request, "errors/400.html", {"too_much": too_much}, status=413 if too_much else 400)


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: the reader lacks the right."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: there is no such page, or none for this reader; 403 with the reason where their organisation was stopped."""
    if isinstance(exception, Closed) and (told := _stopped(request)):
        return render(request, "errors/stopped.html", {"stopped": told}, status=403)
    return render(request, "errors/404.html", status=404)


def _stopped(request: HttpRequest) -> Any:
    """What to tell a reader who acts for nobody because their organisation was stopped."""
    known: Any = request
    acts_for_nobody = getattr(known, "organisation", None) is None
    return known.stopped() if acts_for_nobody and hasattr(known, "stopped") else None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the proof that a form came from our own page was missing or too old."""
    return render(request, "errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: prints without the database, without the reader's session, and at the worst without templates."""
    try:
        html = the_environment().get_template("errors/500.html").render()
    except Exception:
        _log.exception("the page of server errors itself failed")
        html = _LAST_RESORT
    return HttpResponse(html, status=500)
