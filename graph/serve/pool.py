"""The pool: workers that answer questions one at a time, are ended when they are late, and are replaced."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import PanmunjomError
from graph.serve.frames import Kind, Unpacker, packed
from graph.serve.question import Pairs, Question
from graph.serve.settings import Settings

_HELD = 1 << 18
"""So many bytes of an answer wait for a client before the worker has to."""

_SLOW = 0.2
"""Seconds of evaluating after which a worker yields the processors to the others, and is replaced afterwards."""


class BusyError(Exception):
    """Too many questions wait already."""


class LateError(Exception):
    """An answer took longer than it may."""


class BrokenError(Exception):
    """The worker ended in the middle of an answer."""


class NurseryError(PanmunjomError):
    """The graph cannot be opened; the message says why."""


class Answer(NamedTuple):
    """The beginning of an answer.

    Attributes:
        status: The HTTP status.
        headers: The headers.
        body: All of the body, or None where it comes piece by piece.
        pieces: The body piece by piece.
    """

    status: int
    headers: list[tuple[str, str]]
    body: bytes | None
    pieces: AsyncIterator[bytes]


class Nursery:
    """The process that opens the graph and forks workers; see `graph.serve.nursery`."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, told: dict[str, Any]) -> None:
        self._process, self._control = process, control
        self.data: str = told["data"]
        self.claims: int = told["claims"]
        self.sources: int = told["sources"]

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
            env={**os.environ, "PYTHONPATH": paths, "PANMUNJOM_CACHE": "off"}, start_new_session=True,
        )  # fmt: skip
        theirs.close()
        try:
            return cls(process, ours, await _readiness(ours))
        except BaseException:
            _end(process)
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
        _end(self._process)
        self._control.close()


def _end(process: subprocess.Popen[bytes]) -> None:
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


