"""Networks as tables of nodes and edges, and as JSON for Cytoscape."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date

from graph.export.portable import Field, Portable, field_text, fields
from graph.render.tables import no_formula


def write_nodes(network: Portable) -> str:
    """Write the nodes as CSV, one a row."""
    return _flat_csv(network.nodes)


def write_edges(network: Portable) -> str:
    """Write the edges as CSV, one a row, with Gephi's `Type`; lists are joined with ` | `."""
    kind = "Directed" if network.directed else "Undirected"
    frame = ("id", "source", "target")
    return _flat_csv(
        {**{name: record[name] for name in frame}, "Type": kind, **fields(record, *frame)}
        for record in network.edges
    )


def write_cytoscape(network: Portable) -> str:
    """Write JSON as Cytoscape, Cytoscape.js and networkx read it; numbers and lists stay what they are."""
    names = {record["id"]: record["label"] for record in network.nodes}
    elements = {
        "nodes": [
            {"data": _flat({**record, "value": record["id"], "name": record["label"]})} for record in network.nodes
        ],
        "edges": [{"data": _flat(_interaction(record, names))} for record in network.edges],
    }
    content = {"data": {"name": network.about}, "directed": network.directed, "multigraph": network.parallel}
    return json.dumps({**content, "elements": elements}, ensure_ascii=False, indent=1) + "\n"


def _interaction(record: Mapping[str, Field], names: Mapping[Field, Field]) -> dict[str, Field]:
    """Return an edge with the columns that Cytoscape gives every edge, and the key of parallel ones."""
    start, end = (names[record[end]] for end in ("source", "target"))
    what = record["label"]
    return {**record, "key": record["id"], "interaction": what, "name": f"{start} ({what}) {end}"}


def _flat_csv(records: Iterable[Mapping[str, Field]]) -> str:
    records = list(records)
    columns = list(dict.fromkeys(name for record in records for name in record))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(record[name]) if name in record else "" for name in columns] for record in records)
    return out.getvalue()


def _cell(value: Field) -> str:
    return str(value) if isinstance(value, float) else no_formula(field_text(value))


def _flat(record: Mapping[str, Field]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in record.items()}
