from __future__ import annotations

import hashlib

import pytest
from django.core.files.base import ContentFile

from tests.kernel.files import making
from yui.kernel.files.kinds import PICTURES, FileKind
from yui.kernel.files.purposes import ATTACHMENT, MB, PICTURE, TABLE, Purpose
from yui.kernel.files.refusals import (
    ArchiveRefused,
    FileBroken,
    FileEmpty,
    FileKindRefused,
    FileLocked,
    FileRefused,
    FileTooLarge,
    size_in_words,
)
from yui.kernel.files.staging import stage

SMALL = Purpose(code="tests.small", kinds=PICTURES, most_bytes=100)


def staged(content: bytes, name: str = "file", *, purpose: Purpose = ATTACHMENT):
    with stage(making.upload(content, name), purpose=purpose) as result:
        return result


def refusal(content: bytes, *, purpose: Purpose = ATTACHMENT) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        staged(content, purpose=purpose)
    return caught.value


def test_an_upload_is_known_by_hash_size_and_kind():
    result = staged(making.PDF, "回覧板.pdf")

    assert (result.sha256, result.size) == (hashlib.sha256(making.PDF).hexdigest(), len(making.PDF))
    assert (result.kind, result.name, result.name_as_typed) == (FileKind.PDF, "回覧板.pdf", "回覧板.pdf")


def test_the_name_is_corrected_and_kept_as_typed():
    result = staged(making.xlsx(), "../台帳.csv")

    assert (result.name, result.name_as_typed) == ("台帳.xlsx", "../台帳.csv")


def test_a_file_without_a_name_gets_one():
    with stage(ContentFile(making.PNG), purpose=PICTURE) as result:
        assert result.name == "名前のないファイル.png"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", FileEmpty),
        (b"   \n", FileBroken),
        (making.EXE, FileKindRefused),
        (b"<script>alert(1)</script>", FileKindRefused),
        (b"<svg onload='x'/>", FileKindRefused),
        (making.zipped({"a": b"x"}), FileKindRefused),
        (making.ole2("EncryptedPackage"), FileLocked),
        (making.with_flag(making.xlsx(), 1), FileLocked),
        (making.xlsx()[:-40], FileBroken),
        (making.xlsx(**{"..__x": b""}), ArchiveRefused),
    ],
)
def test_hostile_and_hopeless_uploads_are_refused_each_with_its_sentence(content, kind):
    refused = refusal(content)

    assert isinstance(refused, kind)
    assert refused.status == 422
    assert str(refused).endswith(("ください。", "受け取れません。"))


def test_a_workbook_that_unpacks_to_far_too_much_is_refused_with_a_way_out(monkeypatch):
    monkeypatch.setattr("yui.kernel.files.archives.SMALL_OFFICE", MB)

    assert "書式を消して" in str(refusal(making.xlsx(xl__worksheets__sheet1=bytes(2 * MB))))


def test_a_bomb_is_refused_where_archives_are_welcome():
    assert refusal(making.bomb(), purpose=TABLE).reason == "ratio"


def test_reading_stops_at_the_limit_whatever_the_upload_claims():
    class Endless(ContentFile):
        read_so_far = 0

        def chunks(self, chunk_size=None):
            while True:
                Endless.read_so_far += 50
                yield b"\x89PNG" * 12 + b"xx"

    with pytest.raises(FileTooLarge, match="100バイト以下"), stage(Endless(b"x"), purpose=SMALL):
        pass

    assert Endless.read_so_far == 150


def test_a_refusal_names_what_came_and_what_is_wanted():
    told = str(refusal(making.EXE, purpose=PICTURE))

    assert "exe" in told
    assert "JPEG画像" in told
    assert "PDF" not in told


def test_an_unknown_kind_is_said_to_be_unknown():
    assert "種類が分かりません" in str(refusal(bytes(10), purpose=PICTURE))


def test_a_workbook_with_a_program_is_taken_and_marked():
    assert staged(
        making.zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/vbaProject.bin": b"x"})
    ).has_macros
    assert staged(making.ole2("Workbook", "_VBA_PROJECT")).has_macros
    assert not staged(making.xlsx()).has_macros


@pytest.mark.parametrize(
    ("size", "words"),
    [(20 * MB, "20MB"), (1_500_000, "1.5MB"), (2_000_000_000, "2GB"), (500, "500バイト"), (1000, "1KB")],
)
def test_sizes_are_told_as_people_read_them(size, words):
    assert size_in_words(size) == words


def test_a_file_field_is_told_the_extensions():
    assert PICTURE.accept == ".gif,.heic,.jpg,.png,.webp"
