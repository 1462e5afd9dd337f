"""Lanes of the timeline: a strip for each state, and in it what is on its side, by the time of its events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from graph.conclusions.events import Event
from graph.page.affiliation import ABOVE, BELOW
from graph.page.arrangement import Spot

_LANE_ROW = 42
_COMMON_ROWS = 3
"""Rows for what belongs to no one state; the page shows but a few of them at once."""


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


@dataclass(frozen=True, slots=True)
class Band:
    """A strip or a box of the picture that stands for something.

    Attributes:
        name: IRI of the state whose lane it is, or `common`, `undated`, `hypothetical`.
        box: Left, top, right and bottom.
    """

    name: str
    box: tuple[int, int, int, int]


def lanes_of(
    matter: Matter, places: Mapping[str, int], rail: tuple[int, int], right: int
) -> tuple[list[Band], dict[str, Spot]]:
    """Put everything but events into the lane of its state, at the mean time of the events it is linked with."""
    members: dict[str, list[str]] = defaultdict(list)
    for node in matter.nodes:
        if node not in matter.events:
            side = matter.sides.get(node, "")
            members[side if side in ABOVE + BELOW else "common"].append(node)
    left = min([*places.values(), 0]) - 60
    bands: list[Band] = []
    spots: dict[str, Spot] = {}
    edge = rail[0]
    for name in reversed(ABOVE):
        if members[name]:
            rows = _rows(matter, members[name], places, left, right)
            top = edge - _height(rows)
            bands.append(Band(name, (left, top, right, edge)))
            spots |= _seated(rows, top)
            edge = top - 6
    edge = rail[1]
    for name in (*BELOW, "common"):
        if members[name]:
            rows = (_grid if name == "common" else _rows)(matter, members[name], places, left, right)
            bands.append(Band(name, (left, edge, right, edge + _height(rows))))
            spots |= _seated(rows, edge)
            edge += _height(rows) + 6
    return bands, spots


def _wishes(
    matter: Matter, members: Iterable[str], places: Mapping[str, int], left: int, right: int
) -> list[tuple[int, str]]:
    """Return where each would stand by the mean time of the events that it is linked with, from the left."""
    wishes = []
    for node in members:
        met = [places[other] for other in matter.partners.get(node, ()) if other in places]
        wishes.append((min(round(fmean(met)), right - 60) if met else left + 40, node))
    return sorted(wishes)


def _grid(
    matter: Matter, members: Sequence[str], places: Mapping[str, int], left: int, right: int
) -> list[list[tuple[int, str]]]:
    """Share out many over a grid, in the order of their time."""
    rows = min(len(members), _COMMON_ROWS)
    seats: list[list[tuple[int, str]]] = [[] for _ in range(rows)]
    step = (right - left - 80) / max(-(-len(members) // rows) - 1, 1)
    for number, (_, node) in enumerate(_wishes(matter, members, places, left, right)):
        column, row = divmod(number, rows)
        seats[row].append((round(left + 40 + column * step), node))
    return seats


def _rows(
    matter: Matter, members: Iterable[str], places: Mapping[str, int], left: int, right: int
) -> list[list[tuple[int, str]]]:
    """Share out the members of a lane over as few rows as leave room for their names."""
    rows: list[list[tuple[int, str]]] = []
    room = 118
    for wish, node in _wishes(matter, members, places, left, right):
        x = max(wish, left + 40)
        row = next((row for row in rows if row[-1][0] + room <= x), None)
        if row is None and (late := min(rows, key=lambda row: row[-1][0], default=None)) is not None:
            near = late[-1][0] + room
            if near - x <= 260 and near <= right - 60:
                row, x = late, near
        if row is None:
            rows.append([(x, node)])
        else:
            row.append((x, node))
    return rows


def _height(rows: Sequence[object]) -> int:
    return len(rows) * _LANE_ROW + 34


def _seated(rows: Iterable[Iterable[tuple[int, str]]], top: int) -> dict[str, Spot]:
    return {node: (x, top + 40 + number * _LANE_ROW) for number, row in enumerate(rows) for x, node in row}
