"""`@page`: every view says who may see it. To everyone else the page does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from django.http import Http404, HttpRequest, HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])

PUBLIC: Final = "public"
"""For everybody."""
SIGNED_IN: Final = "signed-in"
"""For everybody who has signed in."""


class Closed(Http404):
    """The page is not for this reader: it is answered as one that does not exist."""


def page(right: str) -> Callable[[View], View]:
    """Declare that a view is for those with `right`: a permission, PUBLIC or SIGNED_IN. Others get 404."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not _may_see(request, right):
                raise Closed
            return view(request, *args, **kwargs)

        cast(Any, guarded).right = right
        return cast(View, guarded)

    return declare


def _may_see(request: HttpRequest, right: str) -> bool:
    if right == PUBLIC:
        return True
    if right == SIGNED_IN:
        return request.user.is_authenticated
    return bool(cast(Any, request).actor.may(right))
