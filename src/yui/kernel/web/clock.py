"""The time, read once at the edge: a view passes `at=clock.now()`; inside, time is an argument."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

JAPAN = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The date on a Japanese calendar."""
    return now().astimezone(JAPAN).date()
