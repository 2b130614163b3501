"""Our own import contracts refuse what they are there to refuse."""

from __future__ import annotations

import pytest
from grimp import ImportGraph

from tests.conventions.contracts import AloneContract, OnlyBelowContract, closed_doors

DOORS = {"inside": ["models", "rules"], "wings": ["kernel", "solving"], "open_to_all": ["yui.kernel.tenancy.models"]}


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("yui.solving.matching.jobs", "yui.solving.needs.models"),
        ("yui.solving.matching.jobs", "yui.solving.needs.models.need"),
        ("yui.solving.matching.jobs", "yui.solving.needs.rules"),
        ("yui.sites.portal.queries", "yui.kernel.identity.models"),
    ],
)
def test_a_room_is_not_entered_past_its_doors(importer: str, imported: str) -> None:
    assert list(closed_doors([(importer, imported)], **DOORS)) == [(importer, imported)]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("yui.solving.needs.actions", "yui.solving.needs.models"),
        ("yui.solving.needs.models.need", "yui.solving.needs.models.question"),
        ("yui.solving.matching.jobs", "yui.solving.needs.actions"),
        ("yui.solving.matching.jobs", "yui.solving.needs.queries"),
        ("yui.solving.needs.models", "yui.kernel.tenancy.models"),
        ("yui.solving.needs.models", "django.db.models"),
        ("yui.kernel.web.views", "yui.values.models"),
    ],
)
def test_a_room_is_entered_by_its_doors(importer: str, imported: str) -> None:
    assert list(closed_doors([(importer, imported)], **DOORS)) == []


def graph(*links: tuple[str, str]) -> ImportGraph:
    made = ImportGraph()
    for importer, imported in links:
        for module in (importer, imported):
            if module not in made.modules:
                made.add_module(module, is_squashed=not module.startswith("yui"))
        made.add_import(importer=importer, imported=imported, line_number=1, line_contents="")
    return made


def contract(kind: type, **options: object):
    return kind(name="a contract", session_options={"root_packages": ["yui"]}, contract_options=options)


def test_a_heavy_library_is_imported_below_the_engines_only() -> None:
    links = graph(("yui.engines.search.words", "sudachipy"), ("yui.solving.needs.rules", "sudachipy"))

    held = contract(OnlyBelowContract, libraries=["sudachipy"], below=["yui.engines"]).check(links, verbose=False)

    assert not held.kept
    assert held.metadata["lines"] == ["yui.solving.needs.rules -> sudachipy (l. 1)"]


def test_a_name_that_only_begins_alike_is_not_below() -> None:
    links = graph(("yui.engines_of_old", "numpy"))

    assert not contract(OnlyBelowContract, libraries=["numpy"], below=["yui.engines"]).check(links, verbose=False).kept


def test_set_up_may_import_itself_and_the_standard_library() -> None:
    links = graph(("yui.launch.running", "yui.launch.data"), ("yui.launch.running", "socket"))

    assert contract(AloneContract, package="yui.launch").check(links, verbose=False).kept


@pytest.mark.parametrize("imported", ["yui.kernel.jobs", "django"])
def test_set_up_may_import_nothing_else(imported: str) -> None:
    links = graph(("yui.launch.running", imported))

    assert not contract(AloneContract, package="yui.launch").check(links, verbose=False).kept
