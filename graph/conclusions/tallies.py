"""Tallies: how many occasions there were, by year, kind, side, place or person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, get_args

from graph.model.vocabulary import PAN

if TYPE_CHECKING:
    from graph.conclusions.conclusions import Conclusions
    from graph.conclusions.events import Event

By = Literal["year", "kind", "side", "place", "person"]
TALLIES: tuple[str, ...] = get_args(By)
"""By what events are counted."""


def tally(
    events: Sequence[Event], by: str, conclusions: Conclusions, language: str = "en", *, met_by: str | None = None
) -> list[tuple[str, int]]:
    """Count occasions: an event with its parts is one.

    An event counts once for each side or place that it has, or its parts have, and in the year in which it began;
    also for the side of whom it concerns. A person counts who was there, where people met and it took place.

    Args:
        events: What to count.
        by: One of `TALLIES`.
        conclusions: Names what is counted.
        language: Language of the names.
        met_by: Of persons: IRI of the one who must have met them; others of the same side are left out then.

    Returns:
        What, and how many: years in their order, the rest by number.
    """
    from graph.conclusions.chronology import folded

    counts: Counter[str] = Counter()
    if by == "person":
        counts.update(conclusions.entity(iri).label(language) for iri in _met(events, conclusions, met_by))
    for event, parts in folded(events) if by != "person" else ():
        counts.update(set(_headings(event, parts, by, conclusions, language)))
    order = sorted(counts) if by == "year" else sorted(counts, key=lambda heading: (-counts[heading], heading))
    return [(heading, counts[heading]) for heading in order]


def _headings(
    event: Event, parts: Sequence[Event], by: str, conclusions: Conclusions, language: str
) -> Iterator[str]:
    if by == "year":
        yield str(event.day.year) if event.day else "undated"
    elif by == "kind":
        yield conclusions.ontology.label(event.entity.kind, language)
    elif by == "side":
        for iri in sorted({iri for each in (event, *parts) for iri in _sides(each, conclusions)}):
            yield conclusions.entity(iri).label(language)
    else:
        yield from (placing.place.label(language) for each in (event, *parts) for placing in each.placings)


def _sides(event: Event, conclusions: Conclusions) -> frozenset[str]:
    from graph.conclusions.concerned import concerned_in

    concerned = (conclusions.sides.of(person.iri, event.span) for person in concerned_in(event, conclusions))
    return conclusions.sides_at(event).union(*concerned)


def _met(events: Sequence[Event], conclusions: Conclusions, met_by: str | None) -> Iterator[str]:
    """Yield who was at an occasion that some events make up, once for each occasion."""
    chosen = {event.entity.iri: event for event in events}
    for occasion in conclusions.occasions:
        within = (chosen[iri] for iri in occasion.members if iri in chosen)
        yield from {iri for event in within for iri in _met_at(event, conclusions, met_by)}


def _met_at(event: Event, conclusions: Conclusions, met_by: str | None) -> Iterator[str]:
    """Yield the persons who were at an event at which people met; only those of other sides than who met them."""
    from graph.conclusions.gatherings import attending

    if not conclusions.ontology.is_face_to_face(event.entity.kind):
        return
    there = attending(event, conclusions.ontology)
    if met_by is not None and met_by not in there:
        return
    own = conclusions.sides.of(met_by, event.span) if met_by else frozenset()
    for iri in there:
        person = conclusions.entity(iri).kind == PAN + "Person"
        if person and iri != met_by and own.isdisjoint(conclusions.sides.of(iri, event.span)):
            yield iri
