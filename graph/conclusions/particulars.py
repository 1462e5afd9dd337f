"""Particulars: what is looked up first of a text, a measure, a project, a process or a state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.conclusions.tenures import Holding
from graph.model.claims import Claim, Statement, Triple, gather
from graph.model.entities import Entity
from graph.model.vocabulary import PAN

_OUTCOME, _PART_OF, _COMMITS_TO = PAN + "outcome", PAN + "partOf", PAN + "commitsTo"
_TIMES = frozenset(PAN + name for name in ("date", "earliest", "latest", "status", "attested"))


class Happening(NamedTuple):
    """An event that has to do with a thing, and the statements that say what."""

    event: Event
    statements: tuple[Statement, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims behind the statements, once."""
        return tuple(dict.fromkeys(claim for statement in self.statements for claim in statement.claims))


class Provision(NamedTuple):
    """A commitment of an agreement or a part of a measure.

    Attributes:
        entity: What is agreed or ordered.
        when: Its date for readers, or empty.
        statements: What it says: for whom, of what, how much.
        claims: The claims that make it part of the text.
    """

    entity: Entity
    when: str
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]


def origins_of(iri: str, conclusions: Conclusions) -> tuple[Event, ...]:
    """Return the events of which something is the outcome, such as the signing of an agreement, by time."""
    stated = _stated(iri, conclusions)
    found = {t.subject for t in stated if t.predicate == _OUTCOME and t.object == iri}
    return _events(found, conclusions)


def date_of(iri: str, conclusions: Conclusions) -> str:
    """Return when something was, for readers: by its own date, or else by that of the first event it came of."""
    own = conclusions.conclusion(iri).when.text
    return own or next((event.when for event in origins_of(iri, conclusions) if event.when), "")


def provisions_of(iri: str, conclusions: Conclusions) -> tuple[Provision, ...]:
    """Return what an agreement commits to, or the parts of a measure, by their names."""
    found: dict[str, tuple[Claim, ...]] = {}
    for triple, claims in _stated(iri, conclusions).items():
        if triple.predicate == _COMMITS_TO and triple.subject == iri and isinstance(triple.object, str):
            found[triple.object] = claims
        elif triple.predicate == _PART_OF and triple.object == iri:
            found[triple.subject] = claims
    provisions = (
        _provision(part, claims, conclusions) for part, claims in found.items() if not _is_event(part, conclusions)
    )
    return tuple(sorted(provisions, key=lambda provision: provision.entity.label()))


def rounds_of(iri: str, conclusions: Conclusions) -> tuple[Event, ...]:
    """Return the events that are part of a process, by time."""
    stated = _stated(iri, conclusions)
    return _events({t.subject for t in stated if t.predicate == _PART_OF and t.object == iri}, conclusions)


def happenings_of(statements: Iterable[Statement], iri: str, conclusions: Conclusions) -> tuple[Happening, ...]:
    """Return the events at the other end of statements about something, by time."""
    linked: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        ends = (statement.triple.subject, statement.triple.object)
        for end in ends:
            if isinstance(end, str) and end != iri and _is_event(end, conclusions):
                linked[end].append(statement)
    return tuple(Happening(event, tuple(linked[event.entity.iri])) for event in _events(linked, conclusions))


def speakers_of(iri: str, conclusions: Conclusions) -> tuple[Holding, ...]:
    """Return who holds the offices of a state or body that one person holds at a time, surest and latest first."""
    offices = {
        tenure.office.iri
        for tenure in conclusions.tenures_of(iri)
        if tenure.office and tenure.office.single_holder and tenure.of and tenure.of.iri == iri
    }
    first = (next(iter(conclusions.holders(office, iri, conclusions.day)), None) for office in sorted(offices))
    return tuple(sorted((holding for holding in first if holding), key=_latest_first))


def _latest_first(holding: Holding) -> tuple[int, int, str]:
    vouched = holding.vouched or holding.day
    return -holding.grade, -vouched.toordinal(), holding.tenure.title()


def _provision(iri: str, claims: tuple[Claim, ...], conclusions: Conclusions) -> Provision:
    said = (
        Statement(triple, behind)
        for triple, behind in _stated(iri, conclusions).items()
        if triple.subject == iri and triple.predicate not in _TIMES | {_PART_OF}
    )
    statements = tuple(sorted(said, key=lambda statement: repr(statement.triple)))
    return Provision(conclusions.entity(iri), conclusions.conclusion(iri).when.text, statements, claims)


def _stated(iri: str, conclusions: Conclusions) -> dict[Triple, tuple[Claim, ...]]:
    """Return what claims state of something, at either end, with the claims that do not deny it."""
    found = gather(claim for claim in conclusions.reader.mentioning(iri) if not claim.denied)
    return {triple: claims for triple, claims in found.items() if iri in (triple.subject, triple.object)}


def _events(iris: Iterable[str], conclusions: Conclusions) -> tuple[Event, ...]:
    events: Iterator[Event] = (conclusions.event(iri) for iri in iris if _is_event(iri, conclusions))
    return tuple(sorted((event for event in events if event.claims), key=lambda event: event.sort_key))


def _is_event(iri: str, conclusions: Conclusions) -> bool:
    return conclusions.is_event(conclusions.entity(iri))
