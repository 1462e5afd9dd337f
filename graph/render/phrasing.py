"""Phrasing: names, states, dates and evidence as one language writes them in lines."""

from __future__ import annotations

from collections.abc import Iterable

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.model.claims import Claim, Triple, Value
from graph.model.entities import Entity
from graph.model.safe import width
from graph.model.vocabulary import Certainty, Status
from graph.render.dates import dated, day_of
from graph.render.evidence import evidence, said_when
from graph.render.lines import Line, Run, line
from graph.render.sentences import phrase_of, show_object
from graph.render.states import certainty_of, state_of_event
from graph.render.words import words

_FIELDS = ("state", "when", "where", "who")


class Phrasing:
    """What writes the lines of one graph in one language.

    Args:
        conclusions: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
    """

    def __init__(self, conclusions: Conclusions, language: str = "en") -> None:
        self._conclusions, self._language, self._words = conclusions, language, words(language)

    def _evidence(self, claims: Iterable[Claim], *, most: int = 3) -> str:
        return evidence(claims, self._conclusions, self._language, most=most)

    def _label(self, iri: str) -> str:
        return self._conclusions.ontology.label(iri, self._language)

    def _name(self, iri: str) -> str:
        return self._conclusions.entity(iri).label(self._language)

    def _object(self, thing: str | Value) -> str:
        return show_object(thing, self._conclusions, self._language)

    def _phrase(self, triple: Triple, start: str) -> str:
        return phrase_of(triple, self._conclusions.ontology, self._language, start=start)

    def _names(self, entities: Iterable[Entity]) -> str:
        return ", ".join(entity.label(self._language) for entity in entities)

    def _said(self, claim: Claim) -> str:
        return dated(said_when(claim), self._language)

    def _day(self, when: str) -> str:
        return day_of(when, self._language)

    def _status(self, status: Status, event: Event) -> str:
        return self._conclusions.ontology.status(status, self._language, event.entity.kind)

    def _sure(self, level: Certainty | None) -> str:
        return certainty_of(level, self._conclusions.ontology, self._language) if level else ""

    def _state_of(self, event: Event) -> str:
        state = state_of_event(event, self._conclusions.ontology, self._language)
        return f"{state} · " if state else ""

    def _field(self, key: str, text: str, beside: str) -> Line:
        """Return a line that begins with what it tells of."""
        widest = max(width(self._words[name]) for name in _FIELDS)
        padding = " " * (widest - width(self._words[key]) + 2)
        return line(Run(self._words[key] + padding, "heading"), text, Run(f"  {beside}", "dim"), indent=2)
