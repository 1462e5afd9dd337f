"""The pool: workers that answer questions one at a time, are ended when they are late, and are replaced."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from contextlib import suppress
from typing import Any, NamedTuple

from graph.serve.question import Asked
from graph.serve.remote_nursery import Nursery, NurseryError
from graph.serve.remote_worker import AnswerHead, EndedError, Worker
from graph.serve.settings import Settings


class BusyError(Exception):
    """Too many questions wait already."""


class _Waiting(NamedTuple):
    """A question that waits.

    Attributes:
        asked: The question.
        worker: Who gets it.
    """

    asked: Asked
    worker: asyncio.Future[Worker]


class Pool:
    """The workers of one nursery, or of the next one after a change of the data.

    Args:
        settings: How many there are, how many questions may wait, and for how long one may take.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free: list[Worker] = []
        self._all: set[Worker] = set()
        self._waiting: deque[_Waiting] = deque()
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

    async def start(self) -> None:
        """Open the graph so that it answers soon, and see to it that it answers fast later.

        Raises:
            NurseryError: It cannot be opened.
        """
        await self.open(quickly=True)
        if self.nursery and self.nursery.cold:
            self._task(self._warm_up())

    async def _warm_up(self) -> None:
        with suppress(NurseryError):  # what is open stays; a fault of the data is told by who reads it anew
            await self.open()

    async def open(self, *, quickly: bool = False) -> None:
        """Open the graph, or open it anew; what is being answered is answered from what was open before.

        Args:
            quickly: Whether a compiled graph is left on disk.

        Raises:
            NurseryError: It cannot be opened; what was open before stays.
        """
        fresh = await Nursery.open(self._settings._replace(quickly=quickly))
        former, self.nursery = self.nursery, fresh
        self._nurseries.add(fresh)
        for worker in self._free:
            worker.end()
        self._free.clear()
        self._fill()
        if former:
            self._task(self._retire(former))

    async def _retire(self, former: Nursery) -> None:
        """End a nursery once its last worker has answered."""
        while any(worker.nursery is former and not worker.gone for worker in self._all):
            await asyncio.sleep(0.1)
        former.close()
        self._nurseries.discard(former)

    def dismiss(self) -> None:
        """Let nobody wait any longer: the server ends."""
        self._closed = True
        for waiting in self._waiting:
            if not waiting.worker.done():
                waiting.worker.set_exception(EndedError())
        self._waiting.clear()
        for worker in self._all - set(self._free):
            worker.dismiss()

    async def close(self) -> None:
        """End everything."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        for nursery in self._nurseries:
            nursery.close()

    async def ask(self, asked: Asked) -> tuple[Worker, AnswerHead]:
        """Put a question to a worker; `done` gives the worker back.

        Raises:
            BusyError: Too many questions wait already.
            LateError: The deadline has passed.
            BrokenError: The worker broke down.
            EndedError: The server ends.
        """
        if self._closed:
            raise EndedError
        worker = await self._put(asked)
        try:
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

    def _welcome(self, worker: Worker) -> None:
        """Let a new worker begin."""
        if worker.nursery is self.nursery:
            self._give(worker)
        else:
            worker.end()

    def _replace(self, worker: Worker) -> None:
        """Replace a worker that is gone."""
        self.lost_workers += 1
        self._all.discard(worker)
        if worker in self._free:
            self._free.remove(worker)
        if worker.process:
            self._fill()
        elif not self._closed:  # it could not even begin: no hurry
            asyncio.get_running_loop().call_later(1, self._fill)

    async def _put(self, asked: Asked) -> Worker:
        """Send a question to a free worker, by preference one that has the graph of its lens, or wait for one."""
        if self._free:
            lens = asked.lens
            chosen = next((worker for worker in reversed(self._free) if lens in worker.lenses), self._free[-1])
            self._free.remove(chosen)
            chosen.ask(asked, self._settings.deadline)
            return chosen
        if len(self._waiting) >= self._settings.queue:
            raise BusyError
        loop = asyncio.get_running_loop()
        waiting = _Waiting(asked, loop.create_future())
        self._waiting.append(waiting)
        timer = loop.call_later(self._settings.deadline, self._turn_away, waiting)
        try:
            return await waiting.worker
        except asyncio.CancelledError:
            if waiting.worker.cancelled():
                with suppress(ValueError):  # its turn has come and gone
                    self._waiting.remove(waiting)
            else:
                self.done(waiting.worker.result())
            raise
        finally:
            timer.cancel()

    def _turn_away(self, waiting: _Waiting) -> None:
        """Let a question wait no longer."""
        if not waiting.worker.done():
            self._waiting.remove(waiting)
            waiting.worker.set_exception(BusyError())

    def _give(self, worker: Worker) -> None:
        """Send a worker the question that waits longest: at once, not when who waits gets to it."""
        while self._waiting:
            asked, given = self._waiting.popleft()
            if not given.done():
                worker.ask(asked, self._settings.deadline)
                given.set_result(worker)
                return
        self._free.append(worker)

    def _fill(self) -> None:
        """Ask for as many workers as are missing."""
        while not self._closed and self.nursery and len(self._all) < self._settings.workers:
            worker = Worker(self.nursery, self._welcome, self._replace)
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
