"""Answers to queries as text, as they come: the formats of the W3C, and tables for readers."""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from graph.errors import QueryError
from graph.model.safe import NOT_XML, safe
from graph.model.vocabulary import PREFIXES, XSD
from graph.names.labels import prefixed
from graph.render.tables import chosen_columns, write_table
from graph.sparql.columns import Column, labelled, plain_columns
from graph.sparql.results import Row, Rows, Triples, html_table
from graph.sparql.terms import RdfNode, Term, in_turtle, shown

ROW_FORMATS = ("table", "csv", "tsv", "json", "json-rows", "xml", "md", "html")
"""Formats for SELECT."""

ANSWER_FORMATS = ("table", "csv", "tsv", "json", "xml")
"""Formats for ASK."""

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

_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
_ITS = "http://www.w3.org/2005/11/its"


def write_rows(  # noqa: PLR0913 - all but three by keyword
    variables: list[str], rows: Iterable[Row], form: str, *, iris: bool = False, chosen: Sequence[str] = (),
    width: int | None = None,
) -> Iterator[str]:  # fmt: skip
    """Yield rows as text in one of `ROW_FORMATS`, or as `jsonl`: one JSON object a line.

    Args:
        variables: The variables.
        rows: What to write.
        form: json and xml are as the W3C has them, and come row by row; csv, tsv, json-rows, jsonl and md show IRIs
            and beside them their names, table and html names.
        iris: Show IRIs alone: csv and tsv are then as the W3C has them, and come row by row; md, table and html
            shorten them by the usual prefixes.
        chosen: Which columns to show, in which order; all of them without it. html, json and xml show all.
        width: Cells that the terminal allows a table, which is then coloured.

    Raises:
        ColumnError: A chosen column is none.
    """
    match form:
        case "json":
            yield from _json(variables, rows)
        case "xml":
            yield from _xml(variables, rows)
        case "html":
            yield html_table(variables, rows, iris=iris)
        case "csv" if iris:
            names = chosen_columns(chosen, variables)
            yield _csv_line(names)
            yield from (_csv_line([_csv_text(row.get(name)) for name in names]) for row in rows)
        case "tsv" if iris:
            names = chosen_columns(chosen, variables)
            yield "\t".join(f"?{name}" for name in names) + "\n"
            yield from ("\t".join(_tsv_text(row.get(name)) for name in names) + "\n" for row in rows)
        case _:
            found = list(rows)
            columns = _shown_columns(variables, found, form, iris=iris, chosen=chosen)
            yield from _tabular(columns, found, form, iris=iris, width=width)


def _shown_columns(
    variables: list[str], rows: list[Row], form: str, *, iris: bool, chosen: Sequence[str]
) -> list[Column]:
    """Return what to show: names take the place of IRIs in a table, and stand beside them elsewhere."""
    alone = iris or (form == "table" and not chosen)
    if form in {"table", "md"} and rows and not any(row.evidence is None or row.evidence.remarks for row in rows):
        variables = [*variables[:-1], *(name for name in variables[-1:] if name in chosen)]  # no remark at all
    columns = plain_columns(variables) if alone else labelled(variables, rows)
    known = {column.name: column for column in columns}
    names = chosen_columns(chosen, known if rows else ()) or list(known)
    return [known.get(name) or Column(name, name) for name in names]


def _tabular(columns: list[Column], rows: list[Row], form: str, *, iris: bool, width: int | None) -> Iterator[str]:
    names = [column.name for column in columns]
    if form in {"csv", "tsv"}:
        mark = "," if form == "csv" else "\t"
        yield _csv_line(names, mark)
        yield from (_csv_line([column.text(row, _csv_text) for column in columns], mark) for row in rows)
    elif form in {"json-rows", "jsonl"}:
        records = [{column.name: column.plain(row) for column in columns} for row in rows]
        text = write_table(records, names, form.removesuffix("-rows"))
        yield text + "\n" if text else ""
    else:
        write = functools.partial(shown, iris=iris or form == "md")
        cells = [{column.name: column.text(row, write) for column in columns} for row in rows]
        yield write_table(cells, names, form, width=width, colour=width is not None) + "\n"


def write_answer(answer: bool, form: str) -> str:
    """Return what an ASK found as text."""
    word = "true" if answer else "false"
    if form == "json":
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    if form == "xml":
        return f'<?xml version="1.0"?>\n<sparql xmlns="{_NAMESPACE}"><head/><boolean>{word}</boolean></sparql>\n'
    return word + "\n"


