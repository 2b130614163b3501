"""The contract of every store, and what the folder promises beyond it."""

from __future__ import annotations

import hashlib
import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from yui.kernel.files.backends import ContentMissing, Store
from yui.kernel.files.backends.folder import FolderStore
from yui.kernel.files.backends.memory import MemoryStore

CONTENT = "中身".encode()
KEY = hashlib.sha256(CONTENT).hexdigest()
ABSENT = "0" * 64


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return FolderStore(str(tmp_path / "files")) if request.param == "folder" else MemoryStore()


def read(store: Store, key: str) -> bytes:
    with store.open(key) as content:
        return content.read()


def test_what_is_stored_can_be_read_again_and_again(store):
    store.put(KEY, io.BytesIO(CONTENT))

    assert store.has(KEY)
    assert [read(store, KEY), read(store, KEY)] == [CONTENT, CONTENT]


def test_a_content_is_stored_from_its_beginning_wherever_it_was_read_to(store):
    content = io.BytesIO(CONTENT)
    content.read()

    store.put(KEY, content)

    assert read(store, KEY) == CONTENT


def test_storing_again_changes_nothing(store):
    store.put(KEY, io.BytesIO(CONTENT))
    (first,) = store.every()

    store.put(KEY, io.BytesIO(CONTENT))

    assert list(store.every()) == [first]
    assert (first.key, first.size) == (KEY, len(CONTENT))
    assert abs(first.stored_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_content_that_is_not_there_is_missing(store):
    assert not store.has(ABSENT)
    with pytest.raises(ContentMissing):
        store.open(ABSENT)


def test_removing_is_final_and_harmless_to_repeat(store):
    store.put(KEY, io.BytesIO(CONTENT))

    store.remove(KEY)
    store.remove(KEY)

    assert not store.has(KEY)
    assert list(store.every()) == []


def test_a_reader_is_not_disturbed_by_a_removal(store):
    store.put(KEY, io.BytesIO(CONTENT))

    with store.open(KEY) as content:
        store.remove(KEY)
        assert content.read() == CONTENT


class Unreadable(io.BytesIO):
    """An upload that breaks off."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() or size == -1:
            raise OSError("the line went dead")
        return super().read(1)


def test_a_writing_that_breaks_off_leaves_nothing(store):
    with pytest.raises(OSError, match="went dead"):
        store.put(KEY, Unreadable(CONTENT))

    assert not store.has(KEY)
    assert list(store.every()) == []


def test_what_a_killed_writer_left_is_tidied_up_later(tmp_path):
    store = FolderStore(str(tmp_path))
    store.put(KEY, io.BytesIO(CONTENT))
    left = tmp_path / "unfinished" / "tmpabc"
    left.write_bytes(b"half")

    assert store.tidy(before=datetime.now(UTC) - timedelta(hours=1)) == 0
    assert store.tidy(before=datetime.now(UTC) + timedelta(hours=1)) == 1
    assert not left.exists()
    assert store.has(KEY)


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "A" * 64, KEY + "/", KEY[:-1]])
def test_a_folder_takes_hashes_only_for_keys(tmp_path, key):
    with pytest.raises(ValueError, match="SHA-256"):
        FolderStore(str(tmp_path)).has(key)


def test_nobody_writes_into_a_stored_content(tmp_path):
    FolderStore(str(tmp_path)).put(KEY, io.BytesIO(CONTENT))

    (path,) = tmp_path.glob("*/*/*")
    assert path == tmp_path / KEY[:2] / KEY[2:4] / KEY
    assert not os.stat(path).st_mode & 0o222
