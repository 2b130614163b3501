"""Every kind of record says whose it is, and its constraints have names."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, Model, TextField

from tests.conventions import project
from yui.kernel.states import StateField
from yui.kernel.tenancy import Infrastructure, Visibility


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("yui.")]


def name_of(model: type[Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", models(), ids=name_of)
def test_a_record_says_who_may_see_and_change_it(model: type[Model]) -> None:
    visibility = getattr(model, "visibility", None)

    assert isinstance(visibility, Visibility | Infrastructure)
    assert not isinstance(visibility, Infrastructure) or len(visibility.reason) > 20


@pytest.mark.parametrize("model", models(), ids=name_of)
def test_a_record_has_a_docstring_of_its_own(model: type[Model]) -> None:
    assert not (model.__doc__ or "").startswith(f"{model.__name__}("), "say in a sentence what the record is"


@pytest.mark.parametrize("model", models(), ids=name_of)
def test_the_table_of_a_record_is_made_by_a_migration(model: type[Model]) -> None:
    """Without a folder of migrations Django makes tables silently, and never changes them again."""
    folder = Path(apps.get_app_config(model._meta.app_label).path) / "migrations"

    assert list(folder.glob("0001_*.py")), f"./yui manage makemigrations {model._meta.app_label}"


WRITTEN = [model for model in models() if model.__module__.startswith(("yui.solving.", "yui.kernel.identity."))]
NOT_WRITTEN = {
    *("ref", "receipt", "digest", "token", "quarter", "unit", "initial_unit", "running_unit", "key", "case_ref"),
    *("government_code", "government_name", "prefecture", "place", "website", "url", "need_url", "target_url"),
    *("kind", "document", "version"),
}
"""Texts that are made, counted or taken from a list: codes, addresses, names of governments."""
LISTED = {
    *("fields", "also", "roles", "neighbours", "used_by"),
    *("parts", "reasons", "meanings", "old", "new"),
}
"""Lists and mappings of codes and governments, or computed by us."""
NAMED = {
    "identity.Organisation": {"name", "kana"},
    "identity.Post": {"name"},
    "identity.Membership": {"title"},
    "identity.Invitation": {"title"},
}
"""What an office calls itself, its posts and its positions: without them nobody could follow its book."""


@pytest.mark.parametrize("model", [one for one in WRITTEN if hasattr(one, "words_fields")], ids=name_of)
def test_a_text_that_people_write_is_named_as_theirs(model: Any) -> None:
    """The book of actions leaves the words of these fields out: what is not named stands there for ever."""
    texts = {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField)
        and not field.choices
        and not isinstance(field, StateField)
    }

    known = NOT_WRITTEN | LISTED | NAMED.get(name_of(model), set())
    assert texts - known == texts & (model.words_fields | model.personal_fields), (
        "name it in words_fields (or personal_fields) of the model, or in NOT_WRITTEN, LISTED or NAMED here"
    )


def test_a_state_is_assigned_by_the_machine_alone() -> None:
    """Elsewhere a state is moved; assigning it would skip the check of the move."""
    wrong = [
        f"{path.relative_to(project.ROOT)}:{node.lineno}"
        for path in project.modules()
        if not path.is_relative_to(project.SOURCE / "kernel" / "states")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ]

    assert not wrong, "\n".join(["use self.move(…):", *wrong])
