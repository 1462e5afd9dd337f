"""The vocabulary as it stands in a store."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from graph.model.ontology import Fact, Ontology
from graph.model.vocabulary import PAN, RDFS, SKOS

_DEFINING = (SKOS + "definition", *(RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")))
"""What is stated of terms alone."""

_DEFAULT = DefaultGraph()


def read_ontology(store: Store) -> Ontology:
    """Return what a store states of the terms of the vocabulary."""
    return Ontology(_facts(store))


def _facts(store: Store) -> Iterator[Fact]:
    stated = (store.quads_for_pattern(None, NamedNode(relation), None, _DEFAULT) for relation in _DEFINING)
    terms = {quad.subject.value for quads in stated for quad in quads if isinstance(quad.subject, NamedNode)}
    for term in sorted(term for term in terms if term.startswith(PAN)):
        found: list[Fact] = []
        for quad in store.quads_for_pattern(NamedNode(term), None, None, _DEFAULT):
            language = quad.object.language if isinstance(quad.object, Literal) else None
            if isinstance(quad.object, NamedNode | Literal):
                found.append((term, quad.predicate.value, quad.object.value, language))
        yield from sorted(found, key=lambda fact: (*fact[:3], fact[3] or ""))
