"""The network arrangement: where things stand when what is linked shall be close together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Ranks = NDArray[np.intp]

Spot = tuple[int, int]

_SIDE = 900
"""How wide and high the picture is, unless it holds very few or very many."""

_GAP = (50, 200)
"""Each node has a square to itself, on the mean; of this side at least, and at most."""

_DRAW = 0.72
"""The distance from the middle is raised to this power."""

_ORDER = 0.55
"""So much of a place goes by its rank from left to right, and from top to bottom; the rest by its distance."""

_ROUNDS = 40
"""Marks are pushed apart so many times at most."""

_SHAPELY = 300
"""Up to so many nodes ForceAtlas2 is used: fewest crossings, hubs apart. Above it would take minutes."""

_APART = 3.0
"""Those that need room keep so many times the distance of others between them."""


def network_spots(
    nodes: Collection[str], pairs: Iterable[tuple[str, str]], *, large: Collection[str] = (),
    core: Mapping[str, Spot] | None = None, seed: int = 1,
) -> dict[str, Spot]:  # fmt: skip
    """Return a place for every node: each component laid out by forces, then all of them set on shelves.

    Force layouts let loose parts drift far away; hence component by component.

    Args:
        nodes: All of them.
        pairs: What is linked.
        large: Those that need room about them.
        core: The places of some in another picture; they keep their shape, so that who knew it finds his way.
        seed: Of the same seed come the same places.
    """
    graph = _sorted_network(nodes, pairs)
    gap = min(max(_SIDE / max(len(graph), 1) ** 0.5, _GAP[0]), _GAP[1])
    held = _scaled(core) if core else {}
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    spots: dict[str, Spot] = {}
    left, top, tall, wide = 0.0, 0.0, 0.0, 0.0
    for part in parts:
        inside = {node: held[node] for node in part if node in held}
        places = _component(graph.subgraph(part), gap, large, seed, inside)
        xs, ys = zip(*places.values(), strict=True)
        width, height = max(xs) - min(xs) + gap, max(ys) - min(ys) + gap
        wide = wide or max(width, _SIDE)
        if left and left + width > wide:
            left, top, tall = 0.0, top + tall, 0.0
        spots |= {node: (round(x - min(xs) + left), round(y - min(ys) + top)) for node, (x, y) in places.items()}
        left, tall = left + width, max(tall, height)
    return spots


def _scaled(core: Mapping[str, Spot]) -> dict[str, tuple[float, float]]:
    """Return places within a square of side 1."""
    import numpy as np

    points = np.array([core[node] for node in sorted(core)], dtype=float)
    points = (points - points.min(axis=0)) / max(float(np.ptp(points, axis=0).max()), 1.0)
    return {node: (x, y) for node, (x, y) in zip(sorted(core), points.tolist(), strict=True)}


def _sorted_network(nodes: Collection[str], pairs: Iterable[tuple[str, str]]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted(pairs))
    return graph


def _component(
    graph: nx.Graph[str], gap: float, large: Collection[str], seed: int, held: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Lay out a connected graph on a square that has a gap squared for every node."""
    nodes = sorted(graph)
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    shapely = len(nodes) <= _SHAPELY and not held
    places = _shapely(graph, nodes, seed) if shapely else _fast(graph, nodes, seed, held)
    return _spread(_evened(places, gap), gap, large)


def _evened(places: Mapping[str, tuple[float, float]], gap: float) -> dict[str, tuple[float, float]]:
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


def _spread(
    places: Mapping[str, tuple[float, float]], gap: float, large: Collection[str]
) -> dict[str, tuple[float, float]]:
    """Push apart what stands closer than most of a gap; those that need room farther."""
    import numpy as np

    points = np.array(list(places.values()))
    room = 0.8 * gap * np.sqrt([_APART if node in large else 1.0 for node in places])
    for _ in range(_ROUNDS):
        one, other, apart = _close_pairs(points, float(room.max()) * _APART**0.5)
        far = np.hypot(apart[:, 0], apart[:, 1])
        least = room[one] * room[other] / (0.8 * gap)
        push = np.minimum(np.maximum(least / np.maximum(far, 1e-6) - 1, 0.0) * 0.4, 1.0)[:, None] * apart
        if not push.any():
            break
        np.add.at(points, one, push)
        np.add.at(points, other, -push)
    return {node: (x, y) for node, (x, y) in zip(places, points.tolist(), strict=True)}


def _close_pairs(points: Points, reach: float) -> tuple[Ranks, Ranks, Points]:
    """Return the pairs that stand closer than some reach sideways, and from where to where."""
    import numpy as np

    order = points[:, 0].argsort(kind="stable")
    along = points[order]
    ones, others = [order[:0]], [order[:0]]
    for step in range(1, len(points)):
        near = along[step:, 0] - along[:-step, 0] < reach
        if not near.any():
            break
        near &= np.abs(along[step:, 1] - along[:-step, 1]) < reach
        ones.append(order[:-step][near])
        others.append(order[step:][near])
    one, other = np.concatenate(ones), np.concatenate(others)
    return one, other, points[one] - points[other]


def _shapely(graph: nx.Graph[str], nodes: list[str], seed: int) -> dict[str, tuple[float, float]]:
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges()))
    found = nx.forceatlas2_layout(ordered, seed=seed, max_iter=250, scaling_ratio=9, strong_gravity=False)
    return {node: (float(found[node][0]), float(found[node][1])) for node in nodes}


def _fast(
    graph: nx.Graph[str], nodes: list[str], seed: int, held: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Lay out by springs; those that are held stay where they are."""
    import rustworkx as rx

    index = {node: number for number, node in enumerate(nodes)}
    fast: rx.PyGraph[str, None] = rx.PyGraph()
    fast.add_nodes_from(nodes)
    fast.add_edges_from_no_data(
        sorted((min(index[a], index[b]), max(index[a], index[b])) for a, b in graph.edges())
    )
    start = {index[node]: place for node, place in held.items()}
    found = rx.spring_layout(fast, pos=start or None, fixed=set(start) or None, seed=seed, num_iter=60)
    return {node: (float(found[number][0]), float(found[number][1])) for node, number in index.items()}
