"""Callers of the API: a guest, and programs with tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests import factories as make
from yui.kernel.access import Role
from yui.kernel.api import actions
from yui.kernel.web import clock


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def made() -> Callable[..., Any]:
    """Make a token: `made(of, scopes=[…], lifetime=…)`."""

    def make_token(of: Any, scopes: Sequence[str] = (), lifetime: timedelta = timedelta(days=30)) -> Any:
        by = make.acting(make.member(of, Role.OFFICIAL, Role.ADMIN))
        return actions.make_token(name="町のサイト", scopes=scopes, lifetime=lifetime, by=by, at=clock.now())

    return make_token


@pytest.fixture
def program() -> Callable[..., Client]:
    """A program that sends this text as its token."""
    return lambda text: Client(headers={"authorization": f"Bearer {text}"})
