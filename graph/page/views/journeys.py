"""The map's data: where events that brought people together took place, and which states came from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.conclusions.places import Position, position
from graph.model.vocabulary import BASE, PAN
from graph.page import bundle
from graph.page.model import Model

_SEATS = {
    "dprk": "pyongyang",
    "rok": "seoul",
    "united-states": "washington",
    "china": "beijing",
    "russia": "moscow",
    "japan": "tokyo",
}
"""Where ways are drawn from: no source says from where somebody set out, so it is the seat of the government."""


def data(model: Model, conclusions: Conclusions, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return the places with their coordinates, the seats of governments, what happened where, and an outline.

    `journeys` has for each event its place and the states that came to it from elsewhere, by number.

    Args:
        model: What the page holds.
        conclusions: Tells who took part in what, and where it was.
        numbers: The number of each thing, by its IRI.
    """
    reader = conclusions.reader
    events = [conclusions.event(node.entity.iri) for node in model.nodes if conclusions.is_event(node.entity)]
    found = {event.entity.iri: where for event in events if (where := _where(event, conclusions))}
    shown = {iri for iri, where in found.items() if where.of in numbers}
    seats = {f"{BASE}state/{state}": f"{BASE}place/{seat}" for state, seat in _SEATS.items()}
    seats = {state: seat for state, seat in seats.items() if state in numbers and seat in numbers}
    points = {where.of: where for where in found.values()}
    points |= {seat: where for seat in seats.values() if (where := position(seat, reader.mentioning))}
    journeys = [
        [numbers[event.entity.iri], numbers[found[event.entity.iri].of],
         [numbers[state] for state in _came(event, found[event.entity.iri].of, conclusions) if state in seats]]
        for event in events
        if event.entity.iri in shown and not _is_told_by_whole(event, found)
    ]  # fmt: skip
    return {
        "places": {
            numbers[iri]: [point.latitude, point.longitude] for iri, point in points.items() if iri in numbers
        },
        "seats": {numbers[state]: numbers[seat] for state, seat in seats.items()},
        "journeys": journeys,
        "outline": json.loads((bundle.HERE / "outline.json").read_text(encoding="utf-8")),
    }


def _where(event: Event, conclusions: Conclusions) -> Position | None:
    """Return where an event that gathered people was: of several places the one that most claims name."""
    if (
        not conclusions.ontology.brings_together(event.entity.kind)
        or not event.conclusion.took_place
        or event.day is None
    ):
        return None
    for placing in sorted(event.placings, key=lambda placing: (-len(placing.claims), placing.place.iri)):
        where = position(placing.place.iri, conclusions.reader.mentioning)
        if where and conclusions.entity(where.of).kind != PAN + "State":
            return where
    return None


def _is_told_by_whole(event: Event, found: Mapping[str, Position]) -> bool:
    """Tell whether what an event is part of is at the same place, so that the way there is told by it."""
    own = found[event.entity.iri].of
    return any(whole.iri in found and found[whole.iri].of == own for whole in event.wholes)


def _came(event: Event, place: str, conclusions: Conclusions) -> list[str]:
    """Return the states that took part in an event, but for that in which it was."""
    home, seen = [place], {place}
    while home:
        inside = home.pop()
        for claim in conclusions.reader.about(inside):
            wider = [above for above in claim.about(inside, PAN + "locatedIn") if isinstance(above, str)]
            home += [above for above in wider if above not in seen and not claim.denied]
            seen.update(wider)
    return sorted(conclusions.sides_at(event) - seen)
