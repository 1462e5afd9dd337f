"""Publishers: what claims state of them, read from the store and not from the claims, so that no source is read for
another."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode, Store

from graph.model.sources import Publisher
from graph.model.vocabulary import PAN

_DEFAULT = DefaultGraph()


def read_publisher(store: Store, iri: str) -> Publisher:
    """Return what claims state of somebody as a publisher; of several values the first in order.

    Args:
        store: The claims and their records.
        iri: Who publishes.
    """
    return Publisher(iri, *(_in_force(store, iri, name) for name in ("country", "publisherKind", "shortName")))


def _in_force(store: Store, iri: str, name: str) -> str | None:
    quads = store.quads_for_pattern(NamedNode(iri), NamedNode(PAN + name), None)
    return min((quad.object.value for quad in quads if _is_in_force(store, quad.graph_name)), default=None)  # type: ignore[union-attr]


def _is_in_force(store: Store, claim: object) -> bool:
    """Tell whether a claim neither denies what stands in its graph, nor was withdrawn."""
    return isinstance(claim, NamedNode) and not any(
        next(store.quads_for_pattern(claim, NamedNode(PAN + name), None, _DEFAULT), None)
        for name in ("polarity", "withdrawn")
    )
