"""The demo region's files as tables, and where one table names rows of another."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "src" / "yui" / "demo" / "data"


def read(name: str) -> dict[str, Any]:
    """One data file, parsed."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


REGION = read("region")
TODAY: date = REGION["reference_date"]
TOWNS, NEIGHBOURS = REGION["towns"], REGION["neighbours"]
POSTS, PEOPLE = REGION["posts"], REGION["people"]
READINGS = REGION["readings"]
ORGANISATIONS = read("organisations")["organisations"]
SERVICES = read("services")["services"]
NEEDS, GROUPS = read("needs")["needs"], read("needs")["groups"]
TROUBLES = read("troubles")["troubles"]
CASES = read("cases")["cases"]
PROJECTS = read("projects")["projects"]
INTRODUCTIONS = read("introductions")["introductions"]
PROPOSALS = read("introductions")["proposals"]

TABLES = {
    "places": TOWNS + NEIGHBOURS + [REGION["prefecture"], REGION["bureau"]],
    "posts": POSTS,
    "people": PEOPLE,
    "organisations": ORGANISATIONS,
    "services": SERVICES,
    "needs": NEEDS,
    "groups": GROUPS,
    "troubles": TROUBLES,
    "cases": CASES,
    "projects": PROJECTS,
    "introductions": INTRODUCTIONS,
    "proposals": PROPOSALS,
}


def keys(rows: list[dict[str, Any]]) -> set[str]:
    """The keys of a table."""
    return {row["key"] for row in rows}


def by_key(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """A table, to be looked up by key."""
    return {row["key"]: row for row in rows}


MUNICIPALITIES = keys(TOWNS) | keys(NEIGHBOURS)
BUREAU = {REGION["bureau"]["key"]}
FIELDS, SIZES, REASONS = set(REGION["fields"]), set(REGION["size_classes"]), set(REGION["reasons"])

# Where a row of one table names rows of another: table, item, the keys it may name.
REFERENCES = [
    (TOWNS + NEIGHBOURS, "size_class", SIZES),
    (POSTS, "organisation", keys(TOWNS) | BUREAU),
    (PEOPLE, "organisation", keys(TOWNS) | BUREAU | keys(ORGANISATIONS)),
    (PEOPLE, "post", keys(POSTS)),
    (PEOPLE, "town", keys(TOWNS)),
    (ORGANISATIONS, "place", MUNICIPALITIES),
    (SERVICES, "supplier", keys(ORGANISATIONS)),
    (SERVICES, "fields", FIELDS),
    (SERVICES, "adopters", MUNICIPALITIES),
    (NEEDS, "town", keys(TOWNS)),
    (NEEDS, "post", keys(POSTS)),
    (NEEDS, "field", FIELDS),
    (NEEDS, "supporters", MUNICIPALITIES),
    (NEEDS, "declined_reason", REASONS),
    (GROUPS, "needs", keys(NEEDS)),
    (TROUBLES, "town", keys(TOWNS)),
    (TROUBLES, "need", keys(NEEDS)),
    (TROUBLES, "written_by", keys(PEOPLE)),
    ([answer for trouble in TROUBLES for answer in trouble.get("answers", [])], "post", keys(POSTS)),
    (CASES, "field", FIELDS),
    (CASES, "place", MUNICIPALITIES),
    (CASES, "size_class", SIZES),
    (CASES, "partners", keys(ORGANISATIONS)),
    (CASES, "services", keys(SERVICES)),
    (CASES, "project", keys(PROJECTS)),
    (PROJECTS, "town", keys(TOWNS)),
    (PROJECTS, "post", keys(POSTS)),
    (PROJECTS, "need", keys(NEEDS)),
    (PROJECTS, "service", keys(SERVICES)),
    (PROJECTS, "case", keys(CASES)),
    (
        [partner for project in PROJECTS for partner in project["partners"]],
        "organisation",
        keys(ORGANISATIONS) | BUREAU,
    ),
    (INTRODUCTIONS, "need", keys(NEEDS)),
    (INTRODUCTIONS, "service", keys(SERVICES)),
    (INTRODUCTIONS, "case", keys(CASES)),
    (INTRODUCTIONS, "coordinator", keys(PEOPLE)),
    (INTRODUCTIONS, "declined_reason", REASONS),
    (PROPOSALS, "need", keys(NEEDS)),
    (PROPOSALS, "service", keys(SERVICES)),
    (PROPOSALS, "introduction", keys(INTRODUCTIONS)),
    (PROPOSALS, "used_by", MUNICIPALITIES),
]
