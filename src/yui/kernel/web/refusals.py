"""Turns a refusal that no view has caught into its page (422, 403, …) instead of a server error."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from yui.kernel.access import Refused
from yui.kernel.web import render


class RefusalMiddleware:
    """Answers with the sentence of a refusal that travelled up through a view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return render(request, "errors/refused.html", {"refusal": exception}, status=exception.status)
