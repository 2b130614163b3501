"""Sending a form as its visitor would, and leaving the region as it was."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db import transaction

from tests.hostile.crawl import Sheet
from tests.hostile.region import Region


def send(region: Region, sheet: Sheet, text: str) -> tuple[Any, str]:
    """The answer to the form with `text` in every box, and the page that is seen in the end."""
    cache.clear()  # how often somebody has tried is not the question here
    with transaction.atomic():
        client = region.client(sheet.who)
        act = client.post if sheet.form.method == "post" else client.get
        answer = act(sheet.target.partition("#")[0], sheet.filled(text))
        seen = client.get(answer["Location"], follow=True) if answer.status_code == 302 else answer
        page = seen.content.decode() if seen["Content-Type"].startswith("text/html") else ""
        transaction.set_rollback(True)
    return answer, page
