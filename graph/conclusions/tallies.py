"""Tallies: how many occasions there were, by year, kind, side or place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from graph.conclusions.conclusions import Conclusions
    from graph.conclusions.events import Event

By = Literal["year", "kind", "side", "place"]
TALLIES: tuple[str, ...] = get_args(By)
"""By what events are counted."""


def tally(
    events: Sequence[Event], by: str, conclusions: Conclusions, language: str = "en"
) -> list[tuple[str, int]]:
    """Count occasions: an event with its parts is one.

    An event counts once for each side or place that it has, or its parts have, and in the year in which it began;
    also for the side of whom it concerns.

    Args:
        events: What to count.
        by: One of `TALLIES`.
        conclusions: Names what is counted.
        language: Language of the names.

    Returns:
        What, and how many: years in their order, the rest by number.
    """
    from graph.conclusions.chronology import folded

    counts: Counter[str] = Counter()
    for event, parts in folded(events):
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
