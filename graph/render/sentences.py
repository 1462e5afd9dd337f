"""Statements as sentences, read from either end, in three languages."""

from __future__ import annotations

from typing import Protocol

from graph.model.claims import Triple, Value
from graph.model.dates import show_edtf
from graph.model.entities import Entity
from graph.model.ontology import Ontology
from graph.model.vocabulary import EDTF


class Namer(Protocol):
    """Whatever can name the entity behind an IRI."""

    def entity(self, iri: str, /) -> Entity:
        """Return the entity with an IRI."""


def sentence(triple: Triple, namer: Namer, ontology: Ontology, language: str = "en", *, start: str = "") -> str:
    """Write a statement as a sentence.

    Args:
        triple: The statement.
        namer: Names its subject and object.
        ontology: Gives the phrase that stands between them.
        language: `"en"`, `"ru"` or `"ko"`; where it has no phrase, what heads a list of the other ends is used.
        start: IRI of the end to begin with; the subject unless it is the object's.
    """
    subject = namer.entity(triple.subject).label(language)
    thing = show_object(triple.object, namer, language)
    inverse = start == triple.object != triple.subject
    first, last = (thing, subject) if inverse else (subject, thing)
    between = phrase_of(triple, ontology, language, start=start)
    if ontology.phrase(triple.predicate, language):
        return f"{first} {between} {last}"
    return f"{first} — {between}: {last}"


def phrase_of(triple: Triple, ontology: Ontology, language: str = "en", *, start: str = "") -> str:
    """Return what stands between the ends of a statement, read from the end with the IRI `start`, or heads a list
    of the other ends; where a language has neither, the relation's label, after an arrow where it leads here."""
    inverse = start == triple.object != triple.subject
    label = ontology.label(triple.predicate, language)
    return ontology.phrase(triple.predicate, language, inverse=inverse) or (f"← {label}" if inverse else label)


def show_object(thing: str | Value, namer: Namer, language: str = "en") -> str:
    """Write an object for readers: a label, a plain date, a value."""
    if isinstance(thing, str):
        return namer.entity(thing).label(language)
    return show_edtf(thing.text) if thing.datatype.startswith(EDTF) else thing.text
