"""Gatherings: which persons were together at which events, and which events are one occasion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.model.vocabulary import PAN, Certainty, Stage

_SHORT = 6
"""What lasts fewer days than this has its parts within it, so that they are one occasion."""

_IDLE = frozenset({Stage.CAME_TO_NOTHING, Stage.NEVER_PLANNED})


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event that brought persons together, or is to.

    Attributes:
        event: The event; it has a date.
        present: IRIs of the persons who were there, by IRI.
        meant: Those of them who were at most expected there.
        weight: How important it is.
    """

    event: Event
    present: tuple[str, ...]
    meant: frozenset[str]
    weight: int

    @property
    def iri(self) -> str:
        """Its IRI."""
        return self.event.entity.iri

    @property
    def day(self) -> date:
        """Its first possible day."""
        return self.event.day or date.max

    @property
    def days(self) -> int | None:
        """How many days lie between its first and its last possible day; None where an end is open."""
        span = self.event.span
        return (span.latest - span.earliest).days if span.earliest and span.latest else None


@dataclass(frozen=True, slots=True)
class Knot:
    """One occasion: events that belong together, the one that names it first.

    Attributes:
        gatherings: The events.
    """

    gatherings: tuple[Gathering, ...]

    @property
    def day(self) -> date:
        """The first possible day of the event that names it."""
        return self.gatherings[0].day

    @property
    def present(self) -> tuple[str, ...]:
        """IRIs of the persons at any of its events, each once, by IRI."""
        return tuple(sorted({person for one in self.gatherings for person in one.present}))

    @property
    def weight(self) -> int:
        """The weight of the event that names it."""
        return self.gatherings[0].weight


def gatherings(conclusions: Conclusions, weights: Mapping[str, int]) -> tuple[Gathering, ...]:
    """Return the events that brought persons together, or are to, by time.

    What was called off, or only hoped for, is left out, and so is what has no date.

    Args:
        conclusions: Gives the events.
        weights: How important each thing is, by its IRI; what has no weight is not on the page.
    """
    found = []
    for event in conclusions.events:
        if event.entity.iri not in weights or event.day is None or event.conclusion.stage in _IDLE:
            continue
        if not conclusions.ontology.gathers(event.entity.kind):
            continue
        said: dict[str, list[Certainty]] = defaultdict(list)
        for role, actor, claims in event.participations:
            if actor.kind == PAN + "Person" and actor.iri in weights and conclusions.ontology.is_present(role):
                said[actor.iri] += [claim.certainty for claim in claims]
        if said:
            meant = frozenset(who for who, sure in said.items() if max(sure) <= Certainty.EXPECTED)
            found.append(Gathering(event, tuple(sorted(said)), meant, weights[event.entity.iri]))
    return tuple(found)


def knots(found: Sequence[Gathering], *, apart: str | None = None) -> tuple[Knot, ...]:
    """Join the events that are one occasion, by time.

    Those are the parts of what lasts a few days with their whole, and what lies on one day with somebody in common.

    Args:
        found: The events.
        apart: IRI of somebody who is at all of them, so that it tells nothing to have that person in common.
    """
    heads = {one.iri: one.iri for one in found}

    def head(iri: str) -> str:
        while heads[iri] != iri:
            iri = heads[iri]
        return iri

    by_iri, by_day = {one.iri: one for one in found}, _on_one_day(found)
    for one in found:
        for whole in one.event.wholes:
            if whole.iri in heads and _is_short(by_iri[whole.iri]):
                heads[head(one.iri)] = head(whole.iri)
        for other in by_day.get(one.day, ()) if one.days == 0 else ():
            if (set(one.present) & set(other.present)) - {apart}:
                heads[head(one.iri)] = head(other.iri)
    groups: dict[str, list[Gathering]] = defaultdict(list)
    for one in found:
        groups[head(one.iri)].append(one)
    joined = (Knot(tuple(sorted(group, key=_naming))) for group in groups.values())
    return tuple(sorted(joined, key=lambda knot: (knot.day, knot.gatherings[0].iri)))


def _on_one_day(found: Iterable[Gathering]) -> dict[date, list[Gathering]]:
    days: dict[date, list[Gathering]] = defaultdict(list)
    for one in found:
        if one.days == 0:
            days[one.day].append(one)
    return days


def _is_short(whole: Gathering) -> bool:
    return whole.days is not None and whole.days < _SHORT


def _naming(one: Gathering) -> tuple[bool, int, str]:
    """Order events by which of them names what they are parts of: a summit first, then the weightiest."""
    return one.event.entity.kind != PAN + "Summit", -one.weight, one.iri
