"""Reads claims, sources and entities out of an Oxigraph store, each once."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from graph.errors import DataError, UnknownNameError
from graph.model.claims import Claim
from graph.model.entities import Entity, Label
from graph.model.ontology import Ontology
from graph.model.sources import Publisher, Source
from graph.model.vocabulary import DCTERMS, LANGUAGES, OWL, PAN, RDF, RDFS, SKOS, slug
from graph.store.database import Database
from graph.store.loading import Loaded
from graph.store.publishers import read_publisher
from graph.store.reader import Reader, claim_order, codes_in
from graph.store.records import Description, literals, make_claim, make_source

T = TypeVar("T")
_DEFAULT = DefaultGraph()
_TYPE = NamedNode(RDF + "type")
_CLAIM = NamedNode(PAN + "Claim")


class StoreReader(Reader):
    """Reads out of an Oxigraph store.

    Args:
        loaded: The store, and where its quads come from.
        ontology: The vocabulary.
    """

    def __init__(self, loaded: Loaded, ontology: Ontology) -> None:
        self._loaded, self._store = loaded, loaded.store
        self.ontology = ontology
        self._claims: dict[str, Claim] = {}
        self._sources: dict[str, Source] = {}
        self._entities: dict[str, Entity] = {}
        self._publishers: dict[str, Publisher] = {}
        self._mentioning: dict[str, tuple[Claim, ...]] = {}
        self._complete = False

    @cached_property
    def tables(self) -> sqlite3.Connection:
        return Database()

    def claim(self, iri: str) -> Claim:
        if iri not in self._claims:
            record = self._record(iri)
            if _CLAIM not in record.get(RDF + "type", ()):
                raise UnknownNameError(slug(iri), what="claim")
            graph = self._store.quads_for_pattern(None, None, None, NamedNode(iri))
            self._claims[iri] = self._read_claim(iri, record, graph)
        return self._claims[iri]

    def claim_iris(self) -> Iterator[str]:
        """Yield the IRIs of all claims, those that were withdrawn among them.

        Raises:
            DataError: A claim is a blank node.
        """
        for quad in self._store.quads_for_pattern(None, _TYPE, _CLAIM, _DEFAULT):
            if isinstance(quad.subject, BlankNode):
                raise DataError(
                    "a claim is a blank node; give it an IRI", path=self._loaded.file_with(_is_blank_claim)
                )
            yield quad.subject.value  # type: ignore[union-attr]

    def claims(self) -> tuple[Claim, ...]:
        if not self._complete:
            self._read_all_claims()
        live = (claim for claim in self._claims.values() if not claim.withdrawn)
        return tuple(sorted(live, key=lambda claim: claim_order(claim.iri)))

    def said_by(self, source: str) -> Iterator[Claim]:
        return iter(self._said.get(source, ()))

    @cached_property
    def _said(self) -> dict[str, list[Claim]]:
        """The claims of each source, by its IRI."""
        said: dict[str, list[Claim]] = {}
        for claim in self.claims():
            said.setdefault(claim.source.iri, []).append(claim)
        return said

    def mentioning(self, iri: str) -> tuple[Claim, ...]:
        if iri not in self._mentioning:
            claims = (self.claim(name) for name in sorted(set(self._graphs_with(iri)), key=claim_order))
            self._mentioning[iri] = tuple(claim for claim in claims if not claim.withdrawn)
        return self._mentioning[iri]

    def source(self, iri: str) -> Source:
        if iri not in self._sources:
            record = self._record(iri)
            if not record:
                raise UnknownNameError(iri, what="source")
            referring = self._referring_to(iri)
            self._sources[iri] = self._placed(iri, lambda: make_source(iri, record, referring, self._publisher))
        return self._sources[iri]

    def sources(self) -> tuple[Source, ...]:
        quads = self._store.quads_for_pattern(None, NamedNode(PAN + "source"), None, _DEFAULT)
        claims = {quad.object.value: quad.subject for quad in quads if isinstance(quad.object, NamedNode)}
        for iri, claim in claims.items():
            try:
                self.source(iri)
            except UnknownNameError:
                if isinstance(claim, NamedNode):
                    self.claim(claim.value)  # refused, and by name: nothing is said of its source
        return tuple(sorted(map(self.source, claims), key=lambda source: (source.known_from, source.iri)))

    def entity(self, iri: str) -> Entity:
        if iri not in self._entities:
            record = self._record(iri)
            self._entities[iri] = Entity(
                iri=iri,
                kind=self.ontology.most_specific(_iris_given(record, RDF + "type")) or PAN + "Entity",
                labels=_sorted_labels(record, RDFS + "label"),
                aliases=_sorted_labels(record, SKOS + "altLabel"),
                forms=_sorted_labels(record, SKOS + "hiddenLabel"),
                same_as=_iris_given(record, OWL + "sameAs"),
                iso=min(literals(record, PAN + "iso"), key=len, default=None),
                single_holder=next(literals(record, PAN + "singleHolder"), None) == "true",
            )
        return self._entities[iri]

    def bearing(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        terms = [Literal(text, language=language) for language in LANGUAGES]
        return tuple(  # type: ignore[return-value]
            frozenset(
                quad.subject.value
                for term in terms
                for quad in self._store.quads_for_pattern(None, NamedNode(predicate), term, _DEFAULT)
                if isinstance(quad.subject, NamedNode) and not quad.subject.value.startswith(PAN)
            )
            for predicate in (RDFS + "label", SKOS + "altLabel")
        )

    def identified(self, text: str) -> frozenset[str]:
        wanted = [
            (OWL + "sameAs", NamedNode(code)) if "://" in code else (PAN + "iso", Literal(code))
            for code in codes_in(text)
        ]
        return frozenset(
            quad.subject.value
            for predicate, term in wanted
            for quad in self._store.quads_for_pattern(None, NamedNode(predicate), term, _DEFAULT)
            if isinstance(quad.subject, NamedNode)
        )

    def weight(self, iri: str) -> int:
        return len(set(self._graphs_with(iri)))

    def names(self) -> Iterator[tuple[str, Label, bool]]:
        named = {
            quad.subject.value
            for predicate in (RDFS + "label", SKOS + "altLabel")
            for quad in self._store.quads_for_pattern(None, NamedNode(predicate), None, _DEFAULT)
            if isinstance(quad.subject, NamedNode)
        }
        for iri in sorted(iri for iri in named if not iri.startswith(PAN)):
            entity = self.entity(iri)
            yield from ((iri, label, True) for label in entity.labels)
            yield from ((iri, label, False) for label in entity.aliases)

    def instances(self, kinds: frozenset[str]) -> tuple[str, ...]:
        found = {
            quad.subject.value
            for kind in kinds
            for quad in self._store.quads_for_pattern(None, _TYPE, NamedNode(kind), _DEFAULT)
            if isinstance(quad.subject, NamedNode)
        }
        return tuple(sorted(found))

    def forget(self) -> None:
        if not self._complete:
            for kept in (self._claims, self._sources, self._entities, self._publishers, self._mentioning):
                kept.clear()

    def is_mentioned(self, iri: str) -> bool:
        return any(self._graphs_with(iri))

    def is_described(self, iri: str) -> bool:
        return bool(self._record(iri))

    def _graphs_with(self, iri: str) -> Iterator[str]:
        node = NamedNode(iri)
        for pattern in ((node, None, None), (None, None, node)):
            for quad in self._store.quads_for_pattern(*pattern):
                if isinstance(quad.graph_name, NamedNode):
                    yield quad.graph_name.value

    def _record(self, iri: str) -> Description:
        return _by_predicate(self._store.quads_for_pattern(NamedNode(iri), None, None, _DEFAULT))

    def _publisher(self, iri: str) -> Publisher:
        if iri not in self._publishers:
            self._publishers[iri] = read_publisher(self._store, iri)
        return self._publishers[iri]

    def _referring_to(self, iri: str) -> list[Source]:
        """Return the sources that point to a source."""
        pattern = (None, NamedNode(DCTERMS + "references"), NamedNode(iri), _DEFAULT)
        found = (quad.subject.value for quad in self._store.quads_for_pattern(*pattern))  # type: ignore[union-attr]
        return [self.source(name) for name in found if name != iri]

    def _read_all_claims(self) -> None:
        graphs: dict[str, list[Quad]] = defaultdict(list)
        for quad in self._store:
            if isinstance(quad.graph_name, NamedNode):
                graphs[quad.graph_name.value].append(quad)
        for iri in self.claim_iris():
            if iri not in self._claims:
                self._claims[iri] = self._read_claim(iri, self._record(iri), graphs.get(iri, ()))
        self._complete = True

    def _read_claim(self, iri: str, record: Description, graph: Iterable[Quad]) -> Claim:
        return self._placed(iri, lambda: make_claim(iri, record, graph, self.source))

    def _placed(self, iri: str, read: Callable[[], T]) -> T:
        """Read something; a fault is told with its file and the name of what was read."""
        try:
            return read()
        except DataError as error:
            if error.claim is None:
                raise DataError(error.reason, path=self._loaded.file_of(iri), claim=slug(iri)) from None
            raise


def _is_blank_claim(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) and (quad.predicate, quad.object) == (_TYPE, _CLAIM)


def _by_predicate(quads: Iterable[Quad]) -> Description:
    record: Description = defaultdict(list)
    for quad in quads:
        record[quad.predicate.value].append(quad.object)
    return record


def _iris_given(record: Description, predicate: str) -> tuple[str, ...]:
    return tuple(sorted(term.value for term in record.get(predicate, ()) if isinstance(term, NamedNode)))


def _sorted_labels(record: Description, predicate: str) -> tuple[Label, ...]:
    terms = (term for term in record.get(predicate, ()) if isinstance(term, Literal))
    return tuple(
        sorted((Label(t.value, t.language) for t in terms), key=lambda label: (label.language or "", label.text))
    )
