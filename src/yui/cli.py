"""The `yui` command inside the environment: each word leads to one function, loaded only when it is asked for.

`./yui` calls it for every word that is not about set-up, tests or checks. Nothing heavy is imported here, so
a command that needs no database, such as `yui search evaluate`, never waits for Django.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module

from yui.launch import data

COMMANDS = {
    "serve": "yui.config.serving:main",
    "translate": "yui.config.translating:main",
    "reference": "yui.config.reference:main",
    "search evaluate": "yui.engines.search.evaluate:main",
}
MANAGEMENT = ("work", "demo")
"""Django management commands that people call by their own name."""

HELP = """\
結 Yui

  ./yui run [--port N] [--no-demo]  用意して動かす / set up and run
  ./yui test [PATHS …]              テスト / the tests
  ./yui check [STEPS …]             書式・型・約束の点検 / format, types, conventions
  ./yui demo load|remove|accounts   デモ地域 / the demo region
  ./yui serve, ./yui work           サーバー、ワーカーだけ / server or worker alone
  ./yui manage …                    Django の管理コマンド / Django's own commands
  ./yui translate update|compile    訳文 / translations
  ./yui reference                   docs/reference/ を作り直す / write the reference pages anew
  ./yui search evaluate …           検索の評価 / measure the search
  ./yui lock                        依存の固定 / lock the dependencies
"""


def main(words: list[str] | None = None) -> int:
    """Do what the words say; the exit code."""
    given = sys.argv[1:] if words is None else words
    if not given or given[0] in {"help", "--help", "-h"}:
        print(HELP, end="")
        return 0
    for name, target in COMMANDS.items():
        parts = name.split()
        if given[: len(parts)] == parts:
            return _call(name, target, given[len(parts) :])
    if given[0] == "manage":
        return _django(given[1:])
    if given[0] in MANAGEMENT:
        return _django(given)
    print(
        f"「{given[0]}」という命令はありません。 / There is no command “{given[0]}”.\n\n{HELP}", end="", file=sys.stderr
    )
    return 2


def _call(name: str, target: str, words: list[str]) -> int:
    module, _, function = target.partition(":")
    command: Callable[[list[str]], int | None] = getattr(import_module(module), function)
    sys.argv = [f"yui {name}", *words]
    return command(words) or 0


def _django(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yui.config.settings")
    management = import_module("django.core.management")
    sys.argv = ["yui manage", *words]  # the settings read from it whether the command acts as the tables' owner
    management.execute_from_command_line(sys.argv)
    match words:
        case ["demo", "load", *_]:
            data.note_demo(data.LOADED)
        case ["demo", "remove", *_]:
            data.note_demo(data.REMOVED)
    return 0
