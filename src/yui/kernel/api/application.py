"""The API as a whole: its routers, its document (OpenAPI 3.1), its addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from yui.kernel.api.frame import framed
from yui.kernel.api.problems import CONTENT_TYPE, Problem, answer_problems, problem
from yui.kernel.api.registry import every_router
from yui.kernel.api.texts import StrictParser

_ANYWHERE = (400, 401, 403, 404, 405, 422, 429, 500)
_WITH_A_BODY = (413,)


class Api(NinjaAPI):
    """Ninja's API whose document says that every operation may answer with a problem."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        document = super().get_openapi_schema(**where)
        document["components"]["schemas"]["Problem"] = _inline(Problem.model_json_schema(mode="serialization"))
        for operation in _operations(document):
            _allow_problems(operation)
        return document


@lru_cache(maxsize=1)
def the_api() -> Api:
    """The API with every room's router; built once, when the first request asks for addresses."""
    api = Api(
        title="結 Yui",
        version="1",
        description="地域の困りごと・サービス・事例を、ほかのプログラムから読み書きします。",
        docs_url=None,
        urls_namespace="api-v1",
        parser=StrictParser(),
    )
    answer_problems(api)
    for prefix, router in every_router().items():
        api.add_router(prefix, router)
    return api


def addresses() -> list[URLPattern]:
    """The addresses below /api/v1/, the last of which answers for all that do not exist."""
    patterns: list[Any] = the_api().urls[0]
    for pattern in patterns:
        pattern.callback = framed(pattern.callback)
    return [*patterns, path("<path:rest>", framed(_nothing_here), name="nothing")]


def _nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    return problem(404)


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in document["paths"].values():
        yield from methods.values()


def _allow_problems(operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    for status in (*_ANYWHERE, *(_WITH_A_BODY if "requestBody" in operation else ())):
        content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        answers.setdefault(status, {"description": HTTPStatus(status).phrase, "content": content})
    answers.setdefault(304, {"description": HTTPStatus.NOT_MODIFIED.phrase})


def _inline(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without definitions of its own: the only one of Problem stands where it is used."""
    fault = schema.pop("$defs")["Fault"]
    schema["properties"]["errors"]["items"] = fault
    return schema
