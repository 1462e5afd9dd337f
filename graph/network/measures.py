"""Measures of who matters in a network: each takes a networkx graph and returns a score for each node, exactly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.errors import RankError

if TYPE_CHECKING:
    import networkx as nx

LARGE = 500
"""Above so many nodes rustworkx computes what networkx would take long for."""

Scores = dict[str, float]

MEANINGS = {
    "degree": "with how many others it is linked",
    "strength": "on how many occasions it met others; in networks of links, how many links it has",
    "betweenness": "on what share of the shortest paths between all others it lies: who brokers",
    "closeness": "how near all others are (mean of 1/distance; those out of reach count 0)",
    "pagerank": "where a walker ends up who follows links at random: linked with those who are much linked",
    "eigenvector": "linked with those who are themselves central",
    "core": "the largest k so that it belongs to a group in which each is linked with k others",
    "constraint": "how much its contacts are each other's contacts (Burt); the lower, the freer to broker",
    "cut": "whose removal cuts whom off from the rest",
}
"""What each measure means, in one line; `cut` is no score, see `graph.network.cuts`."""

MEASURES = tuple(name for name in MEANINGS if name != "cut")
"""What gives each node a score."""


def measure(network: nx.Graph, by: str) -> Scores:
    """Return a score for each node.

    Betweenness (Freeman 1977, by Brandes 2001) and closeness (harmonic, Marchiori and Latora 2000) are shares of
    what is possible, between 0 and 1. Strength is the number of occasions, which is what Newman (2001) makes of
    links that count 1/(k-1) for each occasion of k people. The others: degree (Freeman 1978), PageRank (Brin and
    Page 1998), eigenvector (Bonacich 1972), core (Seidman 1983), constraint (Burt 1992). Directed networks count
    what leads to a node in closeness; core, constraint and eigenvector take them as undirected.

    Args:
        network: One of the layers of `KnowledgeGraph.network`; links count alike.
        by: One of `MEASURES`.

    Returns:
        The score of each node.

    Raises:
        RankError: There is no such measure, or the network has no one answer.

    >>> import networkx as nx
    >>> measure(nx.path_graph(3), "betweenness")
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    makers: dict[str, Callable[[nx.Graph], Scores]] = {
        "degree": lambda graph: {node: float(len(_others_linked_with(graph, node))) for node in graph},
        "strength": _strength,
        "betweenness": betweenness,
        "closeness": harmonic_closeness,
        "pagerank": _pagerank,
        "eigenvector": _eigenvector,
        "core": _core,
        "constraint": constraint,
    }
    if by not in makers:
        raise RankError(f"unknown measure {by!r}; known: {', '.join(makers)}")
    return makers[by](network) if len(network) else {}


def places(scores: Scores, *, ascending: bool = False) -> dict[str, int]:
    """Return the place of each node in order of its score, then of its name; equal scores share one.

    Scores that differ only by rounding are equal.

    >>> places({"a": 1.0, "b": 3.0, "c": 3.0})
    {'b': 1, 'c': 1, 'a': 3}
    """
    keys = {node: round(score if ascending else -score, 9) for node, score in scores.items()}
    first: dict[float, int] = {}
    order = sorted(keys, key=lambda node: (keys[node], node))
    return {node: first.setdefault(keys[node], number) for number, node in enumerate(order, 1)}


def betweenness(network: nx.Graph) -> Scores:
    """Return the share of shortest paths between others that pass through each node."""
    import networkx as nx

    if len(network) <= LARGE:
        return dict(nx.betweenness_centrality(network))
    return fast_betweenness(network)


def fast_betweenness(network: nx.Graph, without: Iterable[tuple[str, str]] = ()) -> Scores:
    """Return the same as `betweenness`, by rustworkx; if need be as if some edges were not there."""
    import rustworkx as rx

    return _by_node(network, rx.betweenness_centrality(_converted(network, without)))


def betweenness_between(network: nx.Graph, one: Collection[str], other: Collection[str]) -> Scores:
    """Return the share of shortest paths from one set of nodes to another that pass through each node."""
    import networkx as nx

    raw = nx.betweenness_centrality_subset(network, sources=sorted(one), targets=sorted(other))
    scale = (1 if network.is_directed() else 2) / (len(one) * len(other))
    return {node: score * scale for node, score in raw.items()}


