"""The vocabulary as the code asks for it: labels, phrases, kinds above kinds, roles under roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from graph.errors import UnknownNameError
from graph.model.vocabulary import PAN, RDFS, SKOS, local
from graph.names.similarity import nearest


class Ontology:
    """What `data/ontology.ttl` says, read once from a store that holds it."""

    def __init__(self, store: Store) -> None:
        self._parents: dict[str, set[str]] = defaultdict(set)
        for predicate in ("subClassOf", "subPropertyOf"):
            for subject, parent in _pairs(store, RDFS + predicate):
                self._parents[subject].add(parent)
        self.terms = frozenset(term for term, _ in _pairs(store, SKOS + "definition"))
        self._texts = {
            field: _texts(store, iri, self.terms)
            for field, iri in {
                "label": RDFS + "label",
                "phrase": PAN + "phrase",
                "inverse": PAN + "inversePhrase",
            }.items()
        }
        self._ends = {end: dict(_pairs(store, RDFS + end)) for end in ("domain", "range")}
        self.single_valued = frozenset(subject for subject, _ in _pairs(store, PAN + "singleValued"))

    def above(self, iri: str) -> frozenset[str]:
        """Return a kind or relation with all that is above it."""
        found, front = {iri}, [iri]
        while front:
            for parent in self._parents.get(front.pop(), ()):
                if parent not in found:
                    found.add(parent)
                    front.append(parent)
        return frozenset(found)

    def below(self, iri: str) -> frozenset[str]:
        """Return a kind or relation with all that is below it."""
        return frozenset({iri, *(term for term in list(self._parents) if iri in self.above(term))})

    def kind(self, name: str) -> str:
        """Return the IRI of the kind of entity that a word means: its label, or its name or IRI in the ontology.

        Raises:
            UnknownNameError: There is none.
        """
        known = self.below(PAN + "Entity")
        word = name.casefold()
        for iri in sorted(known):
            if word in {iri.casefold(), local(iri).casefold(), self.label(iri).casefold()}:
                return iri
        labels = sorted(map(self.label, known))
        raise UnknownNameError(name, nearest(word, labels), what="kind", help=f"Known: {', '.join(labels)}.")

    def most_specific(self, kinds: Iterable[str]) -> str | None:
        """Return the one kind that none of the others lies below, or None where no kind is given."""
        given = sorted(kinds)
        return next((kind for kind in given if not any(kind in self.above(k) for k in given if k != kind)), None)

    def end(self, relation: str, end: str) -> str | None:
        """Return the class that a relation takes at its `"domain"` or `"range"`, or None where it takes any."""
        return self._ends[end].get(relation)

    def is_role(self, iri: str) -> bool:
        """Tell whether a relation is `pan:participant` or a role under it."""
        return PAN + "participant" in self.above(iri)

    def label(self, iri: str, language: str = "en") -> str:
        """Return the label in a language, else in English, else the name in the IRI."""
        return self._text("label", iri, language) or self._text("label", iri, "en") or local(iri)

    def phrase(self, iri: str, language: str = "en", *, inverse: bool = False) -> str | None:
        """Return what stands between subject and object in a sentence, or None where a language has none.

        Args:
            iri: The relation.
            language: `"en"`, `"ru"` or `"ko"`.
            inverse: Read the sentence from the object's end.
        """
        return self._text("inverse" if inverse else "phrase", iri, language)

    def _text(self, field: str, iri: str, language: str) -> str | None:
        return self._texts[field].get((iri, language))


def _pairs(store: Store, predicate: str) -> Iterable[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(PAN):
            yield quad.subject.value, quad.object.value  # type: ignore[union-attr]


def _texts(store: Store, predicate: str, terms: Iterable[str]) -> dict[tuple[str, str], str]:
    found = {}
    for term in terms:
        for quad in store.quads_for_pattern(NamedNode(term), NamedNode(predicate), None, DefaultGraph()):
            if isinstance(quad.object, Literal):
                found[term, quad.object.language or "en"] = quad.object.value
    return found
