"""Lanes: who stands beside whom in a storyline, so that ways are short and few lines are crossed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_CROSSING = 0.5
"""What a line crossed costs, in lanes of way."""

_APART = 0.9
"""Room between two bands, in lanes."""


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One knot: its place in the order of time, who is there, and whose lines pass by."""

    present: tuple[int, ...]
    passing: tuple[int, ...]


def arranged(
    bands: Sequence[Sequence[str]], met: Sequence[Sequence[str]], weights: Mapping[str, float]
) -> list[list[str]]:
    """Return the bands with the lanes in each ordered anew.

    Two lanes of a band change places as long as that makes the way from the lanes to the knots shorter, a line
    crossed counting as a part of a lane. The same input gives the same order.

    Args:
        bands: The lanes by side; bands keep their order.
        met: For each knot, in the order of time, who is there.
        weights: How much each has to do: whoever has most stays in his lane.
    """
    order = [list(band) for band in bands]
    names = [who for band in order for who in band]
    number = {who: at for at, who in enumerate(names)}
    meetings = _meetings(met, number)
    loads = [weights.get(who, 1.0) for who in names]
    lanes = [[number[who] for who in band] for band in order]
    best = _cost(lanes, meetings, loads)
    better = True
    while better:
        better = False
        for band in lanes:
            for one in range(len(band)):
                for other in range(one + 1, len(band)):
                    band[one], band[other] = band[other], band[one]
                    cost = _cost(lanes, meetings, loads)
                    if cost < best - 1e-9:
                        best, better = cost, True
                    else:
                        band[one], band[other] = band[other], band[one]
    return [[names[at] for at in band] for band in lanes]


def _meetings(met: Sequence[Sequence[str]], number: Mapping[str, int]) -> list[_Meeting]:
    present = [tuple(number[who] for who in knot if who in number) for knot in met]
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for at, there in enumerate(present):
        for who in there:
            first.setdefault(who, at)
            last[who] = at
    return [
        _Meeting(there, tuple(w for w in first if first[w] <= at <= last[w] and w not in there))
        for at, there in enumerate(present)
    ]


def _cost(lanes: Sequence[Sequence[int]], meetings: Sequence[_Meeting], loads: Sequence[float]) -> float:
    homes = [0.0] * len(loads)
    place = 0.0
    for band in lanes:
        for who in band:
            homes[who] = place
            place += 1
        place += _APART
    cost = 0.0
    for meeting in meetings:
        there = sorted((homes[who], loads[who]) for who in meeting.present)
        middle = _median(there)
        low, high = there[0][0], there[-1][0]
        cost += sum(abs(home - middle) for home, _ in there)
        cost += _CROSSING * sum(1 for who in meeting.passing if low < homes[who] < high)
    return cost


def _median(there: Sequence[tuple[float, float]]) -> float:
    half = sum(load for _, load in there) / 2
    for home, load in there:
        half -= load
        if half <= 0:
            return home
    return there[-1][0]
