"""Gatherings: who was at an event, in person or by others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from graph.conclusions.events import Event
from graph.conclusions.sides import Sides
from graph.conclusions.when import Basis, When
from graph.model.claims import Claim
from graph.model.dates import Span
from graph.model.entities import Entity
from graph.model.ontology import Ontology
from graph.model.vocabulary import Certainty

FIRM = Certainty.REPORTED
"""How sure it must be at least that somebody was there: who was only expected, or perhaps, was not."""


class Presence(NamedTuple):
    """Somebody who was at an event, in person or by others.

    Attributes:
        actor: Who; a state or intergovernmental body also where only somebody who acts for it is named.
        claims: The claims that say so, of its own people's presence as well.
        acts_for: IRIs of the actor and of all for whom it acts there.
        in_retinue: Whether it is named in a retinue alone.
    """

    actor: Entity
    claims: tuple[Claim, ...]
    acts_for: frozenset[str]
    in_retinue: bool = False


class Gathering(NamedTuple):
    """An event at which people came together, and who was there, by IRI."""

    event: Event
    present: tuple[Presence, ...]

    def took_up(self, day: date) -> bool:
        """Tell whether it surely was under way on a day."""
        return any(span.contains(Span(day, day)) for span in surely_on(self.event.conclusion.when))


def attending(event: Event, ontology: Ontology) -> dict[str, tuple[Claim, ...]]:
    """Return who was at an event themselves, by IRI, each with the claims that say so.

    Only who is at least reported to have been there was, nor who has a role from afar, such as the invited or the
    receiver of a letter; nobody where the event did not take place, or is of a kind in which nobody comes together.

    Args:
        event: The event.
        ontology: Tells which kinds bring people together, and whose role means presence.
    """
    there: dict[str, dict[Claim, None]] = defaultdict(dict)
    if event.took_place and ontology.brings_together(event.entity.kind):
        for role, actor, claims in event.participations:
            for claim in claims if ontology.is_there(role) else ():
                if claim.certainty >= FIRM:
                    there[actor.iri][claim] = None
    return {iri: tuple(claims) for iri, claims in there.items()}


def gathering_at(event: Event, ontology: Ontology, sides: Sides, entity_of: Callable[[str], Entity]) -> Gathering:
    """Return who was at an event, as is at least reported, and the states and bodies for which they were.

    Who was only expected was not, nor who has a role from afar, such as the invited or the receiver of a letter.

    Args:
        event: The event.
        ontology: Tells whose role means presence.
        sides: Tells for whom actors act.
        entity_of: Gives the entity behind an IRI.
    """
    said = defaultdict(set, {iri: set(claims) for iri, claims in attending(event, ontology).items()})
    leading = {
        actor.iri
        for role, actor, claims in event.participations
        if not ontology.is_in_retinue(role) and not said.get(actor.iri, set()).isdisjoint(claims)
    }
    acting = {iri: sides.acts_for(iri, event.span) for iri in said}
    named = dict(acting)
    for iri, acts_for in named.items():
        for side in filter(sides.is_side, acts_for - {iri}):
            said[side] |= said[iri]
            acting.setdefault(side, frozenset({side}))
            leading.add(side)
    present = (
        Presence(
            entity_of(iri), tuple(sorted(claims, key=lambda claim: claim.iri)), acting[iri], iri not in leading
        )
        for iri, claims in sorted(said.items())
    )
    return Gathering(event, tuple(present))


def acting_for(present: Iterable[Presence]) -> frozenset[str]:
    """Return the IRIs of some who were there and of all for whom they acted."""
    return frozenset().union(*(one.acts_for for one in present))


def surely_on(when: When) -> Iterator[Span]:
    """Yield the days that something surely took up, by each of the dates that are told."""
    if when.basis in {Basis.SIGHTED, Basis.END_AS_PLANNED}:
        yield when.span
    elif when.basis in {Basis.OWN, Basis.AS_PLANNED}:
        yield from (dating.certain for dating in when.datings if dating.certain)
