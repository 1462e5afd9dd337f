"""Conclusions: the one place in which claims about a thing, known by a day, become what everybody is told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import NamedTuple

from graph.conclusions.datings import datings_of
from graph.conclusions.disagreements import Disagreement, disagreements_in
from graph.conclusions.events import Conclusion, Event, build_event
from graph.conclusions.sides import Sides
from graph.conclusions.status import HAPPENED, PLANNED, Step, Verdict, conclude_status
from graph.conclusions.tenures import Holding, OfficeTerm, Tenure, closed_by_successors, holders_on, term_of
from graph.conclusions.when import Basis, Loan, Told, When, conclude_dates
from graph.errors import UnknownNameError
from graph.model.claims import Claim
from graph.model.dates import Span, envelope
from graph.model.entities import Entity
from graph.model.lens import Lens
from graph.model.vocabulary import PAN, Certainty, Remark, Stage, Status
from graph.store.reader import Reader

_PART_OF = PAN + "partOf"
_OF_TENURE = {PAN + name for name in ("holder", "office", "of")}


class _Own(NamedTuple):
    """What is concluded of a thing without its wholes and parts."""

    verdict: Verdict
    when: When
    stage: Stage


class Conclusions:
    """What the claims of one reader amount to, on the last day that it knows or on an earlier one.

    All that is told of what became of something, when it was, who held office, who stood for whom and where sources
    differ comes from here. Each conclusion is drawn once and kept.

    Args:
        reader: Gives claims and entities.
        lens: What the reader was narrowed by; it tells the day of knowledge.

    Attributes:
        reader: That reader.
        lens: That lens.
        ontology: The vocabulary.
    """

    def __init__(self, reader: Reader, lens: Lens | None = None) -> None:
        self.reader, self.lens, self.ontology = reader, lens or Lens(), reader.ontology
        self._own_of: dict[tuple[str, date], _Own] = {}
        self._found: dict[tuple[str, date], Conclusion] = {}
        self._events: dict[str, Event] = {}
        self._tenures: dict[str, Tenure] = {}
        self._terms: dict[tuple[str, date], OfficeTerm] = {}

    @cached_property
    def day(self) -> date:
        """The day of knowledge: that of the lens, else the last on which a source became public."""
        if self.lens.known_by:
            return self.lens.known_by
        known = (source.known_from for source in self.reader.sources() if not source.is_background)
        return max((day for day in known if day < date.max), default=date.max)

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
        """All events that a claim is about, by time."""
        found = (self.event(entity.iri) for entity in self.entities(PAN + "Event"))
        return tuple(sorted((event for event in found if event.claims), key=lambda event: event.sort_key))

    # --- what became of a thing, and when it was ------------------------------------------------------

    def conclusion(self, iri: str, day: date | None = None) -> Conclusion:
        """Return what the claims about a thing amount to.

        Args:
            iri: The thing.
            day: The day of knowledge, if it is an earlier one.
        """
        key = iri, day or self.day
        if key not in self._found:
            self._found[key] = self._conclude(*key)
        return self._found[key]

    def may_lie_in(self, span: Span, iri: str) -> bool:
        """Tell whether a thing may lie in a span of time; what has no time may.

        A tenure only attested at a moment has no time of its own: it may have begun before and have gone on.
        """
        if all(not claim.dates_of(iri).texts and claim.dates_of(iri).attested for claim in self.reader.about(iri)):
            return True
        time = self._time_of_tenure(iri) if self._is_tenure(iri) else self.conclusion(iri).when.span
        return not time or time.overlaps(span)

    def _time_of_tenure(self, iri: str) -> Span:
        term = self.term(iri)
        return Span(term.earliest, term.latest or term.succeeded_from)

    def _is_tenure(self, iri: str) -> bool:
        return self.entity(iri).kind == PAN + "Tenure"

    def _conclude(self, iri: str, day: date) -> Conclusion:
        own = self._own(iri, day)
        verdict, when, remark = own.verdict, own.when, None
        if self._is_event(iri) and self._is_linked(iri, day):
            when = self._dates(iri, day, verdict, borrow=True)
            if own.stage not in {Stage.TOOK_PLACE, Stage.CAME_TO_NOTHING}:
                verdict, remark = self._begun(iri, day, verdict)
        if remark and when.basis is Basis.OWN and own.verdict.status in PLANNED:
            when = when._replace(basis=Basis.AS_PLANNED)
        status, remark = self._now(iri, day, verdict, when, remark)
        return Conclusion(
            status=status,
            stage=self.ontology.stage(status),
            certainty=verdict.certainty or self._surest(iri, day),
            remark=remark,
            last_reported=verdict.last_reported,
            when=when,
            against=_since(verdict, when.span),
            unsaid=verdict.unsaid,
        )

    def _own(self, iri: str, day: date) -> _Own:
        """Conclude without borrowing, so that wholes and parts can ask each other."""
        if (iri, day) not in self._own_of:
            verdict = conclude_status(iri, self.heard(iri, day))
            when = self._dates(iri, day, verdict, borrow=False)
            status, _ = self._now(iri, day, verdict, when, None)
            self._own_of[iri, day] = _Own(verdict, when, self.ontology.stage(status))
        return self._own_of[iri, day]

    def _dates(self, iri: str, day: date, verdict: Verdict, *, borrow: bool) -> When:
        told = Told.sorted_from(iri, self.entity(iri).kind, verdict, self.heard(iri, day))
        return conclude_dates(
            told, self.ontology, lambda: self._from_whole(iri, day),
            lambda: self._from_parts(iri, day) if borrow else Loan(), borrow=borrow,
        )  # fmt: skip

    def _now(
        self, iri: str, day: date, verdict: Verdict, when: When, remark: Remark | None
    ) -> tuple[Status | None, Remark | None]:
        """Say what the lapse of time has made of a status."""
        last = when.span.latest
        if verdict.status is Status.ONGOING and self._is_over(iri, day, verdict, when):
            return Status.HELD, remark or Remark.CONCLUDED
        if verdict.status in PLANNED and last and last < day:
            plans = {c for c in self.heard(iri, day) if not PLANNED.isdisjoint(c.statuses.get(iri, ()))}
            later = any(c.last_said > last and not c.denied for c in self.heard(iri, day) if c not in plans)
            return verdict.status, Remark.OUTCOME_NOT_SAID if later else Remark.NO_LATER_WORD
        return verdict.status, remark

    def _is_over(self, iri: str, day: date, verdict: Verdict, when: When) -> bool:
        """Tell whether the time of what was under way has passed: by its dates, or by the limit of its kind."""
        limit = self.ontology.passes_within(self.entity(iri).kind)
        sighted = when.basis is Basis.SIGHTED
        if when.span.latest and not sighted and when.span.latest < day:
            stretch = when.basis is Basis.OWN and any(dating.ends for dating in when.datings)
            if limit is not None or stretch:
                return True
        if limit is None or verdict.last_reported is None or (when.span.latest and not sighted):
            return False
        return (day - verdict.last_reported).days > limit

    def _begun(self, iri: str, day: date, verdict: Verdict) -> tuple[Verdict, Remark | None]:
        """Let a part that was held show that the whole has begun."""
        held = []
        for part, claims in self._parts_below(iri, day).items():
            own = self._own(part, day)
            sure = min(own.verdict.certainty or Certainty.RUMOURED, max(claim.certainty for claim in claims))
            shows = self.ontology.shows_begun(self.entity(part).kind) and own.stage is Stage.TOOK_PLACE
            if shows and own.verdict.status and sure >= Certainty.REPORTED:
                held.append((sure, own.when.span.latest or own.verdict.last_reported))
        if not held:
            return verdict, None
        last = max((seen for _, seen in held if seen), default=None)
        return Verdict(Status.ONGOING, max(sure for sure, _ in held), last), Remark.BEGUN

    def _from_whole(self, iri: str, day: date) -> Loan:
        """Return the dates of the nearest event that a thing is part of and that has some."""
        seen, front = {iri}, {iri: frozenset[Claim]()}
        while front:
            above: dict[str, frozenset[Claim]] = {}
            for one, behind in front.items():
                for whole, claims in self._linked(one, day, to_whole=True).items():
                    if whole not in seen and self._is_event(whole):
                        above[whole] = above.get(whole, frozenset()) | behind | frozenset(claims)
            dated = {whole: span for whole in above if (span := self._own(whole, day).when.span)}
            if dated:
                behind = frozenset().union(*(above[whole] for whole in dated))
                return Loan(envelope(dated.values()), _in_order(behind), tuple(sorted(dated)))
            seen |= above.keys()
            front = above
        return Loan()

    def _from_parts(self, iri: str, day: date) -> Loan:
        """Return the days of the parts of a thing that took place, or that no claim gives a status."""
        dated: dict[str, Span] = {}
        behind: set[Claim] = set()
        for part, claims in self._parts_below(iri, day).items():
            own = self._own(part, day)
            if (
                (own.stage is Stage.TOOK_PLACE or own.verdict.unsaid)
                and own.when.span
                and own.when.basis is not Basis.SIGHTED
            ):
                dated[part] = own.when.span
                behind.update(claims)
        return Loan(envelope(dated.values()), _in_order(behind), tuple(sorted(dated)))

    def _parts_below(self, iri: str, day: date) -> dict[str, tuple[Claim, ...]]:
        """Return the events that are part of a thing, and the parts of these, each with the claims that say so."""
        found: dict[str, tuple[Claim, ...]] = {}
        front = [iri]
        while front:
            for part, claims in self._linked(front.pop(), day, to_whole=False).items():
                if part not in found and part != iri and self._is_event(part):
                    found[part] = claims
                    front.append(part)
        return found

    def _is_linked(self, iri: str, day: date) -> bool:
        return any(self._linked(iri, day, to_whole=to_whole) for to_whole in (True, False))

    def _linked(self, iri: str, day: date, *, to_whole: bool) -> dict[str, tuple[Claim, ...]]:
        """Return what a thing is part of, or its parts, each with the claims that say so, the surest first."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.reader.mentioning(iri):
            if claim.denied or claim.source.known_from > day:
                continue
            for subject, predicate, thing in claim.triples:
                if predicate == _PART_OF and isinstance(thing, str) and (subject if to_whole else thing) == iri:
                    found[thing if to_whole else subject].append(claim)
        return {other: tuple(claims) for other, claims in found.items()}

    def kin(self, iri: str) -> frozenset[str]:
        """Return the IRIs of the events whose claims may bear on a thing: its wholes and parts, and theirs."""
        if not self._is_event(iri):
            return frozenset()
        found: set[str] = set(self._parts_below(iri, self.day))
        front = [iri]
        while front:
            above = {w for w in self._linked(front.pop(), self.day, to_whole=True) if self._is_event(w)} - found
            found |= above
            front += above - {iri}
        return frozenset(found - {iri})

    def heard(self, iri: str, day: date) -> tuple[Claim, ...]:
        """Return the claims about a thing, denials included, whose sources were public by a day."""
        return tuple(claim for claim in self.reader.about(iri) if claim.source.known_from <= day)

    def _surest(self, iri: str, day: date) -> Certainty | None:
        return max((claim.certainty for claim in self.heard(iri, day) if not claim.denied), default=None)

    def _is_event(self, iri: str) -> bool:
        return self.is_event(self.entity(iri))

    # --- offices --------------------------------------------------------------------------------------

    def tenure(self, iri: str) -> Tenure:
        """Return a tenure, given by its IRI, with all that claims say of it."""
        if iri not in self._tenures:
            self._tenures[iri] = self._build_tenure(iri)
        return self._tenures[iri]

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:
        """All tenures, ordered by IRI."""
        return tuple(self.tenure(entity.iri) for entity in self.entities(PAN + "Tenure"))

    def tenures_of(self, iri: str) -> tuple[Tenure, ...]:
        """Return the tenures that have something as holder, office, or state or body, by time."""
        named = {
            triple.subject
            for claim in self.reader.mentioning(iri)
            for triple in claim.triples
            if triple.predicate in _OF_TENURE and triple.object == iri and not claim.denied
        }
        return tuple(sorted(map(self.tenure, sorted(named)), key=lambda tenure: tenure.sort_key))

    def term(self, iri: str, day: date | None = None) -> OfficeTerm:
        """Return how long a tenure lasted, as known on a day."""
        key = iri, day or self.day
        if key not in self._terms:
            self._conclude_terms(*key)
        return self._terms[key]

    def holders(self, office: str, of: str, on: date, day: date | None = None) -> tuple[Holding, ...]:
        """Return who held an office for a state or body on a day, and how that is known, the surest first.

        Args:
            office: IRI of the office.
            of: IRI of the state or body.
            on: The day asked for.
            day: The day of knowledge, if it is an earlier one.
        """
        known = day or self.day
        tenures = [self.tenure(iri)._replace(term=self.term(iri, known)) for iri in self._of_office(office, of)]
        heard = [tenure for tenure in tenures if any(c.source.known_from <= known for c in tenure.claims)]
        return holders_on(heard, on)

    def _build_tenure(self, iri: str) -> Tenure:
        claims = tuple(claim for claim in self.reader.about(iri) if not claim.denied)

        def one(relation: str) -> Entity | None:
            found = (thing for c in claims for thing in c.about(iri, PAN + relation) if isinstance(thing, str))
            first = next(found, None)
            return self.entity(first) if first else None

        return Tenure(
            entity=self.entity(iri),
            holder=one("holder"),
            office=one("office"),
            of=one("of"),
            datings=datings_of(iri, claims),
            attested=tuple(sorted({text for claim in claims for text in claim.dates_of(iri).attested})),
            claims=claims,
            term=self.term(iri),
        )

    def _conclude_terms(self, iri: str, day: date) -> None:
        """Conclude the term of a tenure, and with it those of the same office for the same state or body."""
        office, of = (self._end_of(iri, relation) for relation in ("office", "of"))
        alike = self._of_office(office, of) if office and of else ()
        terms = {name: self._lone_term(name, day, frozenset()) for name in {iri, *alike}}
        terms = {name: term for name, term in terms.items() if name == iri or self._said_of_tenure(name, day)}
        if office and self.entity(office).single_holder:
            terms = closed_by_successors(terms, {name: self._end_of(name, "holder") for name in terms})
        for name, term in terms.items():
            self._terms[name, day] = term

    def _lone_term(self, iri: str, day: date, seen: frozenset[str]) -> OfficeTerm:
        before = [
            self._lone_term(triple.subject, day, seen | {iri})
            for claim in self.reader.mentioning(iri)
            if claim.source.known_from <= day and not claim.denied
            for triple in claim.triples
            if triple.predicate == PAN + "replacedBy" and triple.object == iri and triple.subject not in seen
        ]
        return term_of(iri, self._said_of_tenure(iri, day), before, self.ontology.soon_after)

    def _said_of_tenure(self, iri: str, day: date) -> list[Claim]:
        return [claim for claim in self.heard(iri, day) if not claim.denied]

    def _end_of(self, tenure: str, relation: str) -> str | None:
        found = (t.object for c in self.reader.about(tenure) if not c.denied for t in c.triples
                 if t.subject == tenure and t.predicate == PAN + relation)  # fmt: skip
        return next((thing for thing in found if isinstance(thing, str)), None)

    def _of_office(self, office: str, of: str) -> tuple[str, ...]:
        return self._by_office.get((office, of), ())

    @cached_property
    def _by_office(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for iri in self.reader.instances(self.ontology.below(PAN + "Tenure")):
            office, of = (self._end_of(iri, relation) for relation in ("office", "of"))
            if office and of:
                found[office, of].append(iri)
        return {ends: tuple(tenures) for ends, tenures in found.items()}

    # --- sides ----------------------------------------------------------------------------------------

    @cached_property
    def sides(self) -> Sides:
        """Tells for whom actors act."""
        return Sides(
            lambda iri: self.entity(iri).kind, self.reader.mentioning, self.tenures_of, self.ontology.soon_after
        )

    def sides_at(self, event: Event) -> frozenset[str]:
        """Return the IRIs of the states and intergovernmental bodies that took part in an event."""
        return frozenset().union(*(self.sides.of(actor.iri, event.span) for actor in event.actors))

    def acting_at(self, event: Event) -> frozenset[str]:
        """Return the IRIs of those who took part in an event, and of all for whom they acted in it."""
        return frozenset().union(*(self.sides.acts_for(actor.iri, event.span) for actor in event.actors))

    # --- disagreements --------------------------------------------------------------------------------

    def disagreements(self, about: str | None = None, day: date | None = None) -> tuple[Disagreement, ...]:
        """Return where sources differ.

        Args:
            about: IRI of the thing that they speak of; everything without it.
            day: The day of knowledge, if it is an earlier one.
        """
        known = day or self.day
        claims = self.reader.mentioning(about) if about else self.claims()
        return self._differing((claim for claim in claims if claim.source.known_from <= known), known)

    def disputes(self, iri: str, day: date | None = None) -> tuple[Disagreement, ...]:
        """Return where sources differ on a thing itself, given by its IRI, as known on a day."""
        known = day or self.day
        heard = dict.fromkeys(self.heard(iri, known))
        for name in [other for claim in heard for other in claim.contradicts]:
            with suppress(UnknownNameError):
                other = self.reader.claim(name)
                if other.source.known_from <= known and not other.withdrawn:
                    heard[other] = None
        return tuple(d for d in self._differing(heard, known) if d.subject.iri == iri)

    def _differing(self, claims: Iterable[Claim], day: date) -> tuple[Disagreement, ...]:
        return disagreements_in(claims, self.ontology, self.entity, lambda iri: self.conclusion(iri, day))


def _since(verdict: Verdict, span: Span) -> tuple[Step, ...]:
    """Return what was said, no earlier than it began, to the contrary of what took place."""
    if verdict.status not in HAPPENED:
        return ()
    return tuple(step for step in verdict.against if step.claim.last_said >= (span.earliest or date.min))


def _in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: claim.iri))
