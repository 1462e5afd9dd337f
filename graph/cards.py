"""Cards: all that the graph holds on one entity, each line with its claims."""

from __future__ import annotations

from dataclasses import dataclass

from graph.claims import Claim, Statement, Triple
from graph.disagreements import Disagreement
from graph.entities import Entity
from graph.events import Event
from graph.tenures import Tenure


@dataclass(frozen=True, slots=True)
class Attendance:
    """An event that somebody took part in, and in which roles."""

    event: Event
    roles: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """All that the graph holds on one entity.

    Attributes:
        entity: Whom or what the card is about.
        event: The event itself, where it is one.
        offices: Tenures that it holds or that are held in it, by time.
        attendances: Events it took part in or that happened there, by time.
        statements: Every other statement that has it at one end.
        denied: Statements that a source denies.
        disagreements: Where sources differ on it.
    """

    entity: Entity
    event: Event | None
    offices: tuple[Tenure, ...]
    attendances: tuple[Attendance, ...]
    statements: tuple[Statement, ...]
    denied: tuple[Statement, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim behind the card, once."""
        parts: list[Event | Tenure | Attendance | Statement] = [self.event] if self.event else []
        parts += [*self.offices, *self.attendances, *self.statements, *self.denied]
        return tuple({claim.iri: claim for part in parts for claim in part.claims}.values())


def gather(claims: tuple[Claim, ...]) -> dict[Triple, tuple[Claim, ...]]:
    """Return each triple with the claims that state it, surest first."""
    found: dict[Triple, list[Claim]] = {}
    for claim in claims:
        for triple in claim.triples:
            found.setdefault(triple, []).append(claim)
    return {
        triple: tuple(sorted(said, key=lambda claim: (-claim.certainty, claim.source.known_from, claim.iri)))
        for triple, said in found.items()
    }
