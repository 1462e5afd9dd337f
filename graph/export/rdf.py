"""RDF: the claims as named graphs with their records, and on demand the view as default graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, RdfFormat, serialize

from graph.errors import ExportError
from graph.model.vocabulary import PREFIXES

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

_FORMATS = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}


def write_rdf(graph: KnowledgeGraph, form: str, *, derived: bool = False) -> str:
    """Write a graph, with the vocabulary, as RDF; quads in a fixed order.

    Args:
        graph: What to write.
        form: `"trig"`, `"nq"`, `"ttl"` or `"jsonld"`.
        derived: Write the view as well; with it any SPARQL engine gives the answers that we give.

    Raises:
        ExportError: Turtle is asked for without the view: it has no named graphs, so the claims would be lost.
    """
    if form == "ttl" and not derived:
        raise ExportError("Turtle has no named graphs for the claims; use trig, or --derived for the view alone")
    quads = sorted(graph.view if derived else graph.truth(), key=_order)
    if form == "ttl":
        view = (quad.triple for quad in quads if quad.graph_name == DefaultGraph())
        written = serialize(view, format=_FORMATS[form], prefixes=PREFIXES)
    else:
        written = serialize(quads, format=_FORMATS[form], prefixes=PREFIXES if form == "trig" else None)
    assert written is not None
    return written.decode()


def _order(quad: Quad) -> tuple[str, str, str, str]:
    name = "" if quad.graph_name == DefaultGraph() else str(quad.graph_name)
    return name, str(quad.subject), str(quad.predicate), str(quad.object)
