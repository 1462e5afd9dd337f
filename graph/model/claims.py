"""Claims and sources: what was said, by whom, where, and how sure they were."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from graph.model.vocabulary import PAN, Certainty


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


class Source(NamedTuple):
    """A text that claims come from.

    Attributes:
        published: As exactly as the source says: `2018-09-07`, `2018-09` or `2018`.
        written: The day on which the source says it was written.
        read: The day on which the curators read it.
        known_from: The first day on which it was surely public: the last day that `published` admits, or else
            the day it was written, or else the day it was read. The curators' background was always known.
    """

    iri: str
    kind: str
    title: str
    publisher: str | None
    creator: str | None
    published: str | None
    written: date | None
    read: date | None
    known_from: date
    url: str | None
    language: str | None

    @property
    def dated_by(self) -> str:
        """What `known_from` rests on where that is not the date of publication: `"written"` or `"read"`."""
        if self.published or self.is_background:
            return ""
        return "written" if self.written else "read"

    @property
    def is_background(self) -> bool:
        """Whether it is what the curators answer for themselves; no lens by time leaves that out."""
        return self.kind == PAN + "Curation"


class Claim(NamedTuple):
    """What one source says at one place in it.

    Attributes:
        comment: What it says, in the curators' words.
        denied: The source says that it is not so.
        reported_by: IRIs of those whom the source cites.
        conditions: IRIs of what would have to be the case; of several, any one.
        as_of: The moment for which it is said (EDTF), where that is not the day of the source.
        alternatives: IRIs of claims of the same source of which only one can be true.
        contradicts: IRIs of claims of other sources that cannot be true together with it.
        withdrawn: Why the claim no longer counts, where that is so.
        reviewed: The day on which a second reader compared it with its source.
        triples: What stands in the claim's graph, sorted.
    """

    iri: str
    source: Source
    paragraph: int | None
    locator: str | None
    certainty: Certainty
    comment: str
    denied: bool
    reported_by: tuple[str, ...]
    conditions: tuple[str, ...]
    condition_text: str | None
    as_of: str | None
    alternatives: tuple[str, ...]
    contradicts: tuple[str, ...]
    withdrawn: str | None
    reviewed: date | None
    triples: tuple[Triple, ...]

    @property
    def file(self) -> str:
        """Name of the claims file in which it stands."""
        return self.iri.split("/")[-2]

    @property
    def place(self) -> str:
        """Where in the source: `paragraph 8`, or the locator."""
        return self.locator or (f"paragraph {self.paragraph}" if self.paragraph is not None else "")

    @property
    def said(self) -> str:
        """The moment for which the claim speaks, as text that sorts: `as_of`, or the day of its source."""
        return self.as_of or self.source.known_from.isoformat()

    @property
    def weight(self) -> tuple[str, Certainty]:
        """Sort key: the later said, then the surer, counts more."""
        return self.said, self.certainty

    def about(self, subject: str, predicate: str) -> tuple[str | Value, ...]:
        """Return the objects that the claim's graph gives for a subject and predicate."""
        return tuple(t.object for t in self.triples if t.subject == subject and t.predicate == predicate)


def surest_first(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Order claims by certainty; of equally sure ones, the first known comes first."""
    return tuple(sorted(claims, key=lambda claim: (-claim.certainty, claim.source.known_from, claim.iri)))


class Statement(NamedTuple):
    """One triple with every claim that states it, surest first."""

    triple: Triple
    claims: tuple[Claim, ...]

    @property
    def certainty(self) -> Certainty:
        """How sure the surest of its sources is."""
        return self.claims[0].certainty
