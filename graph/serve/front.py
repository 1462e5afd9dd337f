"""The front: HTTP for questions. It reads requests, keeps limits, passes answers on, and never opens the graph."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Iterable, Mapping
from contextlib import aclosing
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from graph.serve.cache import Cache, Kept
from graph.serve.pool import BusyError
from graph.serve.question import Asked
from graph.serve.remote_worker import BrokenError, EndedError, LateError

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from graph.serve.metrics import Metrics
    from graph.serve.pool import Pool
    from graph.serve.remote_worker import AnswerHead
    from graph.serve.settings import Settings

Headers = list[tuple[bytes, bytes]]

_METHODS = "GET, HEAD, POST, OPTIONS"
_LARGEST = 1 << 20
"""Bytes that the body of a request may have."""

_PATIENCE = 10
"""Seconds in which the body of a request must be there."""

_SOON = 0.05
"""Seconds after which it is worth watching whether the client is still there."""

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9a-fA-F:.]{2,45}\](:[0-9]{1,5})?")
_POSTABLE = re.compile(r".*/(?:sparql|reconcile)")
_CACHED = {200, 300, 303}
_GONE = 499
"""What is counted where a client has gone before the answer."""

SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Location, Retry-After",
}
_FOR_OPTIONS = {
    "access-control-allow-methods": _METHODS,
    "access-control-allow-headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "access-control-max-age": "86400",
}


class RefusedError(Exception):
    """A request that is not passed on."""

    def __init__(self, status: int, message: str, *headers: tuple[str, str]) -> None:
        self.status, self.message, self.headers = status, message, headers
        super().__init__(message)


class _Request(NamedTuple):
    """A request, and the way back to who sent it."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    scheme: str
    receive: Receive
    send: Send

    @classmethod
    def of(cls, scope: Scope, receive: Receive, send: Send) -> _Request:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        query = scope["query_string"].decode("latin-1")
        return cls(scope["method"], scope["path"], query, headers, scope["scheme"], receive, send)


class Front:
    """The ASGI application that answers questions.

    Args:
        settings: The limits.
        pool: Answers.
        metrics: Counts.
    """

    def __init__(self, settings: Settings, pool: Pool, metrics: Metrics) -> None:
        self._settings, self._pool, self._metrics = settings, pool, metrics
        self.cache = Cache(settings.cache << 20)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = _Request.of(scope, receive, send)
        begun = perf_counter()
        try:
            status = await self._answer(request)
        except RefusedError as refusal:
            status = refusal.status
            await _plain_reply(request, status, refusal.message, refusal.headers)
        self._metrics.answered(request.path, status, perf_counter() - begun)

    async def _answer(self, request: _Request) -> int:
        if request.method == "OPTIONS":
            await _whole(request, 204, _encoded({**SECURITY, **_FOR_OPTIONS}.items()), b"")
            return 204
        asked = await self._asked(request)
        tag = asked.tag(self._pool.data)
        if request.method != "POST" and f'"{tag}"' in request.headers.get("if-none-match", ""):
            await _whole(request, 304, _common(tag), b"")
            return 304
        kept = self.cache.get(tag)
        self._metrics.looked_up(kept is not None)
        if kept:
            await _whole(request, kept.status, kept.headers, kept.body)
            return kept.status
        return await _while_there(request.receive, self._ask(request, asked, tag))

    async def _ask(self, request: _Request, asked: Asked, tag: str) -> int:
        """Put a question to a worker, and pass its answer on."""
        try:
            worker, answer = await self._pool.ask(asked)
        except BusyError:
            raise RefusedError(503, "too many questions wait; ask again", ("retry-after", "1")) from None
        except LateError:
            seconds = f"{self._settings.deadline:g}"
            raise RefusedError(504, f"stopped after {seconds} s; ask for less") from None
        except BrokenError:
            raise RefusedError(500, "this broke the engine down; ask for less") from None
        except EndedError:
            raise RefusedError(503, "the server ends; ask again once it is back", ("retry-after", "10")) from None
        headers = [*answer.headers, *_common(tag if answer.status in _CACHED else "")]
        if answer.body is None:
            try:
                await _in_pieces(request, answer, headers)
            finally:
                self._pool.done(worker)
            return answer.status
        self._pool.done(worker)  # it answers the next question while this answer goes out
        headers.append((b"content-length", b"%d" % len(answer.body)))
        if answer.status in _CACHED:
            self.cache.put(tag, Kept(answer.status, headers, answer.body))
        await _whole(request, answer.status, headers, answer.body)
        return answer.status

    async def _asked(self, request: _Request) -> Asked:
        if request.method not in {"GET", "HEAD", "POST"}:
            raise RefusedError(405, "this server is only asked, with GET or POST", ("allow", _METHODS))
        form = await self._form(request) if request.method == "POST" else ""
        query = request.query
        if form.startswith("\0"):
            from urllib.parse import urlencode

            query, form = "&".join(filter(None, [query, urlencode({"query": form[1:]})])), ""
        return Asked.of(request.path, query, request.headers, self._base(request), form)

    def _base(self, request: _Request) -> str:
        """Return scheme and host, as settings or the request have them."""
        if self._settings.address:
            return self._settings.address
        host = request.headers.get("host", "")
        if not _HOST.fullmatch(host):
            raise RefusedError(400, "the Host header is no host")
        return f"{request.scheme}://{host}"

    async def _form(self, request: _Request) -> str:
        """Return the form that was posted; a query that was posted as such comes with a zero before it."""
        if not _POSTABLE.fullmatch(request.path):
            raise RefusedError(405, "this is asked with GET", ("allow", "GET, HEAD, OPTIONS"))
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media == "application/sparql-update":
            raise RefusedError(403, "an update would change the graph, which is read-only")
        if media not in {"application/sparql-query", "application/x-www-form-urlencoded"}:
            raise RefusedError(
                415, "post application/x-www-form-urlencoded or application/sparql-query",
                ("accept-post", "application/x-www-form-urlencoded, application/sparql-query"),
            )  # fmt: skip
        body = await _body(request)
        try:
            text = body.decode()
        except UnicodeDecodeError:
            raise RefusedError(400, "what was posted is not UTF-8") from None
        return "\0" + text if media == "application/sparql-query" else text


