from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.files import making
from yui.kernel.files.findings import Broken, Finding, PasswordProtected
from yui.kernel.files.kinds import FileKind
from yui.kernel.files.sniffing import HEAD, guessed_name, has_macros, sniff


def kind_of(content: bytes) -> FileKind | None:
    return sniff(io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (making.PDF, FileKind.PDF),
        (making.PNG, FileKind.PNG),
        (making.JPEG, FileKind.JPEG),
        (b"GIF89a" + bytes(10), FileKind.GIF),
        (b"RIFF\x10\0\0\0WEBPVP8 ", FileKind.WEBP),
        (b"\0\0\0\x18ftypheic\0\0\0\0", FileKind.HEIC),
        (making.xlsx(), FileKind.XLSX),
        (making.docx(), FileKind.DOCX),
        (making.ods(), FileKind.ODS),
        (making.zipped({"a.csv": b"1,2"}), FileKind.ZIP),
        (making.ole2("Root Entry", "Workbook"), FileKind.XLS),
        (making.ole2("Root Entry", "WordDocument"), FileKind.DOC),
        (making.ole2("Root Entry", "PowerPoint Document"), FileKind.PPT),
        (making.CSV, FileKind.CSV),
        ("名称,住所\n公民館,本町\n".encode(), FileKind.CSV),
        ("\ufeff名称\t住所\n公民館\t本町\n".encode("utf-16"), FileKind.CSV),
        ('名称,備考\n公民館,"駅前、徒歩5分, 駐車場あり"\n'.encode(), FileKind.CSV),
        ("名称,住所\n公民館,本町\n".encode("euc_jp"), FileKind.CSV),
        ("困っていること\n\n坂が多い。".encode(), FileKind.TEXT),
        (b'{"type": "FeatureCollection"}', FileKind.JSON),
        (b"  [1, 2]", FileKind.JSON),
        (b'<?xml version="1.0"?><kml></kml>', FileKind.XML),
    ],
)
def test_a_file_is_known_by_its_bytes(content, kind):
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!DOCTYPE html><p>x", FileKind.HTML),
        (b"<script>alert(1)</script>", FileKind.HTML),
        (b"<!-- x --><HTML>", FileKind.HTML),
        (b'<?xml version="1.0"?><x:html xmlns:x="http://www.w3.org/1999/xhtml"/>', FileKind.HTML),
        (b'<?xml version="1.0"?><note><script>alert(1)</script></note>', FileKind.HTML),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', FileKind.SVG),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- a --><svg/>', FileKind.SVG),
        (b"<p onclick='x'>", FileKind.HTML),
    ],
)
def test_what_could_run_in_a_browser_is_known_as_such(content, kind):
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    "content", [making.EXE, b"\x7fELF\2\1\1" + bytes(60), bytes(100), b"\xff\xfe\xff", b"{\\rtf1 x}"]
)
def test_what_nobody_should_send_is_no_kind_at_all(content):
    assert kind_of(content) is None


def test_what_an_unknown_file_seems_to_be_can_be_told():
    assert guessed_name(making.EXE) == "exe"
    assert guessed_name(b"\1\2\3") == ""


def test_a_letter_cut_in_two_at_the_end_of_the_head_does_not_hide_a_text():
    for shift in range(3):
        assert kind_of(b"x" * shift + "あ".encode() * HEAD) is FileKind.TEXT


def test_a_workbook_with_a_password_is_told_from_others():
    with pytest.raises(PasswordProtected):
        kind_of(making.ole2("EncryptionInfo", "EncryptedPackage"))


def test_an_old_workbook_with_a_program_is_told_from_others():
    with_program, without = making.ole2("Workbook", "_VBA_PROJECT"), making.ole2("Workbook")

    assert has_macros(io.BytesIO(with_program), FileKind.XLS)
    assert not has_macros(io.BytesIO(without), FileKind.XLS)


def test_a_text_of_nothing_but_space_is_broken():
    with pytest.raises(Broken):
        kind_of(b" \r\n\t ")


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\3\4" + tail))
def test_no_bytes_whatever_bring_the_sniffer_down(content):
    try:
        kind = kind_of(content)
    except Finding:
        return
    assert kind is None or isinstance(kind, FileKind)


@pytest.mark.parametrize("before", ["<!---->", "<!-- -->\n", "<?xml?>", "<?xml?> <!-- -->", " ", "<!--", "<?xml "])
def test_a_head_of_many_beginnings_is_read_once(before):
    """Each comment could end at the next one too: of some hundred of them no reading would ever end."""
    assert kind_of((before * 9_000 + "<1").encode()) in {FileKind.TEXT, FileKind.CSV}


@pytest.mark.parametrize("before", ["<!-- a -- > b -->", "<?xml version='1.0'?>\n<!-- x --><!-- y -->\n", "\n \n"])
def test_comments_before_the_first_element_hide_nothing(before):
    assert kind_of(f"{before}<svg:svg>".encode()) == FileKind.SVG
