"""Programs with tokens, as tests of the API use them."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from yui.kernel.access import Role
from yui.kernel.api import actions, rules
from yui.kernel.identity.models import Organisation
from yui.kernel.web import clock


def program(of: Organisation, *roles: Role, scopes: list[str] | None = None) -> Client:
    """A program with a token of the organisation that may all that these roles may, or the scopes named."""
    email = f"program-{'-'.join(roles)}-{of.ref}@example.jp"
    by = make.acting(make.member(of, *roles, Role.ADMIN, email=email))
    allowed = sorted(by.permissions) if scopes is None else scopes
    lifetime = rules.LIFETIMES["30"]
    made = actions.make_token(name="連携の装置", scopes=allowed, lifetime=lifetime, by=by, at=clock.now())
    return Client(headers={"authorization": f"Bearer {made.text}"})


def sent(client: Client, method: str, path: str, body: Any = None, version: str | None = None) -> Any:
    """The answer to JSON sent below /api/v1, naming a version where one is given."""
    headers = {"if-match": version} if version else {}
    return getattr(client, method)(f"/api/v1{path}", data=body, content_type="application/json", headers=headers)


def queries_of(client: Client, path: str) -> int:
    """How many queries a list costs, who calls included. Counted are readings of records: on one of the databases the
    scope is told to it by statements of their own, and what is remembered for a while is a table too."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    told = [query["sql"] for query in asked.captured_queries]
    return sum(1 for sql in told if sql.startswith("SELECT") and "set_config" not in sql and "yui_cache" not in sql)
