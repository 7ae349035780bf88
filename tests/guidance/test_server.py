"""A library that an organisation shares: a real Chroma server on this machine, and servers that are not what they should be."""

from __future__ import annotations

import gc
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from chromadb.api.client import Client

from coach.errors import LibraryError
from coach.guidance import GuidanceLibrary, LibraryOptions
from coach.guidance.index import server_client

from .conftest import FakeEncoder

pytestmark = [
    pytest.mark.real,
    pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]),
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]
QUESTION = "what goes on the agenda, which questions and topics?"


@pytest.fixture(autouse=True)
def loopback(socket_enabled: None) -> Iterator[None]:
    """Let these tests reach this machine, and nothing else. Chroma's client leaves its connections to the collector."""
    yield
    Client.clear_system_cache()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


class Server:
    """One `chroma run` on a free port."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        program = Path(sys.executable).with_name("chroma")
        command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()

    def _wait(self, seconds: float = 60.0) -> None:
        deadline = time.monotonic() + seconds
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=0.5).close()
                return
            except OSError:
                assert self.process.poll() is None, "the server ended"
                assert time.monotonic() < deadline, "the server does not come up"
                time.sleep(0.02)

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A running server with nothing in it."""
    found = Server(tmp_path / "server")
    yield found
    found.stop()


def test_a_shared_library_answers_and_one_that_goes_away_or_differs_leaves_the_one_here(
    server: Server, home: Path, knowledge: Path, encoder: FakeEncoder, tmp_path: Path
) -> None:
    options = LibraryOptions(home, chroma_url=server.url, knowledge=(knowledge,))
    shared = GuidanceLibrary(options, encoder)
    status = shared.warm_up()
    assert (status.state, status.passages, status.message) == ("ready", 44, "")
    assert not (home / "library" / "chroma").exists()
    assert shared.answer(QUESTION).mode == "full"

    second = GuidanceLibrary(replace(options, home=tmp_path / "second"), FakeEncoder())
    assert second.warm_up().message == ""
    assert second.answer(QUESTION).passages == shared.answer(QUESTION).passages
    second.close()

    other = GuidanceLibrary(replace(options, home=tmp_path / "other"), FakeEncoder(key="other-11111111"))
    status = other.warm_up()
    assert status.state == "ready"
    assert "fake-00000000, not other-11111111" in status.message
    assert "library on this machine is used" in status.remedy
    assert other.answer(QUESTION).mode == "full"
    assert (tmp_path / "other" / "library" / "chroma").exists()
    other.close()

    server.stop()
    assert shared.answer(QUESTION).mode == "full"
    assert "stopped answering" in shared.status().message
    assert (home / "library" / "chroma").exists()
    shared.close()


class _Stranger(BaseHTTPRequestHandler):
    status, body = 404, b'{"detail":"Not Found"}'

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.body)

    do_POST = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("status", "body"),
    [(404, b'{"detail":"Not Found"}'), (200, b"<html>"), (410, b'{"error":"Unimplemented","message":"The v2 API is gone"}')],
)
def test_a_server_of_another_version_is_said_to_be_that(
    status: int, body: bytes, home: Path, knowledge: Path, encoder: FakeEncoder
) -> None:
    stranger = ThreadingHTTPServer(("127.0.0.1", 0), type("Stranger", (_Stranger,), {"status": status, "body": body}))
    threading.Thread(target=stranger.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    url = f"http://127.0.0.1:{stranger.server_address[1]}"
    try:
        with pytest.raises(LibraryError, match=re.escape(url) + ".*another version.*library on this machine"):
            server_client(url)
        library = GuidanceLibrary(LibraryOptions(home, chroma_url=url, knowledge=(knowledge,)), encoder)
        assert "another version" in library.warm_up().message
        assert library.answer(QUESTION).mode == "full"
        library.close()
    finally:
        stranger.shutdown()
        stranger.server_close()
