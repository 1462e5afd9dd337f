"""A cache of whole answers: the same question to the same data is answered once."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

_BESIDE = 2_000
"""Bytes that an answer takes beside its body: its headers, its name, its place."""

_SHARE = 16
"""One answer takes at most this part of the cache."""


class Kept(NamedTuple):
    """A whole answer."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def size(self) -> int:
        """How many bytes it takes, about."""
        return len(self.body) + _BESIDE


class Cache:
    """Keeps the answers that were asked for last.

    Args:
        most: Bytes that they may take.
    """

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, tag: str) -> Kept | None:
        """Return the answer that goes by a tag, if it is kept."""
        kept = self._kept.get(tag)
        if kept:
            self._kept.move_to_end(tag)
        return kept

    def put(self, tag: str, kept: Kept) -> None:
        """Keep an answer, if it is not too large; what was not asked for longest makes room."""
        if kept.size * _SHARE > self._most or tag in self._kept:
            return
        self._kept[tag] = kept
        self._size += kept.size
        while self._size > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._size -= dropped.size

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._size = 0
