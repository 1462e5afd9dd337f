"""The k cheapest simple paths of a graph, found one after the other: exact, and without looking at the rest."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph.errors import SearchLimitError
from graph.network.weighted_graph import BothEnds, NearestFirst, WeightedGraph, edge, hops_to

_LIMIT = 300_000
"""How many beginnings of paths to look at before giving up."""

_SLACK = 500
"""How much dearer than the cheapest path the first corridor lets a path be."""

_LAST_HOPS = 4
"""How few hops must be left for it to matter how many a node needs at least."""

_Entry = tuple[int, tuple[int, ...], int, int, int]
"""Of a beginning of a path: the least cost of the whole, its nodes, its cost, its next way on, its last day."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which paths count.

    Attributes:
        max_hops: The most edges that a path may have.
        closed: Nodes that no path may meet.
        through: Nodes that every path must meet.
        in_order: Only paths on which each node with a time begins after the one before it is over.
    """

    max_hops: int
    closed: frozenset[int] = frozenset()
    through: frozenset[int] = frozenset()
    in_order: bool = False


def cheapest_paths(
    graph: WeightedGraph, start: int, end: int, conditions: Conditions
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield simple paths with their costs, the cheapest first; equal ones in a fixed order.

    Best-first search over beginnings of paths. What a beginning must still cost at least is known exactly from
    Dijkstra searches from both ends (A*, Hart, Nilsson and Raphael 1968), so that hardly any beginning is looked at
    that is not part of an answer. Of the ways on from a node only the best not yet tried is kept in the queue, so
    hubs cost no more than other nodes. The searches first cover only what is on a path little dearer than the
    cheapest; when more paths are asked for than there are, they are taken further.

    Args:
        graph: The graph.
        start: Where the paths begin.
        end: Where they end; another node.
        conditions: Which paths count.

    Yields:
        The cost of a path, and its nodes.

    Raises:
        SearchLimitError: The conditions are so narrow that too many beginnings lead nowhere.

    >>> square = WeightedGraph(arcs=[{1: 1, 3: 1}, {0: 1, 2: 1}, {1: 1, 3: 1}, {0: 1, 2: 1}],
    ...                  tolls=[0, 5, 0, 2])
    >>> list(cheapest_paths(square, 0, 2, Conditions(max_hops=2)))
    [(4, (0, 3, 2)), (7, (0, 1, 2))]
    """
    search = _Search(graph, start, end, conditions)
    if conditions.through:
        yield from search.through_stops()
    else:
        yield from search.run()


