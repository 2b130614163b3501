"""Hostile files over HTTP: told in a sentence, nothing kept of them, and the rest of the form stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories as make
from tests.hostile.test_headers import missing
from tests.kernel.files import making
from yui.kernel.files.models import Content, File
from yui.kernel.files.purposes import ATTACHMENT
from yui.kernel.files.store import _store
from yui.kernel.tenancy import acting_for
from yui.kernel.web.middleware import MOST_SENT

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.hostile.addresses")]

STORY = "雨の日、公民館の床がぬれます。"
REFUSED = {
    "nothing in it": (b"", "空です"),
    "only spaces": (b"  \n ", "壊れている"),
    "a program": (making.EXE, "受け取れません"),
    "a page": (b"<!doctype html><script>alert(1)</script>", "受け取れません"),
    "a drawing that can run": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "受け取れません"),
    "a bomb": (making.zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": bytes(120_000_000)}), "展開すると"),
    "a bomb of shared bytes": (making.overlapping_bomb(), "受け取れません"),
    "a way out of the archive": (making.xlsx(**{"..__..__etc__passwd": b"x"}), "安全でない"),
    "a locked archive": (making.with_flag(making.xlsx(), 1), "パスワード"),
    "half an archive": (making.xlsx()[:60], "壊れている"),
    "more than is taken": (making.PDF + bytes(ATTACHMENT.most_bytes), "大きすぎます"),
}
NAMES = [
    "../../etc/passwd",
    "..\\..\\windows\\system32\\cmd.exe",
    "/etc/passwd",
    "図\u202efdp.exe",
    "a\0b.pdf",
    "長" * 300 + ".pdf",
    ".htaccess",
    "CON",
    'x"; filename="y.html',
    "改\r\nSet-Cookie: a=b.pdf",
    "<script>onyui</script>.pdf",
]


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Where files of this test are stored and staged."""
    staged = tmp_path / "staged"
    staged.mkdir()
    settings.YUI_HOME, settings.YUI_FILES, settings.FILE_UPLOAD_TEMP_DIR = tmp_path, f"memory:{tmp_path}", str(staged)
    yield staged
    _store.cache_clear()


@pytest.fixture
def official() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make.member(make.town()).person)
    return client


def files() -> tuple[int, int]:
    with acting_for(make.town()):
        return File.objects.count(), Content.objects.count()


def send(client: Client, content: bytes, name: str = "写真.pdf", claimed: str = "application/pdf") -> Any:
    return client.post("/attach", {"story": STORY, "photo": SimpleUploadedFile(name, content, claimed)})


@pytest.mark.parametrize("harm", REFUSED)
def test_a_hostile_file_is_refused_and_the_form_keeps_the_rest(harm: str, official: Client, home: Path) -> None:
    content, sentence = REFUSED[harm]

    answer = send(official, content)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert STORY in page
    assert files() == (0, 0)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_leads_nowhere(name: str, official: Client, home: Path) -> None:
    answer = send(official, making.PDF, name)

    address = unquote(answer.content.decode())
    shown = address.rpartition("/")[2]
    assert answer.status_code == 200
    assert shown.endswith(".pdf")
    assert shown.isprintable()
    assert not set(shown) & set('/\\<>:"|?*')
    assert len(shown.encode()) < 200
    assert list(home.iterdir()) == []


def test_two_kinds_in_one_file_are_shown_as_the_one_that_runs_nothing(official: Client) -> None:
    both = making.PNG + b"<script>alert(1)</script><?php system('x') ?>"

    got = official.get(send(official, both, "図.html", "text/html").content.decode())

    assert got["Content-Type"] == "image/png"
    assert got["Content-Disposition"].startswith("attachment; filename")
    assert "html" not in got["Content-Disposition"].replace("utf-8", "")
    assert b"".join(got.streaming_content) == both
    assert got["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert missing(got) == []


def test_another_town_does_not_get_it(official: Client) -> None:
    address = send(official, making.PDF).content.decode()
    stranger = Client()
    stranger.force_login(make.member(make.town("潮見浦町")).person)

    assert official.get(address).status_code == 200
    assert [client.get(address).status_code for client in (stranger, Client())] == [404, 404]


@pytest.mark.parametrize("path", ["/attach", "/troubles/new", "/gallery/form/"])
def test_more_than_any_file_is_not_even_read(path: str, official: Client) -> None:
    answer = official.generic("POST", path, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(MOST_SENT + 1))

    assert answer.status_code == 413
    assert "短くするか、分けて" in answer.content.decode()
    assert missing(answer) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"--x\r\nContent-Disposition: form-data; name=photo; filename=\r\n\r\n",
        b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a\xff\xfe.pdf"\r\n\r\n%PDF-\r\n--x--',
        b"--x\r\nContent-Disposition: form-data; name*=utf-8''%00; filename*=utf-99''x\r\n\r\nx\r\n--x--",
        b'--x\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name="story"\r\n\r\n!\r\n--x--',
        b"--x\r\n" + b"X: y\r\n" * 5_000 + b"\r\nx\r\n--x--",
        b"".join(b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\nx\r\n' % n for n in range(500)) + b"--x--",
        b"".join(b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nx\r\n' for _n in range(200)),
    ],
    ids=[
        "nothing",
        "cut off",
        "no name",
        "no text",
        "odd charset",
        "no base64",
        "many heads",
        "many boxes",
        "many files",
    ],
)
def test_a_body_that_is_no_form_is_no_failure(body: bytes, official: Client) -> None:
    answer = official.generic("POST", "/attach", body, "multipart/form-data; boundary=x")

    assert answer.status_code in {400, 413, 422}
    assert "<h1>" in answer.content.decode()
