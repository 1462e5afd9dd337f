"""RDF: the claims as named graphs with their records, and on demand the view as default graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import DefaultGraph, Quad, RdfFormat, serialize

from graph.errors import ExportError
from graph.export.jsonld import write_jsonld
from graph.model.vocabulary import PREFIXES

_FORMATS = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
}


def write_rdf(
    quads: Iterable[Quad], form: str, *, derived: bool = False, prefixes: Mapping[str, str] = PREFIXES
) -> str:
    """Write quads as RDF, in a fixed order.

    Args:
        quads: What to write.
        form: `"trig"`, `"nq"`, `"ttl"` or `"jsonld"`.
        derived: The view is among them; with it any SPARQL engine gives the answers that we give.
        prefixes: What names are shortened by.

    Raises:
        ExportError: Turtle is asked for without the view: it has no named graphs, so the claims would be lost.
    """
    if form == "ttl" and not derived:
        raise ExportError(
            "Turtle has no named graphs for the claims; use trig, or ask for the view alone", loosen=("derived",)
        )
    quads = sorted(quads, key=_order)
    if form == "jsonld":
        return write_jsonld(quads, prefixes)
    if form == "ttl":
        view = (quad.triple for quad in quads if quad.graph_name == DefaultGraph())
        written = serialize(view, format=_FORMATS[form], prefixes=dict(prefixes))
    else:
        written = serialize(quads, format=_FORMATS[form], prefixes=dict(prefixes) if form == "trig" else None)
    assert written is not None
    return written.decode()


def _order(quad: Quad) -> tuple[str, str, str, str]:
    name = "" if quad.graph_name == DefaultGraph() else str(quad.graph_name)
    return name, str(quad.subject), str(quad.predicate), str(quad.object)
