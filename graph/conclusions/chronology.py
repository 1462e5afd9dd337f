"""Chronology: the events that somebody took part in, that happened somewhere, or that belong to something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event


def events_of(iri: str, conclusions: Conclusions, *, itself: bool = False) -> tuple[Event, ...]:
    """Return the events of something, by time.

    Those are the events in which it takes part, itself or by those who acted for it; that happen there; that are
    part of it; and what was held for these, such as their preparations.

    Args:
        iri: Whose events.
        conclusions: Knows the events.
        itself: Count only those in which it takes part itself, and not those of its side.
    """
    found = {event.entity.iri: event for event in _directly(iri, conclusions)}
    for event in list(found.values()):
        occasion = event.entity.iri
        found |= {e.entity.iri: e for e in _naming(occasion, conclusions) if occasion in _iris(e.occasions)}
    for member in () if itself else conclusions.sides.members(iri) - {iri}:
        found |= {e.entity.iri: e for e in _directly(member, conclusions) if takes_part(iri, e, conclusions)}
    return tuple(sorted(found.values(), key=lambda event: event.sort_key))


def events_between(
    one: str | None, other: str, conclusions: Conclusions, *, itself: bool = False
) -> tuple[Event, ...]:
    """Return the events of two together, by time; it is the same whichever comes first.

    Args:
        one: The first; None for any.
        other: The second.
        conclusions: Knows the events.
        itself: Count only those in which both take part themselves, and not those of their sides.
    """
    if itself:
        found = [events_of(iri, conclusions, itself=True) for iri in (one, other) if iri]
        shared = set(_iris(e.entity for e in found[0])).intersection(*(_iris(e.entity for e in f) for f in found))
        return tuple(event for event in found[0] if event.entity.iri in shared)
    if one is None:
        return events_of(other, conclusions)
    theirs = {event.entity.iri for event in events_of(other, conclusions)}
    return tuple(
        event
        for event in events_of(one, conclusions)
        if event.entity.iri in theirs and _are_two(one, other, event, conclusions)
    )


def takes_part(iri: str, event: Event, conclusions: Conclusions) -> bool:
    """Tell whether somebody takes part in an event, itself or by one who acts for it there."""
    return any(iri in conclusions.sides.acts_for(actor.iri, event.span) for actor in event.actors)


def _are_two(one: str, other: str, event: Event, conclusions: Conclusions) -> bool:
    """Tell whether it takes more than one actor to bring two into an event, where both are actors in it."""
    for_whom = [conclusions.sides.acts_for(actor.iri, event.span) for actor in event.actors]
    ones, others = ([place for place, orgs in enumerate(for_whom) if iri in orgs] for iri in (one, other))
    return not (ones and others) or len({*ones, *others}) > 1


def _directly(iri: str, conclusions: Conclusions) -> Iterator[Event]:
    for event in _naming(iri, conclusions):
        places = (placing.place for placing in event.placings)
        if iri in _iris((*event.actors, *places, *event.wholes)):
            yield event


def _naming(iri: str, conclusions: Conclusions) -> Iterator[Event]:
    """Yield the events of which some claim says something that has an entity at its other end."""
    subjects = {t.subject for claim in conclusions.reader.mentioning(iri) for t in claim.triples if t.object == iri}
    for subject in sorted(subjects):
        event = conclusions.as_event(conclusions.entity(subject))
        if event and event.claims:
            yield event


def _iris(entities: Iterable[object]) -> list[str]:
    return [entity.iri for entity in entities]  # type: ignore[attr-defined]
