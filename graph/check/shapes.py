"""The SHACL shapes of `data/shapes.ttl`, with messages for data authors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from graph.check.corpus import Corpus, Finding, name_of, once
from graph.check.merged import MergedGraph
from graph.check.shacl import violations
from graph.store.documents import document
from graph.store.resources import shipped


def broken_shapes(corpus: Corpus) -> Iterator[Finding]:
    """Find what breaks a shape, over records, identity and all claims merged."""
    shapes, vocabulary = (document(shipped("data") / name).quads() for name in ("shapes.ttl", "ontology.ttl"))
    found = violations(MergedGraph(shapes), MergedGraph(chain(vocabulary, corpus.plain)))
    return once(sorted((corpus.at(name_of(thing), message) for thing, message in found), key=str))
