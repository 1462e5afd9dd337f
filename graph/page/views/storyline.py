"""The storyline's data: who is a line, in which lane, and which events are knots, by years and for persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.model.vocabulary import BASE
from graph.page.model import Model
from graph.page.views.gatherings import Knot, knots
from graph.page.views.lanes import arranged

BANDS = ("united-states", "rok", "dprk", "russia", "china", "japan")
"""The sides that have a band, from the left: the DPRK in the middle, since everybody comes to it."""

_LINES, _KNOTS = 25, 50
"""How many lines and knots a chapter has at most; the rest folds."""

_PARTNERS, _MEETINGS, _LEAST = 13, 40, 3
"""How many others and knots the career of a person has at most, and from how many events on it has one."""

_CROWD = 14
"""What more persons than this attend tells little of each of them."""


def data(model: Model, conclusions: Conclusions, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return the chapters and careers of a page, things by number.

    `present` has for each event who was there; a negative number n stands for -n - 1, who was at most expected.
    `chapters` and `careers` have lanes by band, from the left, and knots by time: each the numbers of its events.

    Args:
        model: What the page holds.
        conclusions: Tells who took part in what.
        numbers: The number of each thing, by its IRI.
    """
    held = {node.entity.iri: node for node in model.nodes}
    found = knots(conclusions, {iri: node.weight for iri, node in held.items()})
    sides = {iri: (node.side or "").removeprefix(f"{BASE}state/") for iri, node in held.items()}
    chapters = [_chapter(years, sides) for years in _split(found, sides)]
    careers = {who: _career(who, own, sides) for who, own in _attended(found).items() if len(own) >= _LEAST}

    def written(lanes: Sequence[Sequence[str]], met: Sequence[Knot]) -> dict[str, Any]:
        return {
            "lanes": [[numbers[who] for who in band] for band in lanes],
            "knots": [[numbers[one.iri] for one in knot.gatherings] for knot in met],
        }

    return {
        "present": {
            numbers[one.iri]: [-numbers[who] - 1 if who in one.meant else numbers[who] for who in one.present]
            for knot in found
            for one in knot.gatherings
        },
        "chapters": [
            {"first": met[0].day.year, "last": met[-1].day.year, **written(lanes, met)}
            for lanes, met in chapters
            if met
        ],
        "careers": {numbers[who]: written(*career) for who, career in careers.items()},
    }


def _sided(knot: Knot, sides: Mapping[str, str]) -> list[str]:
    return [who for who in knot.present if sides[who] in BANDS]


def _split(found: Sequence[Knot], sides: Mapping[str, str]) -> list[list[Knot]]:
    """Split the knots at which two or more of some side meet into chapters of whole years."""
    years: dict[int, list[Knot]] = defaultdict(list)
    for knot in found:
        if len(_sided(knot, sides)) > 1:
            years[knot.day.year].append(knot)
    chapters: list[list[Knot]] = []
    for year in sorted(years):
        if chapters and len(chapters[-1]) + len(years[year]) <= _KNOTS:
            chapters[-1] += years[year]
        else:
            chapters.append(list(years[year]))
    return chapters


def _chapter(found: Sequence[Knot], sides: Mapping[str, str]) -> tuple[list[list[str]], list[Knot]]:
    """Choose the lines and knots of a chapter, and arrange them."""
    loads = _loads(found, sides)
    lines = set(sorted(loads, key=lambda who: (-loads[who], who))[:_LINES])

    def weight(knot: Knot) -> tuple[bool, int, str]:
        there = {sides[who] for who in knot.present if who in lines}
        return len(there) < 2, -knot.weight, knot.gatherings[0].iri

    met = [knot for knot in found if len(lines.intersection(knot.present)) > 1]
    kept = set(sorted(met, key=weight)[:_KNOTS])
    return _arranged(lines, [knot for knot in met if knot in kept], sides, loads)


def _career(who: str, own: Sequence[Knot], sides: Mapping[str, str]) -> tuple[list[list[str]], list[Knot]]:
    """Choose whom a person met most, and where, and arrange them about the person."""
    kept = set(sorted(own, key=lambda knot: (-knot.weight, knot.gatherings[0].iri))[:_MEETINGS])
    met = [knot for knot in own if knot in kept]
    loads = _attendance_weights(met)
    others = sorted(loads.keys() - {who}, key=lambda other: (-loads[other], other))[:_PARTNERS]
    return _arranged({who, *others}, met, sides, loads | {who: 50 * max(loads.values(), default=1)})


def _attended(found: Sequence[Knot]) -> dict[str, list[Knot]]:
    """Return for each person the knots, with those of their events at which the person was."""
    attended: dict[str, list[Knot]] = defaultdict(list)
    for knot in found:
        for who in knot.present:
            if own := knot.of(who):
                attended[who].append(own)
    return attended


def _attendance_weights(met: Sequence[Knot]) -> dict[str, float]:
    """Return how often each person was there; the more others were there, the less it counts."""
    counts: dict[str, float] = defaultdict(float)
    for knot in met:
        for who in knot.present:
            counts[who] += 1 / max(len(knot.present) - 1, 1)
    return dict(counts)


def _loads(found: Sequence[Knot], sides: Mapping[str, str]) -> dict[str, float]:
    """Return how much each person has to do with others; in a crowd it counts for less."""
    loads: dict[str, float] = defaultdict(float)
    for knot in found:
        there = _sided(knot, sides)
        for who in there if len(there) > 1 else ():
            loads[who] += knot.weight * (0.3 if len(knot.present) > _CROWD else 1)
    return dict(loads)


def _arranged(
    lines: set[str], met: Sequence[Knot], sides: Mapping[str, str], loads: Mapping[str, float]
) -> tuple[list[list[str]], list[Knot]]:
    """Put lines into their bands, without those that no knot is left for, and order the lanes."""
    there = [[who for who in knot.present if who in lines] for knot in met]
    used = {who for knot in there for who in knot}
    bands = [sorted(who for who in used if sides[who] == band) for band in BANDS]
    bands.append(sorted(who for who in used if sides[who] not in BANDS))
    return arranged([band for band in bands if band], there, loads), list(met)
