"""A worker: answers one question after the other, within limits that the system enforces."""

from __future__ import annotations

import logging
import os
import resource
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from graph.errors import ParameterError
from graph.serve.frames import Kind, Unpacker, framed
from graph.serve.question import Asked
from graph.serve.reply import Outlet, Reply, TooLargeError, processor_seconds
from graph.serve.settings import Settings
from graph.serve.site import Site

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

_MEGABYTE = 1 << 20
_log = logging.getLogger("panmunjom.serve")
_GRACE = 2
"""Seconds after the deadline at which a worker ends by itself, should the front not have ended it."""


def work(channel: socket.socket, graph: KnowledgeGraph, settings: Settings) -> NoReturn:
    """Answer what comes over a channel until it closes; then end this process.

    Args:
        channel: Brings questions, takes answers.
        graph: What is asked.
        settings: The limits.
    """
    code = 1
    try:
        _limit_process(settings.memory)
        channel.sendall(framed(Kind.HELLO, str(os.getpid()).encode()))
        site = Site(graph)
        for asked in _questions(channel):
            signal.setitimer(signal.ITIMER_REAL, settings.deadline + _GRACE)
            _answer(site, asked, channel, settings.largest * _MEGABYTE)
            signal.setitimer(signal.ITIMER_REAL, 0)
        code = 0
    except (BrokenPipeError, ConnectionResetError):
        code = 0
    finally:
        os._exit(code)


def _questions(channel: socket.socket) -> Iterator[Asked]:
    unpacker = Unpacker()
    while data := channel.recv(1 << 16):
        for _, content in unpacker.feed(data):
            yield Asked(content)


def _answer(site: Site, asked: Asked, channel: socket.socket, most: int) -> None:
    """Send the answer to one question; where its head is out already, cutting it off is the only way to refuse."""
    try:
        question = asked.question()
    except ParameterError as error:
        reply = Reply(f"{error}\n".encode(), "text/plain; charset=utf-8", 400)
        Outlet(channel, gzip=False, most=most).send(reply)
        return
    outlet = Outlet(channel, gzip=question.gzip, most=most)

    def opened() -> None:
        if question.lens or question.path != "/sparql":
            channel.sendall(framed(Kind.OPENED, processor_seconds()))

    try:
        outlet.send(site.answer(question, opened))
    except (BrokenPipeError, ConnectionResetError):
        raise
    except (TooLargeError, MemoryError) as error:
        if outlet.begun:
            raise
        what = (
            f"is larger than {most // _MEGABYTE} MB"
            if isinstance(error, TooLargeError)
            else "takes too much memory"
        )
        outlet.send(Reply(f"The answer {what}; ask for less.\n".encode(), "text/plain; charset=utf-8", 403))
    except Exception:
        _log.exception("%s %s", question.path, question.params)
        if outlet.begun:
            raise
        outlet.send(
            Reply(b"The server broke down on this; its log says where.\n", "text/plain; charset=utf-8", 500)
        )


def _limit_process(megabytes: int) -> None:
    """Let the system end what takes too much memory; nothing is written to disk, no core is dumped."""
    for number in (signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(kind, (0, 0))
    status = Path("/proc/self/status")
    if status.exists():  # elsewhere the limit is not enforced by the system
        held = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmData"))
        most = held * 1024 + megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
