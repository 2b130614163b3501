"""Figures of a need in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel.web.words import in_english, money, sentences
from yui.solving.needs.models import Need, Network
from yui.values.fiscal_year import FiscalYear
from yui.values.money import Yen


def budget(need: Need) -> str:
    """予算化前, or the range with its note: 60万円〜190万円（初期60万円まで）."""
    if need.budget_max is None:
        return str(_("予算化前")) if need.before_budget else ""
    told = _sum(need.budget_max)
    if need.budget_min is not None and need.budget_min != need.budget_max:
        told = _("%(least)s〜%(most)s") % {"least": _sum(need.budget_min), "most": told}
    return told + (_("（%(note)s）") % {"note": need.budget_note} if need.budget_note else "")


def _sum(yen: int) -> str:
    """60万円, ¥600,000."""
    return money(yen) if in_english() else Yen(yen).short


def year(need: Need) -> str:
    """令和9年度, or nothing."""
    if need.fiscal_year is None:
        return ""
    return _english_year(need.fiscal_year) if in_english() else str(FiscalYear(need.fiscal_year))


def _english_year(first: int) -> str:
    return f"April {first} – March {first + 1}"


def conditions(need: Need) -> tuple[tuple[Any, str], ...]:
    """What a solution has to keep to: label and words, the empty ones left out."""
    network = str(Network(need.network).label) if need.network != Network.UNDECIDED else ""
    rows = (
        (_("通信"), sentences((network, need.network_note))),
        (_("個人の情報"), need.personal_data),
        (_("法律・条例"), need.law),
    )
    return tuple((label, text) for label, text in rows if text)
