"""What readers call an IRI: an entity's name, a term's label, a claim's number, a source's slug."""

from __future__ import annotations

from graph.conclusions.conclusions import Conclusions
from graph.model.vocabulary import BASE, PAN, PREFIXES


class Labels:
    """Names IRIs for readers, in one language.

    Args:
        conclusions: Knows the names.
        language: `"en"`, `"ru"` or `"ko"`.

    >>> from graph import open_graph
    >>> Labels(open_graph().conclusions, "ru")("https://w3id.org/panmunjom/person/kim-jong-un")
    'Ким Чен Ын'
    """

    def __init__(self, conclusions: Conclusions, language: str = "en") -> None:
        self._conclusions, self._language = conclusions, language

    def __call__(self, iri: str) -> str:
        """Return the label."""
        if iri.startswith(PAN):
            return self._conclusions.ontology.label(iri, self._language)
        for folder in ("claim/", "source/"):
            if iri.startswith(BASE + folder):
                return iri.removeprefix(BASE + folder)
        if iri.startswith(BASE):
            return self._conclusions.entity(iri).label(self._language)
        return prefixed(iri)


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
