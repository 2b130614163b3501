"""Paging by key over real rows."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.test import RequestFactory

from yui.kernel.web.paging import Page, asks_first, first_page, first_rows, page_of

ORDER = ("app_label", "-pk")
SIZE = 3


@pytest.fixture
def rows(db: None) -> QuerySet[ContentType]:
    """Ten rows in four groups, so that the first column of the order repeats."""
    for number in range(10):
        ContentType.objects.create(app_label=f"paging{number % 4}", model=f"row{number}")
    return ContentType.objects.filter(app_label__startswith="paging")


GROUPS = tuple(f"paging{number}" for number in range(-1, 5))
"""All values of the first column; of the first and the last there is no row."""


def read(rows: QuerySet[ContentType], query: str = "", *, turns: tuple[str, ...] = ()) -> Page[ContentType]:
    return page_of(RequestFactory().get(f"/list/{query}"), rows, order=ORDER, size=SIZE, turns=turns)


def walk(
    rows: QuerySet[ContentType], page: Page[ContentType], way: str, *, turns: tuple[str, ...] = ()
) -> list[Page[ContentType]]:
    pages = [page]
    while address := getattr(pages[-1], way):
        pages.append(read(rows, address, turns=turns))
    return pages


def test_walking_forward_shows_every_row_once_in_order(rows: QuerySet[ContentType]) -> None:
    pages = walk(rows, read(rows), "next")

    assert [len(page.items) for page in pages] == [3, 3, 3, 1]
    assert [row for page in pages for row in page.items] == list(rows.order_by(*ORDER))
    assert all(page.total == 10 for page in pages)


def test_walking_back_shows_the_same_pages(rows: QuerySet[ContentType]) -> None:
    forward = walk(rows, read(rows), "next")

    back = walk(rows, forward[-1], "previous")

    assert [page.items for page in reversed(back)] == [page.items for page in forward]
    assert back[-1].previous is None


def test_rows_asked_for_in_turn_are_the_same_pages_forward_and_back(rows: QuerySet[ContentType]) -> None:
    whole = walk(rows, read(rows), "next")
    in_turn = walk(rows, read(rows, turns=GROUPS), "next", turns=GROUPS)

    assert in_turn == whole
    assert walk(rows, in_turn[-1], "previous", turns=GROUPS) == walk(rows, whole[-1], "previous")


def test_rows_in_turn_are_asked_for_until_the_page_is_full(
    rows: QuerySet[ContentType], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):  # three groups of three, three and two, of which one is empty, and the number
        read(rows, turns=GROUPS)


def test_a_row_added_meanwhile_is_not_shown_twice(rows: QuerySet[ContentType]) -> None:
    first = read(rows)
    ContentType.objects.create(app_label="paging", model="earliest")

    second = read(rows, first.next or "")

    assert not set(first.items) & set(second.items)


@pytest.mark.parametrize(
    "key", ["x", "e30", "W10", "WzFd", "bnVsbA", "W1tdLDFd", "%F0%9F", "====", "WyJ4IiwieSJd", "WyJ4IixudWxsXQ"]
)
def test_a_key_somebody_changed_is_the_first_page(rows: QuerySet[ContentType], key: str) -> None:
    assert read(rows, f"?after={key}").items == read(rows).items


def test_the_other_words_of_the_address_are_kept(rows: QuerySet[ContentType]) -> None:
    page = read(rows, "?q=バス&field=a&field=b")

    kept = parse_qs((page.next or "").lstrip("?"))
    assert kept["q"] == ["バス"]
    assert kept["field"] == ["a", "b"]


def test_a_page_costs_two_questions_and_one_when_the_total_is_known(
    rows: QuerySet[ContentType], django_assert_num_queries: object
) -> None:
    request = RequestFactory().get("/list/")

    with django_assert_num_queries(2):  # type: ignore[operator]
        page_of(request, rows, order=ORDER)
    with django_assert_num_queries(1):  # type: ignore[operator]
        page_of(request, rows, order=ORDER, total=10)


def test_no_rows_is_an_empty_page(rows: QuerySet[ContentType]) -> None:
    page = read(rows.none())

    assert not page
    assert page.previous is page.next is None


@pytest.mark.parametrize("turns", [(), GROUPS])
@pytest.mark.parametrize("more", ["", "?colour=blue&colour=red"])
def test_a_first_page_known_beforehand_is_the_first_page(
    rows: QuerySet[ContentType], turns: tuple[str, ...], more: str
) -> None:
    known = first_rows(rows, order=ORDER, size=SIZE, turns=turns)
    request = RequestFactory().get(f"/list/{more}")

    assert first_page(request, known, order=ORDER, total=10, size=SIZE) == read(rows, more, turns=turns)


def test_a_list_that_ends_on_its_first_page_leads_nowhere(rows: QuerySet[ContentType]) -> None:
    few = rows.filter(app_label="paging0")
    known = first_rows(few, order=ORDER, size=SIZE)

    assert first_page(RequestFactory().get("/list/"), known, order=ORDER, total=3, size=SIZE).next is None


@pytest.mark.parametrize(
    ("query", "first"), [("", True), ("?field=care", True), ("?after=abc", False), ("?before=abc&after=x", False)]
)
def test_an_address_asks_for_the_first_page_unless_it_names_a_key(query: str, first: bool) -> None:
    assert asks_first(RequestFactory().get(f"/list/{query}")) is first
