"""Replies: what a worker answers, and how that goes out, compressed, whole or piece by piece."""

from __future__ import annotations

import json
import socket
import zlib
from collections.abc import Callable
from functools import lru_cache
from time import process_time
from typing import NamedTuple, Protocol

from graph.serve.frames import Kind, framed
from graph.serve.negotiation import media_type

_WHOLE = 1 << 18
"""An answer of up to so many bytes goes out whole, with its length."""

_PIECE = 1 << 16
_WORTH = 1000
"""Fewer bytes than this are not compressed."""


class Writable(Protocol):
    """Whatever takes bytes."""

    def write(self, data: bytes, /) -> int:
        """Take bytes."""


class Reply(NamedTuple):
    """An answer.

    Attributes:
        body: All of it, or what writes it piece by piece.
        form: The form that it is in, or the media type itself.
        status: The HTTP status.
        headers: Besides the media type.
    """

    body: bytes | Callable[[Writable], None]
    form: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def media(self) -> str:
        """The media type."""
        return self.form if "/" in self.form else media_type(self.form)


def redirect(address: str, status: int = 303) -> Reply:
    """Return the reply that sends a client elsewhere."""
    return Reply(f"See {address}\n".encode(), "text/plain; charset=utf-8", status, (("location", address),))


class TooLargeError(Exception):
    """An answer is larger than the server gives."""


class Outlet:
    """Sends one reply: whole with its length if it is small, else as it comes.

    Args:
        channel: Where it goes.
        gzip: Whether it may be compressed.
        most: Bytes that an answer may have before compression.
    """

    def __init__(self, channel: socket.socket, *, gzip: bool, most: int) -> None:
        self._channel, self._gzip, self._most = channel, gzip, most
        self._held = bytearray()
        self._size = 0
        self._reply: Reply | None = None
        self._packer: zlib._Compress | None = None
        self.begun = False

    def send(self, reply: Reply) -> None:
        """Send a reply, all of it.

        Raises:
            TooLargeError: It is too large.
        """
        self._reply = reply
        self._held.clear()
        self._size = 0
        if isinstance(reply.body, bytes):
            self.write(reply.body)
        else:
            reply.body(self)
        self._finish(reply)

    def write(self, data: bytes) -> int:
        """Take a part of the body."""
        self._size += len(data)
        if self._size > self._most:
            raise TooLargeError
        self._held += self._packer.compress(data) if self._packer else data
        if not self.begun and len(self._held) > _WHOLE:
            self._begin()
        if self.begun:
            self._flush(_PIECE)
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is held goes out in good time."""

    def _begin(self) -> None:
        """Send the head of an answer whose length is not known yet."""
        assert self._reply is not None
        self.begun = True
        if self._gzip:
            self._packer = _packer()
            self._held[:] = self._packer.compress(bytes(self._held))
        reply = self._reply
        self._channel.sendall(framed(Kind.HEAD, _head(reply.status, reply.media, reply.headers, zipped=self._gzip)))

    def _finish(self, reply: Reply) -> None:
        if self.begun:
            if self._packer:
                self._held += self._packer.flush()
            self._flush(0)
            self._channel.sendall(framed(Kind.END, processor_seconds()))
        else:
            body = bytes(self._held)
            zipped = self._gzip and len(body) > _WORTH
            if zipped:
                packer = _packer()
                body = packer.compress(body) + packer.flush()
            head = _head(reply.status, reply.media, reply.headers, zipped=zipped)
            self._channel.sendall(framed(Kind.ANSWER, b"\n".join((processor_seconds(), head, body))))

    def _flush(self, least: int) -> None:
        if len(self._held) > least:
            self._channel.sendall(framed(Kind.BODY, bytes(self._held)))
            self._held.clear()


@lru_cache
def _head(status: int, media: str, more: tuple[tuple[str, str], ...], *, zipped: bool) -> bytes:
    """Return status and headers of an answer as they travel; most have one of a few."""
    headers = [("content-type", media), *more]
    headers += [("content-encoding", "gzip")] if zipped else []
    return json.dumps([status, headers]).encode()


def processor_seconds() -> bytes:
    """Return for how many seconds the processor has worked for this process, as it is told to the front."""
    return b"%.3f" % process_time()


def _packer() -> zlib._Compress:
    return zlib.compressobj(5, zlib.DEFLATED, 31)
