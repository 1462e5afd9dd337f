"""Ways to split a network into groups of nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph.errors import RankError

if TYPE_CHECKING:
    import networkx as nx

GROUPINGS = {
    "louvain": "more linked within than by chance, by how much two shared (Blondel et al. 2008)",
    "labels": "each has the label that most of its neighbours have (Raghavan, Albert and Kumara 2007)",
    "components": "nothing links them with the rest",
}
"""What a network is split by, and what the groups are then."""

ROUNDS = 30
"""Labels spread for so many rounds at most."""

_SEED = 2019


def split(network: nx.Graph, by: str) -> list[set[str]]:
    """Split an undirected network into groups; the same one always alike.

    Args:
        network: Nodes and edges in a fixed order, with `weight` where that counts.
        by: One of `GROUPINGS`.

    Raises:
        RankError: It is none of them.
    """
    import networkx as nx

    if by == "louvain":
        return list(nx.community.louvain_communities(network, weight="weight", seed=_SEED))
    if by == "components":
        return list(nx.connected_components(network))
    if by == "labels":
        return _by_labels(network)
    raise RankError(f"unknown way to split {by!r}; known: {', '.join(GROUPINGS)}")


def ranked_by_degree(nodes: Sequence[str], links: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """Return the place of each node, given by its number, when those with most neighbours come first.

    Args:
        nodes: Their names.
        links: Start and end by number, each pair once.
    """
    pairs = {(min(start, end), max(start, end)) for start, end, *_ in links if start != end}
    degree = Counter(end for pair in pairs for end in pair)
    order = sorted(range(len(nodes)), key=lambda number: (-degree[number], nodes[number]))
    return {number: place for place, number in enumerate(order)}


def _by_labels(network: nx.Graph) -> list[set[str]]:
    """Let labels spread, in all nodes at once; its own counts, and of equals that of the most linked does."""
    nodes = tuple(network)
    number = {node: place for place, node in enumerate(nodes)}
    labels = ranked_by_degree(nodes, ((number[one], number[other], 1) for one, other in network.edges()))
    heard = {number[node]: {number[node], *(number[other] for other in network[node])} for node in nodes}
    for _ in range(ROUNDS):
        before = labels
        votes = {node: Counter(before[other] for other in others) for node, others in heard.items()}
        labels = {node: min(count, key=lambda label: (-count[label], label)) for node, count in votes.items()}
        if labels == before:
            break
    members: dict[int, set[str]] = {}
    for node, label in labels.items():
        members.setdefault(label, set()).add(nodes[node])
    return list(members.values())
