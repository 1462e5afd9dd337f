"""The timeline arrangement: events along an axis of time, a lane for each state, the undated apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from graph.conclusions.events import Event
from graph.model.dates import Span
from graph.model.vocabulary import Status
from graph.page.affiliation import ABOVE, BELOW
from graph.page.arrangement import Spot
from graph.page.lanes import Band, lanes_of
from graph.page.scale import Scale

_STEP = (12, 74)
"""Room for a day on which something happened: at least, and where there are few."""

_WIDTH = 1300
"""How wide the axis gets before days move closer together."""

_ROW = 46
_COLUMN = 140
_UNREAL = {Status.UNREALISED, Status.PROPOSED}


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where everything stands.

    Attributes:
        spots: The place of every node.
        scale: From days to places on the axis, which lies at height 0.
        bands: Lanes and boxes.
        extent: Left and right end of the axis.
    """

    spots: dict[str, Spot]
    scale: Scale
    bands: tuple[Band, ...]
    extent: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Matter:
    """What the arrangement needs to know of the graph.

    Attributes:
        nodes: Everything to be placed.
        events: The event behind each node that is one.
        sides: The state of each node that has one.
        partners: What each node is linked with.
        label: Gives the name of a node.
    """

    nodes: Sequence[str]
    events: Mapping[str, Event]
    sides: Mapping[str, str]
    partners: Mapping[str, Sequence[str]]
    label: Callable[[str], str]


def timeline(matter: Matter) -> Timeline:
    """Arrange a graph by time and state."""
    days = {iri: middle(event) for iri, event in matter.events.items()}
    dated = {iri: day for iri, day in days.items() if day is not None}
    days_apart = len(set(dated.values())) or 1
    step = min(max(_WIDTH // days_apart, _STEP[0]), _STEP[1])
    scale = Scale.over(dated.values(), step)
    places = {iri: scale(day) for iri, day in dated.items()}
    spots, rail = _rail(matter, places, longest=26 if step > 40 else 10)
    right = max([*places.values(), 600]) + 190
    boxes, further = _boxes(matter, dated, right, rail)
    spots |= further
    lanes, further = lanes_of(matter, places, rail, right - 24)
    spots |= further
    return Timeline(spots, scale, (*lanes, *boxes), (min([*places.values(), 0]) - 60, right - 24))


def middle(event: Event) -> date | None:
    """Return the day at which an event is marked: the middle of the dates that it may have; None without dates."""
    spans = [dating.span for dating in event.conclusion.when.datings] or [event.span]
    days = [day for span in spans[:1] for day in _ends(span)]
    return date.fromordinal(round(fmean(day.toordinal() for day in days))) if days else None


def _ends(span: Span) -> list[date]:
    return [day for day in (span.earliest, span.latest) if day]


def _rail(matter: Matter, places: Mapping[str, int], longest: int) -> tuple[dict[str, Spot], tuple[int, int]]:
    """Put dated events on rows above and below the axis: near their actors, and near the axis.

    Each gets room for its name, as far as that is not longer than so many letters.
    """
    ends: dict[int, float] = {}
    spots: dict[str, Spot] = {}
    for iri in sorted(places, key=lambda iri: (places[iri], iri)):
        x, actors = places[iri], [matter.sides.get(actor.iri) for actor in matter.events[iri].actors]
        up = sum(side in ABOVE for side in actors) > sum(side in BELOW for side in actors)
        room = 30 + 6.4 * min(len(matter.label(iri)), longest)
        row = _free_row(ends, x, up)
        ends[row] = x + room
        spots[iri] = (x, row * _ROW + (24 if row > 0 else -24))
    rows = list(ends)
    return spots, (min([*rows, -2]) * _ROW - 54, max([*rows, 2]) * _ROW + 54)


def _free_row(ends: Mapping[int, float], x: int, up: bool) -> int:
    """Return the row nearest the axis that has room; rows above are negative, below positive."""
    sign = -1 if up else 1
    distance = 1
    while True:
        for row in (sign * distance, -sign * distance):
            if ends.get(row, float("-inf")) <= x:
                return row
        distance += 1


def _boxes(
    matter: Matter, dated: Mapping[str, date], left: int, rail: tuple[int, int]
) -> tuple[list[Band], dict[str, Spot]]:
    """Put events without a date into boxes right of the axis, the hypothetical in one of their own."""
    groups: dict[str, list[str]] = {"undated": [], "hypothetical": []}
    for iri, event in sorted(matter.events.items(), key=lambda item: (matter.label(item[0]), item[0])):
        if iri not in dated:
            groups["hypothetical" if event.status in _UNREAL else "undated"].append(iri)
    top, bottom = rail
    rows = max((bottom - top - 40) // _ROW, 1)
    stacked = sum(map(len, groups.values())) + 6 <= rows
    bands: list[Band] = []
    spots: dict[str, Spot] = {}
    for name, members in groups.items():
        if not members:
            continue
        columns = -(-len(members) // rows)
        tall = -(-len(members) // columns)
        for number, iri in enumerate(members):
            column, row = divmod(number, tall)
            spots[iri] = (left + 26 + column * _COLUMN, top + 44 + row * _ROW)
        width = columns * _COLUMN + 10
        low = top + tall * _ROW + 48 if stacked else bottom - 6
        bands.append(Band(name, (left, top + 6, left + width, low)))
        if stacked:
            top = low + 3 * _ROW
        else:
            left += width + 18
    return bands, spots
