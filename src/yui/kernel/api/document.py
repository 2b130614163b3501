"""What the OpenAPI document says of every operation beside its own answer: problems, limits, versions."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from ninja.openapi.schema import OpenAPISchema

from yui.kernel.api.problems import CONTENT_TYPE, SENTENCES, Problem

ABOUT = """地域の困りごと・サービス・取組・事例を、ほかのプログラムから読み書きします。
Other programs read and write local needs, services, projects and cases.

- 公開されているものは、登録なしで読めます。 Everything public is read without a token.
- 団体の立場で使うときは `Authorization: Bearer トークン`。できることは、トークンの範囲と、作った人の権限の両方にあるものです。
  With a token a program acts for its organisation, within the token's scopes and its creator's rights.
- 一覧は `cursor` と `limit`。続きは答えの `next`。 Lists go on with the cursor in `next`.
- 変えるときは、読んだときの `ETag` を `If-Match` に。 Changes name the version read; 412 where it has changed.
- 日時は時刻帯つきの ISO 8601、金額は円の整数（名前が `_yen` で終わる）。 Times carry their zone; sums are whole yen.
- うまくいかないときは `application/problem+json`（RFC 9457）。 Everything else is a problem with a stable `code`.
- 文は `Accept-Language` が `en` で始まるとき英語、ほかは日本語。 Sentences follow `Accept-Language`.
"""
TAGS = {
    "search": "さがす｜One search over all that is public",
    "needs": "困りごと・ニーズ｜Needs of local governments",
    "services": "サービス｜What vendors and groups offer",
    "projects": "取組｜Projects with what was measured",
    "cases": "事例｜Cases that the next town can use",
    "figures": "公開の数字｜Public figures",
    "organisations": "団体｜Organisations",
    "own": "自分の団体（トークンが要る）｜One's own organisation, with a token",
    "me": "このトークン｜This token",
}

_ALWAYS = (400, 401, 404, 405, 422, 429, 500)
_WITH_A_TOKEN = (403,)
_WITH_A_BODY = (413, 415)
_WHEN_WRITING = (409,)
_WITH_A_VERSION = (412,)
_HEADERS: dict[str, dict[str, Any]] = {
    "RateLimit": {
        "description": "残りの回数 r と、数え直すまでの秒数 t（draft-ietf-httpapi-ratelimit-headers）",
        "schema": {"type": "string", "pattern": '^"(guest|token)";r=[0-9]+;t=[0-9]+$'},
    },
    "RateLimitPolicy": {
        "description": "呼べる回数 q と、その時間 w 秒",
        "schema": {"type": "string", "pattern": '^"(guest|token)";q=[0-9]+;w=[0-9]+$'},
    },
    "ETag": {
        "description": "この答えの版。If-None-Match で、変わっていなければ 304。変えるときは If-Match に",
        "schema": {"type": "string", "pattern": '^".+"$'},
    },
    "RetryAfter": {"description": "待つ秒数", "schema": {"type": "integer", "minimum": 1}},
    "Allow": {"description": "使えるメソッド", "schema": {"type": "string"}},
    "WWWAuthenticate": {"description": "求める認証", "schema": {"type": "string"}},
}
_NAMES = {"RateLimitPolicy": "RateLimit-Policy", "RetryAfter": "Retry-After", "WWWAuthenticate": "WWW-Authenticate"}
_OF_STATUS = {401: "WWWAuthenticate", 405: "Allow", 429: "RetryAfter"}


def complete(document: OpenAPISchema) -> None:
    """Let every operation say which problems may come, and every answer which headers it carries."""
    components = document["components"]
    components["schemas"]["Problem"] = _inline(Problem.model_json_schema(mode="serialization"))
    components["headers"] = {name: {"required": True, **header} for name, header in _HEADERS.items()}
    for method, operation in operations(document):
        _allow_problems(method, operation)
        for status, answer in operation["responses"].items():
            _label(method, int(status), answer)
    used = {tag for _method, operation in operations(document) for tag in operation.get("tags", [])}
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items() if name in used]


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation with its method."""
    for methods in document["paths"].values():
        yield from methods.items()


def _allow_problems(method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    possible = (
        *_ALWAYS,
        *(_WITH_A_TOKEN if operation.get("security") else ()),
        *(_WITH_A_BODY if "requestBody" in operation else ()),
        *(_WHEN_WRITING if method != "get" else ()),
        *(_WITH_A_VERSION if _names_a_version(operation) else ()),
    )
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in sorted(possible):
        answers.setdefault(status, {"description": _told(status), "content": content})
    for status, answer in answers.items():
        if int(status) >= 400:
            answer.update(description=_told(int(status)), content=content)
    if method == "get":
        answers.setdefault(304, {"description": HTTPStatus.NOT_MODIFIED.phrase})


def _names_a_version(operation: dict[str, Any]) -> bool:
    return any(one["name"] == "If-Match" for one in operation.get("parameters", []))


def _label(method: str, status: int, answer: dict[str, Any]) -> None:
    names = [] if status == 500 else ["RateLimit", "RateLimitPolicy"]
    names += ["ETag"] if method == "get" and status in {200, 304} else []
    names += [_OF_STATUS[status]] if status in _OF_STATUS else []
    if names:
        answer["headers"] = {_NAMES.get(name, name): {"$ref": f"#/components/headers/{name}"} for name in names}


def _told(status: int) -> str:
    phrase = HTTPStatus(status).phrase
    return f"{phrase}：{SENTENCES[status]}" if status in SENTENCES else phrase


def _inline(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without definitions of its own: the only one of Problem stands where it is used."""
    fault = schema.pop("$defs")["Fault"]
    schema["properties"]["errors"]["items"] = fault
    return schema
