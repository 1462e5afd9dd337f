"""Chronology: the events that somebody took part in, that happened somewhere, or that belong to something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.conclusions.concerned import concerned_in
from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.model.vocabulary import PAN


def events_of(iri: str, conclusions: Conclusions, *, itself: bool = False) -> tuple[Event, ...]:
    """Return the events of something, by time.

    Those are the events in which it takes part, itself or by those who acted for it; that happen there; that are
    part of it; what was held for these, such as their preparations; and, unless it is a state, what is about it or
    what it came out of.

    Args:
        iri: Whose events.
        conclusions: Knows the events.
        itself: Count only those in which it takes part itself, and not those of its side.
    """
    found = {event.entity.iri: event for event in _directly(iri, conclusions)}
    if not itself and conclusions.entity(iri).kind != PAN + "State":
        found |= {event.entity.iri: event for event in _linked_with(iri, conclusions)}
    for event in list(found.values()):
        cause = event.entity.iri
        found |= {e.entity.iri: e for e in _naming(cause, conclusions) if cause in _iris(e.held_for)}
    for member in () if itself else conclusions.sides.members(iri) - {iri}:
        found |= {e.entity.iri: e for e in _directly(member, conclusions) if takes_part(iri, e, conclusions)}
    return tuple(sorted(found.values(), key=lambda event: event.sort_key))


def events_between(
    one: str | None, other: str, conclusions: Conclusions, *, itself: bool = False
) -> tuple[Event, ...]:
    """Return the events of two together, by time; it is the same whichever comes first.

    One of them may be there only by somebody whom the event concerns, such as an ambassador who is expelled.

    Args:
        one: The first; None for any.
        other: The second.
        conclusions: Knows the events.
        itself: Count only those in which both take part themselves, and not those of their sides.
    """
    if itself:
        found = [events_of(iri, conclusions, itself=True) for iri in (one, other) if iri]
        shared = set(_iris_of(found[0])).intersection(*map(_iris_of, found))
        return tuple(event for event in found[0] if event.entity.iri in shared)
    if one is None:
        return events_of(other, conclusions)
    taking, concerning = ([by(iri, conclusions) for iri in (one, other)] for by in (events_of, _concerning))
    events = {event.entity.iri: event for several in (*taking, *concerning) for event in several}
    (ones, others), (of_one, of_other) = (map(set, map(_iris_of, several)) for several in (taking, concerning))
    shared = (ones & (others | of_other)) | (others & of_one)
    together = (events[iri] for iri in shared if _are_two(one, other, events[iri], conclusions))
    return tuple(sorted(together, key=lambda event: event.sort_key))


def _concerning(iri: str, conclusions: Conclusions) -> tuple[Event, ...]:
    """Return the events that concern somebody who acts for something."""
    found: dict[str, Event] = {}
    for member in conclusions.sides.members(iri):
        for matter in conclusions.matters_of(member) if conclusions.entity(member).kind == PAN + "Person" else ():
            found |= {event.entity.iri: event for event in _naming(matter, conclusions)}
    return tuple(event for event in found.values() if concerns(iri, event, conclusions))


def concerns(iri: str, event: Event, conclusions: Conclusions) -> bool:
    """Tell whether an event concerns somebody who acts for something then."""
    return any(
        iri in conclusions.sides.acts_for(person.iri, event.span) for person in concerned_in(event, conclusions)
    )


def takes_part(iri: str, event: Event, conclusions: Conclusions) -> bool:
    """Tell whether somebody takes part in an event, itself or by one who acts for it there."""
    return any(iri in conclusions.sides.acts_for(actor.iri, event.span) for actor in event.actors)


def _are_two(one: str, other: str, event: Event, conclusions: Conclusions) -> bool:
    """Tell whether it takes more than one actor to bring two into an event, where both are actors in it."""
    there = (*event.actors, *concerned_in(event, conclusions))
    for_whom = [conclusions.sides.acts_for(actor.iri, event.span) for actor in there]
    ones, others = ([place for place, orgs in enumerate(for_whom) if iri in orgs] for iri in (one, other))
    return not (ones and others) or len({*ones, *others}) > 1


def folded(events: Sequence[Event]) -> Iterator[tuple[Event, list[Event]]]:
    """Yield events with those among them that are their parts; a part stands under one whole alone."""
    there = {event.entity.iri for event in events}
    parts: dict[str, list[Event]] = defaultdict(list)
    wholes = {event.entity.iri: [w.iri for w in event.wholes if w.iri in there] for event in events}
    for event in events:
        for whole in wholes[event.entity.iri][:1]:
            parts[whole].append(event)
    for event in events:
        if not wholes[event.entity.iri]:
            yield event, list(_parts_of(event, parts, {event.entity.iri}))


def _parts_of(event: Event, parts: Mapping[str, Sequence[Event]], seen: set[str]) -> Iterator[Event]:
    for part in parts.get(event.entity.iri, ()):
        if part.entity.iri not in seen:
            seen.add(part.entity.iri)
            yield part
            yield from _parts_of(part, parts, seen)


def _linked_with(iri: str, conclusions: Conclusions) -> Iterator[Event]:
    """Yield the events that a claim links with something, whatever by."""
    named = {
        end
        for matter in conclusions.matters_of(iri)
        for claim in conclusions.reader.mentioning(matter)
        for triple in claim.triples
        if matter in (triple.subject, triple.object) and not claim.denied
        for end in (triple.subject, triple.object)
        if isinstance(end, str) and end != iri
    }
    for name in sorted(named):
        event = conclusions.as_event(conclusions.entity(name))
        if event and event.claims:
            yield event


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


def _iris_of(events: Iterable[Event]) -> list[str]:
    return _iris(event.entity for event in events)
