"""A server in a process of its own, and what it answers."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent.parent
MINI = Path(__file__).resolve().parent.parent / "data"


class Told(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Running:
    """A server in a process of its own."""

    def __init__(self, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cli", "serve", "--port", "0", *options],
            cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self.process.stderr
        self.said = []
        for line in self.process.stderr:
            self.said.append(line)
            if found := re.search(r"at http://127\.0\.0\.1:(\d+)/", line):
                self.port = int(found[1])
                return
        self.process.stderr.close()
        self.process.wait()
        raise AssertionError("".join(self.said))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes | str | None = None, **headers: str) -> Told:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): text for name, text in headers.items()})
            reply = connection.getresponse()
            return Told(reply.status, {name.lower(): text for name, text in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str = "*/*", **params: str) -> Told:
        return self.ask(f"{path}?{urlencode(params)}" if params else path, Accept=accept)

    def query(self, text: str, accept: str = "*/*", path: str = "/sparql", **params: str) -> Told:
        return self.get(path, accept, query=text, **params)

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        code = self.process.wait(30)
        assert self.process.stderr
        self.said += list(self.process.stderr)
        self.process.stderr.close()
        return code


@contextmanager
def running(*options: str) -> Iterator[Running]:
    server = Running(*options)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.end()
        if server.process.stderr:
            server.process.stderr.close()


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.05)


def health(server: Running) -> dict[str, object]:
    found: dict[str, object] = json.loads(server.get("/healthz").body)
    return found


def children(pid: int) -> list[int]:
    """The processes that a process has started; none if it is no more."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):
            found += map(int, task.read_text().split())
    return found


def raw(server: Running, request: bytes, *, wait: float = 10) -> bytes:
    """What comes back for bytes of one's own."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer
