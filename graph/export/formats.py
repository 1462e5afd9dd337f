"""The formats of exports, and what writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from graph.errors import ExportError
from graph.export.portable import Portable, portable

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

RDF_FORMATS = ("trig", "nq", "ttl", "jsonld")
NETWORK_FORMATS = ("graphml", "gexf", "cytoscape", "nodes-csv", "edges-csv")
FORMATS = RDF_FORMATS + NETWORK_FORMATS
"""What `export` writes: RDF with claims as named graphs, and networks for Gephi, Cytoscape and spreadsheets."""


def export(graph: KnowledgeGraph, form: str, *, layer: str = "all", derived: bool = False) -> str:
    """Write a graph as text; the same graph gives the same text.

    Args:
        graph: What to write.
        form: One of `FORMATS`.
        layer: Of a network: `"claims"`, `"all"`, `"actors"` or `"causes"`.
        derived: Of RDF: write the view as well, as the default graph.

    Raises:
        ExportError: There is no such format, or it cannot hold what was asked for.
    """
    if form in RDF_FORMATS:
        from graph.export.rdf import write_rdf

        return write_rdf(graph, form, derived=derived)
    if form not in NETWORK_FORMATS:
        raise ExportError(f"unknown format {form!r}; known: {', '.join(FORMATS)}")
    if derived:
        raise ExportError(f"--derived is for RDF ({', '.join(RDF_FORMATS)}); leave it out for {form}")
    return _writer(form)(portable(graph, layer))


def _writer(form: str) -> Callable[[Portable], str]:
    if form == "graphml":
        from graph.export.graphml import write_graphml

        return write_graphml
    if form == "gexf":
        from graph.export.gexf import write_gexf

        return write_gexf
    from graph.export.tables import write_cytoscape, write_edges, write_nodes

    return {"cytoscape": write_cytoscape, "nodes-csv": write_nodes, "edges-csv": write_edges}[form]
