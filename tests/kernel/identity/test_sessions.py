"""A cookie that cannot be a session key of ours is no session, before anything is asked for it."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.models import Session
from django.core.cache import CacheKeyWarning
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from yui.kernel.identity.sessions import cached, stored

STORES = [cached.SessionStore, stored.SessionStore]
NOT_OURS = [
    *("", "short", "a" * 8, "a" * 31, "a" * 33, "a" * 300, "A" * 32, "a" * 31 + " ", "a" * 32 + "\n"),
    *("あ" * 32, "\udcff" * 32, "a" * 31 + "\x7f", "é" * 32, "１" * 32),
]


def configured() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore


class NeverAsked:
    """A cache, or a table, that nobody may ask."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"it was asked: {name}")


def test_the_backend_that_is_configured_is_one_of_ours() -> None:
    assert configured() in STORES


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("key", NOT_OURS)
def test_for_what_is_no_key_of_ours_neither_cache_nor_database_is_asked(store: Any, key: str) -> None:
    session = store(key)
    session._cache = NeverAsked()

    assert session.session_key is None
    assert session.get("_auth_user_id") is None  # without the mark of the database pytest refuses every query
    assert session.is_empty()


@given(st.text(alphabet=VALID_KEY_CHARS, min_size=32, max_size=32))
def test_whatever_django_draws_is_a_key_of_ours(key: str) -> None:
    assert all(store(key).session_key == key for store in STORES)


@pytest.mark.django_db
@pytest.mark.parametrize("store", STORES)
def test_a_session_of_ours_is_found_again(store: Any) -> None:
    session = store()
    session["said"] = "はい"
    session.save()

    assert store(session.session_key)["said"] == "はい"
    assert Session.objects.filter(session_key=session.session_key).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["x" * 600, "x" * 33, "X" * 32])
def test_a_page_is_read_by_a_guest_whatever_the_cookie_holds(cookie: str) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie

    with warnings.catch_warnings():
        warnings.simplefilter("error", CacheKeyWarning)
        answer = client.get("/account/login/")

    assert answer.status_code == 200
    assert "サインインする" in answer.content.decode()


@pytest.mark.django_db
def test_whoever_signs_in_with_a_strange_cookie_gets_a_key_of_ours() -> None:
    make.person("jumin@example.jp")
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 600

    client.post("/account/login/", {"login": "jumin@example.jp", "password": "correct horse battery"})

    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert configured()(key).get("_auth_user_id") is not None
    assert key != "x" * 600
