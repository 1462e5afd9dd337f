"""The formats of exports, and what writes them."""

from __future__ import annotations

from collections.abc import Callable

from graph.errors import ExportError
from graph.export.portable import Portable, portable
from graph.network.layers import Layers

RDF_FORMATS = ("trig", "nq", "ttl", "jsonld")
NETWORK_FORMATS = ("graphml", "gexf", "cytoscape", "nodes-csv", "edges-csv")
EXPORT_FORMATS = (*RDF_FORMATS, "nanopub", *NETWORK_FORMATS)
"""What `export` writes: RDF with claims as named graphs, nanopublications, and networks for Gephi, Cytoscape and
spreadsheets."""


def write_network(layers: Layers, form: str, *, layer: str = "all") -> str:
    """Write a network as text; the same graph gives the same text.

    Args:
        layers: What to write.
        form: One of `NETWORK_FORMATS`.
        layer: `"claims"`, `"all"`, `"actors"` or `"causes"`.

    Raises:
        ExportError: There is no such format.
    """
    if form not in NETWORK_FORMATS:
        raise ExportError(f"unknown format {form!r}; known: {', '.join(EXPORT_FORMATS)}")
    return _writer(form)(portable(layers, layer))


def _writer(form: str) -> Callable[[Portable], str]:
    if form == "graphml":
        from graph.export.graphml import write_graphml

        return write_graphml
    if form == "gexf":
        from graph.export.gexf import write_gexf

        return write_gexf
    from graph.export.tables import write_cytoscape, write_edges, write_nodes

    return {"cytoscape": write_cytoscape, "nodes-csv": write_nodes, "edges-csv": write_edges}[form]
