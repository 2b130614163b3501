"""Needs of the demo region, with their questions and echoes, and the troubles they came from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from yui.demo.loading.known import Known
from yui.demo.written import moment
from yui.kernel.access import Actor
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions
from yui.solving.needs.actions.telling import Told

_AFTER_PUBLIC = ("questions_closed", "proposals_closed", "selection", "trial")
_MOVES = {
    "questions_closed": actions.close_questions,
    "proposals_closed": actions.close_proposals,
    "selection": actions.start_selection,
    "trial": actions.start_trial,
}


def load_needs(known: Known) -> None:
    """Write, confirm and publish every need, and bring it as far as it is written."""
    needs = known.rooms.setdefault("needs", {})
    for row in known.written.rows("needs"):
        official = known.official(row["town"], row["post"])
        need = actions.draft_need(
            changes=_content(row), by=official, at=moment(row["created_on"], 14), post_id=known.posts[row["post"]].pk
        )
        needs[row["key"]] = need
        _gather(known, row, need, official)
        if row["state"] != "draft":
            _hand_in(known, row, need, official)


def proceed(known: Known) -> None:
    """Bring every public need as far as it is written, now that introductions and proposals have found it open."""
    for row in known.written.rows("needs"):
        need, official = known.rooms["needs"][row["key"]], known.official(row["town"], row["post"])
        for step in _steps(row["state"]):
            _MOVES[step](need=need, by=official, at=moment(row["confirmed_on"], 13))
        if need.is_open and row["confirmed_on"] > row["published_on"]:
            actions.confirm_need(need=need, by=official, at=moment(row["confirmed_on"], 13, 30))


def load_echoes(known: Known) -> None:
    """Let the towns that have the same trouble say so."""
    for row in known.written.rows("needs"):
        need = known.rooms["needs"][row["key"]]
        for supporter in row.get("supporters", ()):
            if known.organisations[supporter].active and need.is_open:
                official = known.official(supporter)
                actions.echo_for_town(need=need, by=official, at=moment(row["published_on"] + timedelta(days=9)))


def load_troubles(known: Known) -> None:
    """Write down what residents told."""
    troubles = known.rooms.setdefault("troubles", {})
    for row in known.written.rows("troubles"):
        teller = known.people.get(row.get("written_by", ""))
        troubles[row["key"]] = actions.record_trouble(
            told=Told(words=row["words"], area=row.get("area", ""), language=row["language"]),
            channel=row["channel"],
            by=known.official(row["town"]),
            at=moment(row["written_on"], 19),
            receipt=row["receipt"],
            teller=teller.pk if teller else None,
        )


def answer_troubles(known: Known) -> None:
    """Tell every teller what became of it, the last answer of a solved one as its end."""
    for row in known.written.rows("troubles"):
        trouble, answers = known.rooms["troubles"][row["key"]], list(row.get("answers", ()))
        last = answers.pop() if row["state"] == "solved" and answers else None
        for answer in answers:
            official = known.official(row["town"], answer["post"])
            actions.answer_trouble(trouble=trouble, text=answer["text"], by=official, at=moment(answer["on"], 11))
        if last:
            official = known.official(row["town"], last["post"])
            actions.solve_trouble(trouble=trouble, text=last["text"], by=official, at=moment(last["on"], 11))


def finish(known: Known) -> None:
    """End the needs that were adopted or declined, now that everything on their way stands."""
    for row in known.written.rows("needs"):
        need, official = known.rooms["needs"][row["key"]], known.official(row["town"], row["post"])
        at = moment(row["confirmed_on"], 16)
        with acting_for(need.owner_id):
            need.refresh_from_db()
        if row["state"] == "adopted" and need.state == "trial":
            actions.adopt_need(need=need, by=official, at=at)
        elif row["state"] == "declined":
            reason = row["declined_reason"]
            actions.decline_need(need=need, reason=reason, by=official, at=at, note=row.get("declined_note", ""))
        elif row["state"] == "withdrawn":
            note = row.get("withdrawn_note") or row.get("note") or "庁内で話し合い、取り下げました。"
            actions.withdraw_need(need=need, note=note, by=official, at=at)


def _gather(known: Known, row: dict[str, Any], need: Any, official: Actor) -> None:
    told = [r["key"] for r in known.written.rows("troubles") if r.get("need") == row["key"]]
    if told:
        troubles = [known.rooms["troubles"][key] for key in told]
        actions.gather_troubles(troubles=troubles, need=need, by=official, at=moment(row["created_on"], 15))


def _content(row: dict[str, Any]) -> dict[str, Any]:
    constraints = row["constraints"]
    budget = {"budget_note": row["budget"]}
    if "budget_max" in row:
        budget |= {"budget_min": row["budget_min"], "budget_max": row["budget_max"]}
    else:
        budget |= {"before_budget": True}
    return {
        **{name: row[name] for name in ("title", "field", "present", "affected", "wanted", "fiscal_year")},
        "affected_count": row.get("affected_count"),
        "network_note": constraints.get("network", ""),
        "personal_data": constraints.get("personal_data", ""),
        "law": constraints.get("law", ""),
        "essential": row["essential"],
        "wished": row.get("wished", []),
        **budget,
    }


def _hand_in(known: Known, row: dict[str, Any], need: Any, official: Actor) -> None:
    submitted = moment(row["created_on"] + timedelta(days=1), 15)
    actions.submit_need(need=need, by=official, at=submitted)
    if row["state"] == "review" or "published_on" not in row:
        return
    published = row["published_on"]
    actions.publish_need(need=need, by=known.manager(row["town"]), at=moment(published, 9), **_deadlines(row))
    for question in row.get("questions", ()):
        _ask(need, official, question)


def _steps(state: str) -> tuple[str, ...]:
    """The moves after publication that lead to a state; an adopted need was tried first."""
    reached = "trial" if state == "adopted" else state
    return _AFTER_PUBLIC[: _AFTER_PUBLIC.index(reached) + 1] if reached in _AFTER_PUBLIC else ()


def _deadlines(row: dict[str, Any]) -> dict[str, Any]:
    """Deadlines that leave room for every question that was asked."""
    asked = [question["asked_on"] for question in row.get("questions", ())]
    last = max([row["published_on"] + timedelta(days=28), *asked])
    return {"questions_close_on": last, "proposals_close_on": last + timedelta(days=28)}


def _ask(need: Any, official: Actor, written: dict[str, Any]) -> None:
    asker = Actor.system(of=need.owner_id, permissions=frozenset({"needs.question:ask"}))
    question = actions.ask_question(
        need=need, text=written["question"], by=asker, at=moment(written["asked_on"], 10), asker=None
    )
    if "answer" in written:
        actions.answer_question(
            question=question, answer=written["answer"], by=official, at=moment(written["answered_on"], 17)
        )
