"""Weighted graphs of whole numbers, and Dijkstra searches over them that can be stopped and taken up again."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Edge = tuple[int, int]
"""Two nodes that are linked, the lesser first."""


def edge(one: int, other: int) -> Edge:
    """Return the edge between two nodes."""
    return (one, other) if one < other else (other, one)


_TO_OPEN = -1
"""In place of the number of an edge: the edges of the node were not looked at yet."""


@dataclass(frozen=True, slots=True)
class WeightedGraph:
    """A weighted undirected graph with tolls on its nodes, nodes and costs being whole numbers.

    A path costs the sum of its edges and of the tolls of the nodes between its ends.

    Attributes:
        arcs: For each node its neighbours, with the costs of the edges.
        tolls: For each node what it costs to pass through it.
        times: For the nodes that stand for something that happened, its first and last day; 0 where the first is
            not known.
        excluded: For some edges those that cannot be true together with them.
        least: No edge costs less.
    """

    arcs: Sequence[Mapping[int, int]]
    tolls: Sequence[int]
    times: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    excluded: Mapping[Edge, frozenset[Edge]] = field(default_factory=dict)
    least: int = 0
    _sorted: dict[int, list[tuple[int, int]]] = field(default_factory=dict, repr=False)

    def agrees(self, one: Edge, others: Iterable[Edge]) -> bool:
        """Tell whether an edge can be true together with some others."""
        against = self.excluded.get(one)
        return not against or against.isdisjoint(others)

    def without(self, absent: Collection[Edge]) -> WeightedGraph:
        """Return the same graph as if some edges were not there."""
        arcs = list(self.arcs)
        for start, end in absent:
            for one, other in ((start, end), (end, start)):
                arcs[one] = {node: cost for node, cost in arcs[one].items() if node != other}
        return WeightedGraph(arcs, self.tolls, self.times, self.excluded, self.least)

    def from_cheapest(self, node: int) -> list[tuple[int, int]]:
        """Return (cost, neighbour) for each edge of a node, the cheapest first."""
        if node not in self._sorted:
            self._sorted[node] = sorted((cost, other) for other, cost in self.arcs[node].items())
        return self._sorted[node]


class SearchStep(NamedTuple):
    """What a search did: it took in a node, or opened one that was inside, which is to look at its edges."""

    node: int
    opened: bool


class NearestFirst:
    """A Dijkstra search from a node, that goes on edge by edge as far as it is asked to (Dijkstra 1959).

    Of the edges out of a node only the cheapest not yet followed is kept in the queue, so that hubs cost little. A
    node is opened when the search has come past it by half of what an edge costs at least, so that of two searches
    one has opened an end of every edge on a way that costs less than both radii.

    Args:
        graph: The graph.
        centre: Where it begins.
        closed: Nodes that may be reached, but not passed.

    Attributes:
        costs: For each node inside what the cheapest way to the centre costs, the tolls of both left out.
        opened: The nodes inside whose edges were looked at.
        beside: For each node that is linked with opened ones these, with the costs of the edges.
    """

    def __init__(self, graph: WeightedGraph, centre: int, closed: Collection[int] = ()) -> None:
        self._graph, self._closed = graph, closed
        self.costs = {centre: 0}
        self._spent = {centre: 0}
        self._rim: list[tuple[int, int, int, int]] = []
        self.opened: set[int] = set()
        self.beside: dict[int, dict[int, int]] = {}
        self._open(centre)

    @property
    def radius(self) -> float:
        """No node outside is nearer to the centre; infinite when all is inside."""
        return self._rim[0][0] if self._rim else math.inf

    def take(self) -> SearchStep | None:
        """Follow one edge, and take in the node that it leads to, if that was outside; or open the next node."""
        cost, node, via, index = heapq.heappop(self._rim)
        if index == _TO_OPEN:
            self._open(node)
            return SearchStep(node, opened=True)
        self._follow(via, index + 1)
        if node in self.costs:
            return None
        self.costs[node] = cost
        return SearchStep(node, opened=False)

    def go_on_from(self, node: int) -> None:
        """Let the ball grow past a node inside, unless it is closed."""
        if node not in self._closed:
            self._spent[node] = self.costs[node] + self._graph.tolls[node]
            heapq.heappush(self._rim, (self._spent[node] + self._graph.least // 2, node, node, _TO_OPEN))

    def fill(self) -> dict[int, int]:
        """Grow to the end, and return the costs."""
        while self._rim:
            step = self.take()
            if step and not step.opened:
                self.go_on_from(step.node)
        return self.costs

    def _open(self, node: int) -> None:
        self.opened.add(node)
        for other, cost in self._graph.arcs[node].items():
            self.beside.setdefault(other, {})[node] = cost
        self._follow(node, 0)

    def _follow(self, node: int, index: int) -> None:
        """Queue the cheapest edge of a node, from a given one on, that leads outside."""
        edges, costs = self._graph.from_cheapest(node), self.costs
        for following in range(index, len(edges)):
            cost, other = edges[following]
            if other not in costs:
                heapq.heappush(self._rim, (self._spent[node] + cost, other, node, following))
                return


class BothEnds:
    """A search from both ends: all that is on a way of no more than a given cost, and little else.

    Two searches grow towards each other; beyond the nearer half only what can still be on such a way, by what the
    other one knows, is looked at (bidirectional search, Pohl 1971).

    Args:
        graph: The graph.
        start: One end.
        end: The other end.
        closed: Nodes that are on no way.

    Attributes:
        least: What the cheapest way costs; infinite where there is none.
    """

    def __init__(self, graph: WeightedGraph, start: int, end: int, closed: Collection[int] = ()) -> None:
        self._graph, self._ends, self._closed = graph, (start, end), closed
        self._near, self._far = (
            NearestFirst(graph, start, {*closed, end}),
            NearestFirst(graph, end, {*closed, start}),
        )
        self.least: float = graph.arcs[start].get(end, math.inf)
        while self._near.radius + self._far.radius < self.least:
            self._grow()

    def costs_within(self, budget: float) -> tuple[dict[int, int], bool]:
        """Return what it still costs to the end from each node on a way within the budget, and whether that is all.

        The costs are exact for the nodes on such ways; nodes that are on none may be missing or too dear. Where it
        is all, ways of any cost are meant.
        """
        near, far = self._near, self._far
        while near.radius + far.radius <= budget:
            self._grow()
        inside = near.costs
        costs = dict(far.costs)
        rim: list[tuple[int, int]] = []  # what is beyond the far ball and on such a way is in the near one

        def go_on_from(node: int) -> None:
            if node not in self._closed and node != self._ends[0]:
                spent = costs[node] + self._toll(node)
                edges = self._graph.arcs[node] if node in far.opened else near.beside.get(node, {})
                for other in edges.keys() & inside.keys():
                    if other not in costs:
                        heapq.heappush(rim, (spent + edges[other], other))

        for node in far.costs:
            go_on_from(node)
        while rim:
            cost, node = heapq.heappop(rim)
            if node not in costs:
                costs[node] = cost
                go_on_from(node)
        if near.radius + far.radius == math.inf:
            return costs, True
        on_ways = {
            node: cost
            for node, cost in costs.items()
            if inside.get(node, near.radius) + self._toll(node) + cost <= budget
        }
        return on_ways, False

    def _grow(self) -> None:
        """Let the ball with the smaller radius grow by one edge."""
        one, other = self._near, self._far
        if other.radius < one.radius:
            one, other = other, one
        step = one.take()
        if step is None:
            return
        node = step.node
        if not step.opened:
            one.go_on_from(node)
        if node in self._closed:
            return
        so_far = one.costs[node] + self._toll(node)
        edges = self._graph.arcs[node] if step.opened else other.beside.get(node, {})
        for neighbour in edges.keys() & other.costs.keys():
            if neighbour not in self._closed:
                cost = so_far + edges[neighbour] + self._toll(neighbour) + other.costs[neighbour]
                self.least = min(self.least, cost)

    def _toll(self, node: int) -> int:
        return 0 if node in self._ends else self._graph.tolls[node]


def hops_to(graph: WeightedGraph, end: int, among: Collection[int], most: int) -> dict[int, int]:
    """Return the least number of edges from each of some nodes to the end, where that is no more than the most."""
    hops = {end: 0}
    front = [end]
    for distance in range(1, most + 1):
        front = [
            other
            for node in front
            for other in graph.arcs[node]
            if other not in hops and other in among and hops.setdefault(other, distance)
        ]
    return hops
