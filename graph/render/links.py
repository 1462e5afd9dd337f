"""Links as sentences with what backs them, for all answers of the network."""

from __future__ import annotations

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.model.entities import Entity
from graph.model.vocabulary import local
from graph.network.links import Link
from graph.render.dates import dated
from graph.render.evidence import conditional, conditions, evidence
from graph.render.network_schema import LinkRecord
from graph.render.records import Recorder
from graph.render.sentences import sentence
from graph.render.states import state_of_event


class LinkWriter:
    """Writes the links of one graph in one language.

    Args:
        conclusions: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
    """

    def __init__(self, conclusions: Conclusions, language: str = "en") -> None:
        self._conclusions, self._language = conclusions, language
        self._recorder = Recorder(conclusions, language)

    def name(self, entity: Entity) -> str:
        """Return the name of an entity."""
        return entity.label(self._language)

    def sentence(self, link: Link, start: str) -> str:
        """Return a link as a sentence that is read from the end with the IRI `start`; tenures with their office."""
        if link.office is None:
            return sentence(link.triple, self._conclusions, self._conclusions.ontology, self._language, start=start)
        holder, of = (self.name(self._conclusions.entity(iri)) for iri in link.ends)
        office = self.name(self._conclusions.entity(link.office))
        if self._language != "en":
            return f"{holder} — {office}, {of}"
        return f"{holder} was {office} of {of}" if start == link.ends[0] else f"{of} had {holder} as {office}"

    def backing(self, link: Link, event: Event | None) -> str:
        """Return date, status, certainty, source and place, and the conditions, of a link."""
        parts = self.circumstances(event)
        said = evidence(link.claims, self._conclusions, self._language, most=2)
        parts.append(conditional(said, link.claims[0], self._conclusions, self._language))
        return " · ".join(parts)

    def circumstances(self, event: Event | None) -> list[str]:
        """Return when an event was, and how far it came."""
        if event is None:
            return []
        state = state_of_event(event, self._conclusions.ontology, self._language)
        return [text for text in (dated(event.when, self._language), state) if text]

    def record(self, link: Link, start: str, event: Event | None) -> LinkRecord:
        """Return a link, read from the end with the IRI `start`, as a record."""
        return {
            **self._recorder.evidence(link.claims[0]),
            "sentence": self.sentence(link, start),
            "relation": local(link.triple.predicate),
            "date": event.when if event else None,
            "status": recorded_status(event),
            "condition": conditions(link.claims[0], self._conclusions, self._language),
            "claims": [self._recorder.evidence(claim) for claim in link.claims],
        }


def recorded_status(event: Event | None) -> str | None:
    """Return how far an event came, for records."""
    return str(event.status) if event and event.status else None
