"""What a graph is made of: the quads that were read, and the store that holds them with the view."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store


class Quads(ABC):
    """The quads of a graph.

    Attributes:
        store: All of them, the view among them once it is derived.
    """

    store: Store

    def reopened(self) -> Store:
        """Return the store for a process that was forked from the one which opened it."""
        return self.store

    @property
    @abstractmethod
    def has_view(self) -> bool:
        """Whether the view has been derived."""

    @abstractmethod
    def keep(self) -> None:
        """Remember the default graph as it was read, before anything is added to it."""

    @abstractmethod
    def quads(self) -> Iterator[Quad]:
        """Yield every quad that was read, and none that was derived."""
