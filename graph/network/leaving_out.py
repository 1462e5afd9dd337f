"""Leaving out: by how much scores drop without one occasion, or without what one source alone tells."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.network.footing import Tie, ties_of
from graph.network.measures import Scores, fast_betweenness

if TYPE_CHECKING:
    import networkx as nx

EXPLAINED = frozenset({"degree", "strength", "betweenness"})
"""The measures of which this is told."""

_TRIED = 6
"""So many occasions, or sources, by which a node loses most links are left out in turn."""

Drops = dict[str, dict[str, float]]
"""For each node, by how much its score drops without each of the things left out."""


def without_one_occasion(network: nx.Graph, by: str, scores: Scores, of: Collection[str]) -> Drops:
    """Return the drops without one occasion, by the IRI of its event.

    Args:
        network: The layer of actors, or a part of it.
        by: One of `EXPLAINED`.
        scores: The scores with all occasions.
        of: The nodes of which it is asked; of betweenness only what they themselves lose most links by is left out.
    """
    return _drops(network, by, scores, of, lambda tie: frozenset({str(tie.what)}))


def without_one_source(network: nx.Graph, by: str, scores: Scores, of: Collection[str]) -> Drops:
    """Return the drops without what one source alone tells, by its IRI.

    Args:
        network: The layer of actors, or a part of it.
        by: One of `EXPLAINED`.
        scores: The scores with all sources.
        of: As for `without_one_occasion`.
    """
    return _drops(network, by, scores, of, lambda tie: tie.only_by)


def _drops(
    network: nx.Graph, by: str, scores: Scores, of: Collection[str], holds: Callable[[Tie], frozenset[str]]
) -> Drops:
    """Return the drops without each of the things that ties hold by."""
    if by == "strength":
        return _fewer_occasions(network, holds)
    lost: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for start, end, ties in ties_of(network):
        for thing in frozenset.intersection(*map(holds, ties)):
            lost[thing].append((start, end))
    drops: Drops = defaultdict(dict)
    for thing, links in _likely(lost, of).items() if by == "betweenness" else lost.items():
        for node, drop in _less(network, by, scores, links).items():
            if drop > 0 and node in of:
                drops[node][thing] = drop
    return drops


def _likely(lost: Mapping[str, list[tuple[str, str]]], of: Collection[str]) -> Mapping[str, list[tuple[str, str]]]:
    """Return, for each of some nodes, the things by which it loses most links: each costs a measurement."""
    counts: dict[str, Counter[str]] = {node: Counter() for node in of}
    for thing, links in lost.items():
        for node in (node for link in links for node in link if node in counts):
            counts[node][thing] += 1
    most = (
        heapq.nsmallest(_TRIED, of_node.items(), key=lambda each: (-each[1], each[0]))
        for of_node in counts.values()
    )
    return {thing: lost[thing] for found in most for thing, _ in found}


def _fewer_occasions(network: nx.Graph, holds: Callable[[Tie], frozenset[str]]) -> Drops:
    falling: dict[str, dict[object, frozenset[str]]] = defaultdict(dict)
    for start, end, ties in ties_of(network):
        for node in (start, end):
            for tie in ties:
                falling[node][tie.what] = falling[node].get(tie.what, holds(tie)) & holds(tie)
    drops: Drops = defaultdict(lambda: defaultdict(float))
    for node, occasions in falling.items():
        for things in occasions.values():
            for thing in things:
                drops[node][thing] += 1.0
    return drops


def _less(network: nx.Graph, by: str, scores: Scores, lost: Sequence[tuple[str, str]]) -> Mapping[str, float]:
    """Return by how much scores drop without some links."""
    if by == "degree":
        fewer: dict[str, float] = defaultdict(float)
        for link in lost:
            for node in link:
                fewer[node] += 1.0
        return fewer
    less = fast_betweenness(network, without=lost)
    return {node: round(score - less[node], 9) for node, score in scores.items()}
