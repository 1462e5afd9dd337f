"""What was concluded of each thing of a page, by the day of knowledge, as its script looks it up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.datings import closest, datings_of
from graph.conclusions.disagreements import Disagreement
from graph.conclusions.timetable import Entry, timetable
from graph.conclusions.when import When
from graph.model.claims import Claim, Value
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
        return [self._entry(entry) for entry in timetable(iri, self._conclusions)]

    def steps(self, iri: str) -> list[list[Any]]:
        """Return what claims say of a thing's status, in order: the claim, and the status."""
        event = self._conclusions.as_event(self._conclusions.entity(iri))
        steps = event.history if event else ()
        return [[self._claims[s.claim.iri], s.status.value] for s in steps if s.claim.iri in self._claims]

    def _entry(self, entry: Entry) -> dict[str, Any]:
        found = entry.conclusion
        record = {
            "day": entry.day.isoformat(),
            "status": found.status.value if found.status else None,
            "stage": found.stage.value,
            "sure": int(found.certainty or 0),
            "remark": found.remark.value if found.remark else None,
            "last": found.last_reported.isoformat() if found.last_reported else None,
            "when": self._when(found.when) if found.when.span or found.when.datings else None,
            "differ": [self._dispute(one) for one in entry.disagreements],
        }
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
        said = [claim for claim in self._conclusions.reader.about(iri) if not claim.denied]
        for day in sorted({claim.source.known_from for claim in said}):
            heard = [claim for claim in said if claim.source.known_from <= day]
            seen = sorted({text for claim in heard for text in claim.dates_of(iri).attested})
            dates = [dating.text for dating in closest(datings_of(iri, heard))]
            record = {"day": day.isoformat(), "dates": dates, "seen": seen}
            entries.append({key: value for key, value in record.items() if value})
        return entries

    def _numbers(self, claims: Iterable[Claim]) -> list[int]:
        return [self._claims[claim.iri] for claim in claims if claim.iri in self._claims]
