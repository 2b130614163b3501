"""`yui reference [--check]`: the pages of `docs/reference/`, written from the code so that they cannot be wrong.

Settings come from `config.environment`, permissions and events from what the rooms registered, the tables of
records from the models. `--check` writes nothing and says which page no longer tells the truth.
"""

from __future__ import annotations

import ast
import inspect
import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import django
from django.apps import apps
from django.utils import translation
from django.utils.module_loading import autodiscover_modules

from yui.config import environment
from yui.kernel.access import permissions
from yui.kernel.events import registry

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"
NOTE = "<!-- Written by `./yui reference`. Change the code, not this page. -->\n\n"


def main(words: list[str]) -> int:
    """Write the pages, or with `--check` compare them; 1 when a page is out of date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yui.config.settings")
    django.setup()
    autodiscover_modules("permissions", "events", "reactions")  # a server would load some of them with the first page
    with translation.override("ja"):
        pages = {name: NOTE + "\n".join(lines()) + "\n" for name, lines in PAGES.items()}
    if "--check" in words:
        stale = [name for name, text in pages.items() if _on_disk(name) != text]
        print("\n".join(f"docs/reference/{name} は古くなっています / is out of date" for name in stale))
        return 1 if stale else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (REFERENCE / name).write_text(text, "utf-8")
    return 0


def settings() -> Iterator[str]:
    """What an operator may set."""
    yield from ("# 設定 / Settings", "", "環境変数で与えます。Given as environment variables.", "")
    yield from ("| 名前 / name | 型 / type | 意味 / meaning |", "| --- | --- | --- |")
    types = {field.name: str(field.type) for field in fields(environment.Environment)}
    for name, text in _attribute_docstrings(environment.Environment).items():
        variable, _, meaning = text.partition(": ")
        yield f"| `{variable}` | {types[name]} | {_cell(meaning)} |"


def permission_codes() -> Iterator[str]:
    """Each permission, what it allows, who has it from the start."""
    yield from (
        "# 権限 / Permissions",
        "",
        "| コード / code | できること / allows | 役割 / roles |",
        "| --- | --- | --- |",
    )
    for code, label in permissions.every().items():
        roles = "、".join(str(role) for role in permissions.roles_with(code)) or "—"
        yield f"| `{code}` | {_cell(str(label))} | {roles} |"


def events() -> Iterator[str]:
    """Each event, what it says, what it carries."""
    yield from ("# 出来事 / Events", "", "| 出来事 / event | 意味 / meaning | 中身 / carries |", "| --- | --- | --- |")
    for path, kind in registry.every_event().items():
        carried = "、".join(f"`{field.name}`" for field in fields(kind)) or "—"
        meaning = (inspect.getdoc(kind) or "").partition("\n")[0]
        yield f"| `{path.removeprefix('yui.')}` | {_cell(meaning)} | {carried} |"


def records() -> Iterator[str]:
    """Each kind of record of ours and what it is."""
    yield from ("# 記録 / Records", "", "| 記録 / record | 意味 / meaning |", "| --- | --- |")
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if model.__module__.startswith("yui."):
            first = (inspect.getdoc(model) or "").partition("\n")[0]
            yield f"| `{model._meta.label}` | {_cell(first)} |"


PAGES = {"settings.md": settings, "permissions.md": permission_codes, "events.md": events, "records.md": records}


def _attribute_docstrings(owner: type) -> dict[str, str]:
    """The sentence that stands below each attribute of a class."""
    body = ast.parse(inspect.getsource(owner)).body[0]
    assert isinstance(body, ast.ClassDef)
    pairs = zip(body.body, body.body[1:], strict=False)
    return {
        attribute.target.id: inspect.cleandoc(str(sentence.value.value))
        for attribute, sentence in pairs
        if isinstance(attribute, ast.AnnAssign) and isinstance(attribute.target, ast.Name)
        if isinstance(sentence, ast.Expr) and isinstance(sentence.value, ast.Constant)
    }


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _on_disk(name: str) -> str:
    path = REFERENCE / name
    return path.read_text("utf-8") if path.exists() else ""
