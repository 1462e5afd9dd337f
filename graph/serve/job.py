"""A job: a question on its way through a worker, and its answer piece by piece."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, NamedTuple

from graph.serve.question import Asked

if TYPE_CHECKING:
    from graph.serve.remote_worker import Worker

HELD = 1 << 18
"""So many bytes of an answer wait for a client before the worker has to."""

Headers = tuple[tuple[bytes, bytes], ...]


class BusyError(Exception):
    """Too many questions wait already."""


class LateError(Exception):
    """An answer took longer than it may."""


class BrokenError(Exception):
    """The worker ended in the middle of an answer."""


class Answer(NamedTuple):
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


class Job:
    """One question.

    Args:
        asked: The question.

    Attributes:
        asked: The question.
        is_over: Whether all of the answer is here, or none will come any more.
        worker: Who was given it.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.is_over = False
        self.worker: Worker | None = None
        self._head: tuple[int, Headers] | None = None
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._failure: Exception | None = None
        self._news: asyncio.Future[None] | None = None

    # --- what a worker says -------------------------------------------------------------------------

    def begin(self, head: tuple[int, Headers]) -> None:
        """Take status and headers."""
        self._head = head

    def add(self, piece: bytes) -> None:
        """Take a part of the body."""
        self._pieces.append(piece)
        self._held += len(piece)
        if self.is_full:
            self._tell()

    def end(self) -> None:
        """Take note that this is all."""
        self.is_over = True
        self._tell()

    def fail(self, failure: Exception) -> None:
        """Give up, unless all is here already."""
        if not self.is_over:
            self._failure = failure
            self.end()

    @property
    def is_full(self) -> bool:
        """Whether so much of the answer is here that the worker had better wait."""
        return self._held > HELD

    # --- what waits for it --------------------------------------------------------------------------

    async def answer(self) -> Answer:
        """Wait for an answer until it is there, or so large that it is better passed on as it comes.

        Raises:
            BusyError: No worker was free in time.
            LateError: The deadline has passed.
            BrokenError: The worker broke down.
        """
        while not (self.is_over or (self._head and self.is_full)):
            await self._wait()
        if self._failure:
            raise self._failure
        assert self._head is not None
        status, headers = self._head
        body = self._take() if self.is_over else None
        return Answer(status, headers, body, self._rest())

    async def _rest(self) -> AsyncIterator[bytes]:
        while True:
            if self._failure:
                raise self._failure
            if self._pieces:
                yield self._take()
            elif self.is_over:
                return
            else:
                await self._wait()

    def _take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        self._held = 0
        if self.worker:
            self.worker.resume()
        return taken

    async def _wait(self) -> None:
        self._news = asyncio.get_running_loop().create_future()
        await self._news

    def _tell(self) -> None:
        if self._news and not self._news.done():
            self._news.set_result(None)
