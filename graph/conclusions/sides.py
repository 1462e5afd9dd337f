"""Sides: for whom somebody took part in an event, by the office held then or the body belonged to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum

from graph.conclusions.tenures import Tenure
from graph.model.claims import Claim
from graph.model.dates import Span
from graph.model.vocabulary import PAN

_BELONGS_TO = PAN + "belongsTo"
_SIDES = frozenset({PAN + "State", PAN + "IntergovernmentalBody"})
_BODIES = frozenset({PAN + "Body", PAN + "Party"})
_PERSON = PAN + "Person"

Way = tuple[tuple[Claim, ...], ...]
"""How somebody comes to act for a side: links that must all hold, each with the claims that make it."""


class Acting(IntEnum):
    """How it is known that somebody acted for somebody; the higher, the surer."""

    SEEN_LATER = 1
    LAST_KNOWN = 2
    IN_OFFICE = 3
    SEEN = 4


_FIRM = Acting.IN_OFFICE


class Sides:
    """Tells for whom actors act.

    Args:
        kind_of: Gives the IRI of an entity's kind.
        mentioning: Gives the claims that speak of a thing.
        tenures_of: Gives the tenures that a person holds, or that are held for a state or body.
        soon: Within how many days an office that is seen only later counts.
        at_the_head: Tells whether a tenure makes its holder head of a state or government.
    """

    def __init__(
        self, kind_of: Callable[[str], str], mentioning: Callable[[str], Iterable[Claim]],
        tenures_of: Callable[[str], Iterable[Tenure]], soon: int, at_the_head: Callable[[Tenure], bool],
    ) -> None:  # fmt: skip
        self._at_the_head = at_the_head
        self._kind_of, self._mentioning, self._tenures_of, self._soon = kind_of, mentioning, tenures_of, soon
        self._owners: dict[str, frozenset[str]] = {}
        self._held: dict[str, tuple[Tenure, ...]] = {}

    def owners(self, iri: str) -> frozenset[str]:
        """Return a body or party with what it belongs to, up to the first state; anything else by itself."""
        if iri not in self._owners:
            found, front = {iri}, [iri]
            while front:
                one = front.pop()
                if self._kind_of(one) in _BODIES:
                    above = self._belonging(one) - found
                    found |= above
                    front += above
            self._owners[iri] = frozenset(found)
        return self._owners[iri]

    def members(self, iri: str) -> frozenset[str]:
        """Return a state or body with all that may act for it: its bodies, theirs, and who held office for them."""
        found, front = {iri}, [iri]
        while front:
            one = front.pop()
            below = {body for body in self._belonging(one, to_owner=False) if self._kind_of(body) in _BODIES}
            below |= {t.holder.iri for t in self._tenures_of(one) if t.holder and t.of and t.of.iri == one}
            front += below - found
            found |= below
        return frozenset(found)

    def is_side(self, iri: str) -> bool:
        """Tell whether something is a side: a state or an intergovernmental body."""
        return self._kind_of(iri) in _SIDES

    def acts_for(self, actor: str, span: Span | None) -> frozenset[str]:
        """Return for whom somebody acts: itself, its body and that body's state, or those of offices held.

        Two offices held at once count both; an office that is only last known, or seen soon after, counts where no
        other one is surer. The office of a person is on that person's side.

        Args:
            actor: IRI of who acts.
            span: When; an open end is taken for the other; None for whenever.
        """
        if self._kind_of(actor) != _PERSON:
            return self.owners(actor)
        return frozenset({actor}) | self._by_office(actor, span, frozenset({actor}))

    def of(self, actor: str, span: Span | None) -> frozenset[str]:
        """Return the sides on which somebody acts."""
        return frozenset(filter(self.is_side, self.acts_for(actor, span)))

    def is_head(self, actor: str, span: Span) -> bool:
        """Tell whether somebody was head of a state or government in a span, as far as offices in the data tell."""
        standings = [(self._standing(tenure, span), tenure) for tenure in self._held_by(actor)]
        least = min(_FIRM, max((standing for standing, _ in standings if standing), default=_FIRM))
        least = max(least, Acting.LAST_KNOWN)
        return any(standing and standing >= least and self._at_the_head(tenure) for standing, tenure in standings)

    def ways_for(self, actor: str, side: str, span: Span | None) -> list[Way]:
        """Return the ways in which somebody comes to act for a side: by an office held, by what belongs to what.

        Args:
            actor: IRI of who acts.
            side: IRI of a state or body for which the actor acts then.
            span: When.
        """
        return self._ways_for(actor, side, span, frozenset())

    def _ways_for(self, actor: str, side: str, span: Span | None, seen: frozenset[str]) -> list[Way]:
        if self._kind_of(actor) != _PERSON:
            return [self._owning(actor, side)]
        found: list[tuple[Acting, Tenure]] = []
        for tenure in self._held_by(actor):
            standing = self._standing(tenure, span)
            if tenure.of and standing and tenure.of.iri not in seen and side in self.acts_for(tenure.of.iri, span):
                found.append((standing, tenure))
        least = min(_FIRM, max((standing for standing, _ in found), default=_FIRM))
        return [
            (tenure.claims, *way)
            for standing, tenure in found
            if standing >= least and tenure.of
            for way in self._ways_for(tenure.of.iri, side, span, seen | {actor})
        ]

    def _owning(self, iri: str, owner: str) -> Way:
        """Return the links by which a body belongs to an owner of it; none for itself."""
        links = (
            tuple(
                claim
                for claim in self._mentioning(one)
                if not claim.denied
                for above in claim.about(one, _BELONGS_TO)
                if isinstance(above, str) and owner in self.owners(above)
            )
            for one in sorted(self.owners(iri))
            if self._kind_of(one) in _BODIES
        )
        return tuple(filter(None, links))

    def _by_office(self, person: str, span: Span | None, seen: frozenset[str]) -> frozenset[str]:
        found: dict[str, Acting] = {}
        for tenure in self._held_by(person):
            standing = self._standing(tenure, span)
            if not tenure.of or standing is None or tenure.of.iri in seen:
                continue
            if self._kind_of(tenure.of.iri) == _PERSON:
                orgs = self._by_office(tenure.of.iri, span, seen | {tenure.of.iri})
            else:
                orgs = self.owners(tenure.of.iri)
            for org in orgs:
                found[org] = max(standing, found.get(org, standing))
        least = min(_FIRM, max(found.values(), default=_FIRM))
        return frozenset(org for org, standing in found.items() if standing >= least)

    def _held_by(self, person: str) -> tuple[Tenure, ...]:
        if person not in self._held:
            tenures = self._tenures_of(person)
            self._held[person] = tuple(t for t in tenures if t.holder and t.holder.iri == person)
        return self._held[person]

    def _standing(self, tenure: Tenure, span: Span | None) -> Acting | None:
        """Return how a tenure tells for whom its holder acted in a span, or None where it does not."""
        if span is None:
            return Acting.IN_OFFICE
        first, last = span.earliest or span.latest, span.latest or span.earliest
        if first is None or last is None:
            return None
        term = tenure.term
        if any(seen.overlaps(Span(first, last)) for seen in term.seen):
            return Acting.SEEN
        ended = term.latest is not None and term.latest < first
        if ended or term.earliest is None or (term.succeeded_from and term.succeeded_from <= first):
            return None
        if term.earliest <= last:
            vouched = term.latest is not None or (term.held_until is not None and term.held_until >= first)
            return Acting.IN_OFFICE if vouched else Acting.LAST_KNOWN
        return Acting.SEEN_LATER if (term.earliest - last).days <= self._soon else None

    def _belonging(self, iri: str, *, to_owner: bool = True) -> set[str]:
        """Return what something belongs to, or what belongs to it."""
        return {
            triple.object if to_owner else triple.subject
            for claim in self._mentioning(iri)
            if not claim.denied
            for triple in claim.triples
            if triple.predicate == _BELONGS_TO and isinstance(triple.object, str)
            and (triple.subject if to_owner else triple.object) == iri
        }  # fmt: skip
