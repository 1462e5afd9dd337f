"""The network arrangement: where things stand when what is linked shall be close together."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import networkx as nx

Spot = tuple[int, int]

_SIDE = 900
"""How wide and high the picture is, unless it holds very few or very many."""

_GAP = (50, 200)
"""Each node has a square to itself, on the mean; of this side at least, and at most."""

_DRAW = 0.72
"""The distance from the middle is raised to this power."""

_ORDER = 0.55
"""So much of a place goes by its rank from left to right, and from top to bottom; the rest by its distance."""

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
    gap = min(max(_SIDE / max(len(graph), 1) ** 0.5, _GAP[0]), _GAP[1])
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    spots: dict[str, Spot] = {}
    left, top, tall, wide = 0.0, 0.0, 0.0, 0.0
    for part in parts:
        places = _component(graph.subgraph(part), gap, seed)
        xs, ys = zip(*places.values(), strict=True)
        width, height = max(xs) - min(xs) + gap, max(ys) - min(ys) + gap
        wide = wide or max(width, _SIDE)
        if left and left + width > wide:
            left, top, tall = 0.0, top + tall, 0.0
        spots |= {node: (round(x - min(xs) + left), round(y - min(ys) + top)) for node, (x, y) in places.items()}
        left, tall = left + width, max(tall, height)
    return spots


def _component(graph: nx.Graph[str], gap: float, seed: int) -> dict[str, tuple[float, float]]:
    """Lay out a connected graph on a square that has a gap squared for every node."""
    nodes = sorted(graph)
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    places = _shapely(graph, nodes, seed) if len(nodes) <= _SHAPELY else _fast(graph, nodes, seed)
    return _spread(_evened(places, gap), gap)


def _evened(places: dict[str, tuple[float, float]], gap: float) -> dict[str, tuple[float, float]]:
    """Fill a square: stragglers come nearer to the middle, and what is crowded gets more of the room."""
    import numpy as np

    points = np.array(list(places.values()))
    points -= np.median(points, axis=0)
    far = np.hypot(points[:, 0], points[:, 1])
    points *= (np.maximum(far, 1e-9) ** (_DRAW - 1))[:, None]
    apart = (points - points.min(axis=0)) / np.maximum(np.ptp(points, axis=0), 1e-9)
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(points) - 1)
    points = (_ORDER * ranks + (1 - _ORDER) * apart) * gap * len(points) ** 0.5
    return {node: (x, y) for node, (x, y) in zip(places, points.tolist(), strict=True)}


def _spread(places: dict[str, tuple[float, float]], gap: float) -> dict[str, tuple[float, float]]:
    """Push apart what stands closer than most of a gap."""
    import numpy as np

    points, least = np.array(list(places.values())), 0.8 * gap
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
