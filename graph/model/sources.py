"""Sources: the texts that claims come from, since when they were public, and who publishes them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from graph.model.dates import Span, parse_partial
from graph.model.vocabulary import PAN


class Publisher(NamedTuple):
    """Who publishes sources, or writes what others print.

    Attributes:
        country: Its ISO 3166 code; an international body has none.
        kind: IRI of the kind of publisher, such as that of news agencies.
        short_name: What it is called where there is little room.
    """

    iri: str
    country: str | None = None
    kind: str | None = None
    short_name: str | None = None


class Source(NamedTuple):
    """A text that claims come from.

    Attributes:
        published: As exactly as the source says: `2018-09-07`, `2018-09` or `2018`.
        written: The day on which the source says it was written.
        read: The day on which the curators read it.
        voice: Whose words it gives: those of the creator, where that is a publisher itself, such as an agency whose
            text others print, and else of the publisher.
        known_from: The first day on which it was surely public: the last day that `published` admits, or else
            the day it was written, or else the first day on which a source that refers to it was public, or else
            the day it was read. The curators' background was always known.
    """

    iri: str
    kind: str
    title: str
    publisher: str | None
    creator: str | None
    voice: Publisher | None
    published: str | None
    written: date | None
    read: date | None
    known_from: date
    url: str | None
    language: str | None

    @property
    def dated_by(self) -> str:
        """What `known_from` rests on where that is not the date of publication: `"written"`, `"referred to"` or
        `"read"`."""
        if self.published or self.is_background:
            return ""
        if self.written:
            return "written"
        return "read" if self.known_from == self.read else "referred to"

    @property
    def is_background(self) -> bool:
        """Whether it is what the curators answer for themselves; no lens by time leaves that out."""
        return self.kind == PAN + "Curation"

    @property
    def moment(self) -> Span:
        """The days on which it may have spoken: those that its date of publication admits, else one day."""
        if self.published and not self.is_background:
            return parse_partial(self.published)
        return Span(self.known_from, self.known_from)
