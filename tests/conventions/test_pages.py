"""Every page says whom it is for, and does not exist for anybody else."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.conventions.addresses import Page, pages
from yui.kernel.access import permissions
from yui.kernel.access.pages import PUBLIC, SIGNED_IN

EVERY_PAGE = pages()
CLOSED = [page for page in EVERY_PAGE if page.right not in {PUBLIC, None}]
OPEN = [page for page in EVERY_PAGE if page.right == PUBLIC]


@pytest.mark.parametrize("page", EVERY_PAGE, ids=str)
def test_every_page_declares_its_right(page: Page) -> None:
    assert page.right is not None, f"{page.view.__module__}.{page.view.__name__} lacks @page(…)"


@pytest.mark.parametrize("page", CLOSED, ids=str)
def test_the_right_of_a_page_is_one_that_a_room_registered(page: Page) -> None:
    assert page.right == SIGNED_IN or page.right in permissions.every()


@pytest.mark.parametrize("page", EVERY_PAGE, ids=str)
def test_every_address_is_a_plain_route(page: Page) -> None:
    assert page.by_route, f"{page.path}: write it with path(), not with a regular expression"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", CLOSED, ids=str)
def test_for_a_stranger_a_closed_page_does_not_exist(page: Page, method: str, client: Client) -> None:
    answer = getattr(client, method)(page.path)

    assert answer.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("page", OPEN, ids=str)
def test_a_public_page_answers_a_stranger(page: Page, client: Client) -> None:
    answer = client.get(page.path)

    assert answer.status_code < 500
    assert answer.status_code not in {401, 403}
