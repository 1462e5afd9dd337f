"""Links as sentences with what backs them, for all answers of the network."""

from __future__ import annotations

from graph.conclusions.events import Event
from graph.knowledge import KnowledgeGraph
from graph.model.entities import Entity
from graph.model.vocabulary import local
from graph.network.links import Link
from graph.render.evidence import conditional, conditions, evidence
from graph.render.records import Record, Recorder
from graph.render.sentences import sentence


class LinkWriter:
    """Writes the links of one graph in one language.

    Args:
        graph: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
    """

    def __init__(self, graph: KnowledgeGraph, language: str = "en") -> None:
        self._graph, self._language = graph, language
        self._recorder = Recorder(graph, language)

    def name(self, entity: Entity) -> str:
        """Return the name of an entity."""
        return entity.label(self._language)

    def sentence(self, link: Link, start: str) -> str:
        """Return a link as a sentence that is read from the end with the IRI `start`; tenures with their office."""
        if link.office is None:
            return sentence(link.triple, self._graph, self._graph.ontology, self._language, start=start)
        holder, of = (self.name(self._graph.entity(iri)) for iri in link.ends)
        office = self.name(self._graph.entity(link.office))
        if self._language != "en":
            return f"{holder} — {office}, {of}"
        return f"{holder} was {office} of {of}" if start == link.ends[0] else f"{of} had {holder} as {office}"

    def backing(self, link: Link, event: Event | None) -> str:
        """Return date, status, certainty, source and place, and the conditions, of a link."""
        parts = self.circumstances(event)
        parts.append(conditional(evidence(link.claims, most=2), link.claims[0], self._graph, self._language))
        return " · ".join(parts)

    def circumstances(self, event: Event | None) -> list[str]:
        """Return when an event was, and how far it came."""
        if event is None:
            return []
        return [text for text in (event.when, str(event.status) if event.status else "") if text]

    def occasion(self, event: Event | None) -> Record:
        """Keys: date, status."""
        return {
            "date": event.when if event else None,
            "status": str(event.status) if event and event.status else None,
        }

    def record(self, link: Link, start: str, event: Event | None) -> Record:
        """Keys: sentence, relation, date, status, certainty, claim, source, paragraph, locator, denied, condition,
        claims."""
        return {
            "sentence": self.sentence(link, start),
            "relation": local(link.triple.predicate),
            **self.occasion(event),
            **self._recorder.evidence(link.claims[0]),
            "condition": conditions(link.claims[0], self._graph, self._language),
            "claims": [self._recorder.evidence(claim) for claim in link.claims],
        }
