"""Terms of the vocabulary, each with all that the ontology says of it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph.errors import UnknownNameError
from graph.model.vocabulary import OWL, PAN, RDF, RDFS, SKOS, local

_SHOWN_APART = {
    RDF + "type",
    RDFS + "label",
    RDFS + "domain",
    RDFS + "range",
    RDFS + "subClassOf",
    RDFS + "subPropertyOf",
    SKOS + "definition",
    SKOS + "example",
    SKOS + "inScheme",
    PAN + "phrase",
    PAN + "inversePhrase",
}
_SORTS = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "relation",
    OWL + "DatatypeProperty": "property",
    OWL + "AnnotationProperty": "annotation",
    SKOS + "ConceptScheme": "scheme",
}
SORTS = (*_SORTS.values(), "value")
"""What a term may be; a value belongs to a scheme, such as a certainty."""


class OntologyTerm(NamedTuple):
    """A term of the vocabulary.

    Attributes:
        iri: Its IRI.
        sort: One of `SORTS`.
        kind: Of a value, the IRI of its class.
        labels: Its name by language.
        definition: What it means.
        examples: Things or sentences of the shipped data.
        above: IRIs of the terms right above it.
        below: IRIs of the terms right below it.
        domain: IRI of the class that a relation starts from.
        range: IRI of the class that a relation leads to.
        phrases: What stands between subject and object, by language.
        inverse_phrases: What stands between object and subject, by language.
        marks: What rules must know of it: name of the annotation and its value.
        matches: Terms of other vocabularies: name of the mapping relation and IRI.
    """

    iri: str
    sort: str
    kind: str | None
    labels: dict[str, str]
    definition: str
    examples: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    domain: str | None
    range: str | None
    phrases: dict[str, str]
    inverse_phrases: dict[str, str]
    marks: tuple[tuple[str, str], ...]
    matches: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The term as queries write it, such as `pan:visitor`."""
        return f"pan:{local(self.iri)}"


def all_terms(store: Store) -> tuple[OntologyTerm, ...]:
    """Return all terms that a store defines, sort by sort, in the order of their names."""
    iris = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, NamedNode(SKOS + "definition"), None, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(PAN)
    }
    terms = (_read_term(store, iri) for iri in iris)
    return tuple(sorted(terms, key=lambda term: (SORTS.index(term.sort), local(term.iri).casefold())))


def term_named(store: Store, name: str) -> OntologyTerm:
    """Return a term by its IRI, its name with or without `pan:`, or its label in any language.

    Raises:
        UnknownNameError: There is none.
    """
    word = name.removeprefix("pan:").removeprefix(PAN).casefold()
    terms = all_terms(store)
    for term in terms:
        if local(term.iri).casefold() == word:
            return term
    for term in terms:
        if word in {label.casefold() for label in term.labels.values()}:
            return term
    near = get_close_matches(word, [local(term.iri).casefold() for term in terms])
    raise UnknownNameError(name, [term.name for term in terms if local(term.iri).casefold() in near], what="term")


def _read_term(store: Store, iri: str) -> OntologyTerm:
    node = NamedNode(iri)
    quads = sorted(store.quads_for_pattern(node, None, None, DefaultGraph()), key=str)
    types = list(_objects(quads, RDF + "type"))
    sort = next((_SORTS[kind] for kind in types if kind in _SORTS), "value")
    return OntologyTerm(
        iri=iri,
        sort=sort,
        kind=next((kind for kind in types if kind.startswith(PAN)), None),
        labels=_by_language(quads, RDFS + "label"),
        definition=_by_language(quads, SKOS + "definition").get("en", ""),
        examples=tuple(_by_language(quads, SKOS + "example").values()),
        above=tuple(
            kind for relation in ("subClassOf", "subPropertyOf") for kind in _objects(quads, RDFS + relation)
        ),
        below=tuple(_directly_below(store, node)),
        domain=next(_objects(quads, RDFS + "domain"), None),
        range=next(_objects(quads, RDFS + "range"), None),
        phrases=_by_language(quads, PAN + "phrase"),
        inverse_phrases=_by_language(quads, PAN + "inversePhrase"),
        marks=tuple(_marks(quads)),
        matches=tuple(_alignments(quads)),
    )


def _directly_below(store: Store, node: NamedNode) -> Iterator[str]:
    found = {
        quad.subject.value
        for relation in ("subClassOf", "subPropertyOf")
        for quad in store.quads_for_pattern(None, NamedNode(RDFS + relation), node, DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    }
    yield from sorted(found)


def _marks(quads: list[Quad]) -> Iterator[tuple[str, str]]:
    for quad in quads:
        predicate = quad.predicate.value
        if predicate.startswith(PAN) and predicate not in _SHOWN_APART:
            yield local(predicate), local(quad.object.value)  # type: ignore[union-attr]


def _alignments(quads: list[Quad]) -> Iterator[tuple[str, str]]:
    for quad in quads:
        predicate = quad.predicate.value
        if isinstance(quad.object, NamedNode) and not predicate.startswith(PAN) and predicate not in _SHOWN_APART:
            yield local(predicate), quad.object.value


def _objects(quads: list[Quad], predicate: str) -> Iterator[str]:
    for quad in quads:
        if quad.predicate.value == predicate and isinstance(quad.object, NamedNode):
            yield quad.object.value


def _by_language(quads: list[Quad], predicate: str) -> dict[str, str]:
    return {
        quad.object.language or "en": quad.object.value
        for quad in quads
        if quad.predicate.value == predicate and isinstance(quad.object, Literal)
    }
