"""`yui translate update | compile | check`: the texts of pages and refusals, read out of the code by Babel.

The source language is Japanese; `locale/en/LC_MESSAGES/django.po` holds the English. `update` brings new sentences
in and drops those that are gone, `check` says what still lacks English, `compile` writes what Django reads.

`locale/ja_X-easy` is やさしい日本語. It holds only the sentences that were written plainly; where it has none the page says
the ordinary Japanese, so nothing is lacking there (docs/guides/plain-japanese.md).
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
PLAIN = "ja_X-easy"
"""The folder in which Django looks for ja-x-easy."""

# Written by us and not by Babel: its dates would change on every run, and two people's changes would always collide.
HEADER = """\
# 結 Yui: {what}. `./yui translate update` {does}.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
HEADERS = {
    "en": HEADER.format(
        what="the sentences of pages and refusals in English",
        does="brings new ones in",
        language="en",
        plurals="nplurals=2; plural=(n != 1);",
    ),
    # Babel knows no locale of plain Japanese; its grammar is that of Japanese.
    PLAIN: HEADER.format(
        what="the sentences of residents' pages in plain Japanese",
        does="drops those that are gone",
        language="ja",
        plurals="nplurals=1; plural=0;",
    ),
}
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
        if language(path) == PLAIN:
            _keep_written(catalogue)
        write(path, catalogue)
        missing = len(template) - len([message for message in catalogue if message.id and any(_all(message.string))])
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
    wrong = [f"{language(path)}: {line}" for path in catalogues() for line in _wrong_in(path, template)]
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


def unfitting(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """A line for each sentence of a catalogue that no page says any more, or that fills in something else."""
    for message in catalogue:
        if message.id:
            said = template.get(message.id, message.context)
            reason = _wrong_with(said, message) if said else "もうない文です / obsolete"
            if reason:
                yield f"{reason}: {_first(message.id)}"


def _wrong_in(path: Path, template: Catalog) -> Iterator[str]:
    finding = unfitting if language(path) == PLAIN else lacking
    return finding(read(path), template)


def _keep_written(catalogue: Catalog) -> None:
    for message in list(catalogue):
        if message.id and not any(_all(message.string)):
            catalogue.delete(message.id, message.context)


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


def language(path: Path) -> str:
    """Whose catalogue this is, as its folder says."""
    return path.parts[-3]


def read(path: Path) -> Catalog:
    """A catalogue as it stands on disk."""
    with path.open("rb") as file:
        return read_po(file, locale="ja" if language(path) == PLAIN else language(path), domain="django")


def write(path: Path, catalogue: Catalog) -> None:
    """A catalogue as we keep it: sorted by file, without what changes on every run."""
    text = io.BytesIO()
    write_po(
        text, catalogue, width=110, ignore_obsolete=True, sort_by_file=True, include_lineno=False, omit_header=True
    )
    path.write_bytes(HEADERS[language(path)].encode() + text.getvalue())
