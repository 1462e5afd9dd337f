"""Cards: all that the graph holds on one entity, each line with its claims."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from graph.conclusions.chronology import events_of
from graph.conclusions.conclusions import Conclusions
from graph.conclusions.disagreements import Disagreement
from graph.conclusions.events import Conclusion, Event
from graph.conclusions.fates import (
    Text,
    Turn,
    done_about,
    fate_of,
    heard_until,
    last_turn,
    replaced_by,
    texts_beside,
)
from graph.conclusions.particulars import (
    Happening,
    Provision,
    happenings_of,
    origins_of,
    provisions_of,
    rounds_of,
    speakers_of,
)
from graph.conclusions.tenures import Holding, Tenure
from graph.model.claims import Claim, Statement, Triple, gather
from graph.model.entities import Entity
from graph.model.vocabulary import PAN

_TENURE_RELATIONS = frozenset(PAN + name for name in ("holder", "office", "of"))
_TIMES = frozenset(PAN + name for name in ("date", "earliest", "latest", "status", "attested"))
_PLACE = PAN + "place"
_TEXTS = {PAN + "Agreement", PAN + "Measure"}
_BODIES = {PAN + "State", PAN + "Organisation"}


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
        conclusion: What became of it and when it was, as far as claims tell.
        fate: Of a text, a measure, a project: what undid it, or a provision of it, by time.
        done: Of a text: what carried it out, and what was done about its provisions, by time.
        replaced: Of a text: the statements that something took its place.
        texts: Of an event: the texts that came out of it; of a commitment: those in which it stands.
        last: The last that changed it, where no claim gives it a status.
        heard_until: The last day for which a dated source speaks of it, if that is later.
        origins: Of a text, a measure or a project: the events in which it came about.
        provisions: Of an agreement: what it commits to; of a measure: its parts.
        rounds: Of a process or event: the events that are part of it, by time.
        speakers: Of a state or body: who holds the offices that one person holds at a time.
        offices: Tenures that it holds or that are held in it, by time.
        attendances: Events it took part in or that happened there, by time.
        happenings: Other events that a statement links it with, by time.
        statements: Every other statement that has it at one end, those of `happenings` included.
        denied: Statements that a source denies.
        disagreements: Where sources differ on it, or on the terms of offices that it held.
    """

    entity: Entity
    event: Event | None
    conclusion: Conclusion
    fate: tuple[Turn, ...]
    done: tuple[Turn, ...]
    replaced: tuple[Statement, ...]
    texts: tuple[Text, ...]
    last: Turn | None
    heard_until: date | None
    origins: tuple[Event, ...]
    provisions: tuple[Provision, ...]
    rounds: tuple[Event, ...]
    speakers: tuple[Holding, ...]
    offices: tuple[Tenure, ...]
    attendances: tuple[Attendance, ...]
    happenings: tuple[Happening, ...]
    statements: tuple[Statement, ...]
    denied: tuple[Statement, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def chronology(self) -> tuple[Happening, ...]:
        """The happenings that are not told among the origins or rounds."""
        told = {event.entity.iri for event in (*self.origins, *self.rounds)}
        return tuple(each for each in self.happenings if each.event.entity.iri not in told)

    @property
    def relations(self) -> tuple[Statement, ...]:
        """The statements that are not told with happenings or provisions."""
        told = {each.event.entity.iri for each in self.happenings} | {p.entity.iri for p in self.provisions}
        told |= {text.entity.iri for text in self.texts}
        fresh = (s for s in self.statements if told.isdisjoint({s.triple.subject, s.triple.object}))
        return tuple(statement for statement in fresh if statement not in self.replaced)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim behind the card, once."""
        parts: list[Event | Tenure | Attendance | Statement] = [self.event] if self.event else []
        parts += [*self.offices, *self.attendances, *self.statements, *self.denied]
        return tuple({claim.iri: claim for part in parts for claim in part.claims}.values())


def build_card(conclusions: Conclusions, entity: Entity) -> Card:
    """Gather the card of an entity; what its events, offices and dates tell is not told again as a statement."""
    offices = conclusions.tenures_of(entity.iri)
    attendances = tuple(_attendances(conclusions, entity.iri))
    told = {a.event.entity.iri for a in attendances} | {tenure.entity.iri for tenure in offices}
    statements: list[Statement] = []
    denied: list[Statement] = []
    for triple, said in gather(conclusions.reader.mentioning(entity.iri)).items():
        if entity.iri not in (triple.subject, triple.object):
            continue
        says = tuple(claim for claim in said if not claim.denied)
        if len(says) < len(said):
            denied.append(Statement(triple, tuple(claim for claim in said if claim.denied)))
        if says and not _is_told(triple, entity, told, conclusions):
            statements.append(Statement(triple, says))
    statements.sort(key=lambda s: (s.triple.subject != entity.iri, repr(s.triple)))
    kinds = conclusions.ontology.above(entity.kind)
    provisions = provisions_of(entity.iri, conclusions) if kinds & _TEXTS else ()
    happenings = happenings_of([*statements, *_of_terms(entity, statements, conclusions)], entity.iri, conclusions)
    fate = fate_of(entity, provisions, conclusions)
    last = last_turn(entity, fate, happenings, conclusions)
    return Card(
        entity=entity,
        event=conclusions.as_event(entity),
        conclusion=conclusions.conclusion(entity.iri),
        fate=fate,
        done=done_about(entity, provisions, conclusions),
        replaced=replaced_by(entity.iri, conclusions) if kinds & _TEXTS else (),
        texts=texts_beside(entity, conclusions),
        last=last,
        heard_until=heard_until(entity.iri, last.event.span.latest, conclusions) if last else None,
        origins=origins_of(entity.iri, conclusions),
        provisions=provisions,
        rounds=rounds_of(entity.iri, conclusions),
        speakers=speakers_of(entity.iri, conclusions) if kinds & _BODIES else (),
        offices=offices,
        attendances=attendances,
        happenings=happenings,
        statements=tuple(statements),
        denied=tuple(denied),
        disagreements=tuple(
            found
            for iri in (entity.iri, *(t.entity.iri for t in offices if t.holder == entity))
            for found in conclusions.disputes(iri)
        ),
    )


def _attendances(conclusions: Conclusions, iri: str) -> Iterable[Attendance]:
    for event in events_of(iri, conclusions, itself=True):
        roles = [(p.role, p.claims) for p in event.participations if p.actor.iri == iri]
        roles += [(_PLACE, p.claims) for p in event.placings if p.place.iri == iri]
        if roles:
            said = dict.fromkeys(claim for _, claims in roles for claim in claims)
            yield Attendance(event, tuple(role for role, _ in roles), tuple(said))


def _of_terms(entity: Entity, told: Iterable[Statement], conclusions: Conclusions) -> Iterable[Statement]:
    """Yield what is said of a person's terms in office as events are linked with them, but what is said of the
    person as well."""
    known = {(statement.triple.subject, statement.triple.predicate) for statement in told}
    terms = set(conclusions.matters_of(entity.iri)) - {entity.iri}
    for term in sorted(terms):
        said = gather(claim for claim in conclusions.reader.mentioning(term) if not claim.denied)
        for triple, claims in said.items():
            if triple.object == term and (triple.subject, triple.predicate) not in known:
                yield Statement(triple, claims)


def _is_told(triple: Triple, entity: Entity, told: set[str], conclusions: Conclusions) -> bool:
    """Tell whether a card shows a triple under its events, offices, dates or roles."""
    as_role = conclusions.ontology.is_role(triple.predicate) or triple.predicate == _PLACE
    if triple.subject in told:
        return as_role or triple.predicate in _TENURE_RELATIONS
    if triple.subject == entity.iri:
        return triple.predicate in _TIMES or (conclusions.is_event(entity) and as_role)
    return False
