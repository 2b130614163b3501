"""`./yui run`: the port, the address, the first answer."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from yui.launch import data, running
from yui.launch.speaking import Trouble
from yui.launch.supervision import Program, Supervisor


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_in_use_is_refused_with_the_next_one_to_try(taken_port: int) -> None:
    with pytest.raises(Trouble) as caught:
        running._check_port("127.0.0.1", taken_port)

    assert f"ポート {taken_port} は使われています" in str(caught.value)
    assert f"--port {taken_port + 1}" in str(caught.value)


def test_an_address_that_is_not_ours_is_refused_in_both_languages() -> None:
    with pytest.raises(Trouble) as caught:
        running._check_port("192.0.2.1", 8000)

    assert "待ち受けられません" in str(caught.value)
    assert "Cannot listen" in str(caught.value)


def test_a_free_port_is_accepted(taken_port: int) -> None:
    running._check_port("127.0.0.1", 0)


@pytest.mark.parametrize("state", ["", data.REMOVED])
def test_the_product_knows_when_there_is_no_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    monkeypatch.setenv("YUI_HOME", str(tmp_path))
    monkeypatch.delenv("YUI_DEMO", raising=False)
    if state:
        data.note_demo(state)

    assert running._environment("http://localhost:8000")["YUI_DEMO"] == ""


def test_the_product_knows_that_the_demo_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUI_HOME", str(tmp_path))
    monkeypatch.delenv("YUI_DEMO", raising=False)
    data.note_demo(data.LOADED)

    assert running._environment("http://localhost:8000")["YUI_DEMO"] == "1"


def test_the_address_an_operator_gave_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUI_ORIGIN", "https://yui.example.jp")

    assert running._environment("http://localhost:8000")["YUI_ORIGIN"] == "https://yui.example.jp"


def answering(status: int) -> HTTPServer:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def watching(port: int) -> tuple[running._Watch, Supervisor]:
    watch = running._Watch(f"http://127.0.0.1:{port}/healthz", f"http://localhost:{port}", 0.0)
    supervisor = Supervisor([], on_death=watch.tell_death)
    watch.supervisor = supervisor
    return watch, supervisor


@pytest.fixture(autouse=True)
def without_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUI_HOME", str(tmp_path))


def test_the_address_is_told_once_when_the_server_answers(capsys: pytest.CaptureFixture[str]) -> None:
    server = answering(200)
    watch, supervisor = watching(server.server_port)

    watch.look()
    watch.look()
    server.shutdown()

    told = capsys.readouterr().out
    assert told.count(f"http://localhost:{server.server_port}/") == 1
    assert watch.ready
    assert not supervisor.stopping


def test_a_server_that_is_not_ready_yet_is_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    server = answering(503)
    watch, supervisor = watching(server.server_port)

    watch.look()
    server.shutdown()

    assert not watch.ready
    assert not supervisor.stopping
    assert capsys.readouterr().out == ""


def test_a_server_that_answers_with_an_error_is_given_up(capsys: pytest.CaptureFixture[str]) -> None:
    server = answering(500)
    watch, supervisor = watching(server.server_port)

    watch.look()
    server.shutdown()

    assert supervisor.stopping
    assert "動き出しませんでした" in capsys.readouterr().out


def test_a_server_that_dies_three_times_before_its_first_answer_is_given_up(
    tmp_path: Path, taken_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    watch, supervisor = watching(1)
    server = Program("server", ["false"], env={}, logs=tmp_path, cwd=tmp_path)
    server.log.write_text("ImportError: no module of this name")
    for _ in range(3):
        watch.tell_death(server, 1)

    watch.look()

    assert supervisor.stopping
    assert "ImportError" in capsys.readouterr().out
