"""Best paths and connections against exhaustive search and networkx, on graphs that hypothesis makes up."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, islice, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import SearchLimitError
from graph.network.cheapest_paths import Conditions, cheapest_paths
from graph.network.steiner_tree import cheapest_connection
from graph.network.weighted_graph import Edge, WeightedGraph, edge

# Costs from two scales: only then are there paths far dearer than the best, and corridors that must be widened.
COSTS = st.sampled_from([1, 2, 3, 400, 1500])


@st.composite
def weighted_graphs(draw: st.DrawFn) -> WeightedGraph:
    size = draw(st.integers(4, 8))
    arcs: list[dict[int, int]] = [{} for _ in range(size)]
    for one, other in combinations(range(size), 2):
        if draw(st.booleans()):
            arcs[one][other] = arcs[other][one] = draw(COSTS)
    tolls = draw(st.lists(COSTS, min_size=size, max_size=size))
    times = draw(st.dictionaries(st.integers(2, size - 1), st.tuples(st.integers(0, 5), st.integers(5, 9))))
    edges = sorted({edge(one, other) for one, others in enumerate(arcs) for other in others})
    against = (
        draw(st.lists(st.sets(st.sampled_from(edges), min_size=2, max_size=2), max_size=2)) if edges[1:] else []
    )
    excluded: dict[Edge, frozenset[Edge]] = {}
    for this, that in map(sorted, against):
        excluded[this] = excluded.get(this, frozenset()) | {that}
        excluded[that] = excluded.get(that, frozenset()) | {this}
    least = min((cost for others in arcs for cost in others.values()), default=0)
    return WeightedGraph(arcs, tolls, times, excluded, draw(st.sampled_from([0, least])))


def as_networkx(weighted: WeightedGraph) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(len(weighted.arcs)))
    graph.add_weighted_edges_from((u, v, cost) for u, arcs in enumerate(weighted.arcs) for v, cost in arcs.items())
    return graph


def cost_of(weighted: WeightedGraph, path: tuple[int, ...]) -> int:
    hops = sum(weighted.arcs[one][other] for one, other in pairwise(path))
    return hops + sum(weighted.tolls[node] for node in path[1:-1])


def agrees(weighted: WeightedGraph, edges: Iterable[tuple[int, int]]) -> bool:
    """Tell whether no two of some edges exclude each other."""
    taken = {edge(*ends) for ends in edges}
    return not any(weighted.excluded.get(one, frozenset()) & taken for one in taken)


def in_order(weighted: WeightedGraph, path: tuple[int, ...]) -> bool:
    times = [weighted.times[node] for node in path if node in weighted.times]
    dated = all(time[0] > 0 for time in times[(path[0] in weighted.times) :])
    return dated and all(before[1] < after[0] for before, after in pairwise(times))


@settings(max_examples=400)
@given(
    weighted_graphs(), st.integers(1, 8), st.sets(st.integers(2, 7), max_size=2), st.sets(st.integers(2, 3), max_size=2),
    st.booleans(),
)  # fmt: skip
def test_paths_are_all_there_are_the_cheapest_first(
    weighted: WeightedGraph, max_hops: int, closed: set[int], through: set[int], ordered: bool
) -> None:
    through -= closed
    conditions = Conditions(max_hops, frozenset(closed), frozenset(through), ordered)
    expected = [
        (cost_of(weighted, tuple(path)), tuple(path))
        for path in nx.all_simple_paths(as_networkx(weighted), 0, 1, cutoff=max_hops)
        if not closed & set(path)
        and through <= set(path)
        and (not ordered or in_order(weighted, tuple(path)))
        and agrees(weighted, pairwise(path))
    ]
    found = list(cheapest_paths(weighted, 0, 1, conditions))
    assert [cost for cost, _ in found] == sorted(cost for cost, _ in expected)
    assert sorted(found) == sorted(expected)


@settings(max_examples=200)
@given(weighted_graphs(), st.integers(3, 4), st.sets(st.integers(4, 7), max_size=1))
def test_connections_are_the_cheapest_trees(weighted: WeightedGraph, number: int, closed: set[int]) -> None:
    ends, graph = list(range(number)), as_networkx(weighted)
    others = [node for node in graph if node not in ends and node not in closed]
    costs = []
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            part = graph.subgraph([*ends, *chosen])
            tolls = sum(weighted.tolls[node] for node in chosen)
            trees = nx.SpanningTreeIterator(part) if nx.is_connected(part) else ()  # the lightest first
            costs += [
                t.size(weight="weight") + tolls for t in islice((t for t in trees if agrees(weighted, t.edges)), 1)
            ]
    found = cheapest_connection(weighted, ends, closed)
    assert (found[0] if found else None) == min(costs, default=None)
    if found:
        tree = nx.Graph(found[1])
        tolls = sum(weighted.tolls[node] for node in tree if node not in ends)
        assert nx.is_tree(tree) and set(ends) <= set(tree) and agrees(weighted, tree.edges)
        assert sum(weighted.arcs[one][other] for one, other in tree.edges) + tolls == found[0]


def test_a_hub_with_many_equal_ways_is_no_trouble() -> None:
    """Two ends joined by 2,000 others each linked with each end: 2,000 paths of two hops, and the first is at once."""
    middle = range(2, 2002)
    arcs = [dict.fromkeys(middle, 1), dict.fromkeys(middle, 1), *({0: 1, 1: 1} for _ in middle)]
    weighted = WeightedGraph(arcs, [0] * 2002)
    assert [cost for cost, _ in islice(cheapest_paths(weighted, 0, 1, Conditions(8)), 3)] == [2, 2, 2]


def test_a_search_without_end_is_given_up() -> None:
    """Twelve nodes all linked with each other, and an undated event on the only way out: millions of dead ends."""
    arcs: list[dict[int, int]] = [{v: 1 for v in range(12) if v != u} for u in range(12)]
    arcs[11][12] = 1
    arcs += [{11: 1, 13: 1}, {12: 1}]
    weighted = WeightedGraph(arcs, [0] * 14, times={12: (0, 9)})
    with pytest.raises(SearchLimitError, match="too many dead ends; loosen max_hops"):
        list(cheapest_paths(weighted, 0, 13, Conditions(30, in_order=True)))
