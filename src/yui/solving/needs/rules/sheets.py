"""What may stand in a cell that a spreadsheet will open."""

from __future__ import annotations

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula; line breaks become spaces."""
    text = " ".join(str(value if value is not None else "").split())
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
