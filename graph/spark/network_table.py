"""A network as Spark is given it: what was concluded here, as plain numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import networkx as nx
    from pyspark.sql import DataFrame, SparkSession


class NetworkTable(NamedTuple):
    """A network whose nodes are numbers.

    Attributes:
        nodes: The names of the nodes; their places are their numbers.
        directed: Whether its links have a direction.
        links: Start, end, and how many links there are between them; once for each pair where it is undirected.
        occasions: Node and occasion, where nodes hold the occasions on which they met others.
    """

    nodes: tuple[str, ...]
    directed: bool
    links: tuple[tuple[int, int, int], ...]
    occasions: tuple[tuple[int, int], ...] | None

    @classmethod
    def of(cls, network: nx.Graph) -> NetworkTable:
        """Make it of a layer of `KnowledgeGraph.network`."""
        nodes = tuple(network)
        number = {node: place for place, node in enumerate(nodes)}
        links = tuple(
            (number[start], number[end], len(data.get("links", (1,))))
            for start, end, data in network.edges(data=True)
        )
        attended = dict(network.nodes(data="occasions"))
        if not nodes or None in attended.values():
            return cls(nodes, network.is_directed(), links, None)
        held: dict[object, int] = {}
        occasions = tuple(
            (number[node], held.setdefault(occasion.event.entity.iri, len(held)))
            for node, found in attended.items()
            for occasion in found
        )
        return cls(nodes, network.is_directed(), links, occasions)

    def arcs(self, session: SparkSession, *, both_ways: bool) -> DataFrame:
        """Return `start`, `end` and `links` as a table; of an undirected network always both ways.

        Args:
            session: Where.
            both_ways: Take a directed one as undirected.
        """
        rows = list(self.links)
        if both_ways or not self.directed:
            rows += [(end, start, count) for start, end, count in self.links]
        return session.createDataFrame(rows, "start long, end long, links long").cache()

    def by_name(self, scores: dict[int, float], missing: float = 0.0) -> dict[str, float]:
        """Return the scores of nodes by their names."""
        return {node: scores.get(place, missing) for place, node in enumerate(self.nodes)}
