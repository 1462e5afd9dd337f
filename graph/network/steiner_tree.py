"""The cheapest way to connect three or more nodes: an exact Steiner tree under the cost of paths."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from graph.network.weighted_graph import Edge, WeightedGraph, edge

MOST_ENDS = 8
"""More ends than this are refused: every further one triples the work."""

_Ends = frozenset[int]


def cheapest_connection(
    graph: WeightedGraph, ends: Sequence[int], closed: Collection[int] = ()
) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """Return the cost and the edges of the cheapest tree that holds all ends, or None where there is none.

    Dreyfus and Wagner, The Steiner problem in graphs, Networks 1 (1971), with tolls: for each set of ends and each
    node the cheapest tree that holds the set and the node, the node's own toll left out; such trees are joined at a
    node, or grow along an edge. The edges are given from the first end outwards. Of two edges that cannot both be
    true, each is left out in turn, and the cheaper tree counts.

    Args:
        graph: The graph. A node that is no end costs its toll once.
        ends: Different nodes, at most `MOST_ENDS`.
        closed: Nodes that the tree may not hold.

    >>> star = WeightedGraph(arcs=[{3: 2}, {3: 2}, {3: 2}, {0: 2, 1: 2, 2: 2}], tolls=[0, 0, 0, 1])
    >>> cheapest_connection(star, [0, 1, 2])
    (7, ((0, 3), (3, 1), (3, 2)))
    """
    found = _cheapest(graph, ends, closed)
    against = _excluded_pair(graph, found[1]) if found else None
    if against is None:
        return found
    ways = (cheapest_connection(graph.without([absent]), ends, closed) for absent in against)
    return min((way for way in ways if way), default=None)


def _cheapest(
    graph: WeightedGraph, ends: Sequence[int], closed: Collection[int]
) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    trees = _Trees(graph, frozenset(ends), frozenset(closed))
    root, others = ends[0], frozenset(ends[1:])
    for size in range(1, len(others) + 1):
        for held in map(frozenset, combinations(sorted(others), size)):
            trees.make(held)
    if root not in trees.costs[others]:
        return None
    return trees.costs[others][root], tuple(trees.edges(others, root))


def _excluded_pair(graph: WeightedGraph, edges: Iterable[tuple[int, int]]) -> tuple[Edge, Edge] | None:
    """Return two edges of a tree that cannot both be true, or None."""
    pairs = combinations([edge(*ends) for ends in edges], 2) if graph.excluded else ()
    return next(((one, other) for one, other in pairs if not graph.agrees(one, [other])), None)


class _Trees:
    """The cheapest trees that hold a set of ends and one node more, made from those of smaller sets."""

    def __init__(self, graph: WeightedGraph, ends: _Ends, closed: _Ends) -> None:
        self._graph, self._ends, self._closed = graph, ends, closed
        self.costs: dict[_Ends, dict[int, int]] = {}
        self._origin: dict[tuple[_Ends, int], _Ends | int] = {}

    def make(self, held: _Ends) -> None:
        """Find the trees of one set; those of its subsets must be there."""
        best: dict[int, int] = dict.fromkeys(held, 0) if len(held) == 1 else {}
        for part in _bipartitions(held):
            one, other = self.costs[part], self.costs[held - part]
            for node in one.keys() & other.keys():
                cost = one[node] + other[node]
                if node not in best or cost < best[node]:
                    best[node], self._origin[held, node] = cost, part
        self.costs[held] = self._grown(held, best)

    def edges(self, held: _Ends, node: int) -> Iterator[tuple[int, int]]:
        """Yield the edges of a tree, from its node outwards."""
        origin = self._origin.get((held, node))
        if isinstance(origin, int):
            yield node, origin
            yield from self.edges(held, origin)
        elif origin:
            yield from self.edges(origin, node)
            yield from self.edges(held - origin, node)

    def _grown(self, held: _Ends, best: dict[int, int]) -> dict[int, int]:
        costs: dict[int, int] = {}
        queue = [(cost, node) for node, cost in best.items()]
        heapq.heapify(queue)
        while queue:
            cost, node = heapq.heappop(queue)
            if node in costs or node in self._closed:
                continue
            costs[node] = cost
            spent = cost + (0 if node in self._ends else self._graph.tolls[node])
            for other, step in self._graph.arcs[node].items():
                if other not in best or spent + step < best[other]:
                    best[other], self._origin[held, other] = spent + step, node
                    heapq.heappush(queue, (spent + step, other))
        return costs


def _bipartitions(held: _Ends) -> Iterator[_Ends]:
    """Yield one of each two parts into which a set can be split."""
    first, *rest = sorted(held)
    for size in range(len(rest)):
        for chosen in combinations(rest, size):
            yield frozenset({first, *chosen})
