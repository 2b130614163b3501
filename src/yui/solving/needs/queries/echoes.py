"""Whether a browser said 「うちも困っている」."""

from __future__ import annotations

from django.db.models import BigIntegerField, CharField, QuerySet

from yui.kernel.tenancy import Given, compiled
from yui.solving.needs.models import Echo


def is_echoed_by(need: int, token: str) -> bool:
    """Whether this resident is counted at this public need now."""
    return bool(_of_token().ask(need=need, token=token))


@compiled
def _of_token() -> QuerySet[Echo, int]:
    mine = Echo.published.standing().filter(need_id=Given("need", BigIntegerField()), token=Given("token", CharField()))
    return mine.values_list("pk", flat=True)
