"""Opens a store elsewhere: whether it is one, where its view is, and what is known of it from the start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from graph.errors import RemoteError
from graph.store.address import Address
from graph.store.endpoint import Endpoint
from graph.store.loading import Loaded, load
from graph.store.ontology import read_ontology
from graph.store.remote_copy import RemoteCopy
from graph.store.remote_queries import UNCUT, Queries
from graph.store.remote_reader import RemoteReader
from graph.store.resources import shipped

if TYPE_CHECKING:
    from pyoxigraph import Quad


class RemoteQuads(Loaded):
    """The quads of a store elsewhere: here as far as they were fetched, and all of them where all are needed.

    Args:
        reader: Fetches them.
        vocabulary: Where they are put.

    Attributes:
        endpoint: The store.
        view: The named graph that holds its view; None where that is the default graph.
    """

    def __init__(self, reader: RemoteReader, vocabulary: Loaded, view: str | None) -> None:
        super().__init__(vocabulary.store)
        self._reader, self.endpoint, self.view = reader, reader.endpoint, view

    def keep(self) -> None:
        """Fetch everything: the view is derived here."""
        self._reader.pull()
        super().keep()

    def quads(self) -> Iterator[Quad]:
        """Yield every quad, and of what is derived the little that a record has of it."""
        self._reader.pull()
        yield from super().quads()


def connect(address: str, tell: Callable[[str], None] = lambda _: None) -> tuple[RemoteQuads, RemoteReader]:
    """Return the quads of a store at an address, and what reads them.

    Args:
        address: Its SPARQL endpoint; `?default-graph-uri=` names the graph that holds the view.
        tell: Is told what is being fetched.

    Raises:
        RemoteError: It is no endpoint, holds no claims or no view, or several graphs may be the view.
    """
    endpoint = Endpoint(Address.parse(address), tell)
    tell(f"Asking {endpoint.address.shown}")
    queries = Queries(endpoint.address.graph)
    found = _opened(endpoint, queries)
    if queries.view is None and found.views:
        if len(found.views) > 1:
            several = ", ".join(found.views)
            raise RemoteError(
                f"several graphs hold records of claims ({several}); choose one: ?default-graph-uri=…",
                address=endpoint.address.shown,
            )
        queries = Queries(found.views[0])
        found = _opened(endpoint, queries)
    if found.day is None:
        raise RemoteError(
            "holds no claims with their view; load what `panmunjom export -f nq --derived` writes"
            " (if it is in a named graph: ?default-graph-uri=…)",
            address=endpoint.address.shown,
        )
    vocabulary = load([shipped("data") / "ontology.ttl"])
    copy = RemoteCopy(endpoint, queries, vocabulary.store)
    reader = RemoteReader(copy, vocabulary, read_ontology(vocabulary.store), found.day, found.network)
    return RemoteQuads(reader, vocabulary, queries.view), reader


class _Opened(NamedTuple):
    """What a store tells when it is opened: graphs that may be its view, its last day, its network's record."""

    views: tuple[str, ...]
    day: date | None
    network: str | None


def _opened(endpoint: Endpoint, queries: Queries) -> _Opened:
    rows = endpoint.tried(queries.opening(empty=True), UNCUT)
    if rows is None:  # what matters may be among what was cut off
        rows = endpoint.rows(queries.opening())
    views, days, networks = (
        sorted({term.value for term in column if isinstance(term, NamedNode | Literal)})
        for column in (zip(*rows, strict=True) if rows else ((), (), ()))
    )
    day = None
    with suppress(ValueError, IndexError):
        day = date.fromisoformat(days[0])
    return _Opened(tuple(views), day, networks[0] if networks else None)
