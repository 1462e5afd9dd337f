"""Communities: who is linked more with each other than with the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model.entities import Entity
from graph.network.grouping import GROUPINGS, split
from graph.network.layers import Layers

if TYPE_CHECKING:
    import networkx as nx

_NAMED_BY = 3


@dataclass(frozen=True, slots=True)
class Community:
    """A group of nodes.

    Attributes:
        members: The most central within the group first.
    """

    members: tuple[Entity, ...]

    def name(self, language: str = "en") -> str:
        """Return the names of its most central members."""
        return ", ".join(member.label(language) for member in self.members[:_NAMED_BY])


@dataclass(frozen=True, slots=True)
class Communities:
    """All communities of a layer, the largest first.

    Attributes:
        by: What the layer was split by.
        meaning: What the groups are then, in one line.
        modularity: How much more is linked within them than by chance: 0 not at all, above 0.3 clearly.
    """

    layer: str
    by: str
    meaning: str
    modularity: float
    groups: tuple[Community, ...]


def communities(
    layers: Layers,
    layer: str = "actors",
    by: str = "louvain",
    splitting: Callable[[nx.Graph, str], list[set[str]]] = split,
) -> Communities:
    """Split a layer into communities; the same graph gives the same ones.

    Args:
        layers: The networks.
        layer: `"actors"` (weighted by how much two shared), `"all"` or `"causes"`.
        by: One of `graph.network.grouping.GROUPINGS`.
        splitting: What splits the network.

    Raises:
        RankError: There is no such way to split.
    """
    import networkx as nx

    given = layers.layer(layer)
    network = nx.Graph()  # sorted: the outcome hangs on the order of nodes and edges
    network.add_nodes_from(sorted(given))
    for start, end, data in sorted(given.edges(data=True), key=lambda edge: edge[:2]):
        network.add_edge(start, end, weight=data.get("weight", 1.0))
    if not network.number_of_edges():
        return Communities(layer, by, GROUPINGS.get(by, ""), 0.0, ())
    found = splitting(network, by)
    groups = []
    for members in found:
        inside = network.subgraph(members).degree(weight="weight")
        groups.append(sorted(members, key=lambda iri: (-round(inside[iri], 9), iri)))
    groups.sort(key=lambda group: (-len(group), group[0]))
    return Communities(
        layer,
        by,
        GROUPINGS[by],
        round(nx.community.modularity(network, found, weight="weight"), 9),
        tuple(Community(tuple(map(layers.conclusions.entity, group))) for group in groups),
    )
