"""Conclusions: the one place in which claims about a thing, known by a day, become what everybody is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from graph.conclusions.disagreements import Disagreement, disagreements_in
from graph.conclusions.events import Conclusion, Event, build_event
from graph.conclusions.offices import Offices
from graph.conclusions.outcomes import Outcomes
from graph.conclusions.sides import Sides
from graph.conclusions.tenures import Holding, Tenure
from graph.conclusions.terms import OfficeTerm
from graph.conclusions.wholes import Wholes
from graph.errors import UnknownNameError
from graph.model.claims import Claim
from graph.model.dates import Span
from graph.model.entities import Entity
from graph.model.lens import Lens
from graph.model.vocabulary import PAN
from graph.store.reader import Reader, claim_order

if TYPE_CHECKING:
    from graph.conclusions.gatherings import Gathering
    from graph.conclusions.occasions import Occasion
T = TypeVar("T")

_AT_ONCE = 5_000
"""Of so many things what was concluded is kept where one after the other of all is looked at."""


class Conclusions:
    """What the claims of one reader amount to, on the last day that it knows or on an earlier one.

    All that is told of what became of something, when it was, who held office, who stood for whom and where sources
    differ comes from here. Each conclusion is drawn once and kept.

    Args:
        reader: Gives claims and entities.
        lens: What the reader was narrowed by; it tells the day of knowledge.
        timeless: Reads also what the lens leaves out by time of event: for whom somebody acted in an event is told
            by offices that were taken up long before.

    Attributes:
        reader: That reader.
        lens: That lens.
        ontology: The vocabulary.
    """

    def __init__(self, reader: Reader, lens: Lens | None = None, timeless: Reader | None = None) -> None:
        self.reader, self.lens, self.ontology = reader, lens or Lens(), reader.ontology
        self._timeless = timeless or reader
        self._events: dict[str, Event] = {}
        self._gatherings: dict[str, Gathering] = {}

    @cached_property
    def day(self) -> date:
        """The day of knowledge: that of the lens, else the last on which a source became public."""
        return self.lens.known_by or self.reader.last_day()

    def in_turn(self, things: Iterable[T]) -> Iterator[T]:
        """Yield things, letting go now and then of what was read and concluded for earlier ones.

        So going through all of a large graph takes no more memory than going through a small one.
        """
        for number, thing in enumerate(things, 1):
            yield thing
            if number % _AT_ONCE == 0:
                self._forget()

    def _forget(self) -> None:
        self.reader.forget()
        self._events.clear()
        self._gatherings.clear()
        for kept in ("_wholes", "_outcomes", "_offices", "sides"):
            self.__dict__.pop(kept, None)

    # --- things -------------------------------------------------------------------------------------

    def entity(self, iri: str) -> Entity:
        """Return the entity with an IRI."""
        return self.reader.entity(iri)

    def claims(self) -> tuple[Claim, ...]:
        """Return all claims."""
        return self.reader.claims()

    def entities(self, kind: str = PAN + "Entity") -> tuple[Entity, ...]:
        """Return all entities of a kind, given by its IRI, and of the kinds below it, ordered by IRI."""
        return tuple(map(self.entity, self.reader.instances(self.ontology.below(kind))))

    def is_event(self, entity: Entity) -> bool:
        """Tell whether an entity is of a kind of event."""
        return entity.kind in self.ontology.events

    def as_event(self, entity: Entity) -> Event | None:
        """Return an entity as an event, or None where it is of another kind."""
        return self.event(entity.iri) if self.is_event(entity) else None

    def event(self, iri: str) -> Event:
        """Return an event, given by its IRI, with all that claims say of it."""
        if iri not in self._events:
            self._events[iri] = build_event(
                iri, self.reader.about(iri), self.entity, self.ontology, self.conclusion(iri)
            )
        return self._events[iri]

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All events, by time; also those that claims only name, and say nothing of."""
        self.claims()  # what cannot be read is refused, also of events that have no name
        found = (self.event(entity.iri) for entity in self.entities(PAN + "Event"))
        return tuple(sorted(found, key=lambda event: event.sort_key))

    # --- what became of a thing, and when it was ------------------------------------------------------

    def conclusion(self, iri: str, day: date | None = None) -> Conclusion:
        """Return what the claims about a thing amount to.

        Args:
            iri: The thing.
            day: The day of knowledge, if it is an earlier one.
        """
        return self._outcomes.of(iri, day or self.day)

    def may_lie_in(self, span: Span, iri: str) -> bool:
        """Tell whether a thing may lie in a span of time; what has no time may.

        A tenure only attested at a moment has no time of its own: it may have begun before and have gone on.
        """
        if all(not claim.dates_of(iri).texts and claim.dates_of(iri).attested for claim in self.reader.about(iri)):
            return True
        time = self._time_of_tenure(iri) if self._is_tenure(iri) else self.conclusion(iri).when.span
        return not time or time.overlaps(span)

    def is_dated(self, claim: Claim) -> bool:
        """Tell whether a claim speaks of something of which both ends are known, and not of what has no date, or
        goes on."""
        subjects = {triple.subject for triple in claim.triples}
        times = (self._time_of_tenure(s) if self._is_tenure(s) else self.conclusion(s).when.span for s in subjects)
        return any(time.days is not None for time in times)

    def _time_of_tenure(self, iri: str) -> Span:
        term = self.term(iri)
        return Span(term.earliest, term.latest or term.succeeded_from)

    def _is_tenure(self, iri: str) -> bool:
        return self.entity(iri).kind == PAN + "Tenure"

    def kin(self, iri: str) -> frozenset[str]:
        """Return the IRIs of the events whose claims may bear on a thing: its wholes and parts, and theirs."""
        return self._wholes.kin(iri, self.day)

    def heard(self, iri: str, day: date) -> tuple[Claim, ...]:
        """Return the claims about a thing, denials included, whose sources were public by a day."""
        return self._outcomes.heard(iri, day)

    @cached_property
    def _wholes(self) -> Wholes:
        return Wholes(self.reader)

    @cached_property
    def _outcomes(self) -> Outcomes:
        return Outcomes(self.reader, self._wholes)

    # --- offices --------------------------------------------------------------------------------------

    def tenure(self, iri: str) -> Tenure:
        """Return a tenure, given by its IRI, with all that claims say of it."""
        return self._offices.tenure(iri)

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:
        """All tenures, ordered by IRI."""
        return tuple(self.tenure(entity.iri) for entity in self.entities(PAN + "Tenure"))

    def tenures_of(self, iri: str) -> tuple[Tenure, ...]:
        """Return the tenures that have something as holder, office, or state or body, by time."""
        return self._offices.tenures_of(iri)

    def matters_of(self, iri: str) -> tuple[str, ...]:
        """Return the IRIs of something and, of a person, of the terms in office: what is said of these is said of
        that."""
        return self._offices.matters_of(iri)

    def claims_on(self, iri: str) -> tuple[Claim, ...]:
        """Return the claims that speak of something or, of a person, of a term in office; by file and number."""
        found = {claim.iri: claim for matter in self.matters_of(iri) for claim in self.reader.mentioning(matter)}
        return tuple(found[name] for name in sorted(found, key=claim_order))

    def term(self, iri: str, day: date | None = None) -> OfficeTerm:
        """Return how long a tenure lasted, as known on a day."""
        return self._offices.term(iri, day)

    def holders(self, office: str, of: str, on: date, day: date | None = None) -> tuple[Holding, ...]:
        """Return who held an office for a state or body on a day, and how that is known, the surest first.

        Args:
            office: IRI of the office.
            of: IRI of the state or body.
            on: The day asked for.
            day: The day of knowledge, if it is an earlier one.
        """
        return self._offices.holders(office, of, on, day)

    @cached_property
    def _offices(self) -> Offices:
        return Offices(self.reader, self.day)

    # --- sides ----------------------------------------------------------------------------------------

    @cached_property
    def sides(self) -> Sides:
        """Tells for whom actors act."""
        if self._timeless is not self.reader:
            return Conclusions(self._timeless, replace(self.lens, since=None, until=None)).sides
        return Sides(
            lambda iri: self.entity(iri).kind, self.reader.mentioning, self.tenures_of, self.ontology.soon_after,
            self._at_the_head,
        )  # fmt: skip

    def _at_the_head(self, tenure: Tenure) -> bool:
        of = {tenure.of.iri, tenure.of.kind} if tenure.of else set()
        office = {tenure.office.iri} if tenure.office else set()
        return not (office.isdisjoint(self.ontology.head_offices) or of.isdisjoint(self.ontology.head_bodies))

    def sides_at(self, event: Event) -> frozenset[str]:
        """Return the IRIs of the states and intergovernmental bodies that took part in an event."""
        return frozenset().union(*(self.sides.of(actor.iri, event.span) for actor in event.actors))

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """All occasions on which people came together, by time: only what took place counts."""
        from graph.conclusions.occasions import read_occasions, write_occasions

        return self.reader.kept(
            "occasions", self._occasions, write_occasions,
            lambda records: read_occasions(records, self.event, self.gathering),
        )  # fmt: skip

    def _occasions(self) -> tuple[Occasion, ...]:
        from graph.conclusions.occasions import occasions_in

        self.claims()  # what cannot be read is refused
        found = (entity for entity in self.entities(PAN + "Event") if self.ontology.brings_together(entity.kind))
        events = (self.event(entity.iri) for entity in found)
        came_about = (event.entity.iri for event in events if event.claims and event.took_place)
        return occasions_in(came_about, self.event, self.gathering, self.ontology)

    def gathering(self, iri: str) -> Gathering:
        """Return who was at an event, given by its IRI."""
        from graph.conclusions.gatherings import gathering_at

        if iri not in self._gatherings:
            self._gatherings[iri] = gathering_at(self.event(iri), self.ontology, self.sides, self.entity)
        return self._gatherings[iri]

    # --- disagreements --------------------------------------------------------------------------------

    def disagreements(self, about: str | None = None, day: date | None = None) -> tuple[Disagreement, ...]:
        """Return where sources differ.

        Args:
            about: IRI of the thing that they speak of; everything without it.
            day: The day of knowledge, if it is an earlier one.
        """
        known = day or self.day
        claims = self.claims_on(about) if about else self.claims()
        return self._differing(self._with_marked(claims, known), known)

    def disputes(self, iri: str, day: date | None = None) -> tuple[Disagreement, ...]:
        """Return where sources differ on a thing itself, given by its IRI, as known on a day."""
        known = day or self.day
        found = self._differing(self._with_marked(self.reader.about(iri), known), known)
        return tuple(dispute for dispute in found if dispute.subject.iri == iri)

    def _with_marked(self, claims: Iterable[Claim], day: date) -> Iterable[Claim]:
        """Return those claims that were public by a day, and those that curators marked against them."""
        found = dict.fromkeys(claim for claim in claims if claim.source.known_from <= day)
        for name in [other for claim in found for other in claim.contradicts]:
            with suppress(UnknownNameError):
                other = self.reader.claim(name)
                if other.source.known_from <= day and not other.withdrawn:
                    found[other] = None
        return found

    def _differing(self, claims: Iterable[Claim], day: date) -> tuple[Disagreement, ...]:
        return disagreements_in(claims, self.ontology, self.entity, lambda iri: self.conclusion(iri, day))
