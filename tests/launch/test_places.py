"""Stamps and digests: what lets a second start skip what is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from yui.launch import places
from yui.launch.places import Stamp, digest, home


def test_a_stamp_matches_only_what_it_was_set_to(tmp_path: Path) -> None:
    stamp = Stamp("packages", tmp_path / "stamps")

    assert not stamp.matches("a")
    stamp.set("a")

    assert stamp.matches("a")
    assert not stamp.matches("b")


def test_a_stamp_set_again_forgets_what_it_was(tmp_path: Path) -> None:
    stamp = Stamp("packages", tmp_path)
    stamp.set("a")

    stamp.set("b")

    assert stamp.matches("b")
    assert not stamp.matches("a")
    assert [path.name for path in tmp_path.iterdir()] == ["packages"]


def test_a_digest_changes_with_the_contents_the_names_and_the_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ROOT", tmp_path)
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("one")
    before = digest([first], "3.11")

    assert digest([first], "3.11") == before
    assert digest([first], "3.12") != before
    first.write_text("two")
    assert digest([first], "3.11") != before
    first.rename(second)
    assert digest([second], "3.11") != digest_of_renamed(tmp_path, "two")


def digest_of_renamed(folder: Path, content: str) -> str:
    file = folder / "third"
    file.write_text(content)
    return digest([file], "3.11")


def test_a_digest_does_not_depend_on_the_order_in_which_files_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ROOT", tmp_path)
    files = [tmp_path / name for name in ("a", "b", "c")]
    for file in files:
        file.write_text(file.name)

    assert digest(files) == digest(reversed(files))


def test_the_data_folder_is_var_unless_the_operator_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("YUI_HOME", raising=False)
    assert home() == places.ROOT / "var"

    monkeypatch.setenv("YUI_HOME", str(tmp_path))
    assert home() == tmp_path.resolve()
