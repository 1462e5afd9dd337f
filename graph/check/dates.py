"""Dates that cannot be, bounds that do not fit their date, claims of what their source could not know."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from pyoxigraph import Literal

from graph.check.corpus import Corpus, Finding
from graph.conclusions.status import HAPPENED
from graph.errors import DataError
from graph.model.claims import Claim, Value
from graph.model.dates import Span, edtf_span, iso_day
from graph.model.vocabulary import EDTF, PAN, XSD, Certainty, Status, local


def _decimal(text: str) -> None:
    if not re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", text):
        raise ValueError(text)


_FORMS: dict[str, Callable[[str], object]] = {
    XSD + "date": iso_day,
    XSD + "gYear": lambda text: date.fromisoformat(f"{text}-01-01"),
    XSD + "gYearMonth": lambda text: date.fromisoformat(f"{text}-01"),
    XSD + "integer": int,
    XSD + "decimal": _decimal,
    EDTF + "EDTF": edtf_span,
}


_PASSING = frozenset({Status.ONGOING, Status.PLANNED, Status.PROPOSED, Status.UNKNOWN})


def impossible_dates(corpus: Corpus) -> Iterator[Finding]:
    """Find literals that their datatype does not allow; every RDF parser lets them pass."""
    for located in corpus.quads:
        value = located.object
        if isinstance(value, Literal) and (fault := _fault_of(value)):
            yield located.finding(f"has {local(located.predicate)} {fault}; correct it")


def is_possible(value: Literal) -> bool:
    """Tell whether a literal is what its datatype allows."""
    return not _fault_of(value)


def _fault_of(value: Literal) -> str:
    """Return what is wrong with a literal, itself first; nothing where it is what its datatype allows."""
    try:
        _FORMS.get(value.datatype.value, str)(value.value)
    except DataError as error:
        return f"{value.value!r}: {error.reason}"
    except ValueError:
        return f"{value.value!r}, which is no {local(value.datatype.value)}"
    return ""


def wrong_bounds(corpus: Corpus) -> Iterator[Finding]:
    """Find dates whose `pan:earliest` and `pan:latest` are not what the date admits, or are missing."""
    for claim in corpus.claims:
        for subject, predicate, value in claim.triples:
            if predicate not in {PAN + "date", PAN + "attested"} or not isinstance(value, Value):
                continue
            meant, given = edtf_span(value.text), _written_bounds(claim, subject)
            if meant != given:
                yield corpus.at(
                    claim.iri,
                    f"gives {local(subject)} the date {value.text} with bounds {given.edtf};"
                    f" they should be {meant.edtf}",
                )


def _written_bounds(claim: Claim, subject: str) -> Span:
    """Return the bounds that stand in a claim for a thing."""
    days: dict[str, list[date]] = {"earliest": [], "latest": []}
    for end, found in days.items():
        found += [date.fromisoformat(v.text) for v in claim.about(subject, PAN + end) if isinstance(v, Value)]
    return Span(min(days["earliest"], default=None), max(days["latest"], default=None))


def late_claims(corpus: Corpus) -> Iterator[Finding]:
    """Find claims of what had happened only after their source was public, unless planned or expected."""
    for claim in corpus.claims:
        if claim.certainty <= Certainty.EXPECTED or claim.denied:
            continue
        for subject in sorted({triple.subject for triple in claim.triples}):
            statuses = claim.statuses.get(subject, ())
            if statuses and HAPPENED.isdisjoint(statuses):
                continue
            first = claim.span(subject).earliest
            if first and first > claim.source.known_from:
                said = claim.source.known_from
                yield corpus.at(
                    claim.iri,
                    f"dates {local(subject)} {first}, after its source ({said});"
                    " mark it planned or expected, or correct it",
                )


def undated_plans(corpus: Corpus) -> Iterator[Finding]:
    """Find claims of what was still going on or to come, from sources without a date: was it so before or after?"""
    for claim in corpus.claims:
        if claim.as_of or claim.source.published or claim.source.written or claim.denied:
            continue
        for subject, predicate, status in claim.triples:
            if predicate == PAN + "status" and isinstance(status, str) and Status(local(status)) in _PASSING:
                what = f"calls {local(subject)} {Status(local(status))}, but its source bears no date"
                yield corpus.at(claim.iri, f"{what}; add pan:asOf, the moment for which it is said")
