"""A worker as the front sees it: it is given jobs, answers one after the other, is told to yield, and is ended."""

from __future__ import annotations

import asyncio
import json
import math
import os
import signal
from collections import deque
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from graph.serve.frames import Kind, Unpacker, packed
from graph.serve.job import BrokenError, Headers, Job, LateError
from graph.serve.remote_nursery import Nursery

_AHEAD = 4
"""So many jobs a worker is given at once: it need not sleep between them, which takes as long as a look-up."""

_LONG = 0.05
"""Seconds after which an answer is no look-up; what stands behind it is done elsewhere."""

_SLOW = 0.2
"""Seconds of the processor after which a worker yields the processors to the others, and is replaced afterwards."""


class Keeper(Protocol):
    """Who keeps workers, and is told of them."""

    def ready(self, worker: Worker) -> None:
        """Take note that a worker can be given jobs."""

    def lost(self, worker: Worker) -> None:
        """Take note that a worker is gone."""

    def again(self, jobs: list[Job]) -> None:
        """Give jobs to others."""


class Worker(asyncio.Protocol):
    """One worker.

    Args:
        nursery: Whose it is.
        keeper: Is told of it.
        deadline: Seconds that an answer may take.

    Attributes:
        nursery: Whose it is.
        process: Its process id; 0 until it is there.
        gone: Whether it has ended, or is about to.
        slow: Whether it was told to let others go first.
        lenses: Of which lenses it has the graphs.
    """

    def __init__(self, nursery: Nursery, keeper: Keeper, deadline: float) -> None:
        self.nursery, self._keeper, self._deadline = nursery, keeper, deadline
        self._unpacker = Unpacker()
        self._transport: asyncio.Transport | None = None
        self.process = 0
        self.gone = self.slow = False
        self.lenses: deque[str] = deque(maxlen=4)
        self._jobs: deque[Job | None] = deque()
        self._is_long = False
        self._worked = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._end: asyncio.TimerHandle | None = None

    # --- what the channel brings --------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the channel."""
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Take what the worker says."""
        for kind, content in self._unpacker.feed(data):
            job = self._jobs[0] if self._jobs else None
            match kind:
                case Kind.HELLO:
                    self.process = int(content)
                    self._keeper.ready(self)
                case Kind.OPENED:
                    self._worked = float(content)
                    self._later(_SLOW, self._yield)
                case Kind.HEAD if job:
                    job.begin(_read_head(content))
                case Kind.BODY if job:
                    job.add(content)
                    if job.is_full and self._transport:
                        self._transport.pause_reading()
                case Kind.END:
                    self._worked = float(content)
                    self._finish(job)

    def connection_lost(self, exc: Exception | None) -> None:
        """Give up on the worker: what it was at has failed, the rest is for others."""
        self.gone = True
        self._relax()
        jobs = [job for job in self._jobs if job]
        at_work = bool(self._jobs) and self._jobs[0] is not None
        self._jobs.clear()
        if at_work:
            jobs.pop(0).fail(BrokenError())
        self._keeper.lost(self)
        self._keeper.again(jobs)

    # --- jobs ---------------------------------------------------------------------------------------

    @property
    def is_free(self) -> bool:
        """Whether it has nothing to do."""
        return not self._jobs

    @property
    def takes_more(self) -> bool:
        """Whether it may be given a job to be done once it has done what it is at."""
        return bool(self.process) and len(self._jobs) < _AHEAD and not (self._is_long or self.gone or self.slow)

    @property
    def load(self) -> int:
        """How many jobs it has."""
        return len(self._jobs)

    def give(self, job: Job) -> None:
        """Give it a job."""
        lens = job.asked.lens
        if lens not in self.lenses:
            self.lenses.append(lens)
        assert self._transport is not None
        self._transport.write(packed(Kind.ASK, job.asked.packed))
        job.worker = self
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._begin()

    def leave(self, job: Job) -> None:
        """Leave a job that nobody waits for: a worker that is at it is ended."""
        if self._jobs and self._jobs[0] is job:
            self.end()
        elif job in self._jobs:
            self._jobs[self._jobs.index(job)] = None

    def end(self) -> None:
        """End the worker, whatever it is doing."""
        if not self.gone and self._transport:
            self.gone = True
            if self.process:
                with suppress(ProcessLookupError):
                    os.kill(self.process, signal.SIGKILL)
            self._transport.abort()

    def _begin(self) -> None:
        """Take note that it begins with another job."""
        self._is_long = False
        self._later(_LONG, self._linger)

    def _finish(self, job: Job | None) -> None:
        """Take note that it has done a job."""
        self._jobs.popleft()
        self._relax()
        if job:
            job.end()
        self.resume()
        if self._jobs:
            self._begin()
        else:
            self._is_long = False
        self._keeper.ready(self)

    def _linger(self) -> None:
        """Let others do what stands behind a long answer."""
        self._is_long = True
        at_work, *behind = self._jobs
        self._jobs = deque([at_work, *(None for _ in behind)])
        self._end = asyncio.get_running_loop().call_later(self._deadline - _LONG, self._late)
        if at_work is None or not at_work.asked.lens:  # else it first opens that graph, and tells when it has
            self._later(_SLOW - _LONG, self._yield)
        self._keeper.again([job for job in behind if job])

    def _late(self) -> None:
        if self._jobs and (job := self._jobs[0]):
            job.fail(LateError())
        self.end()

    def _yield(self) -> None:
        """Let the others go first, if the processor has worked for long; it may be that it only had to wait."""
        if not self._jobs or self.gone:
            return
        left = _SLOW - (_processor_seconds(self.process) - self._worked)
        if left > 0:
            self._later(left, self._yield)
            return
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process, 15)
            self.slow = True

    def resume(self) -> None:
        """Read on what it says."""
        if self._transport and not self.gone:
            self._transport.resume_reading()

    def _later(self, seconds: float, call: Any) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, call)

    def _relax(self) -> None:
        for timer in (self._timer, self._end):
            if timer:
                timer.cancel()
        self._timer = self._end = None


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
