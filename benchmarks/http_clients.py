"""Clients for the benchmarks of the server: connections that are kept, each with one request at a time."""

from __future__ import annotations

import asyncio
import re
import statistics
import time
from collections.abc import Callable

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: chunked", re.IGNORECASE)


class Client(asyncio.Protocol):
    """One connection that is kept; it does as little as it can, so that servers are what is measured."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._buffer = bytearray()

    async def get(self, path: str, accept: str = "application/sparql-results+json") -> tuple[int, bytes]:
        """Ask once; return status and body.

        Raises:
            OSError: The connection was cut.
        """
        loop = asyncio.get_running_loop()
        if self._transport is None:
            self._transport, _ = await loop.create_connection(lambda: self, "127.0.0.1", self.port)
        self._buffer.clear()
        self._answer = loop.create_future()
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: {accept}\r\n\r\n"
        self._transport.write(head.encode())
        return await self._answer

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n") + 4
        if end < 4 or not self._answer or self._answer.done():
            return
        if found := _LENGTH.search(self._buffer, 0, end):
            body = bytes(self._buffer[end:]) if len(self._buffer) - end >= int(found[1]) else None
        elif self._buffer.endswith(b"0\r\n\r\n") and _CHUNKED.search(self._buffer, 0, end):
            body = _joined(bytes(self._buffer), end)
        else:
            body = None
        if body is not None:
            self._answer.set_result((int(self._buffer[9:12]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._answer and not self._answer.done():
            self._answer.set_exception(OSError("cut off"))


def _joined(answer: bytes, start: int) -> bytes | None:
    """Return the body that comes in chunks, or None where its last chunk is not there."""
    parts = []
    while (end := answer.find(b"\r\n", start)) > 0:
        size = int(answer[start:end], 16)
        if not size:
            return b"".join(parts)
        parts.append(answer[end + 2 : end + 2 + size])
        start = end + size + 4
    return None


async def one_after_the_other(
    port: int, path: Callable[[], str], accept: str, clients: int, seconds: float
) -> tuple[float, list[float]]:
    """Let clients ask as fast as they are answered; return requests a second, and how long each took."""
    taken: list[float] = []
    end = time.perf_counter() + seconds

    async def one() -> None:
        client = Client(port)
        while (start := time.perf_counter()) < end:
            status, _ = await client.get(path(), accept)
            assert status == 200, status
            taken.append(time.perf_counter() - start)

    begun = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(clients)))
    return len(taken) / (time.perf_counter() - begun), taken


async def at_a_rate(  # noqa: PLR0913, PLR0917
    port: int, path: Callable[[], str], rate: float, seconds: float, runaway: Callable[[], str], runaways: int
) -> list[float]:
    """Ask at a fixed rate whatever comes back, beside some runaways all the time; return how long each took."""
    taken: list[float] = []
    spare: list[Client] = []

    async def ask() -> None:
        client = spare.pop() if spare else Client(port)
        start = time.perf_counter()
        await client.get(path())
        taken.append(time.perf_counter() - start)
        spare.append(client)

    async def run_away() -> None:
        while True:
            try:
                await Client(port).get(runaway())
            except OSError:
                await asyncio.sleep(0.01)

    bad = [asyncio.create_task(run_away()) for _ in range(runaways)]
    begun, tasks = time.perf_counter(), []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(ask()))
    await asyncio.gather(*tasks)
    for task in bad:
        task.cancel()
    return taken


def within(taken: list[float], share: float) -> float:
    """Return the milliseconds within which a share of requests is answered."""
    return 1000 * statistics.quantiles(taken, n=1000)[round(1000 * share) - 1]
