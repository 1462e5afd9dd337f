"""Occasions: which events are one coming together of people, and who was there."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from graph.conclusions.events import Event
from graph.conclusions.gatherings import Gathering, acting_for, surely_on
from graph.conclusions.when import Basis, When
from graph.model.claims import Claim
from graph.model.dates import Span, envelope
from graph.model.entities import Entity
from graph.model.ontology import Ontology
from graph.model.vocabulary import PAN

_Rank = tuple[int, int, int, str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """One coming together: an event with its parts, or an event by itself.

    Attributes:
        iri: The IRI of the event that holds the others.
        members: The IRIs of that and the others, by time.
        span: The days it may have taken up: those of the event, or of all its parts where one end is not known.
        event_of: Gives an event, by its IRI.
        gathering_of: Gives who was at it.
    """

    iri: str
    members: tuple[str, ...]
    span: Span
    event_of: Callable[[str], Event] = field(compare=False, repr=False)
    gathering_of: Callable[[str], Gathering] = field(compare=False, repr=False)

    @property
    def event(self) -> Event:
        """The event that holds the others."""
        return self.event_of(self.iri)

    @property
    def gatherings(self) -> tuple[Gathering, ...]:
        """That event and the others, by time."""
        return tuple(map(self.gathering_of, self.members))

    @property
    def parts(self) -> tuple[Event, ...]:
        """The events that it holds, by time."""
        return tuple(self.event_of(iri) for iri in self.members if iri != self.iri)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims about its events."""
        return tuple(dict.fromkeys(claim for iri in self.members for claim in self.event_of(iri).claims))

    @property
    def sort_key(self) -> tuple[date, str]:
        """By its first possible day, the undated last."""
        return self.span.earliest or self.span.latest or date.max, self.iri

    def without(self, actors: Container[Entity]) -> Occasion:
        """Return it as if some had not been there; states for which they acted still were."""

        def remaining(iri: str) -> Gathering:
            gathering = self.gathering_of(iri)
            kept = (there for there in gathering.present if there.actor not in actors)
            return gathering._replace(present=tuple(kept))

        return replace(self, gathering_of=remaining)

    def took_up(self, day: date) -> bool:
        """Tell whether one of its events surely was under way on a day."""
        return any(one.took_up(day) for one in self.gatherings)


def occasions_in(
    iris: Iterable[str], event_of: Callable[[str], Event], gathering_of: Callable[[str], Gathering],
    ontology: Ontology,
) -> tuple[Occasion, ...]:  # fmt: skip
    """Return the occasions that events amount to, by time.

    Parts are of one occasion with their whole, unless they lie too far apart: then the whole is a process, and they
    are occasions each. Of one occasion is also what the same person did with the same side on the days of something
    longer, whether or not it is called a part of it: two names of one meeting, a signing during a summit, or talks
    on a visit.

    Args:
        iris: The IRIs of events that took place, of kinds in which people come together.
        event_of: Gives an event.
        gathering_of: Gives who was at it.
        ontology: Tells how far apart the parts of a kind may lie.
    """
    grouped = _Grouping({iri: gathering_of(iri) for iri in iris}, ontology).groups()
    occasions = (Occasion(*group, event_of, gathering_of) for group in grouped)
    return tuple(sorted(occasions, key=lambda occasion: occasion.sort_key))


def write_occasions(occasions: Iterable[Occasion]) -> list[Any]:
    """Return occasions as what JSON can hold."""
    return [[one.iri, one.members, [day and day.isoformat() for day in one.span]] for one in occasions]


def read_occasions(
    records: Iterable[Any], event_of: Callable[[str], Event], gathering_of: Callable[[str], Gathering]
) -> tuple[Occasion, ...]:
    """Return the occasions that `write_occasions` wrote."""
    groups = (
        (iri, tuple(members), Span(*(day and date.fromisoformat(day) for day in span)))
        for iri, members, span in records
    )
    return tuple(Occasion(*group, event_of, gathering_of) for group in groups)


