"""The API as a whole: its routers, its document (OpenAPI 3.1), its addresses."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import translation
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from yui.kernel.api.document import ABOUT, complete
from yui.kernel.api.frame import framed
from yui.kernel.api.problems import answer_problems, problem
from yui.kernel.api.promises import Promise, promises_of
from yui.kernel.api.registry import every_router
from yui.kernel.api.texts import StrictParser

PREFIX = "/api/v1/"


class Api(NinjaAPI):
    """Ninja's API whose document says that every operation may answer with a problem."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        """The document, written once: it changes with the program only, and says things in both languages by itself."""
        return _document(self, where.get("path_prefix") or PREFIX)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function, which says it: list_needs, draft_own_need."""
        return str(cast(Any, operation.view_func).__name__)


@lru_cache(maxsize=4)
def _document(api: Api, prefix: str) -> OpenAPISchema:
    with translation.override("ja"):
        document = OpenAPISchema(api, prefix)
        complete(document)
    return document


@lru_cache(maxsize=1)
def the_api() -> Api:
    """The API with every room's router; built once, when the first request asks for addresses."""
    api = Api(
        title="結 Yui",
        version="1",
        description=ABOUT,
        docs_url=None,
        urls_namespace="api-v1",
        parser=StrictParser(),
    )
    answer_problems(api)
    for prefix, router in every_router().items():
        api.add_router(prefix, router)
    return api


def the_document() -> OpenAPISchema:
    """The OpenAPI document as it is sent."""
    return the_api().get_openapi_schema(path_prefix=PREFIX)


def addresses() -> list[URLPattern]:
    """The addresses below /api/v1/, the last of which answers for all that do not exist."""
    patterns: list[Any] = the_api().urls[0]
    for pattern in patterns:
        pattern.callback = framed(pattern.callback, str(pattern.pattern), _promises)
    return [*patterns, path("<path:rest>", framed(_nothing_here), name="nothing")]


@lru_cache(maxsize=1)
def _promises() -> dict[str, dict[str, Promise]]:
    return promises_of(the_document(), PREFIX)


def _nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    return problem(404)
