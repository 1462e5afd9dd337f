"""Evidence that is vaguer than it could be: who reports it, where it stands, and on which day by its comment."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date

from graph.check.corpus import Corpus, Finding
from graph.model.claims import Claim
from graph.model.vocabulary import Certainty, local

_DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")
_NUMBERED = re.compile(r"(article|point|section|clause)s? [\dIVX]+\b")


def unattributed_reports(corpus: Corpus) -> Iterator[Finding]:
    """Find reported claims that do not say by whom, not even that nobody is named."""
    for claim in corpus.claims:
        if claim.certainty is Certainty.REPORTED and not (claim.reported_by or claim.reported_by_text):
            yield corpus.at(
                claim.iri,
                "is reported, but not by whom; add pan:reportedBy, or pan:reportedByText where none is named",
            )


def vague_places(corpus: Corpus) -> Iterator[Finding]:
    """Find claims placed at the opening of a text of which others give the point, article or section."""
    numbered: dict[str, Claim] = {}
    for claim in corpus.claims:
        if claim.locator and _NUMBERED.match(claim.locator):
            numbered.setdefault(claim.source.iri, claim)
    for claim in corpus.claims:
        other = numbered.get(claim.source.iri)
        if other and claim.locator and claim.locator.startswith("opening"):
            text = f"{local(claim.source.iri)}, a text with numbers (claim {local(other.iri)}: {other.locator})"
            yield corpus.at(claim.iri, f"is placed at the opening of {text}; say at which, or before which")


def vague_comments(corpus: Corpus) -> Iterator[Finding]:
    """Find comments that name the month of something of which the graph has the day."""
    for claim in corpus.claims:
        for subject, dates in claim.dates.items():
            for text in (*dates.texts, *dates.attested):
                if _DAYS.fullmatch(text) and _names_month_alone(claim.comment, text.split("/")):
                    yield corpus.at(
                        claim.iri,
                        f"dates {local(subject)} {text}, but its comment has the month alone; name the day",
                    )


def _names_month_alone(comment: str, days: list[str]) -> bool:
    """Tell whether a comment names the month of one of some days, and the number of none."""
    given = [date.fromisoformat(day) for day in days]
    months = {f"{month_name[day.month]} {day.year}" for day in given}
    numbers = "|".join(str(day.day) for day in given)
    return any(month in comment for month in months) and not re.search(rf"\b({numbers})(st|nd|rd|th)?\b", comment)
