"""Entities: what the graph speaks of, with its kind and its names."""

from typing import NamedTuple

from graph.model.vocabulary import slug


class Label(NamedTuple):
    """A name in a language."""

    text: str
    language: str | None


class Entity(NamedTuple):
    """A node of the graph: a person, a state, a place, an event, a measure, a position …

    Attributes:
        iri: Its full name for machines.
        kind: IRI of its class in the ontology; `pan:Entity` where the data names none.
        labels: One preferred name a language.
        aliases: Other names.
        forms: Forms that only serve to find it, such as "Russian" for Russia.
        same_as: IRIs elsewhere that name the same thing.
        iso: Two-letter code of a state.
        single_holder: Of an office: whether one person holds it at a time for one state or body.
    """

    iri: str
    kind: str
    labels: tuple[Label, ...]
    aliases: tuple[Label, ...] = ()
    forms: tuple[Label, ...] = ()
    same_as: tuple[str, ...] = ()
    iso: str | None = None
    single_holder: bool = False

    @property
    def slug(self) -> str:
        """The IRI without the project's base, such as `person/kim-jong-un`."""
        return slug(self.iri)

    def label(self, language: str = "en") -> str:
        """Return the name in a language, else in English, else the slug."""
        by_language = {label.language: label.text for label in self.labels}
        return by_language.get(language) or by_language.get("en") or self.slug

    def __str__(self) -> str:
        return self.label()
