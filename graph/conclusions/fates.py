"""Fates: what became of a thing after it came about: what undid, carried out, changed or replaced it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.conclusions.particulars import Happening, Provision, happenings_of, origins_of, provisions_of
from graph.model.claims import Claim, Statement, gather
from graph.model.entities import Entity
from graph.model.vocabulary import PAN

_CHANGES = {PAN + "Change", PAN + "Decision"}
_CHANGING = {PAN + "Project", PAN + "Company", PAN + "Process", PAN + "Trade", PAN + "Agreement"}
_TEXTS = {PAN + "Agreement", PAN + "Measure"}
_OUTCOME, _COMMITS_TO, _LED_TO, _CONCERNS = (PAN + name for name in ("outcome", "commitsTo", "ledTo", "concerns"))


class Turn(NamedTuple):
    """An event that changed what became of a thing.

    Attributes:
        event: The event.
        relation: IRI of how it bears on it; empty where it is but a change or decision about it.
        of: What it bears on: the thing itself, or a provision of it.
        of_part: Whether that is a provision.
        claims: The claims that say so.
        because: The events that led to it.
    """

    event: Event
    relation: str
    of: Entity
    of_part: bool
    claims: tuple[Claim, ...]
    because: tuple[Event, ...] = ()


class Text(NamedTuple):
    """A text that something is a commitment of, or that came out of it: how it came about, and what became of it.

    Attributes:
        entity: The text.
        when: Its date for readers, or empty.
        origins: The events in which it came about; none where it is told of one of them.
        happenings: Other events that have to do with it, such as its ratification, by time.
        fate: What undid it, or a provision of it, by time.
        replaced: The statements that something took its place.
    """

    entity: Entity
    when: str
    origins: tuple[Event, ...]
    happenings: tuple[Happening, ...]
    fate: tuple[Turn, ...]
    replaced: tuple[Statement, ...]


def fate_of(entity: Entity, provisions: Iterable[Provision], conclusions: Conclusions) -> tuple[Turn, ...]:
    """Return what undid, or put at risk, an agreement, a measure or something that goes on, by time."""
    if (_CHANGING | _TEXTS).isdisjoint(conclusions.ontology.above(entity.kind)):
        return ()
    found = list(_turns(entity, conclusions.ontology.undoing, conclusions, of_part=False))
    for provision in provisions:
        found += _turns(provision.entity, conclusions.ontology.undoing, conclusions, of_part=True)
    return _by_time(found)


def done_about(entity: Entity, provisions: Iterable[Provision], conclusions: Conclusions) -> tuple[Turn, ...]:
    """Return what carried out a text, and what was done about its provisions, by time."""
    if _TEXTS.isdisjoint(conclusions.ontology.above(entity.kind)):
        return ()
    carrying = conclusions.ontology.carrying_out
    found = list(_turns(entity, carrying, conclusions, of_part=False))
    for provision in provisions:
        found += _turns(provision.entity, carrying | {_CONCERNS}, conclusions, of_part=True)
    return _by_time(found)


def replaced_by(iri: str, conclusions: Conclusions) -> tuple[Statement, ...]:
    """Return the statements that something took the place of a thing."""
    said = gather(claim for claim in conclusions.reader.about(iri) if not claim.denied)
    return tuple(
        Statement(triple, claims)
        for triple, claims in said.items()
        if triple.subject == iri and triple.predicate in conclusions.ontology.replacing
    )


def texts_beside(entity: Entity, conclusions: Conclusions) -> tuple[Text, ...]:
    """Return the texts that came out of an event, or those of which something else is a commitment."""
    stated = gather(claim for claim in conclusions.reader.mentioning(entity.iri) if not claim.denied)
    if conclusions.is_event(entity):
        found = {t.object for t in stated if t.predicate == _OUTCOME and t.subject == entity.iri}
    else:
        found = {t.subject for t in stated if t.predicate == _COMMITS_TO and t.object == entity.iri}
    texts = (conclusions.entity(iri) for iri in sorted(iri for iri in found if isinstance(iri, str)))
    texts = (text for text in texts if _TEXTS & conclusions.ontology.above(text.kind))
    return tuple(_text(text, conclusions, entity) for text in texts)


def _text(entity: Entity, conclusions: Conclusions, beside: Entity) -> Text:
    fate = fate_of(entity, provisions_of(entity.iri, conclusions), conclusions)
    origins = origins_of(entity.iri, conclusions)
    told = {event.entity.iri for event in (*origins, *(turn.event for turn in fate))}
    said = gather(claim for claim in conclusions.reader.mentioning(entity.iri) if not claim.denied)
    stated = [Statement(triple, claims) for triple, claims in said.items() if entity.iri in triple]
    happenings = (
        each
        for each in happenings_of(stated, entity.iri, conclusions)
        if each.event.entity.iri not in told and each.event.took_place
    )
    return Text(
        entity,
        conclusions.conclusion(entity.iri).when.text,
        () if conclusions.is_event(beside) else origins,
        tuple(happenings),
        fate,
        replaced_by(entity.iri, conclusions),
    )


def last_turn(
    entity: Entity, fate: Sequence[Turn], happenings: Iterable[Happening], conclusions: Conclusions
) -> Turn | None:
    """Return the last that changed something which no claim gives a status: what undid it or carried it out, or
    else a change or a decision about it."""
    above = conclusions.ontology.above
    if conclusions.conclusion(entity.iri).is_told or _CHANGING.isdisjoint(above(entity.kind)):
        return None
    found = [
        *fate,
        *_turns(
            entity, conclusions.ontology.undoing | conclusions.ontology.carrying_out, conclusions, of_part=False
        ),
    ]
    found += [
        Turn(each.event, "", entity, False, each.claims)
        for each in happenings
        if not _CHANGES.isdisjoint(above(each.event.entity.kind))
        and all(turn.event.entity != each.event.entity for turn in found)
    ]
    dated = [turn for turn in found if turn.event.took_place and turn.event.day]
    return max(dated, key=lambda turn: turn.event.sort_key, default=None)


def heard_until(iri: str, after: date | None, conclusions: Conclusions) -> date | None:
    """Return the last day for which a dated source speaks of something, if that is later than a day."""
    said = (
        claim.last_said
        for claim in conclusions.reader.mentioning(iri)
        if (claim.source.published or claim.as_of) and not claim.source.is_background
    )
    last = max(said, default=None)
    return last if last and after and last > after else None


def by_event(fate: Iterable[Turn]) -> list[tuple[Turn, ...]]:
    """Return turns in their order, those of one event together."""
    found: dict[str, list[Turn]] = defaultdict(list)
    for turn in fate:
        found[turn.event.entity.iri].append(turn)
    return list(map(tuple, found.values()))


def _turns(entity: Entity, relations: frozenset[str], conclusions: Conclusions, *, of_part: bool) -> Iterable[Turn]:
    stated: dict[tuple[str, str], dict[Claim, None]] = defaultdict(dict)
    claims = (claim for claim in conclusions.reader.mentioning(entity.iri) if not claim.denied)
    for triple, behind in gather(claims).items():
        if triple.predicate in relations and triple.object == entity.iri:
            stated[triple.subject, triple.predicate].update(dict.fromkeys(behind))
    for (subject, relation), said in stated.items():
        event = conclusions.as_event(conclusions.entity(subject))
        if event and event.took_place:
            yield Turn(event, relation, entity, of_part, tuple(said), _leading_to(subject, conclusions))


def _leading_to(iri: str, conclusions: Conclusions) -> tuple[Event, ...]:
    """Return the events that led to one, by time."""
    stated = (t for claim in conclusions.reader.mentioning(iri) if not claim.denied for t in claim.triples)
    causes = {t.subject for t in stated if t.predicate == _LED_TO and t.object == iri}
    found = (conclusions.as_event(conclusions.entity(cause)) for cause in causes)
    return tuple(sorted((event for event in found if event), key=lambda event: event.sort_key))


def _by_time(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    return tuple(sorted(turns, key=lambda turn: (turn.event.sort_key, turn.relation, turn.of.iri)))
