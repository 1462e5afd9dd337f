"""Messages between the front and its workers: a length, a kind and the content."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum

_HEAD = struct.Struct(">IB")


class Kind(IntEnum):
    """What a message is.

    Attributes:
        READY: The nursery has opened the graph: what it holds, as JSON.
        FAILED: The nursery could not open the graph: why.
        HELLO: A worker is there: its process id.
        ASK: A question, as JSON.
        OPENED: The worker has the graph of the question's lens, and now evaluates: for how many seconds the
            processor has worked for it so far.
        ANSWER: All of a small answer: for how many seconds the processor has worked for this worker so far, status
            and headers as JSON, the body, each behind a line break.
        HEAD: Status and headers of an answer that comes in parts, as JSON.
        BODY: A part of its body.
        END: The answer is complete: for how many seconds the processor has worked for this worker so far.
    """

    READY = 1
    FAILED = 2
    HELLO = 3
    ASK = 4
    OPENED = 5
    ANSWER = 6
    HEAD = 7
    BODY = 8
    END = 9


_KINDS = {int(kind): kind for kind in Kind}
"""Each kind by its number: to look one up takes less than to make it."""


def framed(kind: Kind, content: bytes = b"") -> bytes:
    """Return a message as it travels."""
    return _HEAD.pack(len(content), kind) + content


class Unpacker:
    """Finds the messages in what comes in.

    >>> unpacker = Unpacker()
    >>> list(unpacker.feed(framed(Kind.BODY, b"so")[:4])), list(unpacker.feed(framed(Kind.BODY, b"so")[4:]))
    ([], [(<Kind.BODY: 8>, b'so')])
    """

    def __init__(self) -> None:
        self._begun = bytearray()

    def feed(self, data: bytes | bytearray) -> Iterator[tuple[Kind, bytes]]:
        """Yield the messages that are complete with this data."""
        if self._begun:
            self._begun += data
            data = self._begun
        start = 0
        while len(data) >= (begin := start + _HEAD.size):
            length, kind = _HEAD.unpack_from(data, start)
            if len(data) < begin + length:
                break
            start = begin + length
            yield _KINDS[kind], bytes(data[begin:start])
        if data is self._begun:
            del self._begun[:start]
        elif start < len(data):
            self._begun += data[start:]
