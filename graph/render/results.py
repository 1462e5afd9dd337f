"""Answers to queries as text, as they come: the formats of the W3C, and tables for readers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graph.errors import QueryError
from graph.model.vocabulary import PREFIXES, XSD
from graph.names.labels import prefixed
from graph.render.tables import write_table
from graph.sparql.results import RdfNode, Row, Rows, Term, Triples, html_table, shown

ROW_FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "html")
"""Formats for SELECT; those for ASK are the same but html."""

_RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
GRAPH_FORMATS = tuple(_RDF)
"""Formats for CONSTRUCT and DESCRIBE."""

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACE = "http://www.w3.org/2005/sparql-results#"


def write_rows(
    variables: list[str], rows: Iterable[Row], form: str, *, iris: bool = False, width: int | None = None
) -> Iterator[str]:
    """Yield rows as text in one of `ROW_FORMATS`; csv, tsv, json and xml come row by row.

    Args:
        variables: The columns.
        rows: What to write.
        form: csv, tsv, json and xml are as the W3C has them; table, md and html show labels.
        iris: Show IRIs, shortened by the usual prefixes, instead of labels.
        width: Cells that the terminal allows a table, which is then coloured.
    """
    match form:
        case "csv":
            yield _csv_line(variables)
            yield from (_csv_line([_csv_text(node) for node in row.nodes]) for row in rows)
        case "tsv":
            yield "\t".join(f"?{name}" for name in variables) + "\n"
            yield from ("\t".join(map(_tsv_text, row.nodes)) + "\n" for row in rows)
        case "json":
            yield from _json(variables, rows)
        case "xml":
            yield from _xml(variables, rows)
        case "html":
            yield html_table(variables, rows, iris=iris)
        case _:
            records = [{name: shown(term, iris=iris) for name, term in row.items()} for row in rows]
            yield write_table(records, variables, form, width=width, colour=width is not None) + "\n"


def write_answer(answer: bool, form: str) -> str:
    """Return what an ASK found as text."""
    word = "true" if answer else "false"
    if form == "json":
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    if form == "xml":
        return f'<?xml version="1.0"?>\n<sparql xmlns="{_NAMESPACE}"><head/><boolean>{word}</boolean></sparql>\n'
    return word + "\n"


def write_triples(triples: Iterable[ox.Triple], form: str) -> str:
    """Return triples as text in one of `GRAPH_FORMATS`, each once."""
    once = list(dict.fromkeys(triples))
    text = ox.serialize(once, format=_RDF[form], prefixes=_used(once)) or b""
    return text.decode()


def checked_format(answer: Rows | Triples | bool, form: str | None) -> str:
    """Return the format for an answer: the one asked for, or the usual one.

    Raises:
        QueryError: The answer cannot be written so.
    """
    kind, formats = (
        ("CONSTRUCT or DESCRIBE", GRAPH_FORMATS) if isinstance(answer, Triples) else ("SELECT", ROW_FORMATS)
    )
    if isinstance(answer, bool):
        kind, formats = "ASK", ROW_FORMATS[:-2]
    if form is not None and form not in formats:
        raise QueryError(f"{kind} is not written as {form}; choose {', '.join(formats)}")
    return form or formats[0]


def _csv_line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _csv_text(node: RdfNode | None) -> str:
    if node is None:
        return ""
    return str(node) if isinstance(node, ox.BlankNode | ox.Triple) else str(node.value)


def _tsv_text(node: RdfNode | None) -> str:
    return "" if node is None else str(node).replace("\t", "\\t")


def _json(variables: list[str], rows: Iterable[Row]) -> Iterator[str]:
    yield f'{{"head": {json.dumps({"vars": variables}, ensure_ascii=False)}, "results": {{"bindings": ['
    between = "\n"
    for row in rows:
        yield between + json.dumps({name: _record(term) for name, term in row.items()}, ensure_ascii=False)
        between = ",\n"
    yield "\n]}}\n"


def _record(term: Term) -> dict[str, str]:
    if term.is_iri:
        return {"type": "uri", "value": term.value}
    if term.datatype is None:
        return {"type": "bnode", "value": term.value}
    record = {"type": "literal", "value": term.value}
    if term.language:
        return record | {"xml:lang": term.language}
    return record if term.datatype == XSD + "string" else record | {"datatype": term.datatype}


def _xml(variables: list[str], rows: Iterable[Row]) -> Iterator[str]:
    names = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
    yield f'<?xml version="1.0"?>\n<sparql xmlns="{_NAMESPACE}"><head>{names}</head>\n<results>\n'
    for row in rows:
        cells = "".join(f"<binding name={quoteattr(name)}>{_element(term)}</binding>" for name, term in row.items())
        yield f"<result>{cells}</result>\n"
    yield "</results>\n</sparql>\n"


def _element(term: Term) -> str:
    record = _record(term)
    kind = record.pop("type")
    value = escape(_NOT_XML.sub("\ufffd", record.pop("value")), {"\r": "&#13;"})
    attributes = "".join(f" {name}={quoteattr(text)}" for name, text in record.items())
    return f"<{kind}{attributes}>{value}</{kind}>"


def _used(triples: Iterable[ox.Triple]) -> dict[str, str]:
    nodes = (node for triple in triples for node in triple if isinstance(node, ox.NamedNode))
    used = {prefixed(node.value).partition(":")[0] for node in nodes}
    return {name: iri for name, iri in PREFIXES.items() if name in used}
