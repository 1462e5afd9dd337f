"""Tenures: who held which office for whom, how long a source vouches for it, and how sure that is on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from graph.conclusions.datings import Dating, closest, tell
from graph.conclusions.terms import OfficeTerm
from graph.model.claims import Claim, Value
from graph.model.dates import Span, envelope, show_edtf, show_span
from graph.model.entities import Entity
from graph.model.vocabulary import PAN

_REPLACED_BY = PAN + "replacedBy"


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
        before: Whose end is its beginning, where that is how its beginning is known.
        after: Whose beginning is its end, likewise.
    """

    entity: Entity
    holder: Entity | None
    office: Entity | None
    of: Entity | None
    datings: tuple[Dating, ...]
    attested: tuple[str, ...]
    claims: tuple[Claim, ...]
    term: OfficeTerm = OfficeTerm()
    before: Entity | None = None
    after: Entity | None = None

    @property
    def when(self) -> str:
        """The dates for readers: those that sources give, and those that follow from who came before and after."""
        said, begun, ended = self._said, self.term.taken_over, self.term.handed_over
        parts = [f"after {show_span(begun)}"] if begun else []
        if said.startswith("since ") and ended and ended.earliest:
            return f"{said.removeprefix('since ')} – {show_span(ended)}"
        parts += [said] if said else []
        if ended:
            parts.append(f"until {show_span(ended)}" if ended.earliest else f"ended by {ended.latest}")
        return ", ".join(parts)

    @property
    def last_known(self) -> date | None:
        """Of what no source ends, the last day for which one vouches, if that is later than its beginning."""
        term = self.term
        open_ = not term.latest and self.datings and term.held_until
        return term.held_until if open_ and term.held_until != term.held_from else None

    @property
    def _said(self) -> str:
        if self.datings:
            return tell(closest(self.datings))
        if len(self.attested) > 2:
            return f"seen {show_span(envelope(self.term.seen))}"
        return "seen " + ", ".join(map(show_edtf, self.attested)) if self.attested else ""

    @property
    def begin(self) -> Span | None:
        """The days on one of which it began, or is seen first; None where nothing tells."""
        term = self.term
        told = any(dating.span.earliest for dating in self.datings) or term.seen or term.taken_over
        return Span(term.earliest, term.held_from) if told and term.earliest else None

    @property
    def end(self) -> date | None:
        """The last day on which it may have lasted, or for which a source vouches."""
        return self.term.latest or self.term.held_until or self.term.held_from

    @property
    def shown_end(self) -> str:
        """That day for readers, or the days on one of which it ended."""
        term, end = self.term, self.end
        if term.latest:
            return show_span(term.handed_over or Span(term.held_until, term.latest))
        return next((show_span(span) for span in term.seen if span.latest == end), show_span(Span(end, end)))

    @property
    def is_open(self) -> bool:
        """Whether its beginning is known, and nothing of its end."""
        return bool(self.datings or self.term.taken_over) and self.term.latest is None

    @property
    def gave_way_to(self) -> frozenset[str | Value]:
        """IRIs of the tenures to which it gave way, as sources say."""
        return frozenset(other for claim in self.claims for other in claim.about(self.entity.iri, _REPLACED_BY))

    def title(self, language: str = "en") -> str:
        """Return the title in words, such as `foreign minister, Russia`."""
        parts = [part.label(language) for part in (self.office, self.of) if part]
        return ", ".join(parts)

    @property
    def sort_key(self) -> tuple[str, bool, str]:
        """By the day by which it had begun, or where only its end is known by that; the undated last."""
        begun = (self.begin.latest or self.begin.earliest) if self.begin else self.term.latest
        return str(begun), self.begin is not None, self.entity.iri


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
    for tenure in in_succession(tenures):
        grade = grade_on(tenure.term, day)
        if grade:
            found.append(Holding(tenure, grade, day))
    single = all(holding.tenure.office and holding.tenure.office.single_holder for holding in found)
    if single and any(holding.grade is not Grade.POSSIBLY for holding in found):
        found = [holding for holding in found if holding.grade is not Grade.POSSIBLY]
    return tuple(sorted(found, key=lambda holding: -holding.grade))


def last_holder(tenures: Iterable[Tenure], day: date) -> Tenure | None:
    """Return the one of the holders of one office whose term ended last before a day."""
    ended = [tenure for tenure in tenures if tenure.term.latest and tenure.term.latest < day]
    return max(ended, key=lambda t: (t.term.latest or date.min, t.entity.iri), default=None)


def in_succession(tenures: Iterable[Tenure]) -> tuple[Tenure, ...]:
    """Return tenures by time, each before those to which it gave way."""
    found: list[Tenure] = []
    for tenure in sorted(tenures, key=lambda tenure: tenure.sort_key):
        later = (place for place, other in enumerate(found) if other.entity.iri in tenure.gave_way_to)
        found.insert(next(later, len(found)) if tenure.gave_way_to else len(found), tenure)
    return tuple(found)


def untold_before(tenures: Iterable[Tenure]) -> dict[str, str]:
    """Return the stretches in which nobody is told to have held an office with one holder at a time.

    There is none where one tenure is said to have given way to the next, whatever days are said, nor where nobody
    says when the one before ended.

    Args:
        tenures: Those of one office for one state or body, by time.

    Returns:
        The stretch for readers, such as `2001-03 – 2007-10-03`, by the IRI of the tenure that comes after it.
    """
    found: dict[str, str] = {}
    last: Tenure | None = None
    for tenure in tenures:
        if last and not last.is_open and tenure.entity.iri not in last.gave_way_to:
            ended, begun = last.end, tenure.begin
            if ended and begun and (begun.earliest or begun.latest or ended) > ended + timedelta(1):
                found[tenure.entity.iri] = f"{last.shown_end} – {show_span(begun)}"
            elif ended and not begun and (tenure.end or ended) > ended + timedelta(1):
                found[tenure.entity.iri] = f"after {last.shown_end}"
        if last is None or (tenure.end or date.min) >= (last.end or date.min):
            last = tenure
    return found
