"""What happens around every operation: who calls, how often, for whom, and how the answer is labelled."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation

from yui.kernel.access import Actor
from yui.kernel.api import callers, limits
from yui.kernel.api.models import Token
from yui.kernel.api.problems import CONTENT_TYPE, bug, problem
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock

View = Callable[..., HttpResponse]


def framed(view: View) -> View:
    """A view of the API: with its caller, its limit, its scope; and every answer of it labelled."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return _answer(view, request, *args, **kwargs)
        except Exception as error:  # whatever happens, a program gets an answer it can read
            return bug(request, error)

    cast(Any, answer).csrf_exempt = True  # no cookie is asked, so there is nothing a foreign page could use
    return answer


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        actor, token = callers.caller_of(request, clock.now())
        refusal = None
    except callers.UnknownToken:
        actor, token, refusal = Actor.guest(), None, problem(401)
    allowance = limits.count(request, token)
    if allowance.exceeded:
        refusal = problem(429)
    response = refusal or _answered(view, request, actor, *args, **kwargs)
    allowance.tell(response)
    return _labelled(request, response, token)


def _answered(view: View, request: HttpRequest, actor: Actor, *args: Any, **kwargs: Any) -> HttpResponse:
    cast(Any, request).actor = actor
    english = request.headers.get("Accept-Language", "").lower().startswith("en")
    with (
        acting_for(actor.organisation_id, person=actor.person_id),
        translation.override("en" if english else "ja"),
    ):
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return problem(404)
    if response.status_code == 405 and response.get("Content-Type") != CONTENT_TYPE:
        allow = response.get("Allow", "")
        response = problem(405)
        response["Allow"] = allow
    return response


def _labelled(request: HttpRequest, response: HttpResponse, token: Token | None) -> HttpResponse:
    """Caching: what guests read may be kept for a minute by anybody, what a token reads by its program only.

    The tag is a digest of the answer: it saves the sending, not the query, and cannot be out of date.
    """
    if request.method == "GET" and response.status_code == 200:
        tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        if tag in request.headers.get("If-None-Match", ""):
            headers = {name: response[name] for name in ("RateLimit", "RateLimit-Policy") if name in response}
            response = HttpResponseNotModified(headers=headers)
        response["ETag"] = tag
        response["Cache-Control"] = "private, no-cache" if token else "public, max-age=60"
    response["Vary"] = "Authorization, Accept-Language"
    response["Access-Control-Allow-Origin"] = "*"  # cookies mean nothing here: any page may ask what anybody may know
    return response
