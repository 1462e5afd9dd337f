"""The beginnings of a claims file: the record of a source, and the form of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import urlsplit

from pyoxigraph import Literal

from graph.errors import SourceError
from graph.model.dates import parse_partial
from graph.model.safe import NOT_XML, safe
from graph.model.vocabulary import BASE, PAN, PREFIXES, local
from graph.store.reader import Reader

_TEMPLATE = Path(__file__).with_suffix(".trig")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_USUAL = ("pan", "dcterms", "edtf", "rdfs", "xsd", "event", "organisation", "person", "place", "source", "state")
_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


class SourceFacts(NamedTuple):
    """What is known of a source to begin with.

    Attributes:
        url: The page.
        read: The day on which it was read.
        slug: Name of the source; made of the publisher or host and the day of publication if not given.
        title: Title of the page.
        publisher: IRI of who publishes it.
        published: Day, month or year of publication.
        language: Language tag of the page.
        kind: Local name of a kind of source.
    """

    url: str
    read: date
    slug: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str = "en"
    kind: str = "NewsReport"


class Skeleton(NamedTuple):
    """The beginnings of a claims file: its name without ending, and its text."""

    slug: str
    text: str


def begin_source(reader: Reader, draft: SourceFacts) -> Skeleton:
    """Begin the claims file of a source; what the draft leaves out becomes a line to fill in.

    Args:
        reader: Tells which sources there are, and which kinds of source.
        draft: What is known of the source.

    Raises:
        SourceError: The address names no page, the page or the slug is a source already, the kind is unknown, or
            the language is none.
        DataError: The day of publication is no date.

    >>> from graph import open_graph
    >>> draft = SourceFacts("https://www.example.org/summit", read=date(2026, 11, 24), published="2019-04")
    >>> begin_source(open_graph().conclusions.reader, draft).slug
    'example-2019-04'
    """
    host = _host(draft.url)
    if draft.published:
        published = parse_partial(draft.published).earliest
        if published and published > draft.read:
            raise SourceError(f"published {draft.published}, and read on {draft.read}; correct the day")
        draft = draft._replace(published=draft.published.strip())
    if draft.title and NOT_XML.search(draft.title):
        raise SourceError(f"the title has a control character: {safe(draft.title)}; write it without")
    name = local(draft.publisher) if draft.publisher else host.removeprefix("www.").partition(".")[0]
    slug = draft.slug or f"{name}-{draft.published or draft.read}"
    _refuse(reader, draft, slug)
    text = Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        headline=" ".join((draft.title or f"A page of {host}.").split()),
        prefixes="\n".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in _USUAL),
        claims=f"{BASE}claim/{slug}/",
        source="\n".join(
            [
                f"source:{slug} a pan:{draft.kind} ;",
                *_source_record(draft),
                f'    pan:read "{draft.read}"^^xsd:date .',
            ]
        ),
        slug=slug,
    )
    return Skeleton(slug, text)


def _source_record(draft: SourceFacts) -> Iterator[str]:
    """Yield the lines of the source's record; a line that is still to be filled in is a comment."""
    try:
        title = str(Literal(draft.title, language=draft.language)) if draft.title else None
        Literal("", language=draft.language)
    except ValueError:
        raise SourceError(f"not a language tag: {draft.language!r}; write one such as en, ru or ko") from None
    published = draft.published and f'"{draft.published}"^^xsd:{_DATATYPES[len(draft.published)]}'
    facts = {
        "dcterms:title": title,
        "dcterms:publisher": draft.publisher and _prefixed(draft.publisher),
        "dcterms:issued": published,
        "dcterms:language": f'"{draft.language}"',
        "pan:url": f'"{draft.url}"^^xsd:anyURI',
    }
    for key, value in facts.items():
        yield f"    {key} {value} ;" if value else f"    # {key} … ;"


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or "" if parts.username is None and parts.port != 0 else ""
    except ValueError:
        host = ""
    if not host or "." not in host or parts.scheme not in {"http", "https"} or re.search(r'[\s"<>\\]', url):
        raise SourceError(f"not the address of a page: {url!r}; write it out, with https://")
    return host


def _refuse(reader: Reader, draft: SourceFacts, slug: str) -> None:
    for source in reader.sources():
        if source.url == draft.url:
            raise SourceError(f"this page is the source {local(source.iri)} already; add to its claims")
        if local(source.iri) == slug:
            raise SourceError(f"there is a source {slug!r} already; choose another slug: publisher-date-topic")
    if not _SLUG.fullmatch(slug):
        raise SourceError(f"not a slug: {slug!r}; use lower-case words joined by hyphens: publisher-date-topic")
    kinds = sorted(local(iri) for iri in reader.ontology.below(PAN + "Source") if iri != PAN + "Source")
    if draft.kind not in kinds:
        raise SourceError(f"unknown kind of source {draft.kind!r}; known: {', '.join(kinds)}")


def _prefixed(iri: str) -> str:
    folder, _, name = iri.removeprefix(BASE).partition("/")
    return f"{folder}:{name}" if folder in _USUAL else f"<{iri}>"
