"""Lists as files that a spreadsheet opens without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[Iterable[Any]], name: str) -> HttpResponse:
    """A CSV file in UTF-8 with its mark; cells that a spreadsheet would run as a formula are made plain text."""
    text = io.StringIO()
    csv.writer(text).writerows([_plain(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _plain(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_BEGINNINGS) else cell
