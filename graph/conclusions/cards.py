"""Cards: all that the graph holds on one entity, each line with its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.conclusions.disagreements import Disagreement
from graph.conclusions.events import Event
from graph.conclusions.tenures import Tenure, build_tenure
from graph.model.claims import Claim, Statement, Triple, surest_first
from graph.model.entities import Entity
from graph.model.vocabulary import PAN
from graph.store.reader import Records

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

_TENURE_RELATIONS = frozenset(PAN + name for name in ("holder", "office", "of"))
_TIMES = frozenset(PAN + name for name in ("date", "earliest", "latest", "status", "attested"))


class Attendance(NamedTuple):
    """An event that somebody took part in, and in which roles."""

    event: Event
    roles: tuple[str, ...]
    claims: tuple[Claim, ...]


class Card(NamedTuple):
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


def build_card(graph: KnowledgeGraph, entity: Entity, records: Records) -> Card:
    """Gather the card of an entity; what its events, offices and dates tell is not told again as a statement."""
    claims = records.mentioning(entity.iri)
    offices = _offices(entity, claims, records)
    attendances = _attendances(graph, entity)
    told = {a.event.entity.iri for a in attendances} | {tenure.entity.iri for tenure in offices}
    statements, denied = [], []
    for triple, said in gather(claims).items():
        if entity.iri not in (triple.subject, triple.object):
            continue
        says = tuple(claim for claim in said if not claim.denied)
        if len(says) < len(said):
            denied.append(Statement(triple, tuple(claim for claim in said if claim.denied)))
        if says and not _is_told(triple, entity, told, graph):
            statements.append(Statement(triple, says))
    return Card(
        entity=entity,
        event=graph.as_event(entity),
        offices=offices,
        attendances=attendances,
        statements=tuple(sorted(statements, key=lambda s: (s.triple.subject != entity.iri, repr(s.triple)))),
        denied=tuple(denied),
        disagreements=tuple(d for d in graph.disagreements(entity) if d.subject.iri == entity.iri),
    )


def gather(claims: tuple[Claim, ...]) -> dict[Triple, tuple[Claim, ...]]:
    """Return each triple with the claims that state it, surest first."""
    found: dict[Triple, list[Claim]] = {}
    for claim in claims:
        for triple in claim.triples:
            found.setdefault(triple, []).append(claim)
    return {triple: surest_first(said) for triple, said in found.items()}


def _offices(entity: Entity, claims: tuple[Claim, ...], records: Records) -> tuple[Tenure, ...]:
    tenures = {
        triple.subject: build_tenure(triple.subject, records)
        for claim in claims
        for triple in claim.triples
        if triple.predicate in _TENURE_RELATIONS and triple.object == entity.iri
    }
    return tuple(sorted(tenures.values(), key=lambda t: (str(t.span.earliest or t.seen.earliest), t.entity.iri)))


def _attendances(graph: KnowledgeGraph, entity: Entity) -> tuple[Attendance, ...]:
    found = []
    for event in graph.events(entity):
        roles = [(p.role, p.claims) for p in event.participations if p.actor.iri == entity.iri]
        roles += [(PAN + "place", p.claims) for p in event.placings if p.place.iri == entity.iri]
        said = {claim.iri: claim for _, claims in roles for claim in claims}
        if roles:
            found.append(Attendance(event, tuple(role for role, _ in roles), tuple(said.values())))
    return tuple(found)


def _is_told(triple: Triple, entity: Entity, told: set[str], graph: KnowledgeGraph) -> bool:
    """Tell whether a card shows a triple under its events, offices, dates or roles."""
    as_role = graph.ontology.is_role(triple.predicate) or triple.predicate == PAN + "place"
    if triple.subject in told:
        return as_role or triple.predicate in _TENURE_RELATIONS
    if triple.subject == entity.iri:
        return triple.predicate in _TIMES or (graph.is_event(entity) and as_role)
    return False
