"""A lens chooses claims: by source, by the day something was known, by certainty, by the time of things."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TypeVar

from graph.errors import LensError
from graph.model.claims import Claim
from graph.model.dates import Span
from graph.model.vocabulary import Certainty, local

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lens:
    """Which claims count. What is left at None lets everything through.

    Args:
        sources: IRIs of the sources that count.
        dossiers: Names of the claims files that count.
        known_by: Claims count whose source was public by this day.
        since: Claims count that may be about this day or a later one; undated things stay.
        until: Claims count that may be about this day or an earlier one; undated things stay.
        certainty: Claims count that are at least so sure.

    Raises:
        LensError: `since` lies after `until`, or a part is of another type; `Lens.parse` reads texts.

    >>> Lens(known_by=date(2019, 4, 20)).describe()
    'known by 2019-04-20'
    """

    sources: frozenset[str] | None = None
    dossiers: frozenset[str] | None = None
    known_by: date | None = None
    since: date | None = None
    until: date | None = None
    certainty: Certainty | None = None

    def __post_init__(self) -> None:
        days = self.known_by, self.since, self.until
        if not all(day is None or (isinstance(day, date) and not isinstance(day, datetime)) for day in days):
            raise LensError("known_by, since and until are days (datetime.date); Lens.parse reads texts")
        if not (self.certainty is None or isinstance(self.certainty, Certainty)):
            raise LensError(f"{self.certainty!r} is no Certainty; Lens.parse reads texts")
        if isinstance(self.sources, str) or isinstance(self.dossiers, str):
            raise LensError("sources and dossiers are sets of names, and no text; Lens.parse reads lists")
        if self.since and self.until and self.since > self.until:
            raise LensError(f"the span is reversed: since {self.since} is after until {self.until}; swap them")

    @classmethod
    def parse(  # noqa: PLR0913 - the parts of a lens, by keyword
        cls,
        *,
        sources: Iterable[str] | None = None,
        dossiers: Iterable[str] | None = None,
        known_by: str | None = None,
        since: str | None = None,
        until: str | None = None,
        certainty: str | None = None,
    ) -> Lens:
        """Make a lens from text; partial dates are meant as widely as they can be.

        Raises:
            DataError: A date is none.
            LensError: A certainty is none, or the span is reversed.

        >>> Lens.parse(since="2018", until="2018").until
        datetime.date(2018, 12, 31)
        """
        try:
            level = Certainty.parse(certainty) if certainty else None
        except ValueError as error:
            raise LensError(str(error)) from None
        return cls(
            sources=frozenset(sources) if sources else None,
            dossiers=frozenset(dossiers) if dossiers else None,
            known_by=_span(known_by).latest,
            since=_span(since).earliest,
            until=_span(until).latest,
            certainty=level,
        )

    def resolved(self, sources: Iterable[str], dossiers: Iterable[str]) -> Lens:
        """Return the same lens with its sources as IRIs; they may be named by slug.

        Args:
            sources: IRIs of the sources that there are.
            dossiers: Names of the claims files that there are.

        Raises:
            LensError: A source or a dossier is none of these.
        """
        named = {name: iri for iri in sources for name in (iri, local(iri))}
        files = frozenset(dossiers)
        for name in self.sources or ():
            if name not in named:
                if name in files:
                    raise LensError(f"{name!r} is a dossier, not a source", loosen=("dossiers",))
                raise LensError(f"unknown source {name!r}")
        for name in self.dossiers or ():
            if name not in files:
                raise LensError(f"unknown dossier {name!r}; known: {', '.join(sorted(files))}")
        return self if self.sources is None else replace(self, sources=frozenset(named[n] for n in self.sources))

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) is not None for field in fields(self))

    @property
    def span(self) -> Span:
        """The span of time that it lets through."""
        return Span(self.since, self.until)

    def narrowed(self, other: Lens) -> Lens:
        """Return the lens that lets through only what both do."""
        return Lens(
            sources=_pick(frozenset.intersection, self.sources, other.sources),
            dossiers=_pick(frozenset.intersection, self.dossiers, other.dossiers),
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
        if self.dossiers is not None:
            parts.append("dossier " + ", ".join(sorted(self.dossiers)))
        parts += [
            f"{field.name.replace('_', ' ')} {value}"
            for field in fields(self)[2:]
            if (value := getattr(self, field.name)) is not None
        ]
        return "; ".join(parts)

    def admits(self, claim: Claim) -> bool:
        """Tell whether a claim passes by its source, the day it was known, and its certainty; not by its time."""
        return (
            (self.sources is None or claim.source.iri in self.sources)
            and (self.dossiers is None or claim.file in self.dossiers)
            and (self.known_by is None or claim.source.known_from <= self.known_by)
            and (self.certainty is None or claim.certainty >= self.certainty)
        )


def _span(text: str | None) -> Span:
    """Return the days that a date is meant for; without one, all."""
    if not text:
        return Span()
    from graph.model.spoken_dates import read_date

    return read_date(text)


def _pick(best: Callable[[T, T], T], one: T | None, other: T | None) -> T | None:
    if one is None or other is None:
        return one if other is None else other
    return best(one, other)
