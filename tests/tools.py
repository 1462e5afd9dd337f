"""Helpers that several tests share."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from click.testing import CliRunner, Result

from cli import main
from graph import KnowledgeGraph, Rows, Triples
from graph.model.vocabulary import PREFIXES
from graph.page import bundle

LAVROV = "SELECT ?visit ?day ?note { ?visit pan:visitor person:sergey-lavrov ; pan:earliest ?day OPTIONAL { ?visit pan:note ?note } }"  # fmt: skip
"""A query of one row, one variable of which is unbound."""

KILLED = int(os.environ.get("PANMUNJOM_KILLED", "16"))
"""How many builders are killed, at moments by chance; 50 for those who want to be sure."""

_KINDS = {
    "person": "Person", "state": "State", "organisation": "Body", "office": "Office", "tenure": "Tenure",
    "event": "Meeting", "project": "Project", "measure": "Measure",
}  # fmt: skip
_PREFIXES = """
@prefix : <https://w3id.org/panmunjom/claim/made/> .
@prefix pan: <https://w3id.org/panmunjom/ontology#> .
@prefix source: <https://w3id.org/panmunjom/source/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
source:made pan:read "2020-01-01"^^xsd:date .
"""


def iri(graph: KnowledgeGraph, name: str) -> str:
    """Return the IRI that a name means."""
    return graph.entity(name).iri


def claims_file(folder: Path, *statements: str, certainty: str = "Asserted") -> Path:
    """Write a file with one claim for each Turtle statement; what they name gets a kind by its prefix and a label."""
    words = {word for statement in statements for word in statement.replace("\n", " ").split() if ":" in word}
    things = sorted(word for word in words if word.partition(":")[0] in _KINDS)
    text = [_PREFIXES]
    text += [f"@prefix {kind}: <https://w3id.org/panmunjom/{kind}/> ." for kind in _KINDS]
    text += [f'{thing} a pan:{_KINDS[thing.partition(":")[0]]} ; rdfs:label "{thing}"@en .' for thing in things]
    for number, statement in enumerate(statements, 1):
        text.append(f":{number} a pan:Claim ; pan:source source:made ; pan:paragraph {number} ;")
        text.append(f'    pan:certainty pan:{certainty} ; rdfs:comment "Claim {number}."@en .')
        text.append(f":{number} {{ {statement} . }}")
    file = folder / "made.trig"
    file.write_text("\n".join(text), encoding="utf-8")
    return file


def day(text: str) -> str:
    """Return the triples for a day."""
    return f'pan:date "{text}"^^edtf:EDTF ; pan:earliest "{text}"^^xsd:date ; pan:latest "{text}"^^xsd:date'


def run_query(*arguments: str, stdin: str | None = None) -> Result:
    """Run the command `query` on the article."""
    return CliRunner().invoke(main, ["query", "--source", "valdai-2019-04-20", *arguments], input=stdin)


def value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph | None) -> str:
    """Return the IRI, or the text, of a term that is no triple."""
    assert isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal)
    return term.value


def solutions(store: ox.Store, query: str) -> ox.QuerySolutions:
    """Return what a store answers to a SELECT; the usual prefixes need no declaring."""
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return found


def read_through(answer: Rows | Triples | bool) -> None:
    """Have a query answered to its end."""
    if not isinstance(answer, bool):
        list(answer)


def matched(pattern: str, text: str, flags: int = 0) -> re.Match[str]:
    """Return where a pattern is found in a text, which it must be."""
    found = re.search(pattern, text, flags)
    assert found, pattern
    return found


def carried(html: str) -> dict[str, Any]:
    """Return the data that a page carries."""
    packed = matched(r'<script type="text/plain" id="data">([^<]*)<', html)[1]
    data = json.loads(bundle.unpacked(packed))
    graph = data["graph"]
    tables = {name: bundle.rows(graph[name]) for name in ("claims", "sources")}
    return {"nodes": bundle.rows(data["nodes"]), "edges": bundle.rows(data["edges"]), "graph": graph | tables}
