"""What a graph is made of: the quads that were read, and the store that holds them with the view."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from graph.store.endpoint import Endpoint


class Quads(ABC):
    """The quads of a graph.

    Attributes:
        store: All of them, the view among them once it is derived.
        endpoint: The store elsewhere that holds them; None where they are here.
        view: The named graph of that store that holds the view; None where that is its default graph.
    """

    store: Store
    endpoint: Endpoint | None = None
    view: str | None = None

    def reopened(self) -> Store:
        """Return the store for a process that was forked from the one which opened it."""
        return self.store

    def hold(self) -> bool:
        """Have all in memory, where a process that is forked shares it; tell whether it is."""
        return True

    def let_go(self) -> None:  # noqa: B027 - there is nothing to close but files
        """Close what a process that is forked cannot share; it is opened anew when it is needed."""

    @property
    @abstractmethod
    def has_view(self) -> bool:
        """Whether the view has been derived."""

    @abstractmethod
    def keep(self) -> None:
        """Remember the default graph as it was read, before anything is added to it."""

    @abstractmethod
    def complete(self) -> None:
        """Remember that the view was derived to its end."""

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads."""
        self.store.extend(quads)

    def insert(self, update: str) -> None:
        """Add what an update inserts."""
        self.store.update(update)

    def beforehand(self, quads: Iterable[Quad]) -> Iterable[Quad]:
        """Return quads as they follow from what is in the store by now, whatever is added to it."""
        return tuple(quads)

    @abstractmethod
    def quads(self) -> Iterator[Quad]:
        """Yield every quad that was read, and none that was derived."""
