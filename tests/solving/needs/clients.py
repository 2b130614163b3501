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


def page(client: Client, path: str, status: int = 200) -> str:
    """The page as text."""
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()
