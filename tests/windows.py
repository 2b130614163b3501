"""Windows: a form as it was opened at one time, and what one sends from it later."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

_VERSION = re.compile(r'name="version" value="([^"]+)"')


def opened(client: Client, address: str) -> dict[str, str]:
    """What the form at an address sends along of the version that it shows now."""
    found = _VERSION.search(client.get(address).content.decode())
    assert found is not None, f"{address} edits nothing"
    return {"version": found[1]}


def edited(client: Client, address: str, typed: dict[str, Any]) -> Any:
    """The answer to somebody who opens a form, types and sends it."""
    return client.post(address, {**typed, **opened(client, address)})
