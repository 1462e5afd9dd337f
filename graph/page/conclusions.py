"""What was concluded of each thing of a page, by the day of knowledge, as its script looks it up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.datings import closest, datings_of
from graph.conclusions.disagreements import Disagreement
from graph.conclusions.timetable import Entry, days_of_word, timetable
from graph.conclusions.when import When
from graph.model.claims import Claim, Value
from graph.model.dates import Span, envelope
from graph.model.vocabulary import PAN, local


class Timetables:
    """Writes the timetables of one page: things and claims by number, without what is not on the page.

    Args:
        conclusions: Draws the conclusions.
        things: The number of each thing, by its IRI.
        claims: The number of each claim, by its IRI.
    """

    def __init__(self, conclusions: Conclusions, things: Mapping[str, int], claims: Mapping[str, int]) -> None:
        self._conclusions, self._things, self._claims = conclusions, things, claims

    def of_thing(self, iri: str) -> list[dict[str, Any]]:
        """Return an entry for each day of knowledge that changed what is concluded; of a tenure, its dates."""
        if self._conclusions.entity(iri).kind == PAN + "Tenure":
            return self._of_tenure(iri)
        return [self._entry(iri, entry) for entry in timetable(iri, self._conclusions)]

    def steps(self, iri: str) -> list[list[Any]]:
        """Return what claims say of a thing's status, in order: the claim, and the status."""
        event = self._conclusions.as_event(self._conclusions.entity(iri))
        steps = event.history if event else ()
        return [[self._claims[s.claim.iri], s.status.value] for s in steps if s.claim.iri in self._claims]

    def _entry(self, iri: str, entry: Entry) -> dict[str, Any]:
        found = entry.conclusion
        record: dict[str, Any] = {
            "day": entry.day.isoformat(),
            "status": found.status.value if found.status else None,
            "stage": found.stage.value,
            "sure": int(found.certainty or 0),
            "remark": found.remark.value if found.remark else None,
            "last": found.last_reported.isoformat() if found.last_reported else None,
            "when": self._when(found.when) if found.when.span or found.when.datings else None,
            "span": _days(_closed(found.when.span, self._conclusions.heard(iri, entry.day))),
            "differ": [self._dispute(one) for one in entry.disagreements],
        }
        if record["when"] and record["span"] == [record["when"].get("first"), record["when"].get("last")]:
            del record["span"]
        return {key: value for key, value in record.items() if value}

    def _when(self, when: When) -> dict[str, Any]:
        record = {
            "dates": [dating.text for dating in when.datings],
            "basis": when.basis.value,
            "first": when.span.earliest.isoformat() if when.span.earliest else None,
            "last": when.span.latest.isoformat() if when.span.latest else None,
            "passing": int(when.passing),
            "claims": self._numbers(when.claims),
        }
        return {key: value for key, value in record.items() if value}

    def _dispute(self, dispute: Disagreement) -> list[Any]:
        return [
            local(dispute.relation),
            [[self._value(reading.value), self._numbers(reading.claims)] for reading in dispute.readings],
        ]

    def _value(self, value: str | Value) -> int | str:
        if isinstance(value, Value):
            return value.text
        return self._things[value] if value in self._things else local(value)

    def _of_tenure(self, iri: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = []
        for day in sorted(self._days_of_office(iri)):
            said = [claim for claim in self._conclusions.heard(iri, day) if not claim.denied]
            if not said:
                continue
            record = {
                "dates": [dating.text for dating in closest(datings_of(iri, said))],
                "seen": self._seen(iri, day, said),
                "span": _days(self._held(iri, day)),
                "differ": [self._dispute(one) for one in self._conclusions.disputes(iri, day)],
            }
            record = {key: value for key, value in record.items() if value}
            if not entries or {**entries[-1], "day": None} != {**record, "day": None}:
                entries.append({"day": day.isoformat(), **record})
        return entries

    def _days_of_office(self, iri: str) -> set[date]:
        """Return the days on which a source spoke of a tenure, or of another one of the same office."""
        tenure = self._conclusions.tenure(iri)
        alike = self._conclusions.tenures_of(tenure.office.iri) if tenure.office else ()
        things = {iri, *(other.entity.iri for other in alike if other.of == tenure.of)}
        return days_of_word(things, self._conclusions)

    def _seen(self, iri: str, day: date, said: Iterable[Claim]) -> list[str]:
        """Return the moments at which somebody is seen in office; of many the stretch from first to last."""
        moments = sorted({text for claim in said for text in claim.dates_of(iri).attested})
        return moments if len(moments) < 3 else [envelope(self._conclusions.term(iri, day).seen).edtf]

    def _held(self, iri: str, day: date) -> Span:
        """Return the days for which a tenure is vouched for, from the first possible to the last."""
        term = self._conclusions.term(iri, day)
        last = term.latest or term.succeeded_from or term.held_until or term.held_from
        return Span(term.earliest or term.held_from or last, last or term.earliest)

    def _numbers(self, claims: Iterable[Claim]) -> list[int]:
        return [self._claims[claim.iri] for claim in claims if claim.iri in self._claims]


def _closed(span: Span, heard: Iterable[Claim]) -> Span:
    """Close the open ends of a span, so that things can be looked for by their time.

    What began and is not said to have ended lasts until the last day for which a source that bears a date vouches;
    of what is only known to have been by a day, that day counts.
    """
    if span.latest or not span.earliest:
        return Span(span.earliest or span.latest, span.latest)
    days = [c.last_said for c in heard if not c.denied and (c.as_of or c.source.published)]
    return Span(span.earliest, max([span.earliest, *(day for day in days if day < date.max)]))


def _days(span: Span) -> list[str]:
    return [span.earliest.isoformat(), span.latest.isoformat()] if span.earliest and span.latest else []
