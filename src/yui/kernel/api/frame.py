"""What happens around every operation: who calls, how often, for whom, and how the answer is labelled."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation

from yui.kernel.access import Actor
from yui.kernel.api import callers, limits
from yui.kernel.api.models import Token
from yui.kernel.api.problems import CONTENT_TYPE, bug, problem
from yui.kernel.api.promises import Promise
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock

View = Callable[..., HttpResponse]
Promises = Mapping[str, Mapping[str, Promise]]
_FOR_OTHER_PAGES = {
    # Cookies mean nothing here: any page may ask what anybody may know. Tokens belong into no page, so of the
    # headers that a browser asks leave for, Authorization is not among those it gets.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, RateLimit, RateLimit-Policy, Retry-After",
}


def framed(view: View, route: str = "", promised: Callable[[], Promises] = dict) -> View:
    """A view of the API: with its caller, its limit, its scope; and every answer of it labelled.

    `promised` tells by route and method what the document says that the operation takes.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return _answer(view, request, promised().get(route, {}), *args, **kwargs)
        except Exception as error:  # whatever happens, a program gets an answer it can read
            return bug(request, error)

    cast(Any, answer).csrf_exempt = True  # no cookie is asked, so there is nothing a foreign page could use
    return answer


def _answer(
    view: View, request: HttpRequest, promises: Mapping[str, Promise], *args: Any, **kwargs: Any
) -> HttpResponse:
    try:
        actor, token = callers.caller_of(request, clock.now())
        refusal = None
    except callers.UnknownToken:
        actor, token, refusal = Actor.guest(), None, problem(401)
    allowance = limits.count(request, token)
    if allowance.exceeded:
        refusal = problem(429)
    if request.method == "OPTIONS" and promises and refusal is None:
        response = _options(promises)
    else:
        response = refusal or _without_body(view, request, promises, actor, *args, **kwargs)
    allowance.tell(response)
    return _labelled(request, response, token)


def _options(promises: Mapping[str, Promise]) -> HttpResponse:
    """What may be asked here; the answer with which a browser lets another page read."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": _allowed(promises),
            "Access-Control-Allow-Methods": "GET, HEAD",
            "Access-Control-Allow-Headers": "If-None-Match, Accept-Language",
            "Access-Control-Max-Age": "86400",
        },
    )


def _without_body(
    view: View, request: HttpRequest, promises: Mapping[str, Promise], actor: Actor, *args: Any, **kwargs: Any
) -> HttpResponse:
    """The answer; to HEAD that of GET, of which the server sends the headers alone."""
    if request.method == "HEAD" and "GET" in promises:
        request.method = "GET"
        response = _answered(view, request, promises, actor, *args, **kwargs)
        request.method = "HEAD"
        return response
    return _answered(view, request, promises, actor, *args, **kwargs)


def _answered(
    view: View, request: HttpRequest, promises: Mapping[str, Promise], actor: Actor, *args: Any, **kwargs: Any
) -> HttpResponse:
    cast(Any, request).actor = actor
    english = request.headers.get("Accept-Language", "").lower().startswith("en")
    promise = promises.get(str(request.method))
    with (
        acting_for(actor.organisation_id, person=actor.person_id),
        translation.override("en" if english else "ja"),
    ):
        try:
            response = (promise.refuse(request) if promise else None) or view(request, *args, **kwargs)
        except Http404:
            return problem(404)
    if response.status_code == 405 and response.get("Content-Type") != CONTENT_TYPE:
        allow = _allowed(promises) if promises else response.get("Allow", "")
        response = problem(405)
        response["Allow"] = allow
    return response


def _allowed(promises: Mapping[str, Promise]) -> str:
    implied = ("HEAD", "OPTIONS") if "GET" in promises else ("OPTIONS",)
    return ", ".join((*promises, *implied))


def _labelled(request: HttpRequest, response: HttpResponse, token: Token | None) -> HttpResponse:
    """Caching: what guests read may be kept for a minute by anybody, what a token reads by its program only.

    Where the operation names no version, the tag is a digest of the answer: it saves the sending, not the query, and
    cannot be out of date.
    """
    if request.method in {"GET", "HEAD"} and response.status_code == 200:
        tag = response.get("ETag") or f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        if tag in request.headers.get("If-None-Match", ""):
            kept = ("RateLimit", "RateLimit-Policy", "Last-Modified")
            response = HttpResponseNotModified(headers={name: response[name] for name in kept if name in response})
        response["ETag"] = tag
        response["Cache-Control"] = "private, no-cache" if token else "public, max-age=60"
    elif "Cache-Control" not in response:
        response["Cache-Control"] = "no-store"
    response["Vary"] = "Authorization, Accept-Language"
    for name, value in _FOR_OTHER_PAGES.items():
        response[name] = value
    return response
