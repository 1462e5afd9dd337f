"""The files under check, each quad with the file it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from graph.conclusions.conclusions import Conclusions
from graph.errors import DataError
from graph.model.claims import Claim
from graph.model.ontology import Ontology
from graph.model.vocabulary import PAN, RDF, slug
from graph.store.documents import document
from graph.store.folders import documents
from graph.store.loading import Loaded
from graph.store.ontology import read_ontology
from graph.store.resources import shipped
from graph.store.store_reader import StoreReader

DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault.

    Attributes:
        file: The file it stands in.
        node: The claim, source or entity it concerns, without the project's base; may be empty.
        message: What is wrong and what to do.
    """

    file: str
    node: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.node, self.message) if part)


class Located(NamedTuple):
    """A quad and the file that states it; its parts are read once, since many tests look at each.

    Attributes:
        file: The file.
        quad: The quad.
        graph: IRI of the claim's graph, or None in the default graph.
        subject: The name of its subject; see `name_of`.
        predicate: IRI of its predicate.
        object: Its object.
        thing: The name of its object.
    """

    file: str
    quad: Quad
    graph: str | None
    subject: str
    predicate: str
    object: Any
    thing: str

    @classmethod
    def at(cls, file: str, quad: Quad) -> Located:
        """Return a quad of a file."""
        graph, thing = quad.graph_name, quad.object
        claim = graph.value if isinstance(graph, NamedNode) else None
        return cls(file, quad, claim, name_of(quad.subject), quad.predicate.value, thing, name_of(thing))

    def finding(self, message: str, node: str | None = None) -> Finding:
        """Return a finding at the claim in whose graph the quad stands, or else at its subject."""
        where = node or self.graph or self.subject
        return Finding(self.file, slug(where), message)


@dataclass(frozen=True)
class Corpus:
    """All that is under check: quads with their files, and the graph that they make with the ontology."""

    quads: tuple[Located, ...]
    unreadable: tuple[Finding, ...]

    @classmethod
    def read(cls, *paths: str | PathLike[str]) -> Corpus:
        """Read files and folders, the shipped data without any; broken files become findings."""
        data = shipped("data")
        quads: list[Located] = []
        unreadable: list[Finding] = []
        for read in documents(paths or (data / "identity", data / "claims")):
            name = _shown_path(Path(read.name))
            try:
                quads += [Located.at(name, quad) for quad in list(read.quads())]
            except DataError as error:
                unreadable.append(Finding("", "", str(error)))
        return cls(tuple(quads), tuple(unreadable))

    @cached_property
    def store(self) -> Store:
        """The quads and the ontology in one store, without blank nodes and triple terms."""
        store = Store()
        document(shipped("data") / "ontology.ttl").load(store)
        store.extend(self.plain)
        return store

    @cached_property
    def plain(self) -> tuple[Quad, ...]:
        """The quads without blank nodes and triple terms."""
        return tuple(at.quad for at in self.quads if is_plain(at.quad))

    @cached_property
    def ontology(self) -> Ontology:
        """The vocabulary."""
        return read_ontology(self.store)

    @cached_property
    def conclusions(self) -> Conclusions:
        """What the claims in the files amount to."""
        return Conclusions(StoreReader(Loaded(self.store), self.ontology))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims but the withdrawn."""
        return self.conclusions.claims()

    @cached_property
    def files(self) -> dict[str, str]:
        """The file in which each subject of the default graph, and each claim's graph, first stands."""
        found: dict[str, str] = {}
        for located in self.quads:
            found.setdefault(located.graph or located.subject, located.file)
        return found

    def instances(self, kind: str) -> frozenset[str]:
        """Return the IRIs typed with a class of the ontology or one below it."""
        kinds = self.ontology.below(PAN + kind)
        typed = self.records(RDF + "type")
        return frozenset(at.subject for at in typed if at.thing in kinds)

    def records(self, predicate: str) -> Iterator[Located]:
        """Yield the quads of the default graph with a predicate."""
        return (at for at in self._by_predicate[predicate] if at.graph is None)

    def said(self) -> Iterator[Located]:
        """Yield the quads in the graphs of claims."""
        return (located for located in self.quads if located.graph is not None)

    def at(self, iri: str, message: str) -> Finding:
        """Return a finding at a claim, source or entity, in the file where it first stands."""
        return Finding(self.files.get(iri, ""), slug(iri), message)

    @cached_property
    def _by_predicate(self) -> dict[str, list[Located]]:
        found: dict[str, list[Located]] = defaultdict(list)
        for located in self.quads:
            found[located.predicate].append(located)
        return found


def name_of(term: object) -> str:
    """Return the IRI of a term, the text of a literal, or `_:` and the label of a blank node."""
    match term:
        case NamedNode() | Literal():
            return term.value
        case BlankNode():
            return f"_:{term.value}"
    return str(term)


def is_plain(quad: Quad) -> bool:
    """Tell whether a quad has IRIs and literals alone."""
    return not any(isinstance(term, BlankNode | Triple) for term in (quad.subject, quad.object, quad.graph_name))


def _shown_path(file: Path) -> str:
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Drop what was found before."""
    return iter(dict.fromkeys(findings))