def write_triples(triples: Iterable[ox.Triple], form: str) -> str:
    """Return triples as text in one of `GRAPH_FORMATS`, each once.

    Raises:
        QueryError: The format cannot hold them.
    """
    once = list(dict.fromkeys(triples))
    if form == "rdfxml" and (held := next(filter(_beyond_xml, once), None)):
        raise QueryError(f"XML cannot hold the control characters in {safe(str(held))}; choose another format")
    text = ox.serialize(once, format=_RDF[form], prefixes=_used(once)) or b""
    return text.decode()


def _beyond_xml(triple: ox.Triple) -> bool:
    return isinstance(triple.object, ox.Literal) and NOT_XML.search(triple.object.value) is not None


def checked_format(answer: Rows | Triples | bool, form: str | None) -> str:
    """Return the format for an answer: the one asked for, or the usual one.

    Raises:
        QueryError: The answer cannot be written so.
    """
    kind, formats = (
        ("CONSTRUCT or DESCRIBE", GRAPH_FORMATS) if isinstance(answer, Triples) else ("SELECT", ROW_FORMATS)
    )
    if isinstance(answer, bool):
        kind, formats = "ASK", ANSWER_FORMATS
    if form is not None and form not in formats:
        raise QueryError(f"{kind} is not written as {form}; choose {', '.join(formats)}")
    return form or formats[0]


def _csv_line(cells: Iterable[str], mark: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\r\n" if mark == "," else "\n").writerow(cells)
    return out.getvalue()


def _csv_text(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term.node) if isinstance(term.node, ox.BlankNode) else term.value


def _tsv_text(term: Term | None) -> str:
    return "" if term is None else in_turtle(term.node).replace("\t", "\\t")


def _json(variables: list[str], rows: Iterable[Row]) -> Iterator[str]:
    yield f'{{"head": {json.dumps({"vars": variables}, ensure_ascii=False)}, "results": {{"bindings": ['
    between = "\n"
    for row in rows:
        yield between + json.dumps(
            {name: _node_record(term.node) for name, term in row.items()}, ensure_ascii=False
        )
        between = ",\n"
    yield "\n]}}\n"


def _node_record(node: RdfNode) -> dict[str, Any]:
    match node:
        case ox.NamedNode():
            return {"type": "uri", "value": node.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": node.value}
        case ox.Triple():
            parts = {"subject": node.subject, "predicate": node.predicate, "object": node.object}
            return {"type": "triple", "value": {name: _node_record(part) for name, part in parts.items()}}
    record = {"type": "literal", "value": node.value}
    if node.direction:
        return record | {"xml:lang": node.language, "its:dir": node.direction.value}
    if node.language:
        return record | {"xml:lang": node.language}
    return record if node.datatype.value == XSD + "string" else record | {"datatype": node.datatype.value}


def _xml(variables: list[str], rows: Iterable[Row]) -> Iterator[str]:
    from xml.sax.saxutils import quoteattr  # it takes all of urllib along

    names = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
    root = f'<sparql xmlns="{_NAMESPACE}" xmlns:its="{_ITS}">'
    yield f'<?xml version="1.0"?>\n{root}\n<head>{names}</head>\n<results>\n'
    for row in rows:
        elements = {name: _element(_node_record(term.node)) for name, term in row.items()}
        cells = (f"<binding name={quoteattr(name)}>{element}</binding>" for name, element in elements.items())
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results>\n</sparql>\n"


def _element(record: dict[str, Any]) -> str:
    from xml.sax.saxutils import escape, quoteattr

    kind, value = record.pop("type"), record.pop("value")
    if kind == "triple":
        content = "".join(f"<{name}>{_element(part)}</{name}>" for name, part in value.items())
    else:
        content = escape(NOT_XML.sub("\ufffd", value), {"\r": "&#13;"})
    attributes = "".join(f" {name}={quoteattr(text)}" for name, text in record.items())
    return f"<{kind}{attributes}>{content}</{kind}>"


def _used(triples: Iterable[ox.Triple]) -> dict[str, str]:
    nodes = (node for triple in triples for node in triple if isinstance(node, ox.NamedNode))
    used = {prefixed(node.value).partition(":")[0] for node in nodes}
    return {name: iri for name, iri in PREFIXES.items() if name in used}
