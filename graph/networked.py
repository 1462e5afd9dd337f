"""The part of `KnowledgeGraph` that needs networkx and its like: paths, ranks and causes, exports, the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from graph.model.entities import Entity

if TYPE_CHECKING:
    import networkx as nx

    from graph.knowledge import KnowledgeGraph
    from graph.network.causes import Explanation
    from graph.network.changes import Changes
    from graph.network.communities import Communities
    from graph.network.cuts import Cut
    from graph.network.neighbourhood import Neighbour
    from graph.network.paths import Filters, Path, Paths
    from graph.network.ranks import Ranking
    from graph.network.routes import Connection
    from graph.page import Answer, Page, Tour

Named = str | Entity
"""An entity, its name in any language, its slug or its IRI."""


class Networked:
    """Questions about the graph as a network; all imports of what they need happen when they are asked."""

    def network(self, layer: str = "claims") -> nx.Graph:
        """Return a frozen networkx graph of entities and events; `graph.network` tells what it holds.

        Args:
            layer: `"claims"` (one edge for each relation that a claim states), `"all"` (one edge for each pair),
                `"actors"` (who took part in the same events) or `"causes"` (what blocks, requires, leads to what).

        Raises:
            NetworkError: There is no such layer.

        >>> from graph import open_graph
        >>> open_graph().network("actors").has_edge(*(
        ...     open_graph().entity(name).iri for name in ("Lavrov", "Kim Jong-un")))
        True
        """
        from graph.network.links import network

        return network(self._graph, layer)

    def paths(  # noqa: PLR0913 - the filters, by keyword
        self, start: Named, end: Named, *, limit: int = 3, max_hops: int = 8, through: Iterable[Named] = (),
        avoid: Iterable[Named] = (), states: bool = True, in_order: bool = False,
    ) -> tuple[Path, ...]:  # fmt: skip
        """Return the best paths between two nodes: those that tell most, exactly, by the cost in `graph.costs`.

        Args:
            start: Where they begin.
            end: Where they end.
            limit: How many at most; fewer where the cost jumps, as filler is worse than one good path.
            max_hops: The most hops that a path may have.
            through: What they must meet.
            avoid: What they may not meet.
            states: Whether they may pass through states.
            in_order: Whether each event must be over before the next one begins.

        Raises:
            PathError: The ends are the same, or one of them is to be avoided.
            NoPathError: There is none; with the filter to loosen.
            SearchLimitError: The filters leave too many dead ends.

        >>> from graph import Lens, open_graph
        >>> article = open_graph(lens=Lens(sources=frozenset({"valdai-2019-04-20"})))
        >>> best = article.paths("Lavrov", "Air Koryo", states=False)[0]
        >>> [node.label() for node in best.nodes][2]
        'Kim Jong-un'
        """
        from graph.network.routes import paths_between

        filters = self._filters(max_hops, through, avoid, states=states, in_order=in_order)
        return paths_between(self._paths, (self._graph.entity(start), self._graph.entity(end)), filters, limit)

    def connection(self, *ends: Named, avoid: Iterable[Named] = (), states: bool = True) -> Connection:
        """Return the cheapest tree that connects several nodes, exactly.

        Args:
            ends: The nodes, at most eight.
            avoid: What it may not meet.
            states: Whether it may pass through states.

        Raises:
            PathError: Two ends are the same, one is to be avoided, or there are too many.
            NoPathError: There is none; with the filter to loosen.
        """
        from graph.network.routes import connection_between

        filters = self._filters(30, (), avoid, states=states, in_order=False)
        return connection_between(self._paths, [self._graph.entity(end) for end in ends], filters)

    def around(self, name: Named, hops: int = 1) -> tuple[Neighbour, ...]:
        """Return all that is linked with a node within some hops, the nearest and most tellingly linked first."""
        from graph.network.neighbourhood import around

        return around(self._paths, self._graph.entity(name), hops)

    def why(self, name: Named) -> Explanation:
        """Return what stands in the way of something, what it needs, and what would follow, to any depth.

        >>> from graph import Lens, open_graph
        >>> article = open_graph(lens=Lens(sources=frozenset({"valdai-2019-04-20"})))
        >>> [branch.entity.label() for branch in article.why("gas pipeline").causes]
        ['Softening of the sanctions on the DPRK', 'Tripartite projects']
        """
        from graph.network.causes import explain

        return explain(self._graph, self._graph.entity(name))

    def rank(
        self, by: str = "betweenness", *, kind: str | None = None, layer: str = "actors",
        between: tuple[Named, Named] | None = None, limit: int | None = None,
    ) -> Ranking:  # fmt: skip
        """Rank who matters.

        Args:
            by: degree, strength, betweenness, closeness, pagerank, eigenvector, core or constraint;
                `graph.measures.MEANINGS` tells what they mean.
            kind: Show only entities of this kind; all are counted.
            layer: `"actors"`, `"all"` or `"causes"`.
            between: For betweenness: count only the paths between the sides of these two.
            limit: How many places to return.

        Raises:
            RankError: There is no such measure, or the sides do not fit.
            NetworkError: There is no such layer.
            UnknownNameError: There is no such kind.
        """
        from graph.network.ranks import rank

        return rank(self._graph, by, kind=kind, layer=layer, between=between, limit=limit)

    def cuts(self, layer: str = "actors") -> tuple[Cut, ...]:
        """Return the nodes and links whose removal cuts others off from the rest."""
        from graph.network.cuts import cuts

        return cuts(self._graph, layer)

    def communities(self, layer: str = "actors") -> Communities:
        """Return who is linked more with each other than with the rest."""
        from graph.network.communities import communities

        return communities(self._graph, layer)

    def changes(self, at: date, window: str = "6m", by: str = "strength") -> Changes:
        """Return whose rank moved around a day, and through which events.

        Args:
            at: The day; what happened on it counts as after.
            window: How long the times before and after are, such as `30d` or `6m`.
            by: The measure.

        Raises:
            RankError: The window or the measure is none.
        """
        from graph.network.changes import changes

        return changes(self._graph, at, window, by)

    def export(self, form: str, *, layer: str = "all", derived: bool = False) -> str:
        """Return the graph as text in a format that other programs read; `graph.export.FORMATS` lists them.

        Args:
            form: `"trig"`, `"nq"`, `"ttl"`, `"jsonld"`, `"graphml"`, `"gexf"`, `"cytoscape"`, `"nodes-csv"` or
                `"edges-csv"`.
            layer: Of a network: which of the layers of `network`.
            derived: Of RDF: write the view as well.

        Raises:
            ExportError: There is no such format, or it cannot hold what was asked for.
        """
        from graph.export import export

        return export(self._graph, form, layer=layer, derived=derived)

    def page(  # noqa: PLR0913 - what to show, by keyword
        self, *, about: Sequence[str] = (), hops: int = 2, most: int = 300, title: str | None = None,
        tour: Tour | None = None, language: str = "en", answer: Answer | None = None,
    ) -> Page:  # fmt: skip
        """Return the graph as one HTML page that asks nothing of the network; a notebook shows it in place.

        Args:
            about: Show only what lies around these: names or IRIs.
            hops: How far around.
            most: How many things at most, the most important first.
            title: The heading; a usual one without it.
            tour: A guided reading; the shipped one without it, as far as its stops are shown.
            language: In which language the page opens: `"en"`, `"ru"` or `"ko"`.
            answer: Show this answer instead of the whole graph.

        Raises:
            UnknownNameError: Nothing bears a name in `about`.
            AmbiguousNameError: Several things do.

        >>> from graph import open_graph
        >>> page = open_graph().page(about=["Lavrov"], hops=1)
        >>> page.html.startswith("<!doctype html>")
        True
        """
        from graph.page import page

        return page(
            self._graph, about=about, hops=hops, most=most, title=title, tour=tour, language=language, answer=answer
        )

    @property
    def _graph(self) -> KnowledgeGraph:
        return cast("KnowledgeGraph", self)

    @cached_property
    def _paths(self) -> Paths:
        from graph.network.paths import Paths

        return Paths(self._graph)

    def _filters(
        self, max_hops: int, through: Iterable[Named], avoid: Iterable[Named], *, states: bool, in_order: bool
    ) -> Filters:
        from graph.network.paths import Filters

        met, avoided = (tuple(self._graph.entity(name).iri for name in names) for names in (through, avoid))
        return Filters(max_hops, met, avoided, states, in_order)
