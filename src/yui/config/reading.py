"""How the server reads a request, before Django does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_BOUNDARY = re.compile(r"""boundary=(?:"([^"\\\r\n]{1,200})"|([^\s;"]{1,200}))""", re.IGNORECASE)


def reading_utf8(application: Application) -> Application:
    """The application, which reads every request as UTF-8 whatever charset it claims.

    Django believes a claimed charset before any middleware could object, and Python knows charsets that decode no text
    at all (base64) or make halves of characters out of plain letters (utf-7). Of the type of a body only what its
    reader needs is handed on.
    """

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if told := environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = plain_type(told)
        return application(environ, start_response)

    return serve


def plain_type(told: str) -> str:
    """The type without parameters; of a form with files, with its boundary alone."""
    kind = told.partition(";")[0].strip().lower()[:100]
    boundary = _BOUNDARY.search(told) if kind.startswith("multipart/") else None
    return f'{kind}; boundary="{boundary[1] or boundary[2]}"' if boundary else kind
