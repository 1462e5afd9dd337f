"""Helpers that several tests share."""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from click.testing import CliRunner, Result

from cli import main
from graph import KnowledgeGraph, Rows, Triples
from graph.model.vocabulary import PREFIXES

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


def claims_file(
    folder: Path, *statements: str, certainty: str = "Asserted", names: Mapping[str, str] | None = None
) -> Path:
    """Write a file with one claim for each Turtle statement; what they name gets a kind by its prefix and a label,
    itself unless `names` has another."""
    words = {word for statement in statements for word in statement.replace("\n", " ").split() if ":" in word}
    things = sorted(word for word in words if word.partition(":")[0] in _KINDS)
    text = [_PREFIXES]
    text += [f"@prefix {kind}: <https://w3id.org/panmunjom/{kind}/> ." for kind in _KINDS]
    text += [
        f'{thing} a pan:{_KINDS[thing.partition(":")[0]]} ; rdfs:label "{(names or {}).get(thing, thing)}"@en .'
        for thing in things
    ]
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
    data = json.loads(unpacked(html, "data"))
    graph = data["graph"]
    for claim in (claims := _rows(graph["claims"])):
        claim["triples"] = [
            [about[0], *about[at : at + 2]] for about in claim["triples"] for at in range(1, len(about), 2)
        ]
    tables = {"claims": claims, "sources": _rows(graph["sources"]), "things": _things(graph["things"])}
    return {"nodes": _things(data["nodes"]), "edges": _rows(data["edges"]), "graph": graph | tables}


def unpacked(html: str, part: str) -> str:
    """Return what a page carries compressed: `library`, `script` or `data`. Two letters of 91 hold 13 bits, one at the
    end 6."""
    text = matched(rf'<script type="text/plain" id="{part}">([^<]*)<', html)[1]
    letters = [chr(code) for code in range(33, 127) if chr(code) not in "<>&"]
    value = {letter: number for number, letter in enumerate(letters)}
    pairs = [f"{value[text[at]] * 91 + value[text[at + 1]]:013b}" for at in range(0, len(text) - 1, 2)]
    bits = "".join(pairs) + (f"{value[text[-1]]:06b}" if len(text) % 2 else "")
    length = len(bits) // 8
    return zlib.decompress(int(bits[: 8 * length], 2).to_bytes(length, "big"), -zlib.MAX_WBITS).decode("utf-8")


def _rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    cells = zip(*columns.values(), strict=True)
    return [{name: cell for name, cell in zip(columns, row, strict=True) if cell is not None} for row in cells]


def _things(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    found = []
    for row in _rows(columns):
        names = [row.pop(language) for language in ("ru", "ko") if language in row]
        found.append({"label": row["slug"], **row, "names": names})
    return found
