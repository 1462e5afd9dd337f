"""Offices: who held which office for whom, how long, and how that is known."""

from __future__ import annotations

from datetime import date

from graph.conclusions.datings import datings_of
from graph.conclusions.tenures import Holding, Tenure, holders_on, in_succession
from graph.conclusions.terms import OfficeTerm, beginning_of, closed_by_successors, term_of
from graph.model.claims import Claim
from graph.model.dates import Span
from graph.model.entities import Entity
from graph.model.vocabulary import PAN
from graph.store.reader import Reader

_OFFICE = PAN + "office"
_OF_TENURE = {PAN + name for name in ("holder", "office", "of")}


class Offices:
    """Concludes terms in offices, each once for a day of knowledge.

    Args:
        reader: Gives claims and entities.
        day: The day of knowledge where none is given.
    """

    def __init__(self, reader: Reader, day: date) -> None:
        self._reader, self._day = reader, day
        self._tenures: dict[str, Tenure] = {}
        self._terms: dict[tuple[str, date], OfficeTerm] = {}
        self._of_offices: dict[tuple[str, str, date], tuple[str, ...]] = {}

    def tenure(self, iri: str) -> Tenure:
        """Return a tenure, given by its IRI, with all that claims say of it."""
        if iri not in self._tenures:
            self._tenures[iri] = self._build_tenure(iri)
        return self._tenures[iri]

    def tenures_of(self, iri: str) -> tuple[Tenure, ...]:
        """Return the tenures that have something as holder, office, or state or body, by time."""
        named = {
            triple.subject
            for claim in self._reader.mentioning(iri)
            for triple in claim.triples
            if triple.predicate in _OF_TENURE and triple.object == iri and not claim.denied
        }
        return in_succession(map(self.tenure, sorted(named)))

    def matters_of(self, iri: str) -> tuple[str, ...]:
        """Return the IRIs of something and, of a person, of the terms in office: what is said of these is said of
        that."""
        if self._reader.entity(iri).kind != PAN + "Person":
            return (iri,)
        held = (tenure for tenure in self.tenures_of(iri) if tenure.holder and tenure.holder.iri == iri)
        return (iri, *(tenure.entity.iri for tenure in held))

    def term(self, iri: str, day: date | None = None) -> OfficeTerm:
        """Return how long a tenure lasted, as known on a day."""
        key = iri, day or self._day
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
        known = day or self._day
        tenures = self._of_office(office, of, known)
        return holders_on((self.tenure(iri)._replace(term=self.term(iri, known)) for iri in tenures), on)

    def _build_tenure(self, iri: str) -> Tenure:
        claims = tuple(claim for claim in self._reader.about(iri) if not claim.denied)

        def one(relation: str) -> Entity | None:
            found = (thing for c in claims for thing in c.about(iri, PAN + relation) if isinstance(thing, str))
            first = next(found, None)
            return self._reader.entity(first) if first else None

        term = self.term(iri)
        return Tenure(
            entity=self._reader.entity(iri),
            holder=one("holder"),
            office=one("office"),
            of=one("of"),
            datings=datings_of(iri, claims),
            attested=tuple(sorted({text for claim in claims for text in claim.dates_of(iri).attested})),
            claims=claims,
            term=term,
            before=self._neighbour(iri, to_later=False) if term.taken_over else None,
            after=self._neighbour(iri, to_later=True) if term.handed_over else None,
        )

    def _neighbour(self, iri: str, *, to_later: bool) -> Entity | None:
        """Return the holder of the tenure whose end or beginning tells when one began or ended."""
        term = self.term(iri)
        for other in self._linked(iri, self._day, to_later=to_later):
            holder = self._end_of(other, "holder", self._day)
            if to_later:
                tells = beginning_of(other, self._said_of_tenure(other, self._day)) == term.handed_over
            else:
                tells = Span(self.term(other).held_until, self.term(other).latest) == term.taken_over
            if holder and holder != self._end_of(iri, "holder", self._day) and tells:
                return self._reader.entity(holder)
        return None

    def _conclude_terms(self, iri: str, day: date) -> None:
        """Conclude the term of a tenure, and with it those of the same office for the same state or body."""
        office, of = (self._end_of(iri, relation, day) for relation in ("office", "of"))
        alike = self._of_office(office, of, day) if office and of else ()
        terms = {name: self._lone_term(name, day, frozenset()) for name in {iri, *alike}}
        if office and self._reader.entity(office).single_holder:
            terms = closed_by_successors(terms, {name: self._end_of(name, "holder", day) for name in terms})
        for name, term in terms.items():
            self._terms[name, day] = term

    def _lone_term(self, iri: str, day: date, seen: frozenset[str]) -> OfficeTerm:
        before, after = (self._linked(iri, day, to_later=later) for later in (False, True))
        terms = [self._lone_term(other, day, seen | {iri}) for other in before if other not in seen]
        begun = [beginning_of(other, self._said_of_tenure(other, day)) for other in after]
        return term_of(iri, self._said_of_tenure(iri, day), terms, begun, self._reader.ontology.soon_after)

    def _linked(self, iri: str, day: date, *, to_later: bool) -> list[str]:
        """Return the tenures that gave way to one, or those that it gave way to, as was known on a day."""
        found = {
            triple.object if to_later else triple.subject
            for claim in self._reader.mentioning(iri)
            if claim.source.known_from <= day and not claim.denied
            for triple in claim.triples
            if triple.predicate == PAN + "replacedBy" and isinstance(triple.object, str)
            and (triple.subject if to_later else triple.object) == iri
        }  # fmt: skip
        return sorted(found - {iri})

    def _said_of_tenure(self, iri: str, day: date) -> list[Claim]:
        return [c for c in self._reader.about(iri) if c.source.known_from <= day and not c.denied]

    def _end_of(self, tenure: str, relation: str, day: date) -> str | None:
        found = (t.object for c in self._said_of_tenure(tenure, day) for t in c.triples
                 if t.subject == tenure and t.predicate == PAN + relation)  # fmt: skip
        return next((thing for thing in found if isinstance(thing, str)), None)

    def _of_office(self, office: str, of: str, day: date) -> tuple[str, ...]:
        """Return the tenures of an office for a state or body, as far as they were known on a day."""
        key = office, of, day
        if key not in self._of_offices:
            named = {
                triple.subject
                for claim in self._reader.mentioning(office)
                for triple in claim.triples
                if triple.predicate == _OFFICE and triple.object == office
            }
            held = (iri for iri in sorted(named) if self._end_of(iri, "office", day) == office)
            self._of_offices[key] = tuple(iri for iri in held if self._end_of(iri, "of", day) == of)
        return self._of_offices[key]
