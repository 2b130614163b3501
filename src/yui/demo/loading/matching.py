"""Candidates, introductions and proposals of the demo region."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps

from yui.demo.loading.known import Known
from yui.demo.written import moment
from yui.kernel.access import Actor, Role
from yui.kernel.tenancy import acting_for
from yui.solving.matching import actions
from yui.solving.matching.rules.proposing import Offer
from yui.solving.needs import queries as needs


def load_of_services(known: Known) -> None:
    """Introductions of services and what both sides said, then the proposals that followed."""
    _load(known, "service")
    for row in known.written.rows("introductions", "proposals"):
        _propose(known, row)


def load_of_cases(known: Known) -> None:
    """Introductions to towns that have solved it already."""
    _load(known, "case")


def judge(known: Known) -> None:
    """Choose among the proposals, as far as the towns have."""
    for row in known.written.rows("introductions", "proposals"):
        proposal, need = known.rooms["proposals"][row["key"]], known.rooms["needs"][row["need"]]
        official = known.actor_of_town(need.owner_id)
        at = moment(row["submitted_on"], 17)
        if row["state"] == "selected":
            actions.select_proposal(proposal=proposal, by=official, at=at)
        elif row["state"] == "not_selected":
            feedback = row.get("note") or "必須要件への証拠が、ほかの提案のほうが具体的でした。ありがとうございました。"
            actions.turn_down_proposal(proposal=proposal, feedback=feedback, by=official, at=at)


def _load(known: Known, kind: str) -> None:
    introductions = known.rooms.setdefault("introductions", {})
    for row in known.written.rows("introductions"):
        if kind not in row or row["state"] == "waiting":
            continue
        target = known.rooms[f"{kind}s"][row[kind]]
        candidate = _candidate(known, row, kind, target)
        if candidate is None:
            continue
        introductions[row["key"]] = introduction = actions.introduce(
            candidate=candidate, message=_message(row), by=known.actor(row["coordinator"]),
            at=moment(row["introduced_on"], 11), answer_by=_answer_by(row),
        )  # fmt: skip
        _answer(known, row, introduction, _partner(known, target))


def _candidate(known: Known, row: dict[str, Any], kind: str, target: Any) -> Any:
    """What the search has found; None where it did not, for then no coordinator would have seen it either."""
    need = known.rooms["needs"][row["need"]]
    model: Any = apps.get_model("matching", "Candidate")
    with acting_for(known.organisations[known.written.region["bureau"]["key"]]):
        return model.visible.filter(need_id=need.pk, kind=kind, target=target.pk).first()


def _answer_by(row: dict[str, Any]) -> date:
    """The day that the coordinator named; where nobody wrote it down, one that let every answer come in time."""
    answered = [row[day] for day in ("town_agreed_on", "supplier_agreed_on", "declined_on") if day in row]
    return row.get("answer_by") or max([row["introduced_on"] + actions.TIME_TO_ANSWER, *answered])


def _message(row: dict[str, Any]) -> str:
    """What the coordinator wrote to both sides: why these two."""
    return "".join(f"{reason}。" for reason in row["reasons"]) + "一度、お互いの話を聞いてみませんか。"


def _partner(known: Known, target: Any) -> Actor:
    key = next(key for key, one in known.organisations.items() if one.pk == target.owner_id)
    return known.anybody(key, Role.OFFICIAL if known.organisations[key].is_government else Role.SUPPLIER)


def _answer(known: Known, row: dict[str, Any], introduction: Any, partner: Actor) -> None:
    town = known.actor_of_town(introduction.government_id)
    by_side = {"town": town, "supplier": partner}
    for side, actor in by_side.items():
        if f"{side}_agreed_on" in row and row.get("declined_by") != side:
            at = moment(row[f"{side}_agreed_on"], 15)
            note = row.get("note", "")[:400] if side == "town" and row["state"] == "agreed" else ""
            actions.answer_introduction(introduction=introduction, agrees=True, note=note, by=actor, at=at)
    if row["state"] == "declined":
        actions.answer_introduction(
            introduction=introduction, agrees=False, reason=row["declined_reason"], note=row.get("note", "")[:400],
            by=by_side[row["declined_by"]], at=moment(row["declined_on"], 15),
        )  # fmt: skip


def _propose(known: Known, row: dict[str, Any]) -> None:
    need, service = known.rooms["needs"][row["need"]], known.rooms["services"][row["service"]]
    facts = needs.facts([need.pk])[need.pk]
    price, supplier = row["price"], _partner(known, service)
    offer = Offer(
        summary=row["summary"],
        initial_yen=price["initial"],
        initial_unit="flat",
        running_yen=price["running"],
        running_unit="flat/year",
        available_on=row["available_on"],
        used_by=tuple(known.codes[key] for key in row.get("used_by", ())),
        no_users_yet=not row.get("used_by"),
        evidence={pk: text for (pk, _asked), text in zip(facts.essential, row["evidence"], strict=True)},
    )
    at = moment(row["submitted_on"], 13)
    introduction = known.rooms["introductions"].get(row.get("introduction", ""))
    proposal = actions.draft_proposal(
        need=facts, service_id=service.pk, offer=offer, price_note=price.get("note", ""), introduction=introduction,
        by=supplier, at=at,
    )  # fmt: skip
    actions.submit_proposal(proposal=proposal, by=supplier, at=at)
    known.rooms.setdefault("proposals", {})[row["key"]] = proposal
