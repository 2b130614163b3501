"""What a need has to say, how long each part may be, and when it says enough (R6.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

LIMITS: Final[Mapping[str, int]] = {
    "title": 60,
    "present": 1200,
    "affected": 400,
    "wanted": 600,
    "network_note": 200,
    "personal_data": 300,
    "law": 300,
    "budget_note": 120,
}
"""The longest each text may be, in characters."""

REQUIREMENT_LIMIT: Final = 80
ESSENTIAL_MOST: Final = 20
WISHED_MOST: Final = 20
AFFECTED_MOST: Final = 130_000_000
YEN_MOST: Final = 1_000_000_000_000

FIELDS: Final = (*LIMITS, "field", "affected_count", "network", "wished", "before_budget", "budget_min", "budget_max")
"""Columns of a need that its writers fill; the essential requirements, the year and the post stand beside them."""

WRITTEN: Final = (*FIELDS, "fiscal_year", "essential")
"""Everything that a change may name."""

NETWORKS: Final = ("lgwan", "internet", "none", "undecided")


def missing_before_submission(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of what is still missing, in the order of the form; empty when the need may go to its second reader."""
    texts = ("title", "field", "present", "affected", "wanted")
    missing = [name for name in texts if not str(content.get(name) or "").strip()]
    if not content.get("essential"):
        missing.append("essential")
    if not content.get("before_budget") and content.get("budget_max") is None:
        missing.append("budget_max")
    if content.get("fiscal_year") is None:
        missing.append("fiscal_year")
    return tuple(missing)


def too_long(content: Mapping[str, Any]) -> dict[str, int]:
    """The parts that are longer than they may be, each with its limit. For lists: the limit of one line, or of lines."""
    over = {name: most for name, most in LIMITS.items() if len(str(content.get(name) or "")) > most}
    for name, most in (("essential", ESSENTIAL_MOST), ("wished", WISHED_MOST)):
        lines: Sequence[str] = content.get(name) or ()
        if len(lines) > most:
            over[name] = most
        elif any(len(line) > REQUIREMENT_LIMIT for line in lines):
            over[name] = REQUIREMENT_LIMIT
    return over


def contradictions(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of figures that cannot stand as they are: a range turned round, a budget before there is one."""
    least, most = content.get("budget_min"), content.get("budget_max")
    wrong = []
    if content.get("before_budget") and (least is not None or most is not None):
        wrong.append("before_budget")
    if any(amount is not None and not 0 <= amount <= YEN_MOST for amount in (least, most)):
        wrong.append("budget_max")
    elif least is not None and (most is None or least > most):
        wrong.append("budget_min")
    count = content.get("affected_count")
    if count is not None and not 0 <= count <= AFFECTED_MOST:
        wrong.append("affected_count")
    year = content.get("fiscal_year")
    if year is not None and not 2000 <= year <= 2100:
        wrong.append("fiscal_year")
    return tuple(wrong)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a box in which each line is one requirement: without bullets, empty lines and repetitions."""
    stripped = (line.strip().lstrip("・●○-－*＊•").strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in stripped if line))


def network_of(note: str) -> str:
    """Which network a note speaks of: LGWAN wins, as what has to stay inside cannot be outside."""
    plain = note.upper()
    if "LGWAN" in plain or "ＬＧＷＡＮ" in plain or "行政専用" in note:
        return "lgwan"
    if "インターネット" in note or "回線" in note:
        return "internet"
    return "undecided"
