"""Citations of sources and of single claims, for footnotes and for BibTeX."""

from __future__ import annotations

import re

from graph.errors import UnknownNameError
from graph.knowledge import KnowledgeGraph
from graph.model.claims import Claim, Source
from graph.model.vocabulary import local, slug

_SPECIAL = re.compile(r"[\\{}%&$#_~^]")


def citation(graph: KnowledgeGraph, name: str, language: str = "en") -> str:
    """Return one line for a source, or for a claim with its place in the source.

    Args:
        graph: Where they stand.
        name: A source's slug, or a claim such as `valdai-2019-04-20/23`.
        language: In which author and publisher are named.

    Raises:
        UnknownNameError: There is neither.
    """
    claim, source = _cited(graph, name)
    parts = [
        _author(graph, source, language),
        f"“{source.title}”",
        _publisher(graph, source, language),
        source.published or (source.written.isoformat() if source.written else None),
        source.url,
        f"read {source.read}" if source.read else None,
    ]
    line = ", ".join(part for part in parts if part) + "."
    return f"{line} {claim.place[:1].upper()}{claim.place[1:]}: {claim.comment} [{_id(claim)}]" if claim else line


def bibtex(graph: KnowledgeGraph, name: str, language: str = "en") -> str:
    """Return a BibTeX entry for a source, or for the source of a claim with the claim as its note."""
    claim, source = _cited(graph, name)
    published = source.published or (source.written.isoformat() if source.written else "")
    fields = {
        "author": _author(graph, source, language),
        "title": source.title,
        "organization": _publisher(graph, source, language),
        "date": published,
        "url": source.url,
        "urldate": str(source.read) if source.read else None,
        "langid": source.language,
        "note": f"{claim.place}: {claim.comment} ({_id(claim)})" if claim else None,
    }
    body = ",\n".join(
        f"  {key} = {{{value if key == 'url' else _escaped(value)}}}" for key, value in fields.items() if value
    )
    return f"@online{{{local(source.iri)},\n{body}\n}}"


def _cited(graph: KnowledgeGraph, name: str) -> tuple[Claim | None, Source]:
    try:
        return None, graph.source(name)
    except UnknownNameError:
        if "/" not in name:
            raise
        claim = graph.claim(name)
        return claim, claim.source


def _author(graph: KnowledgeGraph, source: Source, language: str) -> str | None:
    return graph.entity(source.creator).label(language) if source.creator else None


def _publisher(graph: KnowledgeGraph, source: Source, language: str) -> str | None:
    return graph.entity(source.publisher).label(language) if source.publisher else None


def _id(claim: Claim) -> str:
    return f"Panmunjom {slug(claim.iri)}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0] if found[0] not in "\\~^" else "", text)
