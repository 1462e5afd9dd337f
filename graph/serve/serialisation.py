"""Forms that the engine itself writes: the W3C's for rows, and RDF for triples and quads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from graph.model.vocabulary import PREFIXES
from graph.serve.reply import Reply

ROWS = {
    "srj": ox.QueryResultsFormat.JSON,
    "srx": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""What writes the answers to SELECT and ASK, by form."""

TRIPLES = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
"""What writes the answers to CONSTRUCT and DESCRIBE, by form."""

_MORE = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "formats": "http://www.w3.org/ns/formats/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


def prefixes(form: str) -> dict[str, str] | None:
    """Return the prefixes that a form is written with."""
    return PREFIXES if form in {"ttl", "trig"} else None


def rdf(statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: str) -> Reply:
    """Return triples or quads as a reply, in order; named graphs only in forms that have them."""
    made: list[Any] = sorted(statements, key=str)
    used = {name: iri for name, iri in (_MORE | PREFIXES).items() if any(iri in str(each) for each in made)}
    declared = used if form in {"ttl", "trig"} else None
    return Reply(ox.serialize(made, format=TRIPLES[form], prefixes=declared) or b"", form)
