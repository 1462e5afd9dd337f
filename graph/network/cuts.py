"""Whose removal cuts whom off: articulation points and bridges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model.entities import Entity
from graph.network.layers import Layers

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Cut:
    """A node or a link that alone holds others to the rest.

    Attributes:
        removed: The node, or the two ends of the link.
        cut_off: What is no longer linked with the largest part that remains, ordered by name.
    """

    removed: tuple[Entity, ...]
    cut_off: tuple[Entity, ...]


def cuts(layers: Layers, layer: str = "actors") -> tuple[Cut, ...]:
    """Return the nodes, then the links, whose removal cuts others off; those that cut off most come first.

    Links are told only where they cut off more than one node: of a node with one link that is plain.

    Args:
        layers: The networks.
        layer: `"actors"`, `"all"` or `"causes"` (taken as undirected).
    """
    import networkx as nx

    network = nx.Graph(layers.layer(layer).to_undirected(as_view=True))
    nodes = [((node,), _cut_off_by_node(network, node)) for node in nx.articulation_points(network)]
    links = [(tuple(sorted(link)), _cut_off_by_link(network, link)) for link in nx.bridges(network)]
    found = [(removed, parts) for removed, parts in (*nodes, *links) if len(removed) == 1 or len(parts) > 1]
    found.sort(key=lambda cut: (len(cut[0]), -len(cut[1]), cut[0]))
    return tuple(
        Cut(
            tuple(map(layers.conclusions.entity, removed)),
            tuple(sorted(map(layers.conclusions.entity, parts), key=lambda entity: (entity.label(), entity.iri))),
        )
        for removed, parts in found
    )


def _cut_off_by_node(network: nx.Graph, node: str) -> set[str]:
    import networkx as nx

    component = nx.node_connected_component(network, node) - {node}
    return _all_but_largest(network.subgraph(component))


def _cut_off_by_link(network: nx.Graph, link: tuple[str, str]) -> set[str]:
    import networkx as nx

    part = network.subgraph(nx.node_connected_component(network, link[0])).copy()
    part.remove_edge(*link)
    return _all_but_largest(part)


def _all_but_largest(network: nx.Graph) -> set[str]:
    """Return the nodes of all components but the largest; of equal ones, the first by name is the largest."""
    import networkx as nx

    parts = sorted(nx.connected_components(network), key=lambda part: (-len(part), min(part)))
    return set().union(*parts[1:])
