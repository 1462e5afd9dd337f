"""Fates: what became of a thing after it came about: what undid it, what carried it out, what changed it last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.conclusions.particulars import Happening, Provision
from graph.model.claims import Claim, gather
from graph.model.entities import Entity
from graph.model.vocabulary import PAN

_CHANGES = {PAN + "Change", PAN + "Decision"}
_CHANGING = {PAN + "Project", PAN + "Company", PAN + "Process", PAN + "Trade", PAN + "Agreement"}
_TEXTS = {PAN + "Agreement", PAN + "Measure"}


class Turn(NamedTuple):
    """An event that changed what became of a thing.

    Attributes:
        event: The event.
        relation: IRI of how it bears on it; empty where it is but a change or decision about it.
        of: What it bears on: the thing itself, or a provision of it.
        of_part: Whether that is a provision.
        claims: The claims that say so.
    """

    event: Event
    relation: str
    of: Entity
    of_part: bool
    claims: tuple[Claim, ...]


def fate_of(entity: Entity, provisions: Iterable[Provision], conclusions: Conclusions) -> tuple[Turn, ...]:
    """Return what undid, or put at risk, an agreement, a measure or something that goes on, by time."""
    if (_CHANGING | _TEXTS).isdisjoint(conclusions.ontology.above(entity.kind)):
        return ()
    found = list(_turns(entity, conclusions.ontology.undoing, conclusions, of_part=False))
    for provision in provisions:
        found += _turns(provision.entity, conclusions.ontology.undoing, conclusions, of_part=True)
    return _by_time(found)


def last_turn(
    entity: Entity, fate: Sequence[Turn], happenings: Iterable[Happening], conclusions: Conclusions
) -> Turn | None:
    """Return the last that changed something which no claim gives a status: what undid it or carried it out, or
    else a change or a decision about it."""
    above = conclusions.ontology.above
    if conclusions.conclusion(entity.iri).is_told or _CHANGING.isdisjoint(above(entity.kind)):
        return None
    found = [*fate, *_turns(entity, conclusions.ontology.fateful, conclusions, of_part=False)]
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
            yield Turn(event, relation, entity, of_part, tuple(said))


def _by_time(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    return tuple(sorted(turns, key=lambda turn: (turn.event.sort_key, turn.relation, turn.of.iri)))
