"""Concerned: whom an event is about without their taking part, such as an ambassador who is expelled."""

from __future__ import annotations

from collections.abc import Iterator

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.model.entities import Entity
from graph.model.vocabulary import PAN

_PERSON, _TENURE = PAN + "Person", PAN + "Tenure"


def concerned_in(event: Event, conclusions: Conclusions) -> tuple[Entity, ...]:
    """Return the persons whom an event concerns, themselves or by an office of theirs, and who take no part in it.

    Args:
        event: The event.
        conclusions: Knows who held which office.
    """
    linked = (
        triple.object
        for claim in event.claims
        for triple in claim.triples
        if triple.subject == event.entity.iri and isinstance(triple.object, str)
        and not conclusions.ontology.is_role(triple.predicate)
    )  # fmt: skip
    there = {actor.iri for actor in event.actors}
    meant = (person for thing in dict.fromkeys(linked) for person in _persons(thing, conclusions))
    return tuple({person.iri: person for person in meant if person.iri not in there}.values())


def _persons(iri: str, conclusions: Conclusions) -> Iterator[Entity]:
    entity = conclusions.entity(iri)
    if entity.kind == _TENURE:
        holder = conclusions.tenure(iri).holder
        if holder:
            yield holder
    elif entity.kind == _PERSON:
        yield entity
