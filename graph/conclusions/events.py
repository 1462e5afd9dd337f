"""Events as the claims make them: who took part in which role, where, when, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import NamedTuple

from graph.conclusions.datings import Dating, datings_of
from graph.conclusions.status import Step, history_of
from graph.conclusions.when import When
from graph.model.claims import Claim
from graph.model.dates import Span
from graph.model.entities import Entity
from graph.model.ontology import Ontology
from graph.model.vocabulary import PAN, Certainty, Remark, Stage, Status, local


class Conclusion(NamedTuple):
    """What the claims about a thing amount to on a day of knowledge.

    Attributes:
        status: What became of it; None where no claim gives a status.
        stage: What that means for whether it took place.
        certainty: How sure that is; of what no claim gives a status, the surest of the claims about it.
        remark: Why the status says more, or less, than a source does.
        last_reported: Of what was under way and nobody says was held, the last day for which it was said to be.
        when: When it was.
        against: What a source says to the contrary of what took place, without undoing it.
        unsaid: Whether no claim speaks of a status at all.
        claims: The claims that the status rests on.
    """

    status: Status | None
    stage: Stage
    certainty: Certainty | None
    remark: Remark | None
    last_reported: date | None
    when: When
    against: tuple[Step, ...]
    unsaid: bool
    claims: tuple[Claim, ...] = ()

    @property
    def took_place(self) -> bool:
        """Whether it is or was a fact; what nobody gives a status counts as one."""
        return self.stage is Stage.TOOK_PLACE or self.unsaid

    @property
    def is_told(self) -> bool:
        """Whether some claim speaks of its status, be it to deny a plan."""
        return self.status is not None or not self.unsaid

    @property
    def was_under_way(self) -> bool:
        """Whether the last that is told of it is that it was under way, on the day `last_reported`."""
        return self.last_reported is not None and self.remark in {None, Remark.CONCLUDED}


class Participation(NamedTuple):
    """One actor in one role, with the claims that say so."""

    role: str
    actor: Entity
    claims: tuple[Claim, ...]


class Placing(NamedTuple):
    """Where it happened, with the claims that say so."""

    place: Entity
    claims: tuple[Claim, ...]


class Event(NamedTuple):
    """A happening, made of all the claims about it.

    Attributes:
        entity: The node: its names and kind.
        participations: Who took part, in which role; by role and name.
        placings: Where.
        datings: Every date that a claim gives, earliest first.
        history: What was said of its status, in the order of the moments for which it was said.
        wholes: What it is part of.
        held_for: What it is held for.
        claims: The claims about it, in the order of their sources.
        conclusion: What they amount to.
    """

    entity: Entity
    participations: tuple[Participation, ...]
    placings: tuple[Placing, ...]
    datings: tuple[Dating, ...]
    history: tuple[Step, ...]
    wholes: tuple[Entity, ...]
    held_for: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    conclusion: Conclusion

    @property
    def status(self) -> Status | None:
        """What became of it; None where no claim gives a status."""
        return self.conclusion.status

    @property
    def took_place(self) -> bool:
        """Whether it is or was a fact; what nobody gives a status counts as one."""
        return self.conclusion.took_place

    @property
    def certainty(self) -> Certainty | None:
        """How sure its status is; without one, the surest of all claims; None where claims only name it."""
        return self.conclusion.certainty or max((claim.certainty for claim in self.claims), default=None)

    @property
    def when(self) -> str:
        """The date for readers: `… or …` where sources differ, in brackets what is not said of it, or empty."""
        return self.conclusion.when.text

    @property
    def span(self) -> Span:
        """The settled bounds of its dates, its whole's or parts' where it has none."""
        return self.conclusion.when.span

    def has_role(self, roles: Collection[str], bearer: str | None = None) -> bool:
        """Tell whether somebody took part in one of some roles, given by their IRIs; `bearer`, if one is given."""
        return any(p.role in roles and bearer in {None, p.actor.iri} for p in self.participations)

    @property
    def actors(self) -> tuple[Entity, ...]:
        """Those who took part, each once, in the order of `participations`."""
        return tuple({p.actor.iri: p.actor for p in self.participations}.values())

    @property
    def day(self) -> date | None:
        """Its first possible day, or its last where only that is known; None for the undated."""
        return self.span.earliest or self.span.latest

    @property
    def sort_key(self) -> tuple[date, str]:
        """By day, the undated last."""
        return self.day or date.max, self.entity.iri

    def claims_of(self, actor: str) -> tuple[Claim, ...]:
        """Return the claims that have an actor, given by its IRI, take part."""
        return tuple(dict.fromkeys(c for p in self.participations if p.actor.iri == actor for c in p.claims))

    def only_one_of(self, one: str, other: str) -> bool:
        """Tell whether only one of two actors can have taken part, by each of the sources."""
        return all(c.excludes(against) for c in self.claims_of(one) for against in self.claims_of(other))


def build_event(
    iri: str,
    claims: Iterable[Claim],
    entity_of: Callable[[str], Entity],
    ontology: Ontology,
    conclusion: Conclusion,
) -> Event:
    """Make an event from the claims about it; what sources deny stays out.

    Args:
        iri: The event's IRI.
        claims: The claims about it.
        entity_of: Gives the entity behind an IRI.
        ontology: Tells which relations are roles.
        conclusion: What the claims amount to.
    """
    said = sorted((c for c in claims if not c.denied), key=lambda c: (c.source.known_from, c.source.iri))
    roles: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    places: dict[str, list[Claim]] = defaultdict(list)
    linked: dict[str, dict[str, None]] = {"partOf": {}, "occasion": {}}
    for claim in said:
        for _, predicate, thing in (t for t in claim.triples if t.subject == iri):
            if not isinstance(thing, str):
                continue
            if ontology.is_role(predicate):
                roles[predicate, thing].append(claim)
            elif predicate == PAN + "place":
                places[thing].append(claim)
            elif local(predicate) in linked:
                linked[local(predicate)][thing] = None
    return Event(
        entity=entity_of(iri),
        participations=tuple(
            Participation(role, entity_of(actor), tuple(found))
            for (role, actor), found in sorted(roles.items(), key=lambda item: item[0])
        ),
        placings=tuple(Placing(entity_of(place), tuple(found)) for place, found in sorted(places.items())),
        datings=datings_of(iri, said),
        history=history_of(iri, said),
        wholes=tuple(map(entity_of, linked["partOf"])),
        held_for=tuple(map(entity_of, linked["occasion"])),
        claims=tuple(said),
        conclusion=conclusion,
    )
