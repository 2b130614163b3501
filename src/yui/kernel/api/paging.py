"""Lists by cursor: the hundredth page costs what the first does, and nothing comes twice when a record is added."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field

from yui.kernel.access import Refused

Row = TypeVar("Row", bound=Model)
Shown = TypeVar("Shown")


class NoSuchPage(Refused):
    """A cursor that this list did not give."""

    code = "no-such-page"
    status = 404
    message = _("この続きの印（cursor）は使えません。一覧の最初から取り直してください。")


class Paging(Schema):
    """Which page of a list."""

    cursor: str = Field("", max_length=600, description="前の答えの next。なければ最初から")
    limit: int = Field(50, ge=1, le=200, description="一度に受け取る件数")


class Page(Schema, Generic[Shown]):
    """Some items of a list, how many it has in all, and the cursor of those after them; `next` is null at the end."""

    items: list[Shown]
    total: int = Field(description="条件に合うものの総数", examples=[128])
    next: str | None = Field(description="続きを取るための cursor。最後のページでは null")


def page_of(
    request: HttpRequest,
    records: QuerySet[Row],
    paging: Paging,
    *,
    order: Sequence[str],
    show: Callable[[Row], Any] | None = None,
    show_all: Callable[[list[Row]], Iterable[Any]] | None = None,
) -> dict[str, Any]:
    """The page of `records` a cursor names, in `order`, whose last column must be unique and none of them empty.

    `show` says how a row is sent; `show_all` does it for the whole page, so that it can ask for parts at once.
    A cursor is signed and belongs to one list with its filters; another one is refused.
    """
    found = records.order_by(*order)
    if paging.cursor:
        found = found.filter(_beyond(order, _read(request, paging.cursor, len(order))))
    rows = list(found[: paging.limit + 1])
    more = len(rows) > paging.limit
    shown = rows[: paging.limit]
    whole = not paging.cursor and not more
    total = len(rows) if whole else records.order_by().count()
    items = list(show_all(shown)) if show_all else [show(row) for row in shown] if show else shown
    return {"items": items, "total": total, "next": _cursor(request, shown[-1], order) if more else None}


def _beyond(order: Sequence[str], key: Sequence[Any]) -> Q:
    condition = Q()
    for index, name in enumerate(order):
        equal = {part.lstrip("-"): key[place] for place, part in enumerate(order[:index])}
        condition |= Q(**equal, **{f"{name.lstrip('-')}__{'lt' if name.startswith('-') else 'gt'}": key[index]})
    return condition


def _cursor(request: HttpRequest, row: Model, order: Sequence[str]) -> str:
    values = [_plain(getattr(row, name.lstrip("-"))) for name in order]
    text = base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")
    return _signer(request).sign(text)


def _read(request: HttpRequest, cursor: str, length: int) -> list[Any]:
    try:
        text = _signer(request).unsign(cursor)
    except (signing.BadSignature, UnicodeEncodeError) as error:
        raise NoSuchPage from error
    values: list[Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    if len(values) != length:  # an older version of Yui ordered this list by other columns
        raise NoSuchPage
    return values


def _signer(request: HttpRequest) -> signing.Signer:
    filters = sorted((name, value) for name, value in request.GET.items() if name not in {"cursor", "limit"})
    return signing.Signer(salt=f"yui.api.cursor:{request.path}:{json.dumps(filters)}")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
