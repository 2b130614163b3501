"""A published case is offered to towns with an alike need: to their coordinator, and to who is still writing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.casebook import making
from tests.solving.casebook.making import AT
from tests.solving.matching import making as matching
from tests.solving.needs import making as needs
from tests.solving.solutions import making as services
from yui.kernel.access import Actor
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.casebook import actions, offering
from yui.solving.casebook.rules import Figure
from yui.solving.matching import actions as matching_actions
from yui.solving.matching import jobs
from yui.solving.matching import queries as matching_queries
from yui.solving.matching.models import Candidate

pytestmark = pytest.mark.django_db


def _there() -> Any:
    """The town that has solved it already."""
    return make.town("潮見浦町", coordinated_by=matching.bureau(), prefecture="織江県")


def _cases(need: Any) -> list[Candidate]:
    return [one for one in matching.found(need) if one.kind == "case"]


def _reasons(candidate: Candidate) -> list[str]:
    return [reason.text for reason in matching_queries.reason_lines(candidate.reasons)]


def test_a_case_published_later_becomes_a_candidate_by_itself_with_its_reasons() -> None:
    need = matching.need()
    assert _cases(need) == []

    case = making.published(_there())

    [candidate] = _cases(need)
    assert (candidate.target, candidate.title, candidate.partner_id) == (case.pk, case.title, case.owner_id)
    told = _reasons(candidate)
    assert any("重なります" in text for text in told)
    assert "分野が同じです" in told
    assert "同じ県のまちです" in told
    assert "成果：確かめた世帯は38%から91%へ、良くなりました" in told


def test_a_need_published_later_finds_services_cases_and_needs_of_other_towns() -> None:
    making.published(_there())
    matching.service()
    matching.need(_there(), title="海鳴りの夜も防災無線の言葉が届くようにしたい")

    found = matching.found(matching.need())

    assert {one.kind for one in found} == {"service", "case", "need"}
    assert all(one.reasons for one in found)


def test_a_town_is_not_offered_its_own_case() -> None:
    need = matching.need()

    making.published(matching.town())

    assert _cases(need) == []


def test_a_withdrawn_case_waits_for_no_coordinator_any_more() -> None:
    case = making.published(_there())
    need = matching.need()
    assert len(_cases(need)) == 1

    actions.withdraw_case(case=case, reason="wrong", by=make.manager(_there()), at=AT)

    assert _cases(need) == []


def test_a_withdrawn_service_leaves_towns_without_a_bureau_too() -> None:
    from yui.solving.solutions.actions import withdraw_service

    alone = make.town("榊野市", coordinated_by=None)
    service, need = matching.service(), needs.published(alone, at=AT, network="internet")
    run_pending()
    with acting_for(alone):
        assert Candidate.objects.filter(need_id=need.pk, kind="service").exists()

    withdraw_service(service=service, by=matching.for_vendor(), at=AT)
    run_pending()

    with acting_for(alone):
        assert not Candidate.objects.filter(need_id=need.pk, kind="service").exists()


def test_what_came_of_a_service_elsewhere_is_a_reason_for_it() -> None:
    service = services.published(None, at=AT)
    worse = Figure("電話の数", "件", "down", Decimal(4), Decimal(9))
    making.published(_there(), services=(service.pk,), figures=(making.HEARD, worse))

    [candidate] = [one for one in matching.found() if one.kind == "service"]

    signs = {
        one.text: one.sign for one in matching_queries.reason_lines(candidate.reasons) if one.text.startswith("成果")
    }
    assert signs == {
        "成果：霧ヶ沢村の確かめた世帯は38%から91%へ、良くなりました": 1,
        "成果：霧ヶ沢村の電話の数は4件から9件へ、悪くなりました": -1,
    }


def test_other_kinds_have_no_outcomes_here() -> None:
    assert offering.of_services("need", [1, 2]) == {}


def test_a_coordinator_introduces_a_case_and_both_towns_are_asked() -> None:
    making.published(_there())
    [candidate] = _cases(matching.need())

    introduction = matching_actions.introduce(
        candidate=candidate, message=matching.MESSAGE, by=matching.coordinator(), at=AT
    )

    assert (introduction.kind, introduction.service_id) == ("case", None)
    assert introduction.partner_id == _there().pk


def test_who_is_still_writing_an_alike_need_is_shown_the_new_case(client: Client) -> None:
    """The end of the main story: case published → shown to another town that writes an alike need."""
    need = needs.draft(make.town())
    client.force_login(_person(needs.writer()))
    page = f"/desk/needs/{need.ref}/write/6"
    assert making.WHOLE.title not in client.get(page).content.decode()

    making.published(_there())
    run_pending()

    assert making.WHOLE.title in client.get(page).content.decode()


def test_a_submitted_need_shows_its_second_reader_the_new_case(client: Client) -> None:
    need = needs.submitted(make.town())
    making.published(_there())
    run_pending()

    client.force_login(_person(needs.reader()))

    assert making.WHOLE.title in client.get(f"/desk/needs/{need.ref}/").content.decode()


def test_looking_again_for_a_kind_that_nobody_offers_does_nothing() -> None:
    assert jobs.look_again(kind="rumour", pk=1) is None


def _person(actor: Actor) -> Any:
    from yui.kernel.identity.models import Person

    return Person.objects.get(pk=actor.person_id)
