"""Networks as tables of nodes and edges, and as JSON for Cytoscape."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date

from graph.export.portable import Field, Portable, as_text


def write_nodes(network: Portable) -> str:
    """Write the nodes as CSV, one a row."""
    return _csv(network.nodes)


def write_edges(network: Portable) -> str:
    """Write the edges as CSV, one a row; lists are joined with ` | `."""
    return _csv(network.edges)


def write_cytoscape(network: Portable) -> str:
    """Write JSON as Cytoscape and Cytoscape.js read it; numbers and lists stay what they are."""
    elements = {
        "nodes": [{"data": _plain(record)} for record in network.nodes],
        "edges": [{"data": _plain(record)} for record in network.edges],
    }
    content = {"data": {"name": network.about}, "directed": network.directed, "multigraph": network.parallel}
    return json.dumps({**content, "elements": elements}, ensure_ascii=False, indent=1) + "\n"


def _csv(records: Iterable[Mapping[str, Field]]) -> str:
    records = list(records)
    columns = list(dict.fromkeys(name for record in records for name in record))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([as_text(record[name]) if name in record else "" for name in columns] for record in records)
    return out.getvalue()


def _plain(record: Mapping[str, Field]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in record.items()}