class Worker(asyncio.Protocol):
    """One worker, as the front sees it."""

    def __init__(self, pool: Pool, nursery: Nursery) -> None:
        self._pool, self.nursery = pool, nursery
        self._unpacker = Unpacker()
        self._transport: asyncio.Transport | None = None
        self.process = 0
        self.gone = self.slow = False
        self.lenses: deque[Pairs] = deque(maxlen=4)
        self._head: tuple[int, list[tuple[str, str]]] | None = None
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
                case Kind.HELLO:
                    self.process = int(content)
                    self._pool.welcome(self)
                case Kind.OPENED:
                    self._later(_SLOW, self._yield)
                case Kind.HEAD:
                    status, headers = json.loads(content)
                    self._head = status, [(name, value) for name, value in headers]
                case Kind.BODY:
                    self._pieces.append(content)
                    self._held += len(content)
                    if self._held > _HELD and self._transport:
                        self._transport.pause_reading()
                case Kind.END:
                    self._done = True
        self._tell()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give up on the worker."""
        self.gone = True
        if not self._done:
            self._failure = self._failure or BrokenError()
        self._tell()
        self._pool.lost(self)

    # --- one question -------------------------------------------------------------------------------

    def ask(self, question: Question, deadline: float) -> None:
        """Send a question."""
        self._head, self._done, self._failure, self._held = None, False, None, 0
        self._pieces.clear()
        if question.lens not in self.lenses:
            self.lenses.append(question.lens)
        assert self._transport is not None
        self._transport.write(packed(Kind.ASK, question.packed()))
        self._later(deadline, self._late)

    async def answer(self) -> Answer:
        """Wait for an answer until it is there, or so large that it is better passed on as it comes.

        Raises:
            LateError: The deadline has passed.
            BrokenError: The worker broke down.
        """
        while not (self._done or self._failure or (self._head and self._held > _HELD)):
            await self._wait()
        if self._failure:
            raise self._failure
        assert self._head is not None
        status, headers = self._head
        body = self._taken() if self._done else None
        return Answer(status, headers, body, self._rest())

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

    def _late(self) -> None:
        self._failure = LateError()
        self.end()
        self._tell()

    def _yield(self) -> None:
        if self.process and not self._done and not self.gone:
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


class Pool:
    """The workers of one nursery, or of the next one after a change of the data.

    Args:
        settings: How many there are, how many questions may wait, and for how long one may take.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free: list[Worker] = []
        self._all: set[Worker] = set()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._nurseries: set[Nursery] = set()
        self._reviving = False
        self.lost_workers = 0
        self.nursery: Nursery | None = None

    @property
    def data(self) -> str:
        """What names the data that is served; it changes when the data does."""
        return self.nursery.data if self.nursery else ""

    @property
    def busy(self) -> int:
        """How many workers work."""
        return len(self._all) - len(self._free)

    @property
    def waiting(self) -> int:
        """How many questions wait for a worker."""
        return len(self._waiting)

    @property
    def workers(self) -> int:
        """How many workers there are."""
        return len(self._all)

    async def open(self) -> None:
        """Open the graph, or open it anew; what is being answered is answered from what was open before.

        Raises:
            NurseryError: It cannot be opened; what was open before stays.
        """
        fresh = await Nursery.open(self._settings)
        former, self.nursery = self.nursery, fresh
        self._nurseries.add(fresh)
        for worker in self._free[:]:
            worker.end()
        self._fill()
        if former:
            self._task(self._retire(former))

    async def _retire(self, former: Nursery) -> None:
        """End a nursery once its last worker has answered."""
        while any(worker.nursery is former and not worker.gone for worker in self._all):
            await asyncio.sleep(0.1)
        former.close()
        self._nurseries.discard(former)

    async def close(self) -> None:
        """End everything."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        for nursery in self._nurseries:
            nursery.close()

    async def ask(self, question: Question) -> tuple[Worker, Answer]:
        """Put a question to a worker; `done` gives the worker back.

        Raises:
            BusyError: Too many questions wait already.
            LateError: The deadline has passed.
            BrokenError: The worker broke down.
        """
        worker = await self._take(question.lens)
        try:
            worker.ask(question, self._settings.deadline)
            return worker, await worker.answer()
        except BaseException:
            self.done(worker)
            raise

    def done(self, worker: Worker) -> None:
        """Take a worker back."""
        worker.finish()
        if worker.gone:
            return
        if worker.nursery is not self.nursery:
            worker.end()
            return
        self._give(worker)

    def welcome(self, worker: Worker) -> None:
        """Let a new worker begin."""
        if worker.nursery is self.nursery:
            self._give(worker)
        else:
            worker.end()

    def lost(self, worker: Worker) -> None:
        """Replace a worker that is gone."""
        self.lost_workers += 1
        self._all.discard(worker)
        if worker in self._free:
            self._free.remove(worker)
        if worker.process:
            self._fill()
        elif not self._closed:  # it could not even begin: no hurry
            asyncio.get_running_loop().call_later(1, self._fill)

    async def _take(self, lens: Pairs) -> Worker:
        """Return a free worker, by preference one that has the graph of the lens, or wait for one."""
        if self._free:
            chosen = next((worker for worker in reversed(self._free) if lens in worker.lenses), self._free[-1])
            self._free.remove(chosen)
            return chosen
        if len(self._waiting) >= self._settings.queue:
            raise BusyError
        ticket: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(ticket)
        try:
            return await asyncio.wait_for(ticket, self._settings.deadline)
        except TimeoutError:
            raise BusyError from None
        except asyncio.CancelledError:
            if ticket.done() and not ticket.cancelled():
                self._give(ticket.result())
            raise
        finally:
            with suppress(ValueError):
                self._waiting.remove(ticket)

    def _give(self, worker: Worker) -> None:
        while self._waiting:
            ticket = self._waiting.popleft()
            if not ticket.done():
                ticket.set_result(worker)
                return
        self._free.append(worker)

    def _fill(self) -> None:
        """Ask for as many workers as are missing."""
        while not self._closed and self.nursery and len(self._all) < self._settings.workers:
            worker = Worker(self, self.nursery)
            try:
                channel = self.nursery.fork()
            except OSError:
                if not self._reviving:
                    self._reviving = True
                    self._task(self._revive(self.nursery))
                return
            self._all.add(worker)
            self._task(self._connect(worker, channel))

    async def _connect(self, worker: Worker, channel: socket.socket) -> None:
        await asyncio.get_running_loop().create_unix_connection(lambda: worker, sock=channel)

    async def _revive(self, ended: Nursery) -> None:
        """Open the graph again after the process that had it was ended from outside."""
        while self.nursery is ended and not self._closed:
            with suppress(NurseryError):
                await self.open()
                break
            await asyncio.sleep(1)
        self._reviving = False

    def _task(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
