"""The few pages of the frame itself: preferences, licences, what robots and browsers ask for."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_safe

from yui.kernel.access import PUBLIC, page
from yui.kernel.web.preferences import COOKIE, COOKIE_AGE, Language, Preferences, TextSize
from yui.kernel.web.rendering import render

_LICENCES = Path(__file__).parent / "static" / "vendor" / "licences.json"
_CHOICES = {"text_size", "furigana", "language"}


@page(PUBLIC)
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep how the reader wants pages shown and go back; without a choice, the page on which to choose.

    GET is allowed to change it: the choice is the browser's own, harmless, and works from every cached page.
    """
    wishes = (request.POST if request.method == "POST" else request.GET).dict()
    if not _CHOICES & wishes.keys():
        return render(request, "preferences/page.html", {"sizes": TextSize, "languages": Language})
    choice = Preferences.read(request.COOKIES.get(COOKIE)).changed(wishes)
    response = HttpResponseRedirect(safe_next(request, wishes.get("next", "")))
    response.set_cookie(
        COOKIE, choice.written(), max_age=COOKIE_AGE, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return response


def safe_next(request: HttpRequest, wanted: str, otherwise: str = "/") -> str:
    """`wanted` when it is an address of this site, else `otherwise`: nobody is sent to another host."""
    same_host = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if same_host else otherwise


@page(PUBLIC)
@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """Whose work our pages contain, and under which licence."""
    packages = json.loads(_LICENCES.read_text("utf-8")) if _LICENCES.exists() else []
    return render(request, "licences/page.html", {"packages": packages})


@page(PUBLIC)
@require_GET
@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read the public pages; of a demo they read nothing."""
    lines = ["User-agent: *"]
    lines += (
        ["Disallow: /"]
        if getattr(settings, "YUI_DEMO", False)
        else [f"Disallow: {path}" for path in ("/desk/", "/cloud/", "/account/")]
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@page(PUBLIC)
@require_GET
@cache_control(max_age=86400, public=True)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to keep the site on its home screen."""
    return JsonResponse(
        {
            "name": "結 Yui",
            "short_name": "結",
            "lang": "ja",
            "start_url": "/",
            "display": "browser",
            "background_color": "#ffffff",
            "theme_color": "#0017c1",
            "icons": [{"src": static("yui/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )


@page(PUBLIC)
@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for /favicon.ico by habit."""
    return HttpResponseRedirect(static("yui/mark.svg"))