class _Search:
    def __init__(self, graph: WeightedGraph, start: int, end: int, conditions: Conditions) -> None:
        self._graph, self._start, self._end = graph, start, end
        self._max_hops, self._in_order = conditions.max_hops, conditions.in_order
        self._closed, self._through = conditions.closed, conditions.through - {start, end}
        self._rest: dict[int, dict[int, int]] = {}
        self._ways: dict[tuple[int, frozenset[int]], list[tuple[int, int, int]]] = {}
        self._hops: dict[int, int] | None = None
        self._looked_at = 0

    def run(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the paths, in wider and wider corridors."""
        corridor = BothEnds(self._graph, self._start, self._end, self._closed)
        slack, yielded, whole = _SLACK, 0, corridor.least == math.inf
        while not whole:
            budget = int(corridor.least) + slack
            rest, whole = corridor.costs_within(budget)
            self._rest, self._ways, self._hops, slack = {self._end: rest}, {}, None, 2 * slack
            for number, found in enumerate(self._enumerate(math.inf if whole else budget)):
                if number >= yielded:  # the wider corridor begins with the same paths
                    yielded += 1
                    yield found

    def through_stops(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the paths that meet certain nodes; for these the searches back are complete."""
        if not self._through <= self._between():
            return
        ends = {self._start, self._end}
        for stop in self._through:
            self._rest[stop] = NearestFirst(self._graph, stop, self._closed | ends).fill()
        self._rest[self._end] = NearestFirst(self._graph, self._end, self._closed | {self._start}).fill()
        yield from self._enumerate(math.inf)

    def _between(self) -> set[int]:
        """Return all nodes that some simple path between the ends meets.

        They are in one biconnected component with the edge between the ends, if there were one.
        """
        import networkx as nx

        closed_up = nx.Graph([(self._start, self._end)])
        for node, arcs in enumerate(self._graph.arcs):
            if node not in self._closed:
                closed_up.add_edges_from((node, other) for other in arcs if other not in self._closed)
        parts = nx.biconnected_components(closed_up)
        return next(part for part in parts if {self._start, self._end} <= part)

    def _enumerate(self, budget: float) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the paths that cost no more than the budget."""
        queue: list[_Entry] = []
        self._push(queue, (self._start,), 0, 0, self._after(self._start, 0))
        while queue:
            self._looked_at += 1
            if self._looked_at > _LIMIT:
                raise SearchLimitError
            least, path, spent, way, clock = heapq.heappop(queue)
            if least > budget:
                return
            _, step, node = self._ways_on(path)[way]
            self._push(queue, path, spent, way + 1, clock)
            if node == self._end:
                yield spent + step, (*path, node)
            else:
                self._push(queue, (*path, node), spent + step, 0, self._after(node, clock))

    def _push(self, queue: list[_Entry], path: tuple[int, ...], spent: int, way: int, clock: int) -> None:
        """Queue a beginning with its best way on, from the given one, that is allowed."""
        ways, left = self._ways_on(path), self._max_hops - len(path)
        for index in range(way, len(ways)):
            bound, _, node = ways[index]
            if node not in path and self._within(node, left) and self._follows(node, clock, path):
                heapq.heappush(queue, (spent + bound, path, spent, index, clock))
                return

    def _ways_on(self, path: tuple[int, ...]) -> list[tuple[int, int, int]]:
        """Return (least cost of all that is left, cost of the step, node), the cheapest first."""
        missing = self._through.difference(path) if self._through else self._through
        goal = (path[-1], missing)
        if goal not in self._ways:
            ways = []
            for node, edge in self._graph.arcs[path[-1]].items():
                bound = None if node in self._closed else self._bound(node, missing)
                if bound is not None:
                    step = edge + (0 if node == self._end else self._graph.tolls[node])
                    ways.append((step + bound, step, node))
            self._ways[goal] = sorted(ways)
        return self._ways[goal]

    def _bound(self, node: int, missing: frozenset[int]) -> int | None:
        """Return what it costs at least to go on from a node to the end, past all that is missing."""
        if not missing or missing == {node}:
            return self._rest[self._end].get(node)
        if node == self._end:
            return None
        bounds = []
        for stop in missing - {node}:
            there, on = self._rest[stop].get(node), self._rest[self._end].get(stop)
            if there is None or on is None:
                return None
            bounds.append(there + self._graph.tolls[stop] + on)
        return max(bounds)

    def _within(self, node: int, left: int) -> bool:
        if left >= _LAST_HOPS:
            return True
        if self._hops is None:
            among = self._rest[self._end].keys() - self._closed
            self._hops = hops_to(self._graph, self._end, among, _LAST_HOPS)
        return left >= 0 and self._hops.get(node, left + 1) <= left

    def _follows(self, node: int, clock: int, path: tuple[int, ...]) -> bool:
        """Tell whether a path may go on to a node: in the order of time, and by what can be true together."""
        if self._in_order and node in self._graph.times and self._graph.times[node][0] <= clock:
            return False
        if not self._graph.excluded:
            return True
        return self._graph.agrees(edge(path[-1], node), (edge(*pair) for pair in pairwise(path)))

    def _after(self, node: int, clock: int) -> int:
        return self._graph.times[node][1] if node in self._graph.times else clock
