"""Candidates and introductions for the programs of those concerned, and the funnel for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.programs import program, queries_of, sent
from tests.solving.matching import making
from yui.kernel.access import Role
from yui.kernel.audit.models import Entry
from yui.kernel.tenancy import acting_for
from yui.solving.matching.rules.answers import OF_TOWNS_ALONE

pytestmark = pytest.mark.django_db


def town() -> Client:
    return program(making.town(), Role.OFFICIAL)


def vendor() -> Client:
    return program(make.vendor(), Role.SUPPLIER)


def answered(client: Client, ref: str, **body: Any) -> Any:
    version = sent(client, "get", f"/own/introductions/{ref}")["ETag"]
    return sent(client, "post", f"/own/introductions/{ref}/answer", body, version)


def taken_back(client: Client, ref: str) -> Any:
    version = sent(client, "get", f"/own/introductions/{ref}")["ETag"]
    return sent(client, "post", f"/own/introductions/{ref}/take-back", None, version)


def test_a_town_reads_what_may_help_and_why() -> None:
    candidate = making.candidate()

    page = town().get("/api/v1/own/candidates", {"need": candidate.need.ref}).json()

    first = page["items"][0]
    assert (first["kind"], first["title"], first["partner"]) == ("service", "ことづて電話", "株式会社ことづて")
    assert first["reasons"]
    assert all(reason["text"] and reason["sign"] in {-1, 0, 1} for reason in first["reasons"])
    assert first["first_year_yen"] == candidate.first_year
    assert page["total"] == len(page["items"])


def test_candidates_cost_the_same_however_many_they_are() -> None:
    need = making.need()
    making.service()
    making.found(need)
    here, path = town(), f"/api/v1/own/candidates?need={need.ref}"
    short = queries_of(here, path)
    for number in range(3):
        making.service(name=f"電話{number}")
    making.found(need)

    assert queries_of(here, path) == short <= 9


def test_both_sides_agree_by_program() -> None:
    introduction = making.introduced()

    first = answered(town(), introduction.ref, agrees=True, note="まず三世帯で。")
    second = answered(vendor(), introduction.ref, agrees=True)

    assert (first.status_code, first.json()["state"], first.json()["own_answer"]) == (200, "introduced", "agree")
    assert (second.json()["state"], second.json()["side"]) == ("agreed", "partner")
    assert second.json()["other_answer"] == "agree"


def test_declining_needs_its_reason() -> None:
    introduction = making.introduced()

    without = answered(vendor(), introduction.ref, agrees=False)
    with_one = answered(vendor(), introduction.ref, agrees=False, reason="capacity")

    assert (without.status_code, without.json()["code"]) == (422, "reason-missing")
    assert (with_one.json()["state"], with_one.json()["decline_reason"]) == ("declined", "capacity")


@pytest.mark.parametrize("reason", sorted(OF_TOWNS_ALONE))
def test_a_partner_declines_only_for_reasons_that_are_its_own(reason: str) -> None:
    introduction = making.introduced()

    of_partner = answered(vendor(), introduction.ref, agrees=False, reason=reason)
    of_town = answered(town(), introduction.ref, agrees=False, reason=reason)

    assert (of_partner.status_code, of_partner.json()["code"]) == (422, "reason-of-the-town")
    assert [fault["field"] for fault in of_partner.json()["errors"]] == ["reason"]
    assert (of_town.status_code, of_town.json()["decline_reason"]) == (200, reason)


@pytest.mark.parametrize("body", [{"agrees": True}, {"agrees": False, "reason": "capacity"}], ids=["yes", "no"])
def test_an_answer_is_taken_back_by_program_and_given_anew(body: dict[str, Any]) -> None:
    introduction = making.introduced()
    answered(vendor(), introduction.ref, **body)

    back = taken_back(vendor(), introduction.ref)
    read = sent(vendor(), "get", f"/own/introductions/{introduction.ref}")
    anew = answered(vendor(), introduction.ref, agrees=True)

    assert back.status_code == 200
    assert (back.json()["state"], back.json()["own_answer"], back.json()["decline_reason"]) == ("introduced", "", "")
    assert (back["ETag"], back.json()) == (read["ETag"], read.json())
    assert anew.json()["own_answer"] == "agree"
    with acting_for(make.vendor()):
        entry = Entry.objects.get(code="matching.answer_taken_back")
    assert (entry.actor_kind, entry.target_ref) == ("token", introduction.ref)
    assert entry.before["side"] == "partner"


def test_an_answer_on_which_the_other_side_relies_is_not_taken_back() -> None:
    introduction = making.introduced()
    nothing_said = taken_back(town(), introduction.ref)
    answered(vendor(), introduction.ref, agrees=True)
    answered(town(), introduction.ref, agrees=False, reason="budget")

    relied_on = taken_back(vendor(), introduction.ref)

    for refused in (nothing_said, relied_on):
        assert (refused.status_code, refused.json()["code"]) == (409, "other-side-answered")
    assert sent(vendor(), "get", f"/own/introductions/{introduction.ref}").json()["own_answer"] == "agree"


def test_only_the_version_that_was_read_is_taken_back() -> None:
    introduction = making.introduced()
    answered(vendor(), introduction.ref, agrees=True)
    read = sent(vendor(), "get", f"/own/introductions/{introduction.ref}")["ETag"]
    answered(town(), introduction.ref, agrees=True)

    late = sent(vendor(), "post", f"/own/introductions/{introduction.ref}/take-back", None, read)

    assert (late.status_code, late.json()["code"]) == (412, "changed-meanwhile")


def test_who_may_only_read_takes_nothing_back() -> None:
    introduction = making.introduced()
    answered(town(), introduction.ref, agrees=True)

    refused = taken_back(program(making.town(), Role.MANAGER), introduction.ref)

    assert (refused.status_code, refused.json()["code"]) == (403, "not-permitted")


def test_nobody_answers_twice() -> None:
    introduction = making.introduced()
    answered(town(), introduction.ref, agrees=True)

    again = answered(town(), introduction.ref, agrees=False, reason="timing")

    assert (again.status_code, again.json()["code"]) == (409, "already-answered")


def test_an_answer_to_an_introduction_that_moved_on_is_refused() -> None:
    introduction = making.introduced()
    read = sent(vendor(), "get", f"/own/introductions/{introduction.ref}")["ETag"]
    answered(town(), introduction.ref, agrees=True)

    late = sent(vendor(), "post", f"/own/introductions/{introduction.ref}/answer", {"agrees": True}, read)

    assert (late.status_code, late.json()["code"]) == (412, "changed-meanwhile")


def test_introductions_are_listed_for_each_side() -> None:
    introduction = making.introduced()

    for client, side in ((town(), "government"), (vendor(), "partner")):
        page = client.get("/api/v1/own/introductions").json()
        assert [(item["ref"], item["side"]) for item in page["items"]] == [(introduction.ref, side)]
        assert queries_of(client, "/api/v1/own/introductions") <= 8


def test_everybody_reads_how_far_needs_come(client: Client) -> None:
    introduction = making.introduced()
    for side in (town(), vendor()):
        answered(side, introduction.ref, agrees=True)

    funnel = client.get("/api/v1/figures/funnel").json()

    counts = {stage["stage"]: stage["count"] for stage in funnel["stages"]}
    assert (counts["needs"], counts["introduced"], counts["agreed"], counts["adopted"]) == (1, 1, 1, 0)
    assert funnel["declined"] == 0
