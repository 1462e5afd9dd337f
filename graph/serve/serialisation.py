"""Forms that the engine itself writes: the W3C's for rows, and RDF for triples and quads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from graph.model.vocabulary import PREFIXES
from graph.serve.reply import Reply, Writable

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

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")

_MORE = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "formats": "http://www.w3.org/ns/formats/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


class XmlText:
    """What is written passes on as XML, without the control characters that no XML document can have.

    Args:
        out: Where it goes.
    """

    def __init__(self, out: Writable) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        """Write some bytes of UTF-8."""
        self._out.write(_CONTROL.sub("\ufffd".encode(), data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def write_rows(found: Any, out: Writable, form: str) -> None:
    """Write what a SELECT or an ASK found as the engine does.

    Args:
        found: What it found.
        out: Where to.
        form: One of `ROWS`.
    """
    found.serialize(XmlText(out) if form == "srx" else out, ROWS[form])


def prefixes(form: str) -> dict[str, str] | None:
    """Return the prefixes that a form is written with."""
    return PREFIXES if form in {"ttl", "trig"} else None


def rdf(statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: str) -> Reply:
    """Return triples or quads as a reply, in order; named graphs only in forms that have them."""
    made: list[Any] = sorted(statements, key=str)
    used = {name: iri for name, iri in (_MORE | PREFIXES).items() if any(iri in str(each) for each in made)}
    declared = used if form in {"ttl", "trig"} else None
    return Reply(ox.serialize(made, format=TRIPLES[form], prefixes=declared) or b"", form)
