"""Made-up claims, written as tables: a row of `data/NAME.tsv` is a claim, and what follows stands in another table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.model.dates import edtf_span
from graph.model.vocabulary import PREFIXES, Status

DATA = Path(__file__).parent / "data"
Row = dict[str, str]

_PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
_CLAIMS = "@prefix : <https://w3id.org/panmunjom/claim/made/> .\n"
_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_NODES = """
issue:trade a pan:Issue ; rdfs:label "Trade"@en .
office:chair a pan:Office ; rdfs:label "chair"@en ; pan:singleHolder true .
office:clerk a pan:Office ; rdfs:label "clerk"@en .
"""


def table(name: str) -> list[Row]:
    """Return the rows of a table; lines that begin with # are headings."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if line[:1] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE))


def trig(happenings: Iterable[Row] = (), terms: Iterable[Row] = ()) -> str:
    """Return claims on happenings and on terms of office as TriG."""
    happenings, terms = list(happenings), list(terms)
    things = {(_folder(row), row["thing"], row["kind"]) for row in happenings}
    labels = [f'{folder}:{name} a pan:{kind} ; rdfs:label "{name}"@en .' for folder, name, kind in sorted(things)]
    for row in terms:
        labels.append(f'person:{row["holder"]} a pan:Person ; rdfs:label "{row["holder"].title()}"@en .')
        labels.append(f'state:{row["of"]} a pan:State ; rdfs:label "{row["of"]}"@en .')
        labels.append(f'{_tenure(row)} a pan:Tenure ; rdfs:label "{row["holder"]} in {row["of"]}"@en .')
    rows = [*happenings, *terms]
    sources = [line for source in dict.fromkeys(row["source"] for row in rows) for line in _source(source)]
    claims = [line for number, row in enumerate(rows, 1) for line in _claim(number, row)]
    return "\n".join([_PREFIXES + _CLAIMS + _NODES, *dict.fromkeys(labels), *sources, *claims]) + "\n"


def _folder(row: Row) -> str:
    return "process" if row["kind"] == "Process" else "event"


def _tenure(row: Row) -> str:
    return f"tenure:{row['holder']}-{row['of']}"


def _source(name: str) -> Iterator[str]:
    """Yield the record of a source: `2020-05`, `2020-05-02 b` (a second one of that day), `read 2026-11-24` …"""
    day = next((word for word in name.split() if word[0].isdigit()), "")
    kind = "Curation" if name == "curators" else "NewsReport"
    yield f'source:{name.replace(" ", "-")} a pan:{kind} ; dcterms:title "{name}"@en'
    if name.startswith("written"):
        yield f'; pan:written "{day}"^^xsd:date'
    elif day and not name.startswith("read"):
        yield f'; dcterms:issued "{day}"^^xsd:{_TYPES[len(day)]}'
    yield f'; pan:read "{day if name.startswith("read") else "2026-11-24"}"^^xsd:date .'


def _claim(number: int, row: Row) -> Iterator[str]:
    """Yield the record and the graph of a claim; `not Held` denies, `withdrawn Held` no longer counts."""
    yield f":{number} a pan:Claim ; pan:source source:{row['source'].replace(' ', '-')} ; pan:paragraph 1 ;"
    yield f'    pan:certainty pan:{row["sure"].title()} ; rdfs:comment "Claim {number}."@en'
    if row["says"].startswith("not "):
        yield "    ; pan:polarity pan:Denied"
    if row["says"].startswith("withdrawn"):
        yield '    ; pan:withdrawn "misread"@en'
    if row["as_of"]:
        yield f'    ; pan:asOf "{row["as_of"]}"^^edtf:EDTF'
    yield f"    . :{number} {{"
    yield " . ".join(f"{_subject(row)} {said}" for said in _said(row)) + " . }"


def _subject(row: Row) -> str:
    return f"{_folder(row)}:{row['thing']}" if "thing" in row else _tenure(row)


def _said(row: Row) -> Iterator[str]:
    if "holder" in row:
        yield f"pan:holder person:{row['holder']}"
    if row.get("office", "-") != "-":
        yield f"pan:office office:{row['office']} ; pan:of state:{row['of']}"
    status = row["says"].rpartition(" ")[2]
    if status in Status._value2member_map_:
        yield f"pan:status pan:{status}"
    if row["date"]:
        yield from _date(row["date"])
    if row["also"]:
        yield row["also"]


def _date(text: str) -> Iterator[str]:
    """Yield a date with its bounds: `2020-05`, `seen 2020-05`, or the bounds alone: `within 2020-05-01/2020-05-10`."""
    how, _, date = text.rpartition(" ")
    if how != "within":
        yield f'pan:{"attested" if how == "seen" else "date"} "{date}"^^edtf:EDTF'
    span = edtf_span(date)
    for name, day in (("earliest", span.earliest), ("latest", span.latest)):
        if day:
            yield f'pan:{name} "{day}"^^xsd:date'
