"""The network arrangement: where things stand when what is linked shall be close together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    import numpy as np

Spot = tuple[int, int]

_GAP = 56
"""How far the nearest other node is, on the mean."""

_DRAW = 0.72
"""The distance from the middle is raised to this power."""

_PUSHES = 12_000
"""Marks are pushed apart so many times, divided by their number."""

_SHAPELY = 300
"""Up to so many nodes ForceAtlas2 is used: fewest crossings, hubs apart. Above it would take minutes."""


def network_spots(nodes: Collection[str], pairs: Iterable[tuple[str, str]], seed: int = 1) -> dict[str, Spot]:
    """Return a place for every node: each component laid out by forces, then all of them set on shelves.

    Force layouts let loose parts drift far away; hence component by component.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted(pairs))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    spots: dict[str, Spot] = {}
    left, top, tall, wide = 0.0, 0.0, 0.0, 0.0
    for part in parts:
        places = _component(graph.subgraph(part), seed)
        xs, ys = zip(*places.values(), strict=True)
        width, height = max(xs) - min(xs) + 2 * _GAP, max(ys) - min(ys) + 1.5 * _GAP
        wide = wide or max(width, 10 * _GAP)
        if left and left + width > wide:
            left, top, tall = 0.0, top + tall, 0.0
        spots |= {node: (round(x - min(xs) + left), round(y - min(ys) + top)) for node, (x, y) in places.items()}
        left, tall = left + width, max(tall, height)
    return spots


def _component(graph: nx.Graph[str], seed: int) -> dict[str, tuple[float, float]]:
    """Lay out a connected graph, scaled so that the mean distance to the nearest other node is one gap."""
    nodes = sorted(graph)
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    places = _shapely(graph, nodes, seed) if len(nodes) <= _SHAPELY else _fast(graph, nodes, seed)
    return _spread(_drawn_in(places))


def _drawn_in(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Bring stragglers nearer to the middle, so that the middle, where most stand, gets more of the room."""
    import numpy as np

    points = np.array(list(places.values()))
    points -= np.median(points, axis=0)
    far = np.hypot(points[:, 0], points[:, 1])
    points *= (np.maximum(far, 1e-9) ** (_DRAW - 1))[:, None]
    scale = _GAP / _mean_nearest(points)
    return {node: (x * scale, y * scale) for node, (x, y) in zip(places, points.tolist(), strict=True)}


def _spread(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Push apart what stands closer than half a gap."""
    import numpy as np

    points, least = np.array(list(places.values())), 0.62 * _GAP
    if len(points) > _PUSHES // 4:  # nobody sees so many one by one
        return places
    for _ in range(min(40, _PUSHES // len(points))):
        apart = points[:, None] - points[None]
        far = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(far, np.inf)
        push = np.maximum(least / np.maximum(far, 1e-6) - 1, 0.0) * 0.4
        if not push.any():
            break
        points = points + (apart * push[..., None]).sum(axis=1)
    return {node: (x, y) for node, (x, y) in zip(places, points.tolist(), strict=True)}


def _shapely(graph: nx.Graph[str], nodes: list[str], seed: int) -> dict[str, tuple[float, float]]:
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges()))
    found = nx.forceatlas2_layout(ordered, seed=seed, max_iter=250, scaling_ratio=9, strong_gravity=False)
    return {node: (float(found[node][0]), float(found[node][1])) for node in nodes}


def _fast(graph: nx.Graph[str], nodes: list[str], seed: int) -> dict[str, tuple[float, float]]:
    import rustworkx as rx

    index = {node: number for number, node in enumerate(nodes)}
    fast: rx.PyGraph[str, None] = rx.PyGraph()
    fast.add_nodes_from(nodes)
    fast.add_edges_from_no_data(
        sorted((min(index[a], index[b]), max(index[a], index[b])) for a, b in graph.edges())
    )
    found = rx.spring_layout(fast, seed=seed, num_iter=60)
    return {node: (float(found[number][0]), float(found[number][1])) for node, number in index.items()}


def _mean_nearest(points: np.ndarray[Any, Any]) -> float:
    import numpy as np

    nearest = []
    for start in range(0, len(points), 500):
        apart = ((points[start : start + 500, None] - points[None]) ** 2).sum(axis=2)
        apart[np.arange(len(apart)), np.arange(start, start + len(apart))] = np.inf
        nearest.append(np.sqrt(apart.min(axis=1)))
    return float(np.concatenate(nearest).mean()) or 1.0
