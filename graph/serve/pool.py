"""The pool: workers that answer questions one at a time, are ended when they are late, and are replaced."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from typing import Any

from graph.serve.job import Answer, BrokenError, BusyError, Job
from graph.serve.question import Asked
from graph.serve.remote_nursery import Nursery, NurseryError
from graph.serve.remote_worker import Worker
from graph.serve.settings import Settings

_AT_ONCE = os.cpu_count() or 1
"""So many workers answer short questions at once; the others are for when those are held up by long ones."""


class Pool:
    """The workers of one nursery, or of the next one after a change of the data.

    Args:
        settings: How many there are, how many questions may wait, and for how long one may take.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free: list[Worker] = []
        self._all: set[Worker] = set()
        self._waiting: dict[Job, asyncio.TimerHandle] = {}
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

    # --- questions ----------------------------------------------------------------------------------

    async def ask(self, asked: Asked) -> tuple[Job, Answer]:
        """Put a question to a worker; `done` tells that nobody waits for more of the answer.

        Raises:
            BusyError: Too many questions wait already.
            LateError: The deadline has passed.
            BrokenError: The worker broke down.
        """
        job = Job(asked)
        if not self._placed(job):
            self._line_up(job)
        try:
            return job, await job.answer()
        except BaseException:
            self.done(job)
            raise

    def done(self, job: Job) -> None:
        """Leave a job; if it is not over, nobody works on it any more."""
        if job in self._waiting:
            self._waiting.pop(job).cancel()
        elif job.worker and not job.is_over:
            job.worker.leave(job)

    def _placed(self, job: Job) -> bool:
        """Give a job to a worker, if there is one for it."""
        worker = self._worker_for(job.asked.lens)
        if worker:
            worker.give(job)
        return worker is not None

    def _worker_for(self, lens: str) -> Worker | None:
        """Return a worker for a question: a free one, by preference one that has the graph of the lens.

        Where as many are at work as there are processors, a short question rather waits behind another one.
        """
        quick = [each for each in self._all if each.takes_more and each.load and each.nursery is self.nursery]
        if quick and not lens and (not self._free or len(quick) >= _AT_ONCE):
            return min(quick, key=lambda worker: worker.load)
        free = [worker for worker in reversed(self._free) if not worker.gone]
        chosen = next((worker for worker in free if lens in worker.lenses), free[0] if free else None)
        if chosen:
            self._free.remove(chosen)
        return chosen

    def _line_up(self, job: Job) -> None:
        """Let a job wait, if there is room for it."""
        job.worker = None
        if len(self._waiting) >= self._settings.queue:
            job.fail(BusyError())
            return
        loop = asyncio.get_running_loop()
        self._waiting[job] = loop.call_later(self._settings.deadline, self._turn_away, job)

    def _turn_away(self, job: Job) -> None:
        del self._waiting[job]
        job.fail(BusyError())

    # --- what workers tell --------------------------------------------------------------------------

    def ready(self, worker: Worker) -> None:
        """Give a worker what waits; end one that is slow, or whose nursery is not the latest."""
        if worker.slow or (worker.is_free and worker.nursery is not self.nursery):
            worker.end()
            return
        while self._waiting and worker.takes_more and worker.nursery is self.nursery:
            job = next(iter(self._waiting))
            if job.asked.lens and not worker.is_free:
                break
            self._waiting.pop(job).cancel()
            worker.give(job)
        if worker.is_free and worker not in self._free:
            self._free.append(worker)

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

    def again(self, jobs: list[Job]) -> None:
        """Place jobs anew that a worker has not come to."""
        for job in jobs:
            if self._closed:
                job.fail(BrokenError())
            elif not self._placed(job):
                self._line_up(job)

    def _fill(self) -> None:
        """Ask for as many workers as are missing."""
        while not self._closed and self.nursery and len(self._all) < self._settings.workers:
            worker = Worker(self.nursery, self, self._settings.deadline)
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
