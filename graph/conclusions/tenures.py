"""Tenures: who held which office for whom, and when that was seen."""

from datetime import date
from typing import NamedTuple

from graph.conclusions.datings import Dating, closest, datings_of, tell
from graph.model.claims import Claim, Value
from graph.model.dates import Span, envelope, show_edtf
from graph.model.entities import Entity
from graph.model.lens import span_of
from graph.model.vocabulary import PAN
from graph.store.reader import Records


class Tenure(NamedTuple):
    """One person's holding of one office.

    Attributes:
        holder: The person; None where no claim names one.
        office: The post.
        of: The state or organisation in whose name it is held.
        datings: When it began and ended, as far as a source says.
        attested: Moments (EDTF) at which the person is seen in office.
        seen: The span of those moments.
    """

    entity: Entity
    holder: Entity | None
    office: Entity | None
    of: Entity | None
    datings: tuple[Dating, ...]
    attested: tuple[str, ...]
    seen: Span
    claims: tuple[Claim, ...]

    @property
    def span(self) -> Span:
        """When it lasted, as far as that is known."""
        return envelope([dating.span for dating in self.datings])

    @property
    def when(self) -> str:
        """The dates for readers."""
        if self.datings:
            return tell(closest(self.datings))
        if len(self.attested) > 2:
            return f"seen {show_edtf(self.seen.edtf)}"
        return "seen " + ", ".join(map(show_edtf, self.attested)) if self.attested else ""

    def title(self, language: str = "en") -> str:
        """Return the title in words, such as `foreign minister, Russia`."""
        parts = [part.label(language) for part in (self.office, self.of) if part]
        return ", ".join(parts)

    def distance(self, day: date) -> tuple[int, int]:
        """Sort key for how well the tenure fits a day: dated ones first, then the nearest attested."""
        if self.datings:
            return (0, 0) if self.span.overlaps(Span(day, day)) else (2, _days_apart(self.span, day))
        return (1, _days_apart(self.seen, day))


def build_tenure(iri: str, records: Records) -> Tenure:
    """Make a tenure from the claims about it."""
    claims = tuple(c for c in records.mentioning(iri) if not c.denied and any(t.subject == iri for t in c.triples))

    def one(relation: str) -> Entity | None:
        found = (thing for claim in claims for thing in claim.about(iri, PAN + relation) if isinstance(thing, str))
        first = next(found, None)
        return records.entity(first) if first else None

    seen = [claim for claim in claims if claim.about(iri, PAN + "attested")]
    moments = {v.text for c in seen for v in c.about(iri, PAN + "attested") if isinstance(v, Value)}
    return Tenure(
        entity=records.entity(iri),
        holder=one("holder"),
        office=one("office"),
        of=one("of"),
        datings=datings_of(iri, claims),
        attested=tuple(sorted(moments)),
        seen=envelope([span_of(claim, iri) for claim in seen]),
        claims=claims,
    )


def _days_apart(span: Span, day: date) -> int:
    if span.earliest and day < span.earliest:
        return (span.earliest - day).days
    if span.latest and day > span.latest:
        return (day - span.latest).days
    return 0
