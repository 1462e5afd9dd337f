"""Events as the claims make them: who took part in which role, where, when, and how far it came."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from graph.conclusions.datings import Dating, closest, datings_of, tell
from graph.model.claims import Claim
from graph.model.dates import Span, envelope, show_edtf
from graph.model.entities import Entity
from graph.model.lens import span_of
from graph.model.ontology import Ontology
from graph.model.vocabulary import PAN, Certainty, Status, local
from graph.store.reader import Records


class Participation(NamedTuple):
    """One actor in one role, with the claims that say so."""

    role: str
    actor: Entity
    claims: tuple[Claim, ...]


class Placing(NamedTuple):
    """Where it happened, with the claims that say so."""

    place: Entity
    claims: tuple[Claim, ...]


class Step(NamedTuple):
    """What one claim says of how far a thing had come."""

    status: Status
    claim: Claim


class Event(NamedTuple):
    """A happening, made of all the claims about it.

    Attributes:
        entity: The node: its names and kind.
        participations: Who took part, in which role; by role and name.
        placings: Where.
        datings: Every date that a claim gives, earliest first.
        span: The least earliest and greatest latest day; a part without dates has its whole's.
        history: What was said of its status, in the order in which it was said.
        wholes: What it is part of.
        occasions: What it is held for.
        claims: The claims about it, in the order of their sources.
    """

    entity: Entity
    participations: tuple[Participation, ...]
    placings: tuple[Placing, ...]
    datings: tuple[Dating, ...]
    span: Span
    history: tuple[Step, ...]
    wholes: tuple[Entity, ...]
    occasions: tuple[Entity, ...]
    claims: tuple[Claim, ...]

    @property
    def status(self) -> Status | None:
        """The current status: the latest said, then the most certain; None where no claim gives one."""
        return self.history[-1].status if self.history else None

    @property
    def certainty(self) -> Certainty:
        """How sure the claim is that gives the current status; without one, the surest of all claims."""
        if self.history:
            return self.history[-1].claim.certainty
        return max(claim.certainty for claim in self.claims)

    @property
    def best_datings(self) -> tuple[Dating, ...]:
        """The closest dates among those said of the event as it now stands; more than one: sources differ."""
        came_about = self.status is not None and self.status.came_about
        stale = {step.claim.iri for step in self.history if step.status.came_about is not came_about}
        current = [d for d in self.datings if not all(c.iri in stale for c in d.claims)] or self.datings
        return closest(current)

    @property
    def when(self) -> str:
        """The date for readers: `… or …` where sources differ, in brackets where it is its whole's, else empty."""
        if not self.datings and self.span:
            return f"({show_edtf(self.span.edtf)})"
        return tell(self.best_datings)

    @property
    def actors(self) -> tuple[Entity, ...]:
        """Those who took part, each once, in the order of `participations`."""
        return tuple({p.actor.iri: p.actor for p in self.participations}.values())

    @property
    def best_span(self) -> Span:
        """The span of its closest dates; a part without dates has its whole's."""
        return envelope([dating.span for dating in self.best_datings]) or self.span

    @property
    def day(self) -> date | None:
        """Its first possible day, or its last where only that is known; None for the undated."""
        return self.best_span.earliest or self.best_span.latest

    @property
    def sort_key(self) -> tuple[date, str]:
        """By day, the undated last."""
        return self.day or date.max, self.entity.iri


def build_event(iri: str, records: Records, ontology: Ontology) -> Event:
    """Make an event from the claims about it; what sources deny stays out.

    Args:
        iri: The event's IRI.
        records: Where claims and entities are read.
        ontology: Tells which relations are roles.
    """
    about = [c for c in records.mentioning(iri) if any(t.subject == iri for t in c.triples)]
    claims = tuple(sorted((c for c in about if not c.denied), key=lambda c: (c.source.known_from, c.source.iri)))
    roles: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    places: dict[str, list[Claim]] = defaultdict(list)
    linked: dict[str, list[str]] = {"partOf": [], "occasion": []}
    for claim in claims:
        for _, predicate, thing in (t for t in claim.triples if t.subject == iri and isinstance(t.object, str)):
            assert isinstance(thing, str)
            if ontology.is_role(predicate):
                roles[predicate, thing].append(claim)
            elif predicate == PAN + "place":
                places[thing].append(claim)
            elif local(predicate) in linked and thing not in linked[local(predicate)]:
                linked[local(predicate)].append(thing)
    datings = datings_of(iri, claims)
    span = envelope([dating.span for dating in datings])
    return Event(
        entity=records.entity(iri),
        participations=tuple(
            Participation(role, records.entity(actor), tuple(said))
            for (role, actor), said in sorted(roles.items(), key=lambda item: item[0])
        ),
        placings=tuple(Placing(records.entity(place), tuple(said)) for place, said in sorted(places.items())),
        datings=datings,
        span=span or _span_of_wholes(linked["partOf"], records),
        history=history_of(iri, claims),
        wholes=tuple(map(records.entity, linked["partOf"])),
        occasions=tuple(map(records.entity, linked["occasion"])),
        claims=claims,
    )


def history_of(iri: str, claims: Iterable[Claim]) -> tuple[Step, ...]:
    """Return what claims say of a thing's status, in the order in which it was said, the current one last."""
    order = list(Status)
    steps = [
        Step(Status(local(status)), claim)
        for claim in claims
        for status in claim.about(iri, PAN + "status")
        if isinstance(status, str)
    ]
    return tuple(sorted(steps, key=lambda step: (*step.claim.weight, -order.index(step.status))))


def _span_of_wholes(wholes: Iterable[str], records: Records) -> Span:
    spans = [span_of(claim, whole) for whole in wholes for claim in records.mentioning(whole) if not claim.denied]
    return envelope([span for span in spans if span])
