"""uvicorn's HTTP protocol with the limits it lacks: on slow or large heads of requests, on readers who stall."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 5.0
"""Seconds in which the head of a request must be there."""

STALL_SECONDS = 10.0
"""Seconds for which a client may not read."""

_HEAD_BYTES = 1 << 16


class Protocol(HttpToolsProtocol):
    """A connection; those that dawdle are dropped."""

    _head: asyncio.TimerHandle | None = None
    _stall: asyncio.TimerHandle | None = None
    _read = 0
    _in_head = True

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._head = self.loop.call_later(HEAD_SECONDS, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Take data; what belongs to the head of a request must be little, and come soon."""
        if self._in_head:
            if self._read > _HEAD_BYTES:
                self.transport.abort()
                return
            self._read += len(data)
        super().data_received(data)
        if self._read and self._head is None:
            self._head = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def on_headers_complete(self) -> None:
        """Stop waiting."""
        self._in_head, self._read = False, 0
        self._relax("_head")
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Expect the head of the next request."""
        self._in_head = True
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Give the client some time to read on."""
        super().pause_writing()
        self._relax("_stall")
        self._stall = self.loop.call_later(STALL_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Take back the threat."""
        super().resume_writing()
        self._relax("_stall")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers."""
        self._relax("_head", "_stall")
        super().connection_lost(exc)

    def _relax(self, *timers: str) -> None:
        for name in timers:
            if timer := getattr(self, name):
                timer.cancel()
                setattr(self, name, None)
