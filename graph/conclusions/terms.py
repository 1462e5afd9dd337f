"""Terms: how long an office was held, as far as sources vouch for it, and who came before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from graph.conclusions.datings import Dating, closest, datings_of
from graph.model.claims import Claim
from graph.model.dates import Span, envelope
from graph.model.vocabulary import Certainty


class OfficeTerm(NamedTuple):
    """How long a tenure lasted, as far as sources vouch for it.

    Attributes:
        earliest: The first day on which it may have begun; None where nothing tells.
        held_from: The first day on which it was surely held.
        held_until: The last day for which a source vouches.
        latest: The last day on which it may have lasted, where a source says that it ended.
        seen: The spans in which the holder was seen in office.
        succeeded_from: In an office with one holder at a time, the day from which another is known in it.
        taken_over: Where nobody says when it began, the days on one of which the one before it ended.
        handed_over: Where nobody says when it ended, the days on one of which the one after it began; without a
            first day where that one is but seen by the last.
    """

    earliest: date | None = None
    held_from: date | None = None
    held_until: date | None = None
    latest: date | None = None
    seen: tuple[Span, ...] = ()
    succeeded_from: date | None = None
    taken_over: Span | None = None
    handed_over: Span | None = None


def term_of(
    iri: str, claims: Sequence[Claim], predecessors: Iterable[OfficeTerm], successors: Iterable[Span], soon: int
) -> OfficeTerm:  # fmt: skip
    """Say how long a tenure lasted, its successors left out of account.

    Each end is settled by itself, by what is at least reported if anything is. A term is vouched for until its
    end, else until the last sighting, or the day of the last source that has it open. Where nobody says when it
    ended, it did when the one that it gave way to began.

    Args:
        iri: The tenure.
        claims: What is said of it; none denies.
        predecessors: The terms that gave way to it.
        successors: When those began that it gave way to, as `beginning_of` tells.
        soon: How many days before a stated end it had surely begun, if nobody says when.
    """
    stated, loose = _stated_dates(iri, claims)
    begin, end = _beginning(stated, loose), _ending(stated, loose)
    seen = _dates_seen(iri, claims)
    sightings = [day for span in seen for day in (span.earliest, span.latest) if day]
    before = max((term for term in predecessors if term.latest), key=lambda t: t.latest or date.min, default=None)
    taken_over = Span(before.held_until, before.latest) if before and not (begin or sightings) else None
    start = begin or Span()
    still = [] if end else _open_until(stated, start)
    handed_over = None if end else _handing_over(successors, max([*sightings, *still], default=start.earliest))
    end = end or handed_over
    last = taken_over.latest if taken_over else None
    first = min((day for day in (start.earliest, *sightings) if day), default=last)
    sure = min((day for day in (start.latest, *sightings, *still) if day), default=last)
    if first is None and end and end.latest:
        first, sure = end.latest - timedelta(soon), end.earliest or end.latest
    vouched = [day for day in sightings if not (end and end.latest and end.latest < day)]
    ending = (end.earliest or end.latest) if end else None
    vouched += [ending] if ending else still
    latest = end.latest if end else None
    return OfficeTerm(
        first, sure, max(vouched, default=None), latest, seen, taken_over=taken_over, handed_over=handed_over
    )


def beginning_of(iri: str, claims: Sequence[Claim]) -> Span:
    """Return the days on one of which a tenure began, as claims say; without a first day where they only see it by
    the last; an empty span where they tell nothing."""
    begin = _beginning(*_stated_dates(iri, claims))
    if begin and begin.latest:
        return Span(begin.earliest or begin.latest, begin.latest)
    return Span(None, min((span.latest for span in _dates_seen(iri, claims) if span.latest), default=None))


def _handing_over(successors: Iterable[Span], last: date | None) -> Span | None:
    """Return the first of the beginnings of successors that does not lie before a day that a source vouches for."""
    fitting = [span for span in successors if span.latest and not (last and span.latest < last)]
    return min(fitting, key=lambda span: span.latest or date.max, default=None)


def _stated_dates(iri: str, claims: Sequence[Claim]) -> tuple[tuple[Dating, ...], tuple[Dating, ...]]:
    """Return the closest dates by what is at least reported, if anything is, and the dates by the rest."""
    firm = [claim for claim in claims if claim.certainty >= Certainty.REPORTED] or list(claims)
    return closest(datings_of(iri, firm)), datings_of(iri, [claim for claim in claims if claim not in firm])


def _dates_seen(iri: str, claims: Iterable[Claim]) -> tuple[Span, ...]:
    return tuple(claim.span(iri) for claim in claims if claim.dates_of(iri).attested)


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
