"""Timetables: what was concluded of a thing on each day on which that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.disagreements import Disagreement
from graph.conclusions.events import Conclusion
from graph.errors import UnknownNameError
from graph.model.vocabulary import Stage, Status


class Entry(NamedTuple):
    """What holds of a thing from a day of knowledge on.

    Attributes:
        day: The first day of knowledge on which it holds.
        conclusion: What the claims known by then amount to.
        disagreements: Where the sources known by then differ on it.
    """

    day: date
    conclusion: Conclusion
    disagreements: tuple[Disagreement, ...]


def timetable(iri: str, conclusions: Conclusions) -> tuple[Entry, ...]:
    """Return what was concluded of a thing, an entry for each day of knowledge that changed it.

    That changes only when a source becomes public that speaks of it, of what it is part of, or of its parts, and by
    the lapse of time while it is planned or under way.

    Args:
        iri: The thing.
        conclusions: Draws the conclusions.
    """
    days = days_of_word((iri, *conclusions.kin(iri)), conclusions)
    entries: list[Entry] = []
    done: set[date] = set()
    while days - done:
        day = min(days - done)
        done.add(day)
        found = conclusions.conclusion(iri, day)
        days |= {lapse for lapse in _lapses(iri, found, conclusions) if day < lapse <= conclusions.day}
        differing = conclusions.disputes(iri, day)
        told = entries or found.status or found.when.span or conclusions.heard(iri, day)
        if told and (not entries or entries[-1][1:] != (found, differing)):
            entries.append(Entry(day, found, differing))
    return tuple(entries)


def days_of_word(things: Iterable[str], conclusions: Conclusions) -> set[date]:
    """Return the days on which a source spoke of one of some things, or against what was said of it.

    Args:
        things: Their IRIs.
        conclusions: Gives the claims.
    """
    said = {claim.iri: claim for thing in things for claim in conclusions.reader.about(thing)}
    for iri in {other for claim in said.values() for other in claim.contradicts} - said.keys():
        with suppress(UnknownNameError):
            said[iri] = conclusions.reader.claim(iri)
    return {claim.source.known_from for claim in said.values() if claim.source.known_from <= conclusions.day}


def _lapses(iri: str, found: Conclusion, conclusions: Conclusions) -> Iterator[date]:
    """Yield the days on which the time of what is planned or under way may be over."""
    if found.stage is not Stage.LIES_AHEAD and found.status is not Status.ONGOING:
        return
    limit = conclusions.ontology.passes_within(conclusions.entity(iri).kind) or 0
    ends = [end for end in (found.when.span.latest, found.last_reported) if end]
    yield from (end + timedelta(days) for end in ends for days in (1, limit + 1) if (date.max - end).days > limit)
