"""What lies around a node: all that is linked with it, and all that is linked with that, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import PathError
from graph.model.entities import Entity
from graph.network.paths import Hop, PathFinder
from graph.network.weighted_graph import Edge


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One node around another.

    Attributes:
        distance: How many hops it is away.
        hop: How it is linked with a node that is nearer by one: the hop that costs least.
    """

    distance: int
    hop: Hop

    @property
    def entity(self) -> Entity:
        """The node itself."""
        return self.hop.end


def neighbourhood(finder: PathFinder, entity: Entity, hops: int = 1) -> tuple[Neighbour, ...]:
    """Return all nodes within some hops, the nearest and most tellingly linked first.

    No way leads over two links that exclude each other.

    Args:
        finder: Knows the links.
        entity: The middle.
        hops: How far to go.

    Raises:
        PathError: That is not at least one hop.
    """
    if hops < 1:
        raise PathError(f"{hops} hops lead nowhere; go one at least")
    if entity.iri not in finder:
        return ()
    trails: dict[str, tuple[Edge, ...]] = {entity.iri: ()}
    ring = [entity.iri]
    found: list[Neighbour] = []
    for distance in range(1, hops + 1):
        nearest: dict[str, Hop] = {}
        for iri in ring:
            for other in finder.neighbours(iri, trails[iri]):
                if other not in trails:
                    hop = finder.hop(iri, other, ends=True)
                    if other not in nearest or hop.cost.total < nearest[other].cost.total:
                        nearest[other] = hop
        for iri, hop in nearest.items():
            trails[iri] = (*trails[hop.start.iri], finder.edge(hop.start.iri, iri))
        ring = sorted(nearest)
        order = sorted(nearest.values(), key=lambda hop: (hop.cost.total, hop.end.label(), hop.end.iri))
        found += [Neighbour(distance, hop) for hop in order]
        if not ring:
            break
    return tuple(found)


def read_ahead(finder: PathFinder, entity: Entity, hops: int) -> None:
    """Read the claims behind what lies around a node, before anything is made of them."""
    ring: set[str] = {entity.iri} if entity.iri in finder else set()
    seen: set[str] = set()
    for _ in range(hops):
        if not ring or ring <= seen:
            return
        seen |= ring
        for iri in ring:
            finder.conclusions.reader.mentioning(iri)
        ring = {other for iri in ring for other in finder.neighbours(iri)}
