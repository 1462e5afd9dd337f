"""Other vocabularies: what is said here in their terms as well, by `data/alignment.ttl`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from graph.model.ontology import Ontology
from graph.model.vocabulary import PAN, PREFIXES, RDF, RDFS
from graph.store.resources import shipped

_TYPE = RDF + "type"
_TAKES = "https://schema.org/rangeIncludes"


class Alignment:
    """What the terms of the ontology lie below in other vocabularies.

    Args:
        ontology: Tells what lies below what here.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._parser = parse(path=shipped("data") / "alignment.ttl", format=RdfFormat.TURTLE)
        self._below: dict[str, set[str]] = defaultdict(set)
        self._takes: dict[str, set[str]] = defaultdict(set)
        for quad in self.quads:
            subject, thing = quad.subject.value, quad.object.value  # type: ignore[union-attr]
            if quad.predicate.value in {RDFS + "subClassOf", RDFS + "subPropertyOf"}:
                self._below[subject].add(thing)
            elif quad.predicate.value == _TAKES:
                self._takes[subject].add(thing)

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """The alignment itself."""
        return tuple(self._parser)

    @property
    def prefixes(self) -> dict[str, str]:
        """The usual prefixes, and those of the other vocabularies."""
        return PREFIXES | self._parser.prefixes

    def aligned(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Yield quads, and after them what they say in the terms of others, each in the graph of its own.

        Args:
            quads: What is said here; statements about the ontology itself are left as they are.
        """
        quads = tuple(quads)
        kinds: dict[object, set[str]] = defaultdict(set)
        for quad in quads:
            if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
                kinds[quad.subject] |= self._ontology.above(quad.object.value)
        yield from quads
        yield from self.quads
        for quad in quads:
            if not _is_ours(quad):
                yield from self._said_otherwise(quad, kinds)

    def _said_otherwise(self, quad: Quad, kinds: Mapping[object, set[str]]) -> Iterator[Quad]:
        if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
            for kind in self._above(quad.object.value):
                yield Quad(quad.subject, quad.predicate, NamedNode(kind), quad.graph_name)
            return
        for relation in self._above(quad.predicate.value):
            taken = self._takes.get(relation)
            if taken is None or not taken.isdisjoint(kinds.get(quad.object, ())):
                yield Quad(quad.subject, NamedNode(relation), quad.object, quad.graph_name)

    def _above(self, term: str) -> list[str]:
        ours = self._ontology.above(term)
        return sorted({other for one in ours for other in self._below.get(one, ())})


def _is_ours(quad: Quad) -> bool:
    """Tell whether a quad speaks of the ontology."""
    return (
        quad.graph_name == DefaultGraph()
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(PAN.rstrip("#"))
    )
