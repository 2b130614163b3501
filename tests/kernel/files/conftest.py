from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile

AT = datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def memory_store(settings: Any, request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test has a store of its own, gone with it."""
    from yui.kernel.files.store import _store

    settings.YUI_FILES = f"memory:{request.node.nodeid}"
    yield
    _store.cache_clear()


def _organisation(name: str) -> Any:
    from yui.kernel.identity.models import Organisation
    from yui.kernel.tenancy import acting_for

    organisation = Organisation(kind="government", name=name)
    with acting_for(None, operator=True):
        organisation.save()
    return organisation


@pytest.fixture
def town(db: None) -> Any:
    return _organisation("みなと市")


@pytest.fixture
def neighbour(db: None) -> Any:
    return _organisation("やまて町")


@pytest.fixture
def actor() -> Callable[..., Any]:
    """Somebody who acts for an organisation, with some permissions."""
    from yui.kernel.access import Actor

    def make(organisation: Any, *permissions: str) -> Any:
        return Actor(organisation_id=organisation.pk, permissions=frozenset(permissions), name="試験")

    return make


@pytest.fixture
def kept(actor: Callable[..., Any]) -> Callable[..., Any]:
    """A file that an organisation keeps."""
    from yui.kernel.files import keep
    from yui.kernel.files.purposes import ATTACHMENT

    def make(organisation: Any, content: bytes, name: str = "資料.pdf") -> Any:
        return keep(ContentFile(content, name=name), purpose=ATTACHMENT, by=actor(organisation), at=AT)

    return make
