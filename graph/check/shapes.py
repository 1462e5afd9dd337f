"""The SHACL shapes of `data/shapes.ttl`, with messages for data authors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.check.corpus import Corpus, Finding, once
from graph.store.resources import shipped

if TYPE_CHECKING:
    from rdflib import Graph


def broken_shapes(corpus: Corpus) -> Iterator[Finding]:
    """Find what breaks a shape, over records, identity and all claims merged."""
    from pyshacl import validate
    from rdflib import SH, Graph

    shapes = Graph().parse(shipped("data") / "shapes.ttl")
    _, report, _ = validate(_merged(corpus), shacl_graph=shapes, inplace=True, inference="none", advanced=False)
    assert isinstance(report, Graph)
    results = (
        corpus.at(str(focus), str(report.value(result, SH.resultMessage)))
        for result, focus in report.subject_objects(SH.focusNode)
    )
    return once(sorted(results, key=str))


def _merged(corpus: Corpus) -> Graph:
    """Return the corpus as one rdflib graph without named graphs."""
    from io import BytesIO

    from pyoxigraph import RdfFormat, Triple, serialize
    from rdflib import Graph

    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in corpus.store}
    lines = BytesIO()
    serialize(triples, lines, format=RdfFormat.N_TRIPLES)
    return Graph().parse(lines.getvalue(), format="nt")
