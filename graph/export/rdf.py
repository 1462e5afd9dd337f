"""RDF: the claims as named graphs with their records, and on demand the view as default graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, serialize

from graph.errors import ExportError
from graph.export.jsonld import write_jsonld
from graph.model.vocabulary import PREFIXES

_FORMATS = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
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
        ExportError: Turtle is asked for without the view: it has no named graphs, so the claims would be lost; or
            the format cannot hold what RDF 1.2 brought.
    """
    if form == "ttl" and not derived:
        raise ExportError(
            "Turtle has no named graphs for the claims; use trig, or ask for the view alone", loosen=("derived",)
        )
    quads = sorted(quads, key=_order)
    if form == "jsonld" and not any(isinstance(quad.object, Triple) for quad in quads):
        return write_jsonld(quads, prefixes)
    try:
        if form == "ttl":
            view = (quad.triple for quad in quads if quad.graph_name == DefaultGraph())
            written = serialize(view, format=_FORMATS[form], prefixes=dict(prefixes))
        else:
            written = serialize(quads, format=_FORMATS[form], prefixes=dict(prefixes) if form == "trig" else None)
    except OSError as error:  # JSON-LD has no triple terms
        raise ExportError(f"{form} cannot hold this: {error}; choose trig or nq") from None
    assert written is not None
    return written.decode()


def _order(quad: Quad) -> tuple[str, str, str, str]:
    name = "" if quad.graph_name == DefaultGraph() else str(quad.graph_name)
    return name, str(quad.subject), str(quad.predicate), str(quad.object)
