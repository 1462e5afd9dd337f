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
from graph.network.path_graph import NodeRecords, PathGraph, ReadPathGraph
from graph.store.reader import Reader
from graph.store.remote_queries import COST, NETWORK, RECORD, TOLL, is_writable

_STEP = 600
"""How much further than the node that is asked for nodes may be that are fetched with it."""

_GROW = 2
"""By so many times that grows with each round trip."""

_EASY = 1000
"""A node with no higher toll is easily passed: what lies behind it may well be on a good path."""

_PATIENCE = 12
"""After so many round trips for one search the rest is fetched at once."""

_KEPT: WeakKeyDictionary[Reader, _Nodes] = WeakKeyDictionary()


def path_quads(graph: PathGraph) -> Iterator[Quad]:
    """Yield a path graph as quads of one named graph: what each arc costs, and of each node its record."""
    name = NamedNode(NETWORK)
    weighted = graph.weighted
    excluded = [(one, sorted(against)) for one, against in sorted(weighted.excluded.items())]
    about = json.dumps([dict(graph.counts), excluded, sorted(graph.states), len(graph.nodes)])
    yield Quad(NamedNode(NETWORK), NamedNode(RECORD), Literal(about), name)
    for number, iri in enumerate(graph.nodes):
        node = NamedNode(iri)
        record = [number, weighted.tolls[number], *weighted.times.get(number, ())]
        yield Quad(node, NamedNode(RECORD), Literal(json.dumps(record)), name)
        yield Quad(node, NamedNode(TOLL), Literal(weighted.tolls[number]), name)
        for other, cost in weighted.arcs[number].items():
            yield Quad(node, NamedNode(f"{COST}{cost}"), NamedNode(graph.nodes[other]), name)


def path_graph_elsewhere(conclusions: Conclusions) -> PathGraph | None:
    """Return the path graph of the store elsewhere that holds the claims; None where there is none."""
    reader = conclusions.reader
    if reader not in _KEPT:
        if reader.network_record is None:
            return None
        _KEPT[reader] = _Nodes(reader, json.loads(reader.network_record))
    return RemotePathGraph(conclusions, _KEPT[reader])


class RemotePathGraph(ReadPathGraph):
    """A path graph that is read from a store elsewhere.

    Args:
        conclusions: Gives the claims behind the links.
        nodes: The nodes there.

    Attributes:
        read: The same nodes.
    """

    def __init__(self, conclusions: Conclusions, nodes: _Nodes) -> None:
        super().__init__(conclusions, nodes, nodes.counts, nodes.excluded)
        self.states, self.read = nodes.states, nodes

    def expect(self, iris: Iterable[str]) -> None:  # noqa: D102 - as in any path graph
        self.read.expect(iris)


class _Nodes(NodeRecords):
    """The nodes that were fetched, and those next to them.

    Attributes:
        fetched: For each node whose arcs were fetched its neighbours, with the costs of the edges.
    """

    def __init__(self, reader: Reader, about: list[Any]) -> None:
        self._select = reader.select
        self.counts, self.excluded, states, self.count = about
        self.states = frozenset(states)
        self._numbers: dict[str, int] = {}
        self._absent: set[str] = set()
        self._rows: dict[int, tuple[Any, ...]] = {}
        self.fetched: dict[int, dict[int, int]] = {}
        self._ends: list[int] = []
        self._trips = 0

    def row(self, number: int) -> tuple[Any, ...]:
        if number >= self.count:
            raise IndexError(number)
        if number not in self._rows:
            self._fetch(None)
        return self._rows[number]

    def arcs(self, number: int) -> dict[int, int]:
        if number not in self.fetched:
            self._trips += 1
            is_far = number not in self._rows or self._trips > _PATIENCE  # such as where every node is looked at
            self._fetch(None if is_far else [self._rows[node][0] for node in self._near(number)])
        return self.fetched[number]

    def number_of(self, iri: str) -> int | None:
        """Return the number of an end of ways that are sought; None where it is linked with nothing."""
        if iri not in self._numbers:
            self.expect((iri,))
        return self._numbers.get(iri)

    def expect(self, iris: Iterable[str]) -> None:
        """Begin a search between some ends: fetch these, and what is easily passed next to them."""
        unknown = [iri for iri in iris if (number := self._numbers.get(iri)) is None or number not in self.fetched]
        if unknown := [iri for iri in unknown if iri not in self._absent]:
            self._fetch(unknown, ring=True)
            self._absent.update(iri for iri in unknown if iri not in self._numbers)
        found = [self._numbers[iri] for iri in iris if iri in self._numbers]
        if any(number not in self._ends for number in found):
            self._ends, self._trips = found, 0

    def _near(self, number: int) -> set[int]:
        """Return a node, and the nodes with unknown arcs that are hardly further from the ends."""
        costs = self._costs()
        most = costs.get(number, 0) + _STEP * _GROW ** (self._trips - 1)
        return {number} | {node for node, cost in costs.items() if cost <= most and node not in self.fetched}

    def _costs(self) -> dict[int, int]:
        """Return what it costs, as far as is known, to come from an end through each node."""
        rim = [(0, end) for end in self._ends]
        costs: dict[int, int] = {}
        while rim:
            cost, node = heapq.heappop(rim)
            if node not in costs:
                costs[node] = cost
                for other, arc in self.fetched.get(node, {}).items():
                    if other not in costs:
                        heapq.heappush(rim, (cost + arc + self._rows[other][1], other))
        return costs

    def _fetch(self, iris: Iterable[str] | None, *, ring: bool = False) -> None:
        """Fetch the arcs of some nodes, or of all; if need be also of those next to them that are easily passed."""
        chosen = (
            "" if iris is None else f"VALUES ?a {{ {' '.join(f'<{iri}>' for iri in iris if is_writable(iri))} }}"
        )
        parts = [f"{chosen} GRAPH <{NETWORK}> {{ ?a <{RECORD}> ?of }}"]
        parts.append(f"{chosen} GRAPH <{NETWORK}> {{ ?a ?c ?b . ?b <{RECORD}> ?of }}")
        if ring:
            near = f"{chosen.replace('?a', '?e')} GRAPH <{NETWORK}> {{ ?e ?d ?a . ?a <{TOLL}> ?t }}"
            easy = f"{{ SELECT DISTINCT ?a {{ {near} FILTER (?t <= {_EASY}) }} }}"
            parts.append(f"{easy} GRAPH <{NETWORK}> {{ ?a ?c ?b . ?b <{RECORD}> ?of }}")
        found = self._select(f"SELECT DISTINCT ?a ?c ?b ?of {{ {{ {' } UNION { '.join(parts)} }} }}") or []
        for node, cost, other, record in found:
            about = other if cost is not None else node
            if about.value != NETWORK:
                self._learn(about.value, json.loads(record.value))
        asked = {node.value for node, cost, *_ in found if cost is None} - {NETWORK}
        for iri in asked:
            self.fetched.setdefault(self._numbers[iri], {})
        for node, cost, other, _ in found:
            if cost is not None:
                one, two = (self._numbers[end.value] for end in (node, other))
                self.fetched.setdefault(one, {})[two] = int(cost.value.removeprefix(COST))

    def _learn(self, iri: str, record: list[int]) -> None:
        number, toll, *days = record
        self._numbers[iri] = number
        self._rows[number] = (iri, toll, *(days or (None, None)))
