"""Claims: what was said, by whom, where, for which moment, and how sure they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from graph.model.dates import Span, edtf_span
from graph.model.sources import Source
from graph.model.vocabulary import Certainty, Status


class Value(NamedTuple):
    """A literal: its text, its datatype's IRI and, where it has one, its language."""

    text: str
    datatype: str
    language: str | None = None


class Triple(NamedTuple):
    """One statement about the world; subject and predicate are IRIs."""

    subject: str
    predicate: str
    object: str | Value


class Dates(NamedTuple):
    """What one claim says of the time of one thing.

    Attributes:
        bounds: The plain days that it gives.
        texts: The dates in EDTF; empty where the claim gives none, or none that can be read.
        attested: The moments (EDTF) at which somebody is seen in office; the bounds are then theirs.
    """

    bounds: Span = Span()
    texts: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()


_NO_DATES = Dates()


class Claim(NamedTuple):
    """What one source says at one place in it.

    Attributes:
        certainty: How sure the source is; at most possible where the claim has an alternative.
        comment: What it says, in the curators' words.
        denied: The source says that it is not so.
        reported_by: IRIs of those whom the source cites.
        reported_by_text: Whom it cites without a name, in the curators' words.
        conditions: IRIs of what would have to be the case; of several, any one.
        as_of: The moment for which it is said (EDTF), where that is not the day of the source.
        alternatives: IRIs of claims of the same source of which only one can be true.
        contradicts: IRIs of claims of other sources that cannot be true together with it.
        withdrawn: Why the claim no longer counts, where that is so.
        reviewed: The day on which a second reader compared it with its source.
        triples: What stands in the claim's graph, sorted.
        dates: What it says of time, by the IRI of the thing.
        statuses: How far it says that a thing has come, by the IRI of the thing.
    """

    iri: str
    source: Source
    paragraph: int | None
    locator: str | None
    certainty: Certainty
    comment: str
    denied: bool
    reported_by: tuple[str, ...]
    reported_by_text: str | None
    conditions: tuple[str, ...]
    condition_text: str | None
    as_of: str | None
    alternatives: tuple[str, ...]
    contradicts: tuple[str, ...]
    withdrawn: str | None
    reviewed: date | None
    triples: tuple[Triple, ...]
    dates: Mapping[str, Dates]
    statuses: Mapping[str, tuple[Status, ...]]

    def __hash__(self) -> int:
        return hash(self.iri)

    @property
    def file(self) -> str:
        """Name of the dossier, the claims file, in which it stands."""
        return self.iri.split("/")[-2]

    @property
    def number(self) -> str:
        """Its file and its number in it, as commands take it: `valdai-2019-04-20/23`."""
        return "/".join(self.iri.split("/")[-2:])

    @property
    def place(self) -> str:
        """Where in the source: `paragraph 8`, or the locator."""
        return self.locator or (f"paragraph {self.paragraph}" if self.paragraph is not None else "")

    @property
    def said(self) -> str:
        """The moment for which the claim speaks, as text: `as_of`, or the day of its source."""
        return self.as_of or self.source.known_from.isoformat()

    @property
    def moment(self) -> Span:
        """The days for which the claim speaks: those of `as_of`, else those on which its source may have spoken."""
        return edtf_span(self.as_of) if self.as_of else self.source.moment

    @property
    def first_said(self) -> date:
        """The first day for which it may speak."""
        return self.moment.earliest or self.moment.latest or date.min

    @property
    def last_said(self) -> date:
        """The last day for which it may speak."""
        return self.moment.latest or self.moment.earliest or date.max

    @property
    def subjects(self) -> frozenset[str]:
        """The IRIs of the things of which its graph says something."""
        return frozenset(triple.subject for triple in self.triples)

    @property
    def mentions(self) -> frozenset[str]:
        """The IRIs of the things that its graph speaks of, at either end."""
        return self.subjects | {triple.object for triple in self.triples if isinstance(triple.object, str)}

    def dates_of(self, subject: str) -> Dates:
        """Return what the claim says of the time of a thing."""
        return self.dates.get(subject, _NO_DATES)

    def span(self, subject: str) -> Span:
        """Return the bounds that the claim gives a thing; both ends open where it gives none."""
        return self.dates_of(subject).bounds

    def about(self, subject: str, predicate: str) -> tuple[str | Value, ...]:
        """Return the objects that the claim's graph gives for a subject and predicate."""
        return tuple(t.object for t in self.triples if t.subject == subject and t.predicate == predicate)

    def excludes(self, other: Claim) -> bool:
        """Tell whether only one of the two can be true, by their own source."""
        return other.iri in self.alternatives or self.iri in other.alternatives


def surest_first(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Order claims by certainty; of equally sure ones, the first known comes first."""
    return tuple(sorted(claims, key=lambda claim: (-claim.certainty, claim.source.known_from, claim.iri)))


def gather(claims: Iterable[Claim]) -> dict[Triple, tuple[Claim, ...]]:
    """Return each triple with the claims that state or deny it, surest first."""
    found: dict[Triple, list[Claim]] = {}
    for claim in claims:
        for triple in claim.triples:
            found.setdefault(triple, []).append(claim)
    return {triple: surest_first(said) for triple, said in found.items()}


class Statement(NamedTuple):
    """One triple with every claim that states it, surest first."""

    triple: Triple
    claims: tuple[Claim, ...]

    @property
    def certainty(self) -> Certainty:
        """How sure the surest of its sources is."""
        return self.claims[0].certainty
