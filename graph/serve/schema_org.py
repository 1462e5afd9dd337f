"""What search engines read of a page: its subject in the vocabulary of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model.vocabulary import PAN, Stage
from graph.serve.writing import path_of

if TYPE_CHECKING:
    from graph.conclusions.cards import Card
    from graph.model.claims import Claim
    from graph.model.entities import Entity
    from graph.model.sources import Source
    from graph.serve.visit import Visit

_TYPES = {
    "Person": "Person",
    "State": "Country",
    "Organisation": "Organization",
    "Event": "Event",
    "Place": "Place",
    "Agreement": "CreativeWork",
    "Measure": "Legislation",
    "Project": "Project",
    "NewsReport": "NewsArticle",
    "Article": "Article",
    "Study": "ScholarlyArticle",
    "Source": "CreativeWork",
}
"""The type there of what is of a kind here, the more special first."""


def of_card(card: Card, visit: Visit) -> dict[str, Any]:
    """Return the subject of a card."""
    entity = card.entity
    record = _thing(entity, visit) | {"sameAs": list(entity.same_as)}
    others = {label.text for label in (*entity.labels, *entity.aliases)} - {record["name"]}
    record["alternateName"] = sorted(others)
    if card.event:
        span = card.event.span
        record |= {
            "startDate": span.earliest.isoformat() if span.earliest else None,
            "endDate": span.latest.isoformat() if span.latest else None,
            "location": [_thing(placing.place, visit) for placing in card.event.placings],
            "attendee": [_thing(actor, visit) for actor in card.event.actors],
            "eventStatus": _event_status(card.event.conclusion.stage),
        }
    elif record["@type"] == "Person":
        record["jobTitle"] = sorted({tenure.title(visit.language) for tenure in card.offices})
    return _document(record, visit)


def of_claim(claim: Claim, visit: Visit) -> dict[str, Any]:
    """Return a claim."""
    appearance = _work(claim.source, visit)
    record = {"@type": "Claim", "@id": claim.iri, "text": claim.comment, "appearance": appearance}
    return _document(record, visit)


def of_source(source: Source, visit: Visit) -> dict[str, Any]:
    """Return a source."""
    return _document(_work(source, visit), visit)


def _work(source: Source, visit: Visit) -> dict[str, Any]:
    conclusions = visit.graph.conclusions
    publisher = conclusions.entity(source.publisher).label(visit.language) if source.publisher else None
    return {
        "@type": _type(source.kind, visit), "@id": source.iri, "name": source.title, "url": source.url,
        "datePublished": source.published or (source.written.isoformat() if source.written else None),
        "inLanguage": source.language,
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
    }  # fmt: skip


def _thing(entity: Entity, visit: Visit) -> dict[str, Any]:
    return {
        "@type": _type(entity.kind, visit), "@id": entity.iri, "name": entity.label(visit.language),
        "url": visit.question.base + visit.question.link(path_of(entity.iri)),
    }  # fmt: skip


def _type(kind: str, visit: Visit) -> str:
    above = visit.graph.ontology.above(kind)
    return next((name for ours, name in _TYPES.items() if PAN + ours in above), "Thing")


def _event_status(stage: Stage) -> str | None:
    return "https://schema.org/EventCancelled" if stage is Stage.CAME_TO_NOTHING else None


def _document(record: dict[str, Any], visit: Visit) -> dict[str, Any]:
    """Return a record with its context, and without what is empty."""
    address = visit.question.base + visit.question.link(visit.question.path)
    page = {"@type": "WebPage", "@id": address, "inLanguage": visit.language}
    whole = {"@context": "https://schema.org", **record, "mainEntityOfPage": page}
    return {name: value for name, value in whole.items() if value not in (None, [], "")}
