"""The path graph in a store elsewhere: written there by an export, and read from there frontier by frontier.

The search is the same as here, over the same numbers, so its answers are as well. Where it meets a node whose arcs
are not known yet, these are fetched, and with them those of all nodes that are hardly further from the ends: so few
round trips are made, and little is read.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode, Quad

from graph.conclusions.conclusions import Conclusions
from graph.network.path_graph import PathGraph, ReadPathGraph, Records
from graph.store.reader import Reader
from graph.store.remote_queries import NETWORK, is_writable

_STEP = 600
"""How much further than the node that is asked for nodes may be that are fetched with it."""

_PATIENCE = 12
"""After so many round trips for one search the rest is fetched at once."""

_NET = NETWORK + "#"
_ABOUT, _NODE, _COST = NETWORK, _NET + "node", _NET + "cost-"
_KEPT: WeakKeyDictionary[Reader, _Nodes] = WeakKeyDictionary()


def path_quads(graph: PathGraph) -> Iterator[Quad]:
    """Yield a path graph as quads of one named graph: what each arc costs, and of each node its record."""
    name = NamedNode(NETWORK)
    weighted = graph.weighted
    excluded = [(one, sorted(against)) for one, against in sorted(weighted.excluded.items())]
    about = json.dumps([dict(graph.counts), excluded, sorted(graph.states), len(graph.nodes)])
    yield Quad(NamedNode(_ABOUT), NamedNode(_NODE), Literal(about), name)
    for number, iri in enumerate(graph.nodes):
        node = NamedNode(iri)
        record = [number, weighted.tolls[number], *weighted.times.get(number, ())]
        yield Quad(node, NamedNode(_NODE), Literal(json.dumps(record)), name)
        for other, cost in weighted.arcs[number].items():
            yield Quad(node, NamedNode(f"{_COST}{cost}"), NamedNode(graph.nodes[other]), name)


def path_graph_elsewhere(conclusions: Conclusions) -> PathGraph | None:
    """Return the path graph of the store elsewhere that holds the claims; None where there is none."""
    reader = conclusions.reader
    if reader not in _KEPT:
        rows = reader.select(f"SELECT ?about {{ GRAPH <{NETWORK}> {{ <{_ABOUT}> <{_NODE}> ?about }} }}")
        if not rows:
            return None
        _KEPT[reader] = _Nodes(reader, json.loads(rows[0][0].value))
    return _Elsewhere(conclusions, _KEPT[reader])


class _Elsewhere(ReadPathGraph):
    def __init__(self, conclusions: Conclusions, nodes: _Nodes) -> None:
        super().__init__(conclusions, nodes, nodes.counts, nodes.excluded)
        self.states = nodes.states


class _Nodes(Records):
    """The nodes that were fetched, and those next to them."""

    def __init__(self, reader: Reader, about: list[Any]) -> None:
        self._select = reader.select
        self.counts, self.excluded, states, self.count = about
        self.states = frozenset(states)
        self._numbers: dict[str, int | None] = {}
        self._rows: dict[int, tuple[Any, ...]] = {}
        self._arcs: dict[int, dict[int, int]] = {}
        self._ends: list[int] = []
        self._trips = 0

    def row(self, number: int) -> tuple[Any, ...]:
        if number >= self.count:
            raise IndexError(number)
        if number not in self._rows:
            self._fetch(None)
        return self._rows[number]

    def arcs(self, number: int) -> dict[int, int]:
        if number not in self._arcs:
            self._trips += 1
            is_far = number not in self._rows or self._trips > _PATIENCE  # such as where every node is looked at
            self._fetch(None if is_far else [self._rows[node][0] for node in self._near(number)])
        return self._arcs[number]

    def number_of(self, iri: str) -> int | None:
        """Return the number of an end of ways that are sought; None where it is linked with nothing."""
        if iri not in self._numbers:
            self._numbers[iri] = None
            self._fetch([iri])
            if (end := self._numbers[iri]) is not None:
                self._ends.append(end)
                self._trips = 0
        return self._numbers[iri]

    def _near(self, number: int) -> set[int]:
        """Return a node, and the nodes with unknown arcs that are hardly further from the ends."""
        costs = self._costs()
        most = costs.get(number, 0) + _STEP
        return {number} | {node for node, cost in costs.items() if cost <= most and node not in self._arcs}

    def _costs(self) -> dict[int, int]:
        """Return what it costs, as far as is known, to come from an end through each node."""
        rim = [(0, end) for end in self._ends[-2:]]
        costs: dict[int, int] = {}
        while rim:
            cost, node = heapq.heappop(rim)
            if node not in costs:
                costs[node] = cost
                for other, arc in self._arcs.get(node, {}).items():
                    if other not in costs:
                        heapq.heappush(rim, (cost + arc + self._rows[other][1], other))
        return costs

    def _fetch(self, iris: Iterable[str] | None) -> None:
        """Fetch the arcs of some nodes, or of all."""
        chosen = (
            "" if iris is None else f"VALUES ?a {{ {' '.join(f'<{iri}>' for iri in iris if is_writable(iri))} }}"
        )
        arcs = f"GRAPH <{NETWORK}> {{ ?a ?c ?b . ?b <{_NODE}> ?of }}"
        own = f"GRAPH <{NETWORK}> {{ ?a <{_NODE}> ?of }}"
        query = f"SELECT ?a ?c ?b ?of {{ {{ {chosen} {own} }} UNION {{ {chosen} {arcs} }} }}"
        found = self._select(query) or []
        asked = {node.value for node, cost, *_ in found if cost is None}
        for node, cost, other, record in found:
            about = other if cost is not None else node
            if about.value != _ABOUT:
                self._learn(about.value, json.loads(record.value))
        for iri in asked - {_ABOUT}:
            self._arcs.setdefault(self._numbers[iri], {})  # type: ignore[arg-type]
        for node, cost, other, _ in found:
            if cost is not None:
                one, two = (self._numbers[end.value] for end in (node, other))
                self._arcs[one][two] = int(cost.value.removeprefix(_COST))  # type: ignore[index]

    def _learn(self, iri: str, record: list[int]) -> None:
        number, toll, *days = record
        self._numbers[iri] = number
        self._rows[number] = (iri, toll, *(days or (None, None)))
