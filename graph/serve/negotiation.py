"""Which form of an answer a client prefers."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple


class MediaType(NamedTuple):
    """A form in which answers are written.

    Attributes:
        name: As it ends an address, and as `format=` has it.
        media: Its media types, the one that it is sent as first.
        title: What readers call it.
    """

    name: str
    media: tuple[str, ...]
    title: str


FORMS = {
    form.name: form
    for form in (
        MediaType("html", ("text/html", "application/xhtml+xml"), "HTML"),
        MediaType("json", ("application/json",), "JSON"),
        MediaType("ttl", ("text/turtle", "application/x-turtle", "text/n3", "text/rdf+n3"), "Turtle"),
        MediaType("trig", ("application/trig", "application/x-trig"), "TriG"),
        MediaType("nt", ("application/n-triples", "text/plain"), "N-Triples"),
        MediaType("nq", ("application/n-quads", "text/x-nquads"), "N-Quads"),
        MediaType("jsonld", ("application/ld+json", "application/json"), "JSON-LD"),
        MediaType("rdf", ("application/rdf+xml", "application/xml"), "RDF/XML"),
        MediaType("srj", ("application/sparql-results+json", "application/json"), "JSON"),
        MediaType("srx", ("application/sparql-results+xml", "application/xml", "text/xml"), "XML"),
        MediaType("csv", ("text/csv",), "CSV"),
        MediaType("tsv", ("text/tab-separated-values",), "TSV"),
        MediaType("txt", ("text/plain",), "text"),
        MediaType("ics", ("text/calendar",), "iCalendar"),
        MediaType("atom", ("application/atom+xml",), "Atom"),
    )
}
"""Every form, by its name."""


def media_type(form: str) -> str:
    """Return the media type that a form is sent as."""
    media = FORMS[form].media[0]
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def accepted(header: str) -> list[tuple[str, float]]:
    """Return what an `Accept` or `Accept-Language` header names, with its quality, the best first.

    What cannot be read is left out.

    >>> accepted("text/csv;q=0.5, text/html")
    [('text/html', 1.0), ('text/csv', 0.5)]
    """
    found = []
    for part in header[:2000].split(","):
        name, *settings = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for setting in settings:
            key, _, value = setting.partition("=")
            if key.strip() == "q":
                quality = -1.0
                with suppress(ValueError):
                    quality = float(value)
        if name and 0 <= quality <= 1:
            found.append((name, quality))
    return sorted(found, key=lambda pair: -pair[1])


@lru_cache(1024)
def preferred(header: str, offers: tuple[str, ...]) -> str | None:
    """Return the form that a client prefers, or None where it takes none of them.

    Args:
        header: Its `Accept` header; an empty one takes everything.
        offers: Names of the forms that there are, the usual one first.

    >>> preferred("text/html, */*;q=0.1", ("ttl", "html")), preferred("image/png", ("ttl",))
    ('html', None)
    """
    ranges = dict(reversed(accepted(header or "*/*")))
    best, quality = None, 0.0
    for name in offers:
        found = max((_quality(media, ranges) for media in FORMS[name].media), default=0.0)
        if found > quality:
            best, quality = name, found
    return best


def _quality(media: str, ranges: dict[str, float]) -> float:
    """Return how much a media type is liked: by its own name, else by its family, else as anything."""
    family = media.partition("/")[0]
    return next((ranges[name] for name in (media, f"{family}/*", "*/*") if name in ranges), 0.0)


def titles(forms: Iterable[str]) -> str:
    """Return the media types of forms for a message."""
    return ", ".join(dict.fromkeys(FORMS[name].media[0] for name in forms))
