"""Problems: every answer that is not what was asked for, as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yui.kernel.access import Refused

CONTENT_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)

SENTENCES: Mapping[int, Any] = {
    400: _("送られた内容を読み取れませんでした。形を確かめてください。"),
    401: _("トークンがないか、期限が過ぎたか、取り消されています。"),
    403: _("この操作をする権限が、トークンにありません。"),
    404: _("見つかりません。なくなったか、公開されていません。"),
    405: _("このアドレスでは、その方法（メソッド）は使えません。"),
    409: _("いまの状態では、この操作はできません。"),
    410: _("取り下げられました。"),
    412: _("読んだあとに、ほかで変えられています。読み直してから、もう一度送ってください。"),
    413: _("送られた内容が大きすぎます。"),
    415: _("本文は application/json で送ってください。"),
    422: _("送られた値に、受け取れないものがあります。"),
    429: _("呼び出しが続きすぎています。少し待ってください。"),
    500: _("こちらの側で問題が起きました。少し待ってから、もう一度お試しください。"),
}


class Fault(Schema):
    """One value that was not accepted: where it stood, and why."""

    field: str
    detail: str


class Problem(Schema):
    """What went wrong, for programs (`code`) and for people (`detail`)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[Fault] = []


def problem(
    status: int, *, code: str = "", detail: Any = None, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """The answer for a problem. Without `code` it is the HTTP status that says what happened."""
    phrase = HTTPStatus(status).phrase
    body = {
        "type": f"urn:yui:problem:{code}" if code else "about:blank",
        "title": phrase,
        "status": status,
        "code": code or phrase.lower().replace(" ", "-"),
        "detail": str(detail or SENTENCES.get(status, phrase)),
        "errors": errors or [],
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type=CONTENT_TYPE, status=status)
    response["Cache-Control"] = "no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="yui"'
    return response


def answer_problems(api: NinjaAPI) -> None:
    """Let every exception of an operation become a problem."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(AuthenticationError, lambda request, error: problem(401))
    api.add_exception_handler(HttpError, lambda request, error: problem(cast(HttpError, error).status_code))
    api.add_exception_handler(Http404, lambda request, error: problem(404))
    api.add_exception_handler(RequestDataTooBig, lambda request, error: problem(413))
    api.add_exception_handler(SuspiciousOperation, lambda request, error: problem(400))
    api.add_exception_handler(Exception, bug)


def _refused(request: HttpRequest, refused: Refused | type[Refused]) -> HttpResponse:
    assert isinstance(refused, Refused)
    faults = [{"field": name, "detail": str(sentence)} for name, sentence in refused.fields.items()]
    return problem(refused.status, code=refused.code, detail=refused.message, errors=faults)


def _not_valid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(error, ValidationError)
    faults = [{"field": ".".join(map(str, one["loc"])), "detail": str(one["msg"])} for one in error.errors]
    return problem(422, code="invalid-input", errors=faults)


def bug(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The answer for what is our own fault: logged whole, told in a sentence."""
    _log.error("an operation of the API failed: %s %s", request.method, request.path, exc_info=error)  # type: ignore[arg-type]  # ninja hands the exception itself
    return problem(500)
