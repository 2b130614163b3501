"""Answer a request with a page, or with one part of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import jinja2
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.cache import patch_vary_headers


def render(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; or only its block `part`, when htmx asked for the same address.

    A page that was boosted or restored from history is always whole.
    """
    htmx = getattr(request, "htmx", None)
    if part and htmx and not htmx.boosted and not htmx.history_restore_request:
        return render_part(request, template, part, context, status=status)
    page = the_environment().get_template(template)
    response = HttpResponse(page.render({**(context or {}), "request": request}), status=status)
    if part:
        patch_vary_headers(response, ["HX-Request"])
    return response


def render_part(
    request: HttpRequest, template: str, block: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """One named block of a template. Lines outside of the block, `{% set %}` too, are not run."""
    page = cast(Any, the_environment().get_template(template))
    response = HttpResponse(page.render_block(block, {**(context or {}), "request": request}), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def the_environment() -> jinja2.Environment:
    """Our Jinja environment, as the settings configured it."""
    backend = next(engine for engine in engines.all() if isinstance(engine, Jinja2))
    return backend.env
