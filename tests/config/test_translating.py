"""The English of our sentences: found, completed, checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from yui.config import translating

PYTHON = """
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

title = _("困りごとを書く")
count = ngettext_lazy("%(n)d件", "%(n)d件", "n")
state = pgettext_lazy("状態", "受付")
verb = pgettext_lazy("動作", "受付")
"""
TEMPLATE = "<h1>{{ _('避難所の一覧') }}</h1>{% trans name=town %}{{ name }}の課題{% endtrans %}"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one module, one template and an empty English catalogue."""
    (tmp_path / "needs" / "templates" / "needs").mkdir(parents=True)
    (tmp_path / "needs" / "views.py").write_text(PYTHON)
    (tmp_path / "needs" / "templates" / "needs" / "list.html").write_text(TEMPLATE)
    catalogue = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(translating.HEADERS["en"])
    monkeypatch.setattr(translating, "SOURCE", tmp_path)
    monkeypatch.setattr(translating, "LOCALE", tmp_path / "locale")
    return catalogue


def test_sentences_of_python_and_of_pages_are_found(room: Path) -> None:
    translating.update()

    text = room.read_text()
    for sentence in ("困りごとを書く", "%(n)d件", "受付", "避難所の一覧", "%(name)sの課題"):
        assert f'"{sentence}"' in text


def test_one_word_with_two_uses_is_translated_twice(room: Path) -> None:
    translating.update()

    assert room.read_text().count('msgid "受付"') == 2
    assert 'msgctxt "状態"' in room.read_text()


def test_sentences_of_migrations_are_left_out(room: Path) -> None:
    migrations = room.parents[3] / "needs" / "migrations"
    migrations.mkdir()
    (migrations / "0001_needs.py").write_text("_('昔の名前')")

    translating.update()

    assert "昔の名前" not in room.read_text()


def test_a_second_update_changes_nothing(room: Path) -> None:
    translating.update()
    before = room.read_bytes()

    translating.update()

    assert room.read_bytes() == before


def test_what_was_translated_stays_and_what_is_gone_goes(room: Path) -> None:
    translating.update()
    fill(room, "困りごとを書く", "Write what troubles you")
    views = room.parents[3] / "needs" / "views.py"
    views.write_text('_("困りごとを書く")')

    translating.update()

    assert "Write what troubles you" in room.read_text()
    assert "受付" not in room.read_text()


def test_a_sentence_that_was_changed_does_not_keep_the_old_english(room: Path) -> None:
    translating.update()
    fill(room, "困りごとを書く", "Write what troubles you")
    (room.parents[3] / "needs" / "views.py").write_text('_("困りごとを書くには")')

    translating.update()

    assert "Write what troubles you" not in room.read_text()


def test_the_check_names_what_lacks_english_and_where_it_stands(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translating.update()
    capsys.readouterr()

    assert translating.check() == 1

    told = capsys.readouterr().out
    assert "needs/views.py:5: 訳がありません / no translation: 困りごとを書く" in told


def test_the_check_is_content_when_all_is_translated(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (room.parents[3] / "needs" / "views.py").write_text('_("困りごとを書く")')
    (room.parents[3] / "needs" / "templates" / "needs" / "list.html").write_text("")
    translating.update()
    fill(room, "困りごとを書く", "Write what troubles you")

    assert translating.check() == 0


def fill(catalogue: Path, japanese: str, english: str) -> None:
    text = catalogue.read_text()
    assert f'msgid "{japanese}"\nmsgstr ""' in text
    catalogue.write_text(text.replace(f'msgid "{japanese}"\nmsgstr ""', f'msgid "{japanese}"\nmsgstr "{english}"'))


@pytest.mark.parametrize(
    ("japanese", "english", "reason"),
    [
        ("%(n)d件", "%(n)d needs", ""),
        ("%(n)d件", "needs", "差し込み"),
        ("{name}さん", "{nome}", "差し込み"),
        ("{name}さん", "Dear {name}", ""),
        ("困りごと", "", "訳がありません"),
    ],
)
def test_english_fills_in_what_the_japanese_fills_in(japanese: str, english: str, reason: str) -> None:
    template, catalogue = Catalog(), Catalog(locale="en")
    template.add(japanese)
    catalogue.add(japanese, english)

    found = list(translating.lacking(catalogue, template))

    assert bool(found) == bool(reason)
    assert all(reason in line for line in found)


def test_a_doubtful_translation_is_not_accepted() -> None:
    template, catalogue = Catalog(), Catalog(locale="en")
    template.add("困りごと")
    catalogue.add("困りごと", "trouble", flags=["fuzzy"])

    assert "fuzzy" in next(translating.lacking(catalogue, template))


def test_both_numbers_are_needed_where_english_has_two() -> None:
    template, catalogue = Catalog(), Catalog(locale="en")
    template.add(("%(n)d件", "%(n)d件"))
    catalogue.add(("%(n)d件", "%(n)d件"), ("%(n)d need", ""))

    assert "訳がありません" in next(translating.lacking(catalogue, template))


def test_a_compiled_catalogue_answers(room: Path) -> None:
    (room.parents[3] / "needs" / "views.py").write_text('_("困りごとを書く")')
    translating.update()
    fill(room, "困りごとを書く", "Write what troubles you")

    translating.compile_all()

    import gettext

    with room.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("困りごとを書く") == "Write what troubles you"


@pytest.fixture
def plain(room: Path) -> Path:
    """The catalogue of plain Japanese beside the English one."""
    catalogue = room.parents[2] / translating.PLAIN / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        translating.HEADERS[translating.PLAIN]
        + 'msgid "困りごとを書く"\nmsgstr "困っている ことを 書く"\n\nmsgid "昔の文"\nmsgstr "むかしの 文"\n'
    )
    return catalogue


def test_plain_japanese_keeps_what_was_written_and_asks_for_nothing_more(plain: Path) -> None:
    translating.update()

    text = plain.read_text()
    assert "困っている ことを 書く" in text
    assert "むかしの 文" not in text
    assert 'msgstr ""' not in text.partition("\n\n")[2]
    assert not list(translating.unfitting(translating.read(plain), translating.extract()))


@pytest.mark.parametrize(
    ("japanese", "easy", "reason"),
    [
        ("全%(n)s件", "ぜんぶで %(n)s件", ""),
        ("全%(n)s件", "ぜんぶで たくさん", "差し込み"),
        ("別の文", "ほかの 文", "もうない文"),
    ],
)
def test_plain_japanese_belongs_to_a_sentence_and_fills_in_the_same(japanese: str, easy: str, reason: str) -> None:
    template, catalogue = Catalog(), Catalog(locale="ja")
    template.add("全%(n)s件")
    catalogue.add(japanese, easy)

    found = list(translating.unfitting(catalogue, template))

    assert bool(found) == bool(reason)
    assert all(reason in line for line in found)


def test_the_plain_japanese_of_our_own_pages_is_sound() -> None:
    catalogue = translating.read(translating.LOCALE / translating.PLAIN / "LC_MESSAGES" / "django.po")

    assert len(catalogue) > 300
    assert not list(translating.unfitting(catalogue, translating.extract()))


def test_words_that_are_none_of_the_three_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert translating.main(["everything"]) == 2
    assert "update | compile | check" in capsys.readouterr().err