async def _body(request: _Request) -> bytes:
    """Return the body of a request, which must be small and come soon."""
    announced = int(request.headers.get("content-length", "0"))  # the HTTP parser lets nothing but digits through
    far = [("connection", "close")] if announced > 16 * _LARGEST else []
    too_large = RefusedError(413, f"a request may have {_LARGEST >> 20} MB", *far)
    if announced > _LARGEST:
        raise too_large
    parts, size = [], 0
    try:
        async with asyncio.timeout(_PATIENCE):
            while True:
                message = await request.receive()
                if message["type"] != "http.request":
                    raise RefusedError(400, "the request was cut off")
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > _LARGEST:
                    raise too_large
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        raise RefusedError(408, "the request was too slow", ("connection", "close")) from None


async def _while_there(receive: Receive, answering: Awaitable[int]) -> int:
    """Run what answers a request as long as somebody waits for it."""
    departure = _Departure(receive)
    try:
        return await answering
    except asyncio.CancelledError:
        if not departure.happened:
            raise
        return _GONE
    finally:
        departure.unwatch()


class _Departure:
    """Cancels the task that answers a client once the client has gone; watched for only where an answer takes time.

    Args:
        receive: Tells.

    Attributes:
        happened: Whether the client has gone.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive, self._task = receive, asyncio.current_task()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_SOON, self._begin)
        self._watch: asyncio.Task[None] | None = None
        self.happened = False

    def unwatch(self) -> None:
        """Watch no longer."""
        self._timer.cancel()
        if self._watch:
            self._watch.cancel()

    def _begin(self) -> None:
        self._watch = asyncio.ensure_future(self._wait())

    async def _wait(self) -> None:
        await _departed(self._receive)
        self.happened = True
        assert self._task is not None
        self._task.cancel()


async def _departed(receive: Receive) -> None:
    """Wait until a client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _encoded(headers: Iterable[tuple[str, str]]) -> Headers:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]


_ALWAYS = _encoded([*SECURITY.items(), ("vary", "Accept, Accept-Language, Accept-Encoding")])


def _common(tag: str) -> Headers:
    """Return the headers of every answer; one that may change at once has no tag."""
    return (
        [*_ALWAYS, (b"etag", b'"%s"' % tag.encode()), (b"cache-control", b"public, max-age=60")] if tag else _ALWAYS
    )


async def _whole(request: _Request, status: int, headers: Headers, body: bytes) -> None:
    await request.send({"type": "http.response.start", "status": status, "headers": headers})
    await request.send({"type": "http.response.body", "body": b"" if request.method == "HEAD" else body})


async def _in_pieces(request: _Request, answer: AnswerHead, headers: Headers) -> None:
    """Pass a long answer on; where it is cut off, so is the connection, for the client to know."""
    await request.send({"type": "http.response.start", "status": answer.status, "headers": headers})
    try:
        if request.method != "HEAD":
            async with aclosing(answer.pieces) as pieces:  # type: ignore[type-var]
                async for piece in pieces:
                    await request.send({"type": "http.response.body", "body": piece, "more_body": True})
        await request.send({"type": "http.response.body", "body": b""})
    except (LateError, BrokenError):
        return
    except EndedError:
        await _departed(request.receive)  # the server cuts all connections


async def _plain_reply(request: _Request, status: int, message: str, headers: Iterable[tuple[str, str]]) -> None:
    body = f"{message}\n".encode()
    about = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body)), **SECURITY}
    await _whole(request, status, _encoded([*about.items(), *headers]), body)
