"""A worker as the front sees it: it is asked, answers piece by piece, is told to yield, and is ended."""

from __future__ import annotations

import asyncio
import json
import math
import os
import signal
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from graph.serve.frames import Kind, Unpacker, framed
from graph.serve.question import Asked
from graph.serve.remote_nursery import Nursery

_HELD = 1 << 18
"""So many bytes of an answer wait for a client before the worker has to."""

_SLOW = 0.2
"""Seconds of the processor after which a worker yields the processors to the others, and is replaced afterwards."""


class LateError(Exception):
    """An answer took longer than it may."""


class BrokenError(Exception):
    """The worker ended in the middle of an answer."""


class EndedError(Exception):
    """The server ended before the answer."""


Headers = tuple[tuple[bytes, bytes], ...]


class AnswerHead(NamedTuple):
    """The beginning of an answer.

    Attributes:
        status: The HTTP status.
        headers: The headers.
        body: All of the body, or None where it comes piece by piece.
        pieces: The body piece by piece.
    """

    status: int
    headers: Headers
    body: bytes | None
    pieces: AsyncIterator[bytes]


class Worker(asyncio.Protocol):
    """One worker.

    Args:
        nursery: Whose it is.
        ready: Called once it is there.
        lost: Called once it is gone.

    Attributes:
        nursery: Whose it is.
        process: Its process id; 0 until it is there.
        gone: Whether it has ended, or is about to.
        slow: Whether it was told to let others go first.
        lenses: Of which lenses it has the graphs.
    """

    def __init__(self, nursery: Nursery, ready: Callable[[Worker], None], lost: Callable[[Worker], None]) -> None:
        self.nursery, self._ready, self._lost = nursery, ready, lost
        self._unpacker = Unpacker()
        self._transport: asyncio.Transport | None = None
        self.process = 0
        self.gone = self.slow = False
        self._worked = 0.0
        self.lenses: deque[str] = deque(maxlen=4)
        self._head: tuple[int, Headers] | None = None
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._done = True
        self._failure: Exception | None = None
        self._news: asyncio.Future[None] | None = None
        self._timers: list[asyncio.TimerHandle] = []

    # --- what the channel brings --------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the channel."""
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Take what the worker says."""
        for kind, content in self._unpacker.feed(data):
            match kind:
                case Kind.ANSWER:
                    worked, head, body = content.split(b"\n", 2)
                    self._worked, self._head, self._done = float(worked), _read_head(head), True
                    self._pieces.append(body)
                case Kind.HELLO:
                    self.process = int(content)
                    self._ready(self)
                case Kind.OPENED:
                    self._worked = float(content)
                    self._later(_SLOW, self._yield)
                case Kind.HEAD:
                    self._head = _read_head(content)
                case Kind.BODY:
                    self._pieces.append(content)
                    self._held += len(content)
                    if self._held > _HELD and self._transport:
                        self._transport.pause_reading()
                case Kind.END:
                    self._worked = float(content)
                    self._done = True
        self._tell()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give up on the worker."""
        self.gone = True
        if not self._done:
            self._failure = self._failure or BrokenError()
        self._tell()
        self._lost(self)

    # --- one question -------------------------------------------------------------------------------

    def ask(self, asked: Asked, deadline: float) -> None:
        """Send a question."""
        self._head, self._done, self._failure, self._held = None, False, None, 0
        self._pieces.clear()
        if asked.lens not in self.lenses:
            self.lenses.append(asked.lens)
        assert self._transport is not None
        self._transport.write(framed(Kind.ASK, asked.packed))
        self._later(deadline, self._late)
        if asked.at_once:  # else it tells when it begins to evaluate what may take long
            self._later(_SLOW, self._yield)

    async def answer(self) -> AnswerHead:
        """Wait for an answer until it is there, or so large that it is better passed on as it comes.

        Raises:
            LateError: The deadline has passed.
            BrokenError: The worker broke down.
            EndedError: The server ends.
        """
        while not (self._done or self._failure or (self._head and self._held > _HELD)):
            await self._wait()
        if self._failure:
            raise self._failure
        assert self._head is not None
        status, headers = self._head
        body = self._taken() if self._done else None
        return AnswerHead(status, headers, body, self._rest())

    async def _rest(self) -> AsyncIterator[bytes]:
        while True:
            if self._failure:
                raise self._failure
            if self._pieces:
                yield self._taken()
            elif self._done:
                return
            else:
                await self._wait()

    def finish(self) -> None:
        """Leave the question; a worker that still works on it, or that is slow, is ended."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        if not self._done or self.slow:
            self.end()

    def end(self) -> None:
        """End the worker, whatever it is doing."""
        if not self.gone and self._transport:
            self.gone = True
            if self.process:
                with suppress(ProcessLookupError):
                    os.kill(self.process, signal.SIGKILL)
            self._transport.abort()

    def _taken(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        self._held = 0
        if self._transport and not self.gone:
            self._transport.resume_reading()
        return taken

    def dismiss(self) -> None:
        """End the worker because the server ends."""
        self._give_up(EndedError())

    def _late(self) -> None:
        self._give_up(LateError())

    def _give_up(self, failure: Exception) -> None:
        self._failure = failure
        self.end()
        self._tell()

    def _yield(self) -> None:
        """Let the others go first, if the processor has worked for long; it may be that it only had to wait."""
        if self._done or self.gone:
            return
        left = _SLOW - (_processor_seconds(self.process) - self._worked)
        if left > 0:
            self._later(left, self._yield)
            return
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process, 15)
            self.slow = True

    def _later(self, seconds: float, call: Any) -> None:
        self._timers.append(asyncio.get_running_loop().call_later(seconds, call))

    async def _wait(self) -> None:
        self._news = asyncio.get_running_loop().create_future()
        await self._news

    def _tell(self) -> None:
        if self._news and not self._news.done():
            self._news.set_result(None)


@lru_cache
def _read_head(content: bytes) -> tuple[int, Headers]:
    status, headers = json.loads(content)
    return status, tuple((name.encode("latin-1"), value.encode("latin-1")) for name, value in headers)


def _processor_seconds(process: int) -> float:
    """Return for how long the processor has worked for a process; where the system does not tell, for ever."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return math.inf
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
