"""Tenures: who held which office for whom, how long a source vouches for it, and how sure that is on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from graph.conclusions.datings import Dating, closest, datings_of, tell
from graph.model.claims import Claim
from graph.model.dates import Span, envelope, show_edtf, show_span
from graph.model.entities import Entity
from graph.model.vocabulary import PAN, Certainty

_REPLACED_BY = PAN + "replacedBy"


class OfficeTerm(NamedTuple):
    """How long a tenure lasted, as far as sources vouch for it.

    Attributes:
        earliest: The first day on which it may have begun; None where nothing tells.
        held_from: The first day on which it was surely held.
        held_until: The last day for which a source vouches.
        latest: The last day on which it may have lasted, where a source says that it ended.
        seen: The spans in which the holder was seen in office.
        succeeded_from: In an office with one holder at a time, the day from which another is known in it.
    """

    earliest: date | None = None
    held_from: date | None = None
    held_until: date | None = None
    latest: date | None = None
    seen: tuple[Span, ...] = ()
    succeeded_from: date | None = None


class Tenure(NamedTuple):
    """One person's holding of one office.

    Attributes:
        holder: The person; None where no claim names one.
        office: The post.
        of: The state or organisation in whose name it is held.
        datings: When it began and ended, as far as a source says.
        attested: Moments (EDTF) at which the person is seen in office.
        claims: The claims about it.
        term: How long it lasted.
    """

    entity: Entity
    holder: Entity | None
    office: Entity | None
    of: Entity | None
    datings: tuple[Dating, ...]
    attested: tuple[str, ...]
    claims: tuple[Claim, ...]
    term: OfficeTerm = OfficeTerm()

    @property
    def when(self) -> str:
        """The dates for readers."""
        if self.datings:
            return tell(closest(self.datings))
        if len(self.attested) > 2:
            return f"seen {show_span(envelope(self.term.seen))}"
        return "seen " + ", ".join(map(show_edtf, self.attested)) if self.attested else ""

    def title(self, language: str = "en") -> str:
        """Return the title in words, such as `foreign minister, Russia`."""
        parts = [part.label(language) for part in (self.office, self.of) if part]
        return ", ".join(parts)

    @property
    def sort_key(self) -> tuple[str, str]:
        """By its first day, the undated last."""
        return str(self.term.earliest or self.term.held_from or self.term.latest), self.entity.iri


class Grade(IntEnum):
    """How sure it is that somebody held an office on a day; the higher, the surer."""

    LAST_KNOWN = 1
    POSSIBLY = 2
    IN_OFFICE = 3
    SEEN = 4

    def __str__(self) -> str:
        return self.name.lower().replace("_", " ")


class Holding(NamedTuple):
    """Somebody in an office on a day.

    Attributes:
        tenure: The tenure.
        grade: How sure it is.
        day: The day asked for.
    """

    tenure: Tenure
    grade: Grade
    day: date

    @property
    def vouched(self) -> date | None:
        """Of what is only last known, the last day for which a source vouches."""
        term = self.tenure.term
        return (term.held_until or term.held_from) if self.grade is Grade.LAST_KNOWN else None

    @property
    def text(self) -> str:
        """How it is known, for readers: `in office`, `last known 2018-04-27`, `possibly, began 2016-05` …"""
        term = self.tenure.term
        if self.grade is not Grade.POSSIBLY:
            return f"{self.grade} {self.vouched}" if self.vouched else str(self.grade)
        if term.held_from and self.day < term.held_from:
            if not any(dating.span.earliest for dating in self.tenure.datings):
                return f"{self.grade}, until {show_span(Span(term.held_until, term.latest))}"
            return f"{self.grade}, began {show_span(Span(term.earliest, term.held_from))}"
        return f"{self.grade}, ended {show_span(Span(term.held_until, term.latest))}"


def grade_on(term: OfficeTerm, day: date) -> Grade | None:
    """Return how sure it is that a term covers a day, or None where it does not.

    `queries/offices-at.rq` asks the same of the view.
    """
    if any(span.earliest and span.latest and span.earliest <= day <= span.latest for span in term.seen):
        return Grade.SEEN
    begins_later = term.earliest is None or day < term.earliest
    if begins_later or _past(term.latest, day) or (term.succeeded_from and day >= term.succeeded_from):
        return None
    if term.held_from is None or day < term.held_from:
        return Grade.POSSIBLY
    if term.held_until and day <= term.held_until:
        return Grade.IN_OFFICE
    return Grade.POSSIBLY if term.latest else Grade.LAST_KNOWN


def _past(last: date | None, day: date) -> bool:
    return last is not None and last < day


def holders_on(tenures: Iterable[Tenure], day: date) -> tuple[Holding, ...]:
    """Return who of the holders of one office held it on a day, the surest first; nobody where none did.

    Where the office has one holder at a time and somebody is more than possibly in it, those who only possibly are
    do not count.
    """
    found = []
    for tenure in tenures:
        grade = grade_on(tenure.term, day)
        if grade:
            found.append(Holding(tenure, grade, day))
    single = all(holding.tenure.office and holding.tenure.office.single_holder for holding in found)
    if single and any(holding.grade is not Grade.POSSIBLY for holding in found):
        found = [holding for holding in found if holding.grade is not Grade.POSSIBLY]
    return tuple(sorted(found, key=lambda holding: (-holding.grade, holding.tenure.sort_key)))


def last_holder(tenures: Iterable[Tenure], day: date) -> Tenure | None:
    """Return the one of the holders of one office whose term ended last before a day."""
    ended = [tenure for tenure in tenures if tenure.term.latest and tenure.term.latest < day]
    return max(ended, key=lambda t: (t.term.latest or date.min, t.entity.iri), default=None)


# --- from claims to terms -------------------------------------------------------------------------


def term_of(iri: str, claims: Sequence[Claim], predecessors: Iterable[OfficeTerm], soon: int) -> OfficeTerm:
    """Say how long a tenure lasted, its successors left out of account.

    Each end is settled by itself, by what is at least reported if anything is. A term is vouched for until its
    stated end, else until the last sighting, or the day of the last source that has it open.

    Args:
        iri: The tenure.
        claims: What is said of it; none denies.
        predecessors: The terms that gave way to it.
        soon: How many days before a stated end it had surely begun, if nobody says when.
    """
    firm = [claim for claim in claims if claim.certainty >= Certainty.REPORTED] or list(claims)
    stated = closest(datings_of(iri, firm))
    loose = datings_of(iri, [claim for claim in claims if claim not in firm])
    begin = _beginning(stated, loose)
    end = _ending(stated, loose)
    seen = tuple(claim.span(iri) for claim in claims if claim.dates_of(iri).attested)
    sightings = [day for span in seen for day in (span.earliest, span.latest) if day]
    handed_over = max((term.latest for term in predecessors if term.latest), default=None)
    start = begin or Span()
    still = [] if end else _open_until(stated, start)
    first = min((day for day in (start.earliest, *sightings) if day), default=handed_over)
    sure = min((day for day in (start.latest, *sightings, *still) if day), default=handed_over)
    if first is None and end and end.latest:
        first, sure = end.latest - timedelta(soon), end.earliest or end.latest
    vouched = [day for day in sightings if end is None or not _past(end.latest, day)]
    stated_end = (end.earliest or end.latest) if end else None
    vouched += [stated_end] if stated_end else still
    return OfficeTerm(first, sure, max(vouched, default=None), end.latest if end else None, seen)


def _beginning(stated: Iterable[Dating], loose: Iterable[Dating]) -> Span | None:
    begins = [dating.ends[0] if dating.ends else dating.span for dating in stated]
    begins += [
        dating.ends[0]
        for dating in loose
        if dating.ends and any((dating.ends[0].latest or date.max) <= claim.last_said for claim in dating.claims)
    ]
    near = _nearest(begins)
    return envelope(near) if near else None


def _ending(stated: Iterable[Dating], loose: Iterable[Dating]) -> Span | None:
    for datings in (stated, loose):
        ends = [dating.ends[1] if dating.ends else dating.span for dating in datings]
        if near := [span for span in _nearest(ends) if span.latest]:
            return max(near, key=lambda span: span.latest or date.min)
    return None


def _nearest(spans: Iterable[Span]) -> list[Span]:
    """Return the spans that hold none of the others."""
    given = [span for span in spans if span]
    return [one for one in given if not any(one != other and one.contains(other) for other in given)]


def _open_until(stated: Iterable[Dating], begin: Span) -> list[date]:
    """Return the days on which sources that bear a date have the term still open; else the day of its beginning."""
    first, last = begin.earliest or date.min, begin.latest or date.min

    def vouches(claim: Claim) -> bool:
        dated = claim.as_of or claim.source.published
        return bool(dated) and claim.certainty >= Certainty.REPORTED and claim.last_said >= first

    open_ = [claim for dating in stated if dating.is_open for claim in dating.claims]
    days = [claim.last_said if vouches(claim) else last for claim in open_]
    return [day for day in days if date.min < day < date.max]


def closed_by_successors(terms: dict[str, OfficeTerm], holders: dict[str, str | None]) -> dict[str, OfficeTerm]:
    """Close the open terms of an office with one holder at a time where another is known in it.

    The day of handing over is the successor's. A term with an end of its own is closed by nobody else, and what was
    vouched for stays.

    Args:
        terms: The terms of the office, by the IRI of the tenure.
        holders: IRIs of the holders, likewise.
    """
    return {
        iri: term._replace(succeeded_from=_succession(iri, term, terms, holders)) for iri, term in terms.items()
    }


def _succession(
    iri: str, term: OfficeTerm, terms: dict[str, OfficeTerm], holders: dict[str, str | None]
) -> date | None:
    rivals = [other.earliest for name, other in terms.items() if holders[name] != holders[iri]]
    others = [day for day in rivals if day and (term.earliest is None or day > term.earliest)]
    if term.latest:
        return term.latest if term.latest in others else None
    first = min(others, default=None)
    if first and term.held_until and term.held_until >= first:
        return term.held_until + timedelta(1)
    return first
