"""What a store says in all its graphs together, each triple once, as shapes see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from pyoxigraph import NamedNode, Quad

from graph.model.vocabulary import RDF, RDFS

_FIRST, _REST = NamedNode(RDF + "first"), NamedNode(RDF + "rest")
_TYPE, _BELOW = NamedNode(RDF + "type"), NamedNode(RDFS + "subClassOf")

Term = Any
"""A term of RDF."""


class MergedGraph:
    """The triples of some quads without their graphs.

    Args:
        quads: Read once.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._objects: defaultdict[Term, dict[Term, set[Term]]] = defaultdict(dict)
        for quad in quads:
            self._objects[quad.predicate].setdefault(quad.subject, set()).add(quad.object)

    def objects(self, subject: Term, predicate: Term) -> set[Term]:
        """Return what a subject has for a predicate."""
        return self._objects[predicate].get(subject, set())

    def predicates(self, subject: Term) -> set[Term]:
        """Return the predicates for which a subject has something."""
        return {predicate for predicate, objects in self._objects.items() if subject in objects}

    def subjects_of(self, predicate: Term) -> set[Term]:
        """Return all that has something for a predicate."""
        return set(self._objects[predicate])

    def objects_of(self, predicate: Term) -> set[Term]:
        """Return all that something has for a predicate."""
        return set().union(*self._objects[predicate].values())

    def instances(self, kind: Term) -> set[Term]:
        """Return all that is of a class, or of one below it."""
        return {thing for thing in self._objects[_TYPE] if self.is_a(thing, kind)}

    def is_a(self, thing: Term, kind: Term) -> bool:
        """Tell whether a thing is of a class, or of one below it."""
        return not self.objects(thing, _TYPE).isdisjoint(self._below(kind))

    def members(self, head: Term) -> list[Term]:
        """Return the members of a list."""
        found: list[Term] = []
        while firsts := self.objects(head, _FIRST):
            found += firsts
            (head,) = self.objects(head, _REST)
        return found

    def _below(self, kind: Term) -> set[Term]:
        if kind not in self._kinds_below:
            found, new = {kind}, {kind}
            while new:
                new = {sub for sub, above in self._objects[_BELOW].items() if not above.isdisjoint(new)} - found
                found |= new
            self._kinds_below[kind] = found
        return self._kinds_below[kind]

    @cached_property
    def _kinds_below(self) -> dict[Term, set[Term]]:
        return {}
