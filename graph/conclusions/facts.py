"""Facts that one claim alone tells: nothing is to be weighed there, and no claim to be read."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from graph.model.vocabulary import PAN, XSD, Status

_DEFAULT = DefaultGraph()
_DATE = NamedNode(XSD + "date")
_HELD = NamedNode(PAN + Status.HELD.value)
_TOLD = ("earliest", "latest", "status", "date")
_NODES = {name: NamedNode(PAN + name) for name in (*_TOLD, "polarity", "withdrawn", "attested", "partOf")}


class Fact(NamedTuple):
    """What one claim says of a thing that nothing else speaks of: plain days, and that it was held."""

    earliest: Literal
    latest: Literal
    status: NamedNode | None


class Facts:
    """What claims say of when things were, and of what became of them.

    Of most things in a large graph one claim says that they were held from one day to another: nothing is to be
    weighed there, and no claim to be read.

    Attributes:
        things: The IRIs of the things of which a claim says that.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.things = {
            quad.subject.value
            for name in _TOLD
            for quad in store.quads_for_pattern(None, _NODES[name], None)
            if quad.graph_name != _DEFAULT and isinstance(quad.subject, NamedNode)
        }
        self._void = {
            quad.subject
            for name in ("polarity", "withdrawn")
            for quad in store.quads_for_pattern(None, _NODES[name], None, _DEFAULT)
        }
        self._seen = {quad.subject for quad in store.quads_for_pattern(None, _NODES["attested"], None)}
        self._wholes = {quad.object for quad in store.quads_for_pattern(None, _NODES["partOf"], None)}

    def by_one_claim(self, iri: str) -> Fact | None:
        """Return what one claim says of a thing, where that is all there is."""
        thing = NamedNode(iri)
        if iri not in self.things or thing in self._seen:
            return None
        said = {
            name: [q for q in self._store.quads_for_pattern(thing, _NODES[name], None) if q.graph_name != _DEFAULT]
            for name in _TOLD
        }
        claims = {quad.graph_name for quads in said.values() for quad in quads}
        if len(claims) != 1 or not claims.isdisjoint(self._void):
            return None
        match [[quad.object for quad in said[name]] for name in ("earliest", "latest", "status")]:
            case [[Literal() as first], [Literal() as last], [status]] if status == _HELD and _are_ordered(
                first, last
            ):
                return Fact(first, last, _HELD)
            case [[Literal() as first], [Literal() as last], []] if thing not in self._wholes and _are_ordered(
                first, last
            ):
                return Fact(first, last, None)
        return None


def _are_ordered(first: Literal, last: Literal) -> bool:
    """Tell whether two literals are days in their order; others go the long way, and are refused there."""
    return first.datatype == last.datatype == _DATE and first.value <= last.value
