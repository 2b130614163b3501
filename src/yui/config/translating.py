"""`yui translate update | compile | check`: the texts of pages and refusals, read out of the code by Babel.

The source language is Japanese; `locale/en/LC_MESSAGES/django.po` holds the English. `update` brings new sentences
in and drops those that are gone, `check` says what still lacks English, `compile` writes what Django reads.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1]
LOCALE = SOURCE / "locale"
METHODS = [("**/migrations/**", "ignore"), ("**.py", "python"), ("**/templates/**.html", "jinja2"),
           ("**/templates/**.txt", "jinja2")]  # fmt: skip
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
JINJA = {
    "extensions": "jinja2.ext.i18n,jinja2.ext.do,jinja2.ext.loopcontrols",
    "newstyle_gettext": "true",
    "silent": "false",
}
# Written by us and not by Babel: its dates would change on every run, and two people's changes would always collide.
HEADER = """\
# 結 Yui: the sentences of pages and refusals in English. `./yui translate update` brings new ones in.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


def main(words: list[str]) -> int:
    """Do one of the three; the exit code."""
    steps = {"update": update, "compile": compile_all, "check": check}
    if len(words) != 1 or words[0] not in steps:
        print(__doc__, file=sys.stderr)
        return 2
    return steps[words[0]]()


def update() -> int:
    """Bring the catalogues up to the sentences in the code."""
    template = extract()
    for path in catalogues():
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        text = io.BytesIO()
        write_po(
            text, catalogue, width=110, ignore_obsolete=True, sort_by_file=True, include_lineno=False, omit_header=True
        )
        path.write_bytes(HEADER.encode() + text.getvalue())
        missing = len(list(lacking(catalogue, template)))
        print(f"{path.relative_to(SOURCE)}: 訳のない文 / without translation: {missing} / {len(template)}")
    return 0


def compile_all() -> int:
    """Write the catalogues as Django reads them."""
    for path in catalogues():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))
    return 0


def check() -> int:
    """Say which sentence lacks its translation, or fills in other values than the Japanese."""
    template = extract()
    wrong = [f"{path.parts[-3]}: {line}" for path in catalogues() for line in lacking(read(path), template)]
    print("\n".join(wrong))
    return 1 if wrong else 0


def extract() -> Catalog:
    """All sentences of the code and the templates, in an empty catalogue."""
    template = Catalog(project="yui", charset="utf-8")
    options = {"**/templates/**.html": JINJA, "**/templates/**.txt": JINJA}
    found = extract_from_dir(
        SOURCE, METHODS, options, keywords=KEYWORDS, comment_tags=("訳者へ",), strip_comment_tags=True
    )
    for file, line, message, comments, context in found:
        template.add(message, locations=[(file, line)], auto_comments=comments, context=context)
    return template


def lacking(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """A line for each sentence whose translation is missing, doubtful or fills in something else."""
    for message in template:
        if message.id:
            translated = catalogue.get(message.id, message.context)
            if reason := _wrong_with(message, translated):
                place = message.locations[0] if message.locations else ("", 0)
                yield f"{place[0]}:{place[1]}: {reason}: {_first(message.id)}"


def _wrong_with(message: Message, translated: Message | None) -> str:
    texts = [] if translated is None else _all(translated.string)
    if not texts or not all(texts):
        return "訳がありません / no translation"
    if translated is not None and translated.fuzzy:
        return "確かめていない訳です / fuzzy"
    if message.pluralizable != (len(texts) > 1):
        return "単数・複数が合いません / plural forms differ"
    wanted = set(PLACE.findall(_all(message.id)[-1]))
    if set(PLACE.findall(texts[-1])) != wanted:
        return "差し込みが合いません / other placeholders"
    return ""


def _all(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    if text is None:
        return []
    return [text] if isinstance(text, str) else list(text)


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return _all(text)[0].replace("\n", " ")[:80]


def catalogues() -> list[Path]:
    """The catalogue of each language."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """A catalogue as it stands on disk."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain="django")
