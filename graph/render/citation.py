"""Citations of sources and of single claims, for footnotes and for BibTeX."""

from __future__ import annotations

import re

from graph.conclusions.conclusions import Conclusions
from graph.model.claims import Claim
from graph.model.sources import Source
from graph.model.vocabulary import local, slug
from graph.render.evidence import or_else, reported_by
from graph.render.words import capitalised

_SPECIAL = re.compile(r"[\\{}%&$#_~^]")


def citation(cited: Claim | Source, conclusions: Conclusions, language: str = "en") -> str:
    """Return one line for a source, or for a claim with its place in the source.

    Args:
        cited: The claim or source.
        conclusions: Names author and publisher.
        language: In which they are named.
    """
    source = cited.source if isinstance(cited, Claim) else cited
    parts = [
        _author(conclusions, source, language),
        f"“{source.title}”",
        _publisher(conclusions, source, language),
        source.published or (source.written.isoformat() if source.written else None),
        source.url,
        f"read {source.read}" if source.read else None,
    ]
    line = ", ".join(part for part in parts if part) + "."
    return f"{line} {_claim_in_words(cited, conclusions, language)}" if isinstance(cited, Claim) else line


def bibtex(cited: Claim | Source, conclusions: Conclusions, language: str = "en") -> str:
    """Return a BibTeX entry for a source, or for the source of a claim with the claim as its note."""
    source = cited.source if isinstance(cited, Claim) else cited
    fields = {
        "author": _author(conclusions, source, language),
        "title": source.title,
        "organization": _publisher(conclusions, source, language),
        "date": source.published or (source.written.isoformat() if source.written else ""),
        "url": source.url,
        "urldate": str(source.read) if source.read else None,
        "langid": source.language,
        "note": _claim_in_words(cited, conclusions, language) if isinstance(cited, Claim) else None,
    }
    body = ",\n".join(
        f"  {key} = {{{value if key == 'url' else _in_bibtex(value)}}}" for key, value in fields.items() if value
    )
    return f"@online{{{local(source.iri)},\n{body}\n}}"


def _claim_in_words(claim: Claim, conclusions: Conclusions, language: str) -> str:
    place = f"{capitalised(claim.place)}: " if claim.place else ""
    reporters = [f"{capitalised(by)}." for by in reported_by(claim, conclusions, language)]
    words = " ".join([claim.comment, *reporters, *map(capitalised, or_else(claim, conclusions))])
    return f"{place}{words} [Panmunjom {slug(claim.iri)}]"


def _author(conclusions: Conclusions, source: Source, language: str) -> str | None:
    return conclusions.entity(source.creator).label(language) if source.creator else None


def _publisher(conclusions: Conclusions, source: Source, language: str) -> str | None:
    return conclusions.entity(source.publisher).label(language) if source.publisher else None


def _in_bibtex(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0] if found[0] not in "\\~^" else "", text)
