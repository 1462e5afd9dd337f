"""The nursery as the front sees it: it is started, tells when the graph is open, gives workers, and is ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from graph.errors import PanmunjomError
from graph.serve.frames import Kind, Unpacker
from graph.serve.settings import Settings


class NurseryError(PanmunjomError):
    """The graph cannot be opened; the message says why."""


class Nursery:
    """The process that opens the graph and forks workers; see `graph.serve.nursery`.

    Attributes:
        data: What names the data that it has opened.
        claims: How many claims there are.
        sources: How many sources.
        compiled: Whether it found the graph compiled.
        cold: Whether its workers read from disk what they are asked, and another one would do better.
    """

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, told: dict[str, Any]) -> None:
        self._process, self._control = process, control
        self.data: str = told["data"]
        self.claims: int = told["claims"]
        self.sources: int = told["sources"]
        self.compiled: bool = told["compiled"]
        self.cold: bool = told["cold"]

    @classmethod
    async def open(cls, settings: Settings) -> Nursery:
        """Start one, and wait until it has opened the graph.

        Raises:
            NurseryError: It cannot.
        """
        ours, theirs = socket.socketpair()
        root = str(Path(__file__).resolve().parent.parent.parent)
        paths = os.pathsep.join([root, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]).rstrip(os.pathsep)
        process = subprocess.Popen(
            [sys.executable, "-m", "graph.serve.nursery", str(theirs.fileno()), settings.packed()],
            pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths}, start_new_session=True,
        )  # fmt: skip
        theirs.close()
        try:
            return cls(process, ours, await _readiness(ours))
        except BaseException:
            _kill(process)
            ours.close()
            raise

    def fork(self) -> socket.socket:
        """Ask for a worker, and return the channel to it.

        Raises:
            OSError: The nursery is gone.
        """
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control, [b"f"], [theirs.fileno()])
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        ours.setblocking(False)
        return ours

    def close(self) -> None:
        """End it with all its workers."""
        _kill(self._process)
        self._control.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


async def _readiness(control: socket.socket) -> dict[str, Any]:
    control.setblocking(False)
    unpacker, loop = Unpacker(), asyncio.get_running_loop()
    while data := await loop.sock_recv(control, 1 << 16):
        for kind, content in unpacker.feed(data):
            if kind is Kind.FAILED:
                raise NurseryError(content.decode())
            control.setblocking(True)
            told: dict[str, Any] = json.loads(content)
            return told
    raise NurseryError("the process that opens the graph ended before it had; its words are above")
