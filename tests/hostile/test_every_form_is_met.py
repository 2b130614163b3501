"""No form escapes the hostile texts: every address that takes one is met on the way through the region."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tests.hostile.crawl import Sheet

pytestmark = pytest.mark.django_db


NOT_A_FORM = {
    "api-v1:nothing": "an address that does not exist: every method gets the same sentence (tests/kernel/api)",
    "cloud:resume": "one press without a field, on organisations that are stopped (tests/sites/test_cloud)",
    "matching:learn": "one press without a field, once there is enough to learn from (tests/solving/matching/test_pages)",
    "matching:take_back": "one press without a field, between two answers (tests/solving/matching/test_answers)",
}


def takes_a_form(view: Callable[..., Any]) -> bool:
    """Whether a view answers to POST: it is not held to looking (`require_safe`)."""
    return all("POST" in allowed for allowed in _allowed(view))


def _allowed(view: Any) -> Iterator[list[str]]:
    """The methods that each decorator around a view lets through."""
    while view is not None:
        code, cells = getattr(view, "__code__", None), getattr(view, "__closure__", None)
        for name, cell in zip(code.co_freevars if code else (), cells or (), strict=True):
            if name == "request_method_list":
                yield list(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)


def views(patterns: list[Any], space: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """All views of ours by their names, as `resolve` gives them."""
    for item in patterns:
        if isinstance(item, URLResolver):
            yield from views(item.url_patterns, ":".join(filter(None, (space, item.namespace))))
        elif isinstance(item, URLPattern) and item.callback.__module__.startswith("yui."):
            yield ":".join(filter(None, (space, item.name))), item.callback


def test_every_address_that_takes_a_form_is_met_by_the_hostile_texts(sheets: list[Sheet]) -> None:
    met = {sheet.leads_to.split(" ")[0] for sheet in sheets if sheet.form.method == "post"}
    taking = {name for name, view in views(get_resolver().url_patterns) if takes_a_form(view)}

    assert len(taking) > 60
    assert sorted(taking - met - set(NOT_A_FORM)) == []
    assert set(NOT_A_FORM) <= taking


def test_a_view_that_only_shows_refuses_what_is_sent_and_others_do_not() -> None:
    @require_safe
    def shows(_request: Any) -> Any: ...

    @require_POST
    def does(_request: Any) -> Any: ...

    @require_http_methods(["GET", "POST"])
    def both(_request: Any) -> Any: ...

    assert [takes_a_form(view) for view in (shows, does, both, lambda _request: None)] == [False, True, True, True]
