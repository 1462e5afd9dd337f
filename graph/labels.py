"""What readers call an IRI: an entity's name, a term's label, a claim's number, a source's slug."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from graph.entities import Entity
from graph.vocabulary import BASE, PAN, PREFIXES

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph


def labeller(graph: KnowledgeGraph, language: str = "en") -> Callable[[str], str]:
    """Return a function from IRIs to labels.

    >>> from graph import open_graph
    >>> labeller(open_graph(), "ru")("https://w3id.org/panmunjom/person/kim-jong-un")
    'Ким Чен Ын'
    """

    @cache
    def label(iri: str) -> str:
        if iri.startswith(PAN):
            return graph.ontology.label(iri, language)
        for folder in ("claim/", "source/"):
            if iri.startswith(BASE + folder):
                return iri.removeprefix(BASE + folder)
        if iri.startswith(BASE):
            return graph.entity(Entity(iri, "", ())).label(language)  # by its IRI alone, named or not
        return prefixed(iri)

    return label


def prefixed(iri: str) -> str:
    """Return an IRI with one of the usual prefixes, or whole where none fits.

    >>> prefixed("https://w3id.org/panmunjom/person/kim-jong-un")
    'person:kim-jong-un'
    """
    for prefix, namespace in PREFIXES.items():
        name = iri.removeprefix(namespace)
        if name != iri and name.replace("-", "").replace("_", "").isalnum() and name.isascii():
            return f"{prefix}:{name}"
    return iri
