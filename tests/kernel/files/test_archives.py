from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.files import making
from yui.kernel.files.archives import MOST_ENTRIES, archive_kind, inspect_archive
from yui.kernel.files.findings import Broken, Dangerous, Finding, PasswordProtected
from yui.kernel.files.kinds import FileKind


def inspect(content: bytes, kind: FileKind = FileKind.ZIP) -> bool:
    return inspect_archive(io.BytesIO(content), kind)


def reason(content: bytes) -> str:
    with pytest.raises(Dangerous) as caught:
        inspect(content)
    return caught.value.reason


def test_an_honest_archive_passes():
    assert inspect(making.zipped({"避難所.csv": making.CSV, "写真/1.jpg": making.JPEG})) is False


def test_an_almost_empty_sheet_may_compress_a_thousandfold():
    assert inspect(making.xlsx(xl__worksheets__sheet1=bytes(2_000_000)), FileKind.XLSX) is False


def test_a_bomb_is_refused_without_unpacking_it():
    content = making.bomb()
    started = time.perf_counter()

    assert reason(content) == "ratio"
    assert time.perf_counter() - started < 0.5


def test_a_bomb_of_entries_that_share_bytes_is_refused():
    assert reason(making.overlapping_bomb()) == "overlap"


def test_a_bomb_of_many_honest_looking_sizes_is_refused(monkeypatch):
    monkeypatch.setattr("yui.kernel.files.archives.MOST_BYTES", 1000)

    assert reason(making.zipped({str(n): bytes([n]) * 200 for n in range(6)}, method=zipfile.ZIP_STORED)) == "size"


@pytest.mark.parametrize("count", [MOST_ENTRIES + 1, 65_535])
def test_a_list_of_too_many_entries_is_not_even_read(count):
    assert reason(making.claiming_entries(count)) == "entries"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\..\\windows", "\\\\server\\share", "C:\\x", "a\nb", "c:x"],
)
def test_names_that_lead_out_of_the_archive_are_refused(name):
    assert reason(making.zipped({name: b"x"})) == "path"


def test_a_link_in_an_archive_is_refused():
    assert reason(making.with_link()) == "link"


def test_an_archive_in_an_archive_is_refused_by_name_and_by_bytes():
    assert reason(making.zipped({"inner.zip": b"x"})) == "nested"
    assert reason(making.zipped({"inner.csv": making.zipped({"a": b"x"})})) == "nested"
    assert reason(making.zipped({"inner.dat": b"\x1f\x8b\x08" + bytes(20)})) == "nested"


def test_office_files_in_an_archive_are_no_nesting():
    assert inspect(making.zipped({"台帳.xlsx": making.xlsx()})) is False


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a", "1")
        archive.writestr("a", "2")

    assert reason(buffer.getvalue()) == "twice"


def test_an_unusual_way_of_packing_is_refused():
    assert reason(making.zipped({"a": b"x" * 100}, method=zipfile.ZIP_LZMA)) == "method"


def test_a_password_is_noticed():
    with pytest.raises(PasswordProtected):
        inspect(making.with_flag(making.zipped({"a": b"x"}), 1))


def test_a_program_in_a_workbook_is_noticed():
    assert inspect(making.xlsx(xl__vbaProject_bin=b"x"), FileKind.XLSX) is False
    assert inspect(making.zipped({"[Content_Types].xml": b"", "xl/vbaProject.bin": b"x"}), FileKind.XLSX) is True


@pytest.mark.parametrize(
    "content",
    [b"PK", b"PK\3\4", b"PK\5\6" + bytes(3), making.zipped({"a": b"x" * 99})[:-30]],
    ids=["two letters", "a beginning", "an end", "without its end"],
)
def test_half_an_archive_is_broken(content):
    with pytest.raises(Broken):
        archive_kind(io.BytesIO(content))


@settings(max_examples=200)
@given(st.data())
def test_no_damage_to_an_archive_brings_the_inspection_down(data):
    content = bytearray(making.xlsx())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        kind = archive_kind(io.BytesIO(content))
        inspect_archive(io.BytesIO(content), kind)
        inspect_archive(io.BytesIO(content), FileKind.ZIP)
    except Finding:
        pass