def harmonic_closeness(network: nx.Graph) -> Scores:
    """Return for each node the mean of 1/distance from all others.

    All searches run at once: for each node a whole number holds, one bit each, the nodes within so many steps.
    """
    order = list(network)
    sources = network.predecessors if network.is_directed() else network.neighbors
    position = {node: number for number, node in enumerate(order)}
    around = [[position[other] for other in sources(node)] for node in order]
    reached = [1 << number for number in range(len(order))]
    sums, counts, distance = [0.0] * len(order), [1] * len(order), 0
    growing = True
    while growing:
        distance, growing, wider = distance + 1, False, []
        for number, mine in enumerate(reached):
            grown = mine
            for other in around[number]:
                grown |= reached[other]
            wider.append(grown)
            if grown != mine:
                size = grown.bit_count()
                sums[number] += (size - counts[number]) / distance
                counts[number], growing = size, True
        reached = wider
    return {node: total / max(len(order) - 1, 1) for node, total in zip(order, sums, strict=True)}


def constraint(network: nx.Graph) -> Scores:
    """Return Burt's constraint of each node: the sum over its contacts of the share of its ties that leads to them.

    Burt, Structural Holes (1992), links unweighted: sum over contacts j of (p_ij + sum over q of p_iq p_qj)².
    """
    around = {node: _others_linked_with(network, node) for node in network}
    scores = {}
    for node, contacts in around.items():
        shares = dict.fromkeys(contacts, 1.0)
        for contact in contacts:
            for common in contacts & around[contact]:
                shares[common] += 1 / len(around[contact])
        scores[node] = sum((shares[contact] / len(contacts)) ** 2 for contact in sorted(contacts, key=str))
    return scores


def effective_size(network: nx.Graph) -> Scores:
    """Return for each node how many contacts it has, less the mean number of contacts that they share with it."""
    around = {node: _others_linked_with(network, node) for node in network}
    return {
        node: len(contacts) - sum(len(contacts & around[contact]) for contact in contacts) / len(contacts)
        if contacts
        else 0.0
        for node, contacts in around.items()
    }


def _strength(network: nx.Graph) -> Scores:
    occasions = dict(network.nodes(data="occasions"))
    if None not in occasions.values():
        return {node: float(len(found)) for node, found in occasions.items()}
    scores = dict.fromkeys(network, 0.0)
    for start, end, data in network.edges(data=True):
        for node in (start, end):
            scores[node] += float(len(data.get("links", (1,))))
    return scores


def _pagerank(network: nx.Graph) -> Scores:
    import rustworkx as rx

    return _by_node(network, rx.pagerank(_converted(network.to_directed(as_view=True)), tol=1e-9, max_iter=1000))


def _eigenvector(network: nx.Graph) -> Scores:
    import networkx as nx

    try:
        return dict(nx.eigenvector_centrality(network.to_undirected(as_view=True), max_iter=10_000, tol=1e-9))
    except nx.PowerIterationFailedConvergence as error:
        what = "parts of this network are so nearly alike that eigenvector cannot tell which is more central"
        raise RankError(f"{what}; use pagerank or closeness") from error


def _core(network: nx.Graph) -> Scores:
    import networkx as nx

    return {node: float(core) for node, core in nx.core_number(network.to_undirected(as_view=True)).items()}


def _others_linked_with(network: nx.Graph, node: str) -> set[str]:
    if network.is_directed():
        return {*network.predecessors(node), *network.successors(node)}
    return set(network.neighbors(node))


def _converted(network: nx.Graph, without: Iterable[tuple[str, str]] = ()) -> Any:
    """Return the same graph for rustworkx, nodes in the same order, as if some edges were not there."""
    import rustworkx as rx

    made = rx.PyDiGraph() if network.is_directed() else rx.PyGraph()
    position = dict(zip(network, made.add_nodes_from(list(network)), strict=True))
    absent = set(without)
    edges = [edge for edge in network.edges() if edge not in absent]
    made.add_edges_from_no_data([(position[start], position[end]) for start, end in edges])
    return made


def _by_node(network: nx.Graph, scores: Mapping[int, float]) -> Scores:
    return {node: scores[number] for number, node in enumerate(network)}
