"""Gatherings: which persons were together, or are to be, and on which occasions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.model.vocabulary import PAN, Certainty, Stage

_IDLE = frozenset({Stage.CAME_TO_NOTHING, Stage.NEVER_PLANNED})


@dataclass(frozen=True, slots=True)
class KnotEvent:
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


@dataclass(frozen=True, slots=True)
class Knot:
    """One occasion: the events that belong together, the one that names it first."""

    gatherings: tuple[KnotEvent, ...]

    @property
    def day(self) -> date:
        """The first possible day of the event that names it."""
        return self.gatherings[0].event.day or date.max

    @property
    def present(self) -> tuple[str, ...]:
        """IRIs of the persons at any of its events, each once, by IRI."""
        return tuple(sorted({person for one in self.gatherings for person in one.present}))

    @property
    def weight(self) -> int:
        """The weight of the event that names it."""
        return self.gatherings[0].weight

    def of(self, person: str) -> Knot | None:
        """Return the knot with those events alone at which a person was; None where there are none."""
        own = tuple(one for one in self.gatherings if person in one.present)
        return Knot(own) if own else None


def knots(conclusions: Conclusions, weights: Mapping[str, int]) -> tuple[Knot, ...]:
    """Return the occasions on which persons came together, or are to, by time.

    What took place is grouped as `Conclusions.occasions` has it, and named by its summit, if it had one; what lies
    ahead stands by itself. What was called off, or only hoped for, is left out, and so is what has no date.

    Args:
        conclusions: Gives events and occasions.
        weights: How important each thing is, by its IRI; what has no weight is not on the page.
    """
    found = {one.iri: one for one in _gatherings(conclusions, weights)}
    heads = {
        one.event.entity.iri: occasion.event.entity.iri
        for occasion in conclusions.occasions
        for one in occasion.gatherings
    }
    groups: dict[str, list[KnotEvent]] = defaultdict(list)
    for iri, one in found.items():
        groups[heads.get(iri, iri)].append(one)
    joined = (
        Knot(tuple(sorted(group, key=lambda one: (not _is_summit(one), one.iri != head, -one.weight, one.iri))))
        for head, group in groups.items()
    )
    return tuple(sorted(joined, key=lambda knot: (knot.day, knot.gatherings[0].iri)))


def _is_summit(one: KnotEvent) -> bool:
    return one.event.entity.kind == PAN + "Summit"


def _gatherings(conclusions: Conclusions, weights: Mapping[str, int]) -> Iterator[KnotEvent]:
    ontology = conclusions.ontology
    for event in conclusions.events:
        iri, stage = event.entity.iri, event.conclusion.stage
        if (
            iri not in weights
            or event.day is None
            or stage in _IDLE
            or not ontology.brings_together(event.entity.kind)
        ):
            continue
        said: dict[str, list[Certainty]] = defaultdict(list)
        for role, actor, claims in event.participations:
            if actor.kind == PAN + "Person" and actor.iri in weights and ontology.is_there(role):
                said[actor.iri] += [claim.certainty for claim in claims]
        if said:
            meant = frozenset(who for who, sure in said.items() if max(sure) <= Certainty.EXPECTED)
            yield KnotEvent(event, tuple(sorted(said)), meant, weights[iri])
