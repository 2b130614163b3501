"""The book of actions stays for ever, so it keeps none of the words that people wrote: only which, and how long.

One exception: why a public need was corrected. That is written for everybody, looked through for names before, and
the public timeline reads it from the book.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests import factories as make
from tests.solving.casebook import making as cases
from tests.solving.matching import making as matching
from tests.solving.needs import making as needs
from tests.solving.projects import making as projects
from tests.solving.solutions import making as services
from yui.kernel.audit.models import Entry
from yui.kernel.tenancy import acting_for
from yui.solving.casebook import actions as on_cases
from yui.solving.casebook.rules import Companion, Figure
from yui.solving.matching import actions as on_matches
from yui.solving.matching.rules.proposing import Offer
from yui.solving.needs import actions as on_needs
from yui.solving.projects import actions as on_projects
from yui.solving.solutions import actions as on_services
from yui.solving.solutions.rules import Price

pytestmark = pytest.mark.django_db

AT = projects.AT
DAY = date(2026, 11, 1)
SAID = "井上さんの家のこと"
"""In each test everything that may be written freely says this."""


def book() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """What stands in the books of all organisations."""
    with acting_for(None, operator=True):
        return list(Entry.shared.order_by("id").values_list("code", "before", "after"))


def demand_written(code: str, **lengths: Any) -> None:
    """None of the words stand in the book, and the entry of this code says how long they were."""
    entries = book()
    told = next(after or before for kind, before, after in reversed(entries) if kind == code)

    assert [entry for entry in entries if SAID in str(entry)] == []
    assert {name: told[name] for name in lengths} == lengths


LONG = f"{len(SAID)}字"


def test_why_a_need_is_sent_back_withdrawn_or_ended_is_not_in_the_book() -> None:
    need = needs.submitted()
    on_needs.send_back_need(need=need, note=SAID, by=needs.reader(), at=AT)
    demand_written("needs.sent_back", sent_back_note=LONG)

    on_needs.withdraw_need(need=needs.published(title="もう一つ"), note=SAID, by=needs.writer(), at=AT)
    demand_written("needs.withdrawn", closing_note=LONG)

    ended = needs.in_selection(title="三つ目")
    on_needs.decline_need(need=ended, reason="cost", note=SAID, by=needs.writer(), at=AT)
    demand_written("needs.declined", closing_note=LONG, decline_reason="cost")


def test_of_a_correction_the_book_keeps_the_public_reason_and_none_of_the_new_words() -> None:
    need = needs.published()

    on_needs.correct_need(
        need=need, changes={"present": SAID, "wished": [SAID]}, reason="転記の誤り", by=needs.reader(), at=AT,
        personal_checked=True,
    )  # fmt: skip

    demand_written("needs.corrected", present=LONG, wished=[LONG], reason="転記の誤り")


def test_why_a_question_gets_no_answer_is_not_in_the_book() -> None:
    question = needs.question(needs.published(), SAID)

    on_needs.dismiss_question(question=question, reason=SAID, by=needs.writer(), at=AT)

    demand_written("needs.question_dismissed", dismissal=LONG)


def test_what_is_said_to_a_teller_is_not_in_the_book() -> None:
    trouble = needs.told(words=f"{SAID}です。どうか聞いてください。", area=SAID, name=SAID)
    on_needs.answer_trouble(trouble=trouble, text=SAID, by=needs.writer(), at=AT)
    on_needs.close_trouble(trouble=trouble, reason="not_now", text=SAID, by=needs.writer(), at=AT)

    demand_written("needs.trouble_closed", close_reason="not_now")


def test_the_words_of_a_service_are_not_in_the_book_and_its_price_is() -> None:
    words = dict.fromkeys(("name", "summary", "body", "export_note", "accessibility"), SAID)
    draft = replace(
        services.TELEPHONE,
        **words,
        functions=(SAID, "録音"),
        standards=(SAID,),
        export_formats=(SAID,),
        price=Price(initial=1, running=2),
    )

    service = services.published()
    on_services.revise_service(service=service, draft=draft, by=matching.for_vendor(), at=AT)
    services.drafted(name=SAID)

    demand_written("solutions.revised", body=LONG, functions=[LONG, "2字"], standards=[LONG], export_formats=[LONG])
    assert next(after for code, _before, after in book() if code == "solutions.revised")["price"]["running"] == 2


def test_the_words_of_a_case_are_not_in_the_book() -> None:
    words = dict.fromkeys(("title", "summary", "problem", "done", "result", "contact"), SAID)
    told = cases.content(**words, figures=(Figure(SAID, "%", "up"),), companions=(Companion(SAID, SAID),))
    here = make.town()
    case = on_cases.draft_case(content=told, by=make.official(here), at=AT)
    on_cases.write_case(case=case, content=replace(told, advice=SAID, cost_yen=1), by=make.official(here), at=AT)
    demand_written("casebook.drafted", title=LONG, figures="1件", companions="1件")
    assert set(book()[-1][2]) == {"advice", "cost_yen"}

    on_cases.submit_case(case=case, by=make.official(here), at=AT)
    on_cases.return_case(case=case, note=SAID, by=make.manager(here), at=AT)
    demand_written("casebook.returned", review_note=LONG)

    on_cases.submit_case(case=case, by=make.official(here), at=AT)
    on_cases.publish_case(case=case, by=make.manager(here), at=AT)
    on_cases.write_case(case=case, content=replace(told, upkeep=SAID), by=make.official(here), at=AT)
    on_cases.discard_revision(case=case, by=make.official(here), at=AT)
    on_cases.withdraw_case(case=case, reason="wrong", note=SAID, by=make.manager(here), at=AT)
    demand_written("casebook.withdrawn", reason="wrong")


def test_the_words_of_a_project_and_its_parts_are_not_in_the_book() -> None:
    by = make.official(matching.town())
    project = projects.project(by, SAID, summary=SAID)
    doing: dict[str, Any] = {"project": project, "by": by, "at": AT}
    gauge = on_projects.Gauge(name=SAID, unit="%", better="up")
    indicator = on_projects.set_indicator(gauge=gauge, **doing)
    on_projects.take_measurement(indicator=indicator, measured_on=DAY, value=Decimal(1), source=SAID, by=by, at=AT)
    parts = [
        on_projects.plan_milestone(name=SAID, due_on=DAY, **doing),
        on_projects.add_partner(name=SAID, role=SAID, **doing),
        on_projects.plan_handover(what=SAID, who=SAID, **doing),
    ]
    demand_written("projects.handover-planned", what=LONG, who=LONG, done_on=None)

    for part in parts:
        on_projects.remove_part(part=part, by=by, at=AT)
    demand_written("projects.partner-removed", name=LONG, role=LONG)

    plan = on_projects.Plan(name=f"{SAID}、改め", field="care", summary=SAID)
    on_projects.change_project(plan=plan, **doing)
    demand_written("projects.changed", name=f"{len(plan.name)}字", field="care")

    on_projects.stop_project(reason="cost", note=SAID, **doing)
    demand_written("projects.stopped", state="stopped")


def test_trouble_advice_and_what_became_of_it_are_not_in_the_book() -> None:
    by = make.official(matching.town())
    project = projects.project(by)
    warning = on_projects.report_trouble(
        project=project, reported_on=DAY, what=SAID, severity="delay", asks_help=True, by=by, at=AT
    )
    on_projects.advise_on_trouble(warning=warning, advice=SAID, by=matching.coordinator(), at=AT)
    demand_written("projects.trouble-advised", advice=LONG)
    on_projects.resolve_trouble(warning=projects.again(warning), response=SAID, resolved_on=DAY, by=by, at=AT)
    demand_written("projects.trouble-resolved", response=LONG)

    on_projects.start_running(project=projects.again(project), by=by, at=AT)
    system = make.Actor.system(of=matching.town(), permissions=frozenset({"projects.usage:ask"}))
    check = on_projects.ask_still_in_use(project=project, by=system, at=AT)
    on_projects.answer_still_in_use(check=check, answer="fully", note=SAID, by=by, at=AT)
    demand_written("projects.use-answered", note=LONG, answer="fully")


def test_what_is_written_between_a_town_and_its_partners_is_not_in_the_book() -> None:
    candidate = matching.candidate()
    introduction = on_matches.introduce(candidate=candidate, message=SAID, by=matching.coordinator(), at=AT)
    on_matches.answer_introduction(introduction=introduction, agrees=True, note=SAID, by=matching.for_vendor(), at=AT)
    on_matches.take_back_answer(introduction=introduction, by=matching.for_vendor(), at=AT)
    on_matches.answer_introduction(
        introduction=introduction, agrees=False, reason="cost", note=SAID, by=matching.for_town(), at=AT
    )
    need = matching.fresh(candidate.need_id)
    offer = Offer(summary=SAID, evidence={pk: SAID for pk, _text in need.essential}, no_users_yet=True)
    on_matches.draft_proposal(
        need=need, service_id=candidate.target, offer=offer, price_note=SAID, by=matching.for_vendor(), at=AT
    )

    demand_written("matching.declined", side="government", reason="cost")
