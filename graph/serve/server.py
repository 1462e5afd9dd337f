"""The server: the front, its pool, and what keeps them together, run until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graph.errors import PanmunjomError
from graph.serve.front import SECURITY, Front
from graph.serve.metrics import Metrics
from graph.serve.pages import HERE
from graph.serve.pool import Pool
from graph.serve.protocol import Protocol
from graph.serve.remote_nursery import NurseryError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from graph.serve.settings import Settings

_GRACE = 5
"""Seconds that answers have to end when the server is told to."""

_FAREWELL = 1
"""Seconds that clients have to read why they get no answer."""

_APART = re.compile(r"/(?:healthz|metrics|static|mcp)(?:/|$)")
"""Paths of what is no question to the graph."""

_log = logging.getLogger("panmunjom.serve")


class ServeError(PanmunjomError, OSError):
    """The server cannot be started."""


class Service:
    """A server's parts, as long as it runs; called, it answers.

    Args:
        settings: How it runs.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings, self.pool = settings, Pool(settings)
        self.metrics = Metrics(self.pool)
        self.front = Front(settings, self.pool, self.metrics)
        self.fault = ""

    async def reload(self) -> None:
        """Open the data anew; if it is broken, what was open before stays, and the fault is told."""
        try:
            await self.pool.open()
        except NurseryError as error:
            self.fault = str(error)
            _log.error("The data is broken, what was read before is served on: %s", error)
        else:
            self.fault = ""
            self.front.cache.clear()
            _log.warning("The data was read anew.")

    async def health(self, _: Request) -> Response:
        """Tell how the server is."""
        pool = self.pool
        record = {
            "status": "stale" if self.fault else "ok" if pool.workers else "opening", "fault": self.fault or None,
            "data": pool.data, "claims": pool.nursery.claims if pool.nursery else 0,
            "sources": pool.nursery.sources if pool.nursery else 0,
            "workers": pool.workers, "busy": pool.busy, "waiting": pool.waiting,
        }  # fmt: skip
        return JSONResponse(record, 200 if pool.workers else 503, dict(SECURITY))

    async def figures(self, _: Request) -> Response:
        """Tell the figures of the server."""
        return Response(self.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as an ASGI application: questions go straight to the front, as a router takes a look-up's time."""
        question = scope["type"] == "http" and not _APART.match(scope["path"])
        await (self.front if question else self.others)(scope, receive, send)

    @cached_property
    def others(self) -> Starlette:
        """What answers all that is no question; what it needs for assistants takes a while to load."""
        assistants = _assistants(self.pool)
        routes: list[Any] = [
            Route("/healthz", self.health),
            Route("/metrics", self.figures),
            Mount("/static", StaticFiles(directory=HERE / "static")),
            *(assistants.routes if assistants else ()),
            Mount("/", self.front),  # where the above have nothing
        ]

        @contextlib.asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            async with assistants.router.lifespan_context(assistants) if assistants else contextlib.nullcontext():
                yield
            await self.pool.close()

        return Starlette(routes=routes, lifespan=lifespan)


def _assistants(pool: Pool) -> Starlette | None:
    """Return the application for assistants, where what it needs is installed."""
    try:
        from mcp.server.transport_security import TransportSecuritySettings

        from graph.serve.assistants import asking, assistant_server
    except ModuleNotFoundError:
        return None
    anybody = TransportSecuritySettings(enable_dns_rebinding_protection=False)  # all answers are for everybody
    return assistant_server(asking(pool)).streamable_http_app(
        streamable_http_path="/mcp", json_response=True, stateless_http=True, transport_security=anybody
    )


class _Server(uvicorn.Server):
    """uvicorn's server, but who still waits at the end is told so; uvicorn would break off answers, and log that.

    Args:
        config: uvicorn's.
        pool: What answers.
    """

    def __init__(self, config: uvicorn.Config, pool: Pool) -> None:
        super().__init__(config)
        self._pool, self._hurry = pool, asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let signals end the server, and nothing else."""
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._end)
        yield

    def _end(self) -> None:
        if self.should_exit:
            self._hurry.set()
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait for answers under way; some time later for nobody."""
        dismissing = asyncio.create_task(self._dismiss())
        await super().shutdown(sockets)
        dismissing.cancel()

    async def _dismiss(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._hurry.wait(), _GRACE)
        self._pool.dismiss()
        await asyncio.sleep(_FAREWELL)
        for connection in list(self.server_state.connections):
            connection.transport.abort()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        ServeError: It cannot.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ServeError(f"cannot listen on {host}:{port}: {reason}; choose another address or --port") from error


def run(
    settings: Settings, listening: socket.socket, ready: Callable[[Service], None], *, reload: bool = False
) -> None:
    """Serve until SIGINT or SIGTERM; another one, and nobody has time to end.

    Args:
        settings: How.
        listening: The socket on which requests come.
        ready: Called once the server answers.
        reload: Read the data anew whenever its files change.

    Raises:
        NurseryError: The data cannot be read.
    """
    service = Service(settings)
    config = uvicorn.Config(
        service, http=Protocol, ws="none", loop="auto", lifespan="on", access_log=False, log_level="warning",
        server_header=False, date_header=True, proxy_headers=False,
    )  # fmt: skip
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(service, config, listening, ready, reload=reload))


async def _serve(
    service: Service, config: uvicorn.Config, listening: socket.socket, ready: Callable[[Service], None], *,
    reload: bool,
) -> None:  # fmt: skip
    from graph.serve.watching import look, watch

    known = look(service.settings) if reload else ()
    try:
        starting = asyncio.create_task(service.pool.start())
        await asyncio.sleep(0)  # its process begins, and opens the graph while the rest is loaded here
        _ = service.others
        await starting
        ready(service)
        watching = asyncio.create_task(watch(service.settings, known, service.reload)) if reload else None
        await _Server(config, service.pool).serve(sockets=[listening])
        if watching:
            watching.cancel()
    finally:
        await service.pool.close()
