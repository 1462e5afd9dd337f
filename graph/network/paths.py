"""Paths that explain themselves: how two or more nodes are connected, ranked by what is worth knowing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from pyoxigraph import Quad

from graph.conclusions.events import Event
from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.vocabulary import Certainty
from graph.network.cheapest_paths import Conditions, cheapest_paths
from graph.network.costs import UNITS, HopCost
from graph.network.layers import Layers
from graph.network.links import Link
from graph.network.path_graph import path_graph
from graph.network.remote_path_graph import path_graph_elsewhere, path_quads
from graph.network.weighted_graph import Edge, edge

JUMP = 1.5
"""A path that costs so much more than the one before it is filler, and so are all after it."""

_LOOK_AT = 500
"""How many paths to look at for some that differ."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path, read from its start.

    Attributes:
        start: Where it begins.
        end: Where it leads.
        links: Every relation between the two, the one that the cost is for first.
        event: The event at its end, else at its start, if one of them is an event.
        cost: What it costs.
    """

    start: Entity
    end: Entity
    links: tuple[Link, ...]
    event: Event | None
    cost: HopCost

    @property
    def certainty(self) -> Certainty:
        """How sure the surest claim behind its first link is."""
        return self.links[0].certainty


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Hops that link some nodes with each other.

    Attributes:
        hops: Its steps; each begins at a node that was reached before.
        cost: The sum of what the hops cost.
    """

    hops: tuple[Hop, ...]
    cost: float

    @property
    def certainty(self) -> Certainty:
        """That of its weakest hop."""
        return min(hop.certainty for hop in self.hops)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims behind the links that its cost is for, once each."""
        return tuple({claim.iri: claim for hop in self.hops for claim in hop.links[0].claims}.values())


@dataclass(frozen=True, slots=True)
class Path(Subgraph):
    """A way from one node to another; each hop begins where the one before it ends."""

    @property
    def nodes(self) -> tuple[Entity, ...]:
        """All nodes, from end to end."""
        return (self.hops[0].start, *(hop.end for hop in self.hops))


@dataclass(frozen=True, slots=True)
class Filters:
    """Which paths count.

    Attributes:
        max_hops: The most hops that a path may have.
        through: IRIs of nodes that it must meet.
        avoid: IRIs of nodes that it may not meet.
        states: Whether it may pass through a state.
        in_order: Whether each event on it must be over before the next one begins.
    """

    max_hops: int = 8
    through: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    states: bool = True
    in_order: bool = False

    def loosened(self) -> Iterator[tuple[str, Filters]]:
        """Yield the same filters with one of them left out, and the name of the one."""
        if self.through:
            yield "through", replace(self, through=())
        if self.avoid:
            yield "avoid", replace(self, avoid=())
        if not self.states:
            yield "states", replace(self, states=True)
        if self.in_order:
            yield "in_order", replace(self, in_order=False)
        yield "max_hops", replace(self, max_hops=30)


class PathFinder:
    """Finds the paths of one graph.

    Args:
        layers: Where the links come from.

    Attributes:
        layers: The same.
        conclusions: What is known of the nodes.
        nodes: The IRIs of all that is linked, in order.
        index: The place of each in `nodes`, which is its number in the weighted graph.
        weighted: The same graph as numbers.
        counts: How often each relation is found.
    """

    def __init__(self, layers: Layers) -> None:
        self.layers, self.conclusions = layers, layers.conclusions
        self._graph = path_graph_elsewhere(layers.conclusions) or path_graph(layers.conclusions)
        self.nodes, self.index, self.counts = self._graph.nodes, self._graph.index, self._graph.counts
        self.weighted = self._graph.weighted

    def expect(self, iris: Iterable[str]) -> None:
        """Have ready what lies around some nodes, where reading one after the other is slow."""
        self._graph.expect(iris)

    def quads(self) -> Iterator[Quad]:
        """Yield what paths are sought in as quads, so that a store elsewhere can be asked for it."""
        return path_quads(self._graph)

    def __contains__(self, iri: object) -> bool:
        return iri in self.index

    def cheapest(self, start: str, end: str, filters: Filters) -> Iterator[Path]:
        """Yield the paths between two nodes, given by their IRIs, the cheapest first.

        Raises:
            SearchLimitError: The filters leave too many dead ends.
        """
        for cost, nodes in self.ways(start, end, filters):
            yield Path(self.hops(nodes), cost / UNITS)

    def ways(self, start: str, end: str, filters: Filters) -> Iterator[tuple[int, list[str]]]:
        """Yield what the paths between two nodes cost, and the IRIs of their nodes, the cheapest first."""
        self.expect((start, end, *filters.through))
        index = self.index
        if start not in index or end not in index or any(iri not in index for iri in filters.through):
            return
        conditions = Conditions(
            max_hops=filters.max_hops,
            closed=self.closed(filters, (start, end)),
            through=frozenset(index[iri] for iri in filters.through),
            in_order=filters.in_order,
        )
        for cost, nodes in cheapest_paths(self.weighted, index[start], index[end], conditions):
            yield cost, [self.nodes[node] for node in nodes]

    def read_ahead(self, start: str, end: str, filters: Filters, limit: int) -> None:
        """Read the claims behind so many of the cheapest paths, and about the events on them, before all else."""
        for _, nodes in islice(self.ways(start, end, filters), limit):
            for pair in pairwise(nodes):
                self.conclusions.reader.mentioning_both(*pair)
            for node in nodes:
                if self.index[node] in self.weighted.times:
                    self.conclusions.reader.mentioning(node)

    def best(self, start: str, end: str, filters: Filters, limit: int) -> tuple[Path, ...]:
        """Return the best paths that tell different things, ending where the cost jumps."""
        kept: list[Path] = []
        for path in islice(self.cheapest(start, end, filters), _LOOK_AT):
            if kept and path.cost > kept[-1].cost + JUMP:
                break
            if not any(self._says_the_same(path, better) for better in kept):
                kept.append(path)
            if len(kept) == limit:
                break
        return tuple(kept)

    def hops(self, iris: Sequence[str]) -> tuple[Hop, ...]:
        """Return the hops from each node to the next."""
        last = len(iris) - 1
        return tuple(self.hop(*pair, ends=number == last) for number, pair in enumerate(pairwise(iris), 1))

    def hop(self, start: str, end: str, *, ends: bool) -> Hop:
        """Return the hop between two neighbours.

        Args:
            start: IRI of the one.
            end: IRI of the other.
            ends: Whether the path ends there, so that no toll is due.
        """
        links = self._graph.links_between(start, end)
        cost = self._graph.cost(links[0])
        toll = 0.0 if ends else self.weighted.tolls[self.index[end]] / UNITS
        one, other = self.conclusions.entity(start), self.conclusions.entity(end)
        return Hop(one, other, links, self._event(end) or self._event(start), replace(cost, toll=toll))

    def closed(self, filters: Filters, ends: Collection[str]) -> frozenset[int]:
        """Return the nodes that a path between some ends may not meet."""
        closed = {self.index[iri] for iri in filters.avoid if iri in self.index}
        if not filters.states:
            closed |= self._graph.states
        return frozenset(closed - {self.index[iri] for iri in (*ends, *filters.through) if iri in self.index})

    def neighbours(self, iri: str, trail: Iterable[Edge] = ()) -> list[str]:
        """Return the IRIs of all that a node is linked with, in order; not what the way to it excludes.

        Args:
            iri: The node.
            trail: The edges on which it was reached.
        """
        here, trail = self.index[iri], tuple(trail)
        others = sorted(self.weighted.arcs[here])
        return [self.nodes[other] for other in others if self.weighted.agrees(edge(here, other), trail)]

    def edge(self, one: str, other: str) -> Edge:
        """Return the edge between two nodes, given by their IRIs."""
        return edge(self.index[one], self.index[other])

    def _says_the_same(self, path: Path, better: Path) -> bool:
        """Tell whether a path is a detour from a better one, or goes half of its way or more over the same."""
        mine, others = ({self.occasion(node) for node in each.nodes[1:-1]} for each in (path, better))
        return others <= mine or 2 * len(mine & others) >= len(mine)

    def occasion(self, entity: Entity) -> str:
        """Return the IRI of the event that an event is part of, and so on to the largest; of others their own."""
        seen = {entity.iri}
        while event := self._event(entity.iri):
            whole = next((whole for whole in event.wholes if self.conclusions.is_event(whole)), None)
            if whole is None or whole.iri in seen:
                break
            seen.add(whole.iri)
            entity = whole
        return entity.iri

    def _event(self, iri: str) -> Event | None:
        return self.conclusions.as_event(self.conclusions.entity(iri))
