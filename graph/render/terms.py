"""Terms of the vocabulary as lines and as records."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.terms import OntologyTerm
from graph.model.vocabulary import PREFIXES
from graph.render.lines import Line, Run, line
from graph.render.schema import TermRecord


def term_record(term: OntologyTerm, language: str = "en") -> TermRecord:
    """Return a term as a record, its words in a language where it has them."""
    return {
        "term": term.name,
        "iri": term.iri,
        "sort": term.sort,
        "label": _in(term.labels, language) or term.name,
        "definition": term.definition,
        "examples": list(term.examples),
        "above": list(map(shortened, term.above)),
        "below": list(map(shortened, term.below)),
        "domain": shortened(term.domain) if term.domain else None,
        "range": shortened(term.range) if term.range else None,
        "phrase": _in(term.phrases, language),
        "inverse_phrase": _in(term.inverse_phrases, language),
        "marks": dict(term.marks),
        "matches": [f"{relation} {shortened(iri)}" for relation, iri in term.matches],
    }


def list_term(term: OntologyTerm, language: str = "en") -> Iterator[Line]:
    """Yield the lines of a term."""
    record = term_record(term, language)
    yield line(Run(term.name, "title"), Run(f"  {term.sort}", "dim"))
    yield line(Run(" · ".join(term.labels.values()), "dim"), indent=2)
    yield line(Run(term.iri, "dim"), indent=2)
    yield Line()
    yield line(term.definition, indent=2, hang=2)
    for title, said in facts(record).items():
        yield line(Run(f"{title:<12}", "heading"), said, indent=2, hang=14)


def facts(record: TermRecord) -> dict[str, str]:
    """Return what a record says beside label and definition, for readers, by title; nothing that is empty."""
    sentence = f"… {record['phrase']} …" if record["phrase"] else ""
    if record["inverse_phrase"]:
        sentence += f"; from the other end … {record['inverse_phrase']} …"
    told = {
        "For example": " / ".join(record["examples"]),
        "Above": ", ".join(record["above"]),
        "Below": ", ".join(record["below"]),
        "From": record["domain"] or "",
        "To": record["range"] or "",
        "Reads": sentence,
        "Marked": ", ".join(name if mark == "true" else f"{name} {mark}" for name, mark in record["marks"].items()),
        "Elsewhere": ", ".join(record["matches"]),
    }
    return {title: said for title, said in told.items() if said}


def shortened(iri: str) -> str:
    """Write an IRI with a prefix that queries know, where one fits.

    >>> shortened("https://w3id.org/panmunjom/ontology#Event")
    'pan:Event'
    """
    return next(
        (f"{name}:{iri.removeprefix(base)}" for name, base in PREFIXES.items() if iri.startswith(base)), iri
    )


def _in(texts: dict[str, str], language: str) -> str | None:
    return texts.get(language) or texts.get("en")
