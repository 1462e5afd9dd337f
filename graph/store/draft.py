"""A graph that is being compiled: its quads stand on the disk, and are added part by part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from graph.errors import DataError
from graph.model.vocabulary import RDF
from graph.store.compiled import READ, STORE
from graph.store.documents import Document
from graph.store.loading import Loaded
from graph.store.remote_queries import NETWORK

_DEFAULT, _PATHS = DefaultGraph(), NamedNode(NETWORK)
_PART = 200_000
"""So many quads are added at once: one takes about a kilobyte until it is on the disk."""

_INSERT = re.compile(r"INSERT \{ (\S+) (\S+) (\S+) \}")


class Draft(Loaded):
    """What was read, in a store on the disk.

    Conclusions are not drawn from that store but from the records, so that none depends on when it is asked for.

    Args:
        folder: Where it is written.
        documents: Where the quads come from, for messages about them.
    """

    def __init__(self, folder: Path, documents: Iterable[Document] = ()) -> None:
        super().__init__(Store(str(folder / STORE)), documents)
        self._read = folder / READ

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads, some at once."""
        rest = iter(quads)
        while part := list(islice(rest, _PART)):
            self.store.bulk_extend(part)

    def insert(self, update: str) -> None:
        """Add what an update inserts."""
        self.extend(_inserted(self.store, update))

    def beforehand(self, quads: Iterable[Quad]) -> Iterable[Quad]:
        """Return the quads as they are: what they follow from does not change."""
        return quads

    def keep(self) -> None:
        """Write the default graph as it was read, before anything is added to it."""
        if not self._read.exists():
            self.store.dump(str(self._read), format=RdfFormat.N_TRIPLES, from_graph=_DEFAULT)

    def finish(self) -> None:
        """Put the store in order on the disk, and let go of it."""
        self.store.flush()
        self.store.optimize()
        del self.store


def quads_in(documents: Iterable[Document]) -> Iterator[Quad]:
    """Yield the quads of documents, but for what paths cost, which is derived anew.

    Raises:
        DataError: A document cannot be read, or was changed meanwhile.
    """
    given = [(document, _state(document)) for document in documents]
    for document, _ in given:
        yield from (quad for quad in document.quads() if quad.graph_name != _PATHS)
    for document, before in given:
        if _state(document) != before:
            raise DataError("was changed while it was read; build it again", path=document.name)


def _state(document: Document) -> tuple[int, int, int] | None:
    """Return what changes with a file."""
    if document.path is None:
        return None
    try:
        found = document.path.stat()
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", path=document.name) from error
    return found.st_ino, found.st_size, found.st_mtime_ns


def _inserted(store: Store, update: str) -> Iterator[Quad]:
    """Yield what an update would insert, one after the other: the engine itself holds all of it in memory."""
    template = _INSERT.search(update)
    assert template is not None
    wanted = " ".join(term for term in template.groups() if term.startswith("?"))
    rows = store.query(_INSERT.sub(f"SELECT {wanted}", update))
    for row in rows:  # type: ignore[union-attr]
        subject, predicate, thing = (
            row[term[1:]] if term.startswith("?") else NamedNode(RDF + "type") for term in template.groups()
        )
        yield Quad(subject, predicate, thing, _DEFAULT)