class _Grouping:
    """Finds which gatherings are of one occasion.

    Args:
        gatherings: By the IRI of the event.
        ontology: Tells how far apart the parts of an occasion may lie.
    """

    def __init__(self, gatherings: Mapping[str, Gathering], ontology: Ontology) -> None:
        self._all = gatherings
        kinds = {iri: one.event.entity.kind for iri, one in gatherings.items()}
        self._within = {iri: ontology.one_within(kind) for iri, kind in kinds.items()}
        self._usual = {iri: ontology.passes_within(kind) or 0 for iri, kind in kinds.items()}
        parts: dict[str, list[Event]] = defaultdict(list)
        for one in gatherings.values():
            for whole in self._wholes(one.event):
                parts[whole].append(one.event)
        self._processes = {iri for iri, below in parts.items() if _days_between(below) > self._within[iri]}

    def groups(self) -> Iterator[tuple[str, tuple[str, ...], Span]]:
        """Yield for each occasion the event that holds the others, all of them by time, and its days."""
        wholes = {
            iri: [whole for whole in self._wholes(one.event) if whole not in self._processes]
            for iri, one in self._all.items()
            if iri not in self._processes
        }
        meanwhile = self._meanwhile({iri for iri, above in wholes.items() if not above})
        first = _Union()
        for iri, above in wholes.items():
            for holder in above or meanwhile.get(iri, []):
                first.join(iri, holder)
        members: dict[str, list[str]] = defaultdict(list)
        for iri in wholes:
            members[first.of(iri)].append(iri)
        for group in members.values():
            heads = [iri for iri in group if not wholes[iri]] or group
            head = max(heads, key=lambda iri: self._rank(iri, _possible_days(self._all[iri].event.conclusion.when)))
            held = sorted((self._all[iri] for iri in group), key=lambda one: one.event.sort_key)
            own = self._all[head].event.span
            span = own if own.days is not None else envelope(one.event.span for one in held)
            yield head, tuple(one.event.entity.iri for one in held), span

    def _wholes(self, event: Event) -> list[str]:
        return [whole.iri for whole in event.wholes if whole.iri in self._all and whole != event.entity]

    def _meanwhile(self, loose: Iterable[str]) -> dict[str, list[str]]:
        """Return for each of some gatherings the longest other during which the same person met the same side."""
        begun: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
        for iri in loose:
            days = _possible_days(self._all[iri].event.conclusion.when)
            if days.earliest and days.latest:
                for person in self._persons(iri):
                    begun[person].append((days.earliest, days.latest, iri))
        for found in begun.values():
            found.sort()
        holders: dict[str, _Rank] = {}
        for holder in self._all.keys() - self._processes:
            for during in self._lasting(holder):
                rank = self._rank(holder, during)
                for person in self._persons(holder):
                    for iri in _wholly_within(begun[person], during):
                        least = holders.get(iri) or self._rank(
                            iri, _possible_days(self._all[iri].event.conclusion.when)
                        )
                        if rank > least and self._meets_again(person, iri, holder):
                            holders[iri] = rank
        return {iri: [rank[-1]] for iri, rank in holders.items()}

    def _lasting(self, iri: str) -> Iterator[Span]:
        """Yield the days that a gathering surely took up, as far as it is short enough to be one occasion."""
        for span in surely_on(self._all[iri].event.conclusion.when):
            if span.days is not None and span.days <= self._within[iri]:
                yield span

    def _persons(self, iri: str) -> Iterator[str]:
        return (one.actor.iri for one in self._all[iri].present if one.actor.kind == PAN + "Person")

    def _rank(self, iri: str, days: Span) -> _Rank:
        """Return the key by which one holds another: the longer, in fact or else by its kind, or the larger."""
        return days.days or 0, self._usual[iri], len(self._all[iri].present), iri

    def _meets_again(self, person: str, iri: str, holder: str) -> bool:
        """Tell whether somebody was with the same side at two gatherings."""
        here, there = (self._all[name].present for name in (iri, holder))
        own = acting_for(one for one in (*here, *there) if one.actor.iri == person)
        met, met_there = (
            acting_for(one for one in found if own.isdisjoint(one.acts_for)) for found in (here, there)
        )
        return not met.isdisjoint(met_there)


class _Union:
    """Disjoint sets of names (Galler and Fischer 1964)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return the name that stands for a set."""
        while (above := self._above.get(name, name)) != name:
            self._above[name] = name = self._above.get(above, above)
        return name

    def join(self, one: str, other: str) -> None:
        """Make two sets one."""
        self._above[self.of(one)] = self.of(other)


def _days_between(parts: Iterable[Event]) -> int:
    """Return how many days surely lie between the end of the first part and the beginning of the last."""
    spans = [part.span for part in parts]
    ends = [span.latest for span in spans if span.latest]
    starts = [span.earliest for span in spans if span.earliest]
    return (max(starts) - min(ends)).days if starts and ends else 0


def _possible_days(when: When) -> Span:
    """Return the days on which something may have been, or have begun where its end is open."""
    starts = [dating.ends[0] for dating in when.datings if dating.ends and dating.is_open]
    return envelope(starts) if starts and when.basis is Basis.OWN else when.span


def _wholly_within(begun: list[tuple[date, date, str]], during: Span) -> Iterator[str]:
    """Yield what lies wholly within a stretch, of things by their first and last day."""
    assert during.earliest and during.latest
    for first, last, iri in begun[bisect_left(begun, (during.earliest,)) :]:
        if first > during.latest:
            return
        if last <= during.latest:
            yield iri
