"""The API keeps what its own document says: schemathesis asks it everything it can think of, every check on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from tests import factories as make
from yui.kernel.access import Role
from yui.kernel.api import actions, rules
from yui.kernel.api.application import the_api
from yui.kernel.web import clock

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def the_document() -> Any:
    """The document as the server sends it, read without a server: no test has a database yet when it is collected."""
    loaded = schemathesis.openapi.from_dict(
        json.loads(json.dumps(the_api().get_openapi_schema(path_prefix="/api/v1/")))
    )
    loaded.app, loaded.location = get_wsgi_application(), "/api/v1/openapi.json"
    return loaded


schema = the_document()


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A real request ends by closing the connection, which here is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def _organisations_to_find(db: None, settings: Any) -> None:
    cache.clear()
    settings.YUI_API_LIMITS = {"guest": (1_000_000, 60), "token": (1_000_000, 60)}
    for name in ("霧ヶ沢村", "潮見浦町"):
        make.town(name)
    make.vendor()


@schema.parametrize()
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_guest_gets_what_the_document_says(case: Any) -> None:
    case.call_and_validate()


@schema.parametrize()
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_program_gets_what_the_document_says(case: Any) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {token()}"})


def token() -> str:
    by = make.acting(make.member(make.town(), Role.OFFICIAL, Role.ADMIN))
    lifetime = rules.LIFETIMES["30"]
    return actions.make_token(name="x", scopes=[], lifetime=lifetime, by=by, at=clock.now()).text
