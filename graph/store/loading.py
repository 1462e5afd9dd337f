"""Read RDF documents into one Oxigraph store: strictly, and with the place of every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from os import PathLike

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph.store.documents import Document
from graph.store.folders import documents
from graph.store.quads import Quads
from graph.store.remote_queries import NETWORK

_DEFAULT = DefaultGraph()


class Loaded(Quads):
    """What was read: the quads in a store, and the documents that they stand in.

    Args:
        store: The quads. What is derived from them may be added to its default graph after `keep`.
        documents: Where they were read from.
    """

    def __init__(self, store: Store, documents: Iterable[Document] = ()) -> None:
        self.store, self.documents = store, tuple(documents)
        self._kept: bytes | None = None
        self._has_view = False

    @property
    def has_view(self) -> bool:
        """Whether the view has been derived."""
        return self._has_view

    def keep(self) -> None:
        """Remember the default graph as it was read, before anything is added to it."""
        if self._kept is None:
            self._kept = self.store.dump(format=RdfFormat.N_TRIPLES, from_graph=_DEFAULT)

    def complete(self) -> None:
        """Remember that the view was derived to its end."""
        self._has_view = True

    def quads(self) -> Iterator[Quad]:
        """Yield every quad that was read, and none that was derived."""
        for graph in self.store.named_graphs():
            yield from self.store.quads_for_pattern(None, None, None, graph)
        if self._kept is None:
            yield from self.store.quads_for_pattern(None, None, None, _DEFAULT)
        else:
            yield from parse(self._kept, RdfFormat.N_TRIPLES)

    def file_of(self, iri: str) -> str | None:
        """Return the file in which a subject or a named graph first stands."""
        node = NamedNode(iri)
        return self.file_with(lambda quad: node in {quad.subject, quad.graph_name})

    def file_with(self, sought: Callable[[Quad], bool]) -> str | None:
        """Return the first file in which a quad of some sort stands."""
        for document in self.documents:
            if any(map(sought, document.quads())):
                return document.name
        return None


def load(paths: Iterable[str | PathLike[str]]) -> Loaded:
    """Read files, and the files in folders, into a new store.

    Args:
        paths: Files with an ending of `FORMATS`, folders that are searched for such files, or `-` for standard
            input.

    Raises:
        DataError: A path does not exist, holds nothing to read, is not UTF-8, or breaks the syntax.
    """
    store = Store()
    read = tuple(documents(paths))
    for document in read:
        document.load(store)
    store.remove_graph(NamedNode(NETWORK))  # what paths cost is derived, and here anew
    return Loaded(store, read)
