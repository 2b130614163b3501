"""Officials at their desk, and the pages they read."""

from __future__ import annotations

from typing import Any

from django.test import Client

from yui.kernel.identity.models import Person


def signed_in(actor: Any) -> Client:
    """Somebody at a browser, signed in as this actor."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id))
    return client


def page(client: Client, path: str, status: int = 200, **options: Any) -> str:
    """The page as text; `options` are those of `Client.get`."""
    answer = client.get(path, **options)
    assert answer.status_code == status
    return answer.content.decode()
