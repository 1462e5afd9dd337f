"""A lens chooses claims: by source, by the day something was known, by certainty, by time of event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TypeVar

from graph.errors import LensError
from graph.model.claims import Claim
from graph.model.dates import Span, envelope, parse_partial
from graph.model.vocabulary import PAN, Certainty, local

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lens:
    """Which claims count. What is left at None lets everything through.

    Args:
        sources: IRIs of the sources that count.
        known_by: Claims count whose source was public by this day.
        since: Claims count that may be about this day or a later one; undated things stay.
        until: Claims count that may be about this day or an earlier one; undated things stay.
        certainty: Claims count that are at least so sure.

    Raises:
        LensError: `since` lies after `until`.

    >>> Lens(known_by=date(2019, 4, 20)).describe()
    'known by 2019-04-20'
    """

    sources: frozenset[str] | None = None
    known_by: date | None = None
    since: date | None = None
    until: date | None = None
    certainty: Certainty | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise LensError(f"the span is reversed: since {self.since} is after until {self.until}; swap them")

    @classmethod
    def parse(
        cls,
        *,
        sources: Iterable[str] | None = None,
        known_by: str | None = None,
        since: str | None = None,
        until: str | None = None,
        certainty: str | None = None,
    ) -> Lens:
        """Make a lens from text; partial dates are meant as widely as they can be.

        Raises:
            LensError: A date or a certainty is none, or the span is reversed.

        >>> Lens.parse(since="2018", until="2018").until
        datetime.date(2018, 12, 31)
        """
        try:
            level = Certainty.parse(certainty) if certainty else None
        except ValueError as error:
            raise LensError(str(error)) from None
        return cls(
            sources=frozenset(sources) if sources else None,
            known_by=parse_partial(known_by).latest if known_by else None,
            since=parse_partial(since).earliest if since else None,
            until=parse_partial(until).latest if until else None,
            certainty=level,
        )

    def resolved(self, claims: Iterable[Claim]) -> Lens:
        """Return the same lens with its sources as IRIs; they may be named by slug or by the name of a claims file.

        Raises:
            LensError: A source is none of those of the claims.
        """
        if self.sources is None:
            return self
        named: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            for name in (claim.source.iri, local(claim.source.iri), claim.file):
                named[name].add(claim.source.iri)
        for name in self.sources:
            if name not in named:
                raise LensError(f"unknown source {name!r}; `panmunjom sources` lists them")
        return replace(self, sources=frozenset().union(*(named[name] for name in self.sources)))

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) is not None for field in fields(self))

    def narrowed(self, other: Lens) -> Lens:
        """Return the lens that lets through only what both do."""
        both = self.sources is not None and other.sources is not None
        return Lens(
            sources=(self.sources & other.sources) if both else self.sources or other.sources,  # type: ignore[operator]
            known_by=_pick(min, self.known_by, other.known_by),
            since=_pick(max, self.since, other.since),
            until=_pick(min, self.until, other.until),
            certainty=_pick(max, self.certainty, other.certainty),
        )

    def describe(self) -> str:
        """Say in a line what the lens lets through; empty for a lens that lets everything through."""
        parts = []
        if self.sources is not None:
            parts.append("from " + ", ".join(sorted(map(local, self.sources))))
        parts += [
            f"{field.name.replace('_', ' ')} {value}"
            for field in fields(self)[1:]
            if (value := getattr(self, field.name)) is not None
        ]
        return "; ".join(parts)

    def choose(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return the claims that count, in the order given."""
        said = [claim for claim in claims if self._admits(claim)]
        if not (self.since or self.until):
            return tuple(said)
        span, times = Span(self.since, self.until), times_of_things(said)
        outside = {thing for thing, time in times.items() if not span.overlaps(time)}
        return tuple(claim for claim in said if not outside & mentioned(claim))

    def _admits(self, claim: Claim) -> bool:
        return (
            (self.sources is None or claim.source.iri in self.sources)
            and (self.known_by is None or claim.source.known_from <= self.known_by)
            and (self.certainty is None or claim.certainty >= self.certainty)
        )


def mentioned(claim: Claim) -> set[str]:
    """Return the IRIs of the things that a claim's graph speaks of."""
    things = {triple.subject for triple in claim.triples}
    return things | {triple.object for triple in claim.triples if isinstance(triple.object, str)}


def times_of_things(claims: Iterable[Claim]) -> dict[str, Span]:
    """Return the time envelope of everything that the claims date, parts without dates taking their whole's.

    A tenure that is only attested at a moment has no time of its own: it may have begun before and gone on after.
    """
    spans: dict[str, list[Span]] = {}
    wholes: dict[str, str] = {}
    for claim in claims:
        for subject in {triple.subject for triple in claim.triples}:
            span = span_of(claim, subject)
            if span and not claim.denied and not claim.about(subject, PAN + "attested"):
                spans.setdefault(subject, []).append(span)
        wholes |= {t.subject: t.object for t in claim.triples if t.predicate == PAN + "partOf"}  # type: ignore[misc]
    times = {thing: envelope(found) for thing, found in spans.items()}
    for part, whole in wholes.items():
        if part not in times and whole in times:
            times[part] = times[whole]
    return times


def span_of(claim: Claim, subject: str) -> Span:
    """Return the bounds that one claim gives a thing."""
    return Span(_bound(claim, subject, "earliest", min), _bound(claim, subject, "latest", max))


def _bound(claim: Claim, subject: str, name: str, best: Callable[[list[date]], date]) -> date | None:
    days = [
        date.fromisoformat(value.text) for value in claim.about(subject, PAN + name) if not isinstance(value, str)
    ]
    return best(days) if days else None


def _pick(best: Callable[..., T], one: T | None, other: T | None) -> T | None:
    given = [value for value in (one, other) if value is not None]
    return best(given) if given else None
