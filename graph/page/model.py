"""The model of a page: what it holds of a graph, what it draws at first and where, and with which evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.conclusions.conclusions import Conclusions
from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.vocabulary import PAN
from graph.network.links import Link
from graph.network.paths import PathFinder
from graph.page.affiliation import affiliations
from graph.page.arrangement import Spot, network_spots
from graph.page.importance import importance, most_important

MEASURES = ("degree", "betweenness", "closeness", "pagerank")
"""The measures by which marks can be sized and coloured, taken on the layer `all`."""

_MEASURED = 4000
"""Of more things than this betweenness is left out: it would take most of the time that the page does."""

_GROUPS = (
    ("state", "State"),
    ("person", "Person"),
    ("body", "Actor"),
    ("event", "Event"),
    ("place", "Place"),
    ("act", "Measure"),
    ("act", "Agreement"),
    ("act", "Commitment"),
    ("act", "Project"),
    ("matter", "Entity"),
)


@dataclass(frozen=True, slots=True)
class Node:
    """One mark of the picture.

    Attributes:
        group: Which shape it has: `state`, `person`, `body`, `event`, `place`, `act` or `matter`.
        side: IRI of the state whose colour it has, if one.
        weight: How important it is.
        untold: How many claims about it are not on the page, since what else they speak of is not.
        toll: What it costs to pass through it, in thousandths.
        occasion: IRI of the largest event that it is part of, or its own: paths over the same say the same.
        spot: Its place among what is drawn at first; None where it is not.
        wider: Its place among everything.
    """

    entity: Entity
    group: str
    side: str | None
    weight: int
    untold: int
    toll: int
    occasion: str
    spot: Spot | None
    wider: Spot


@dataclass(frozen=True, slots=True)
class Edge:
    """All relations between two nodes, given by their IRIs."""

    ends: tuple[str, str]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """What a page holds.

    Attributes:
        nodes: The marks: first those that are drawn at first, each part ordered by IRI.
        drawn: How many are drawn at first.
        edges: What joins them.
        claims: The claims that speak of something held; all of them where everything is.
        counts: How often each relation is found in the whole graph; costs depend on it.
        measures: Of each measure the score of every node, in their order.
        total: How many things the graph links in all.
    """

    nodes: tuple[Node, ...]
    drawn: int
    edges: tuple[Edge, ...]
    claims: tuple[Claim, ...]
    counts: Mapping[str, int]
    measures: Mapping[str, tuple[float, ...]]
    total: int


def build_model(finder: PathFinder, *, most: int, first: Sequence[str] = (), only: bool = False) -> Model:
    """Make the model of a page.

    Args:
        finder: Knows what is to be held, and how it is linked.
        most: How many nodes are drawn at first, at most; of an excerpt how many it holds.
        first: IRIs of what is drawn in any case.
        only: Hold nothing but these.
    """
    links = finder.layers.links
    everything = {end for link in links for end in link.ends}
    first = [iri for iri in first if iri in everything]
    drawn = frozenset(first[:most]) if only else most_important(links, most=most, first=first)
    held = drawn if only else frozenset(everything)
    edges = _edges(links, held)
    claims = tuple(c for c in finder.conclusions.claims() if not only or _speaks_of(c, held))
    order = [*sorted(drawn), *sorted(held - drawn)]
    spots, wider = _places(finder.conclusions, held, drawn, edges)
    nodes = _Maker(finder, claims).nodes(order, spots, wider)
    return Model(nodes, len(drawn), edges, claims, finder.counts, _measures(finder, order), len(everything))


def _places(
    conclusions: Conclusions, held: Collection[str], drawn: frozenset[str], edges: Sequence[Edge]
) -> tuple[dict[str, Spot], dict[str, Spot]]:
    """Return the places among what is drawn at first, and among everything."""
    states = {iri for iri in held if conclusions.entity(iri).kind == PAN + "State"}
    pairs = [edge.ends for edge in edges]
    spots = network_spots(drawn, [ends for ends in pairs if drawn.issuperset(ends)], large=states)
    if len(held) == len(drawn):
        return spots, spots
    return spots, network_spots(held, pairs, large=states, core=spots)


class _Maker:
    """Makes the nodes of one page."""

    def __init__(self, finder: PathFinder, claims: Iterable[Claim]) -> None:
        self._finder, self._conclusions = finder, finder.conclusions
        self._sides = affiliations(self._conclusions, self._conclusions.claims())
        self._weights = importance(finder.layers.links)
        self._told = Counter(thing for claim in claims for thing in claim.mentions)

    def nodes(self, order: Iterable[str], spots: Mapping[str, Spot], wider: Mapping[str, Spot]) -> tuple[Node, ...]:
        return tuple(self._node(iri, spots.get(iri), wider[iri]) for iri in order)

    def _node(self, iri: str, spot: Spot | None, wider: Spot) -> Node:
        finder, entity = self._finder, self._conclusions.entity(iri)
        return Node(
            entity=entity,
            group=_group(entity, self._conclusions),
            side=self._sides.get(iri),
            weight=self._weights.get(iri, 1),
            untold=len(self._conclusions.reader.mentioning(iri)) - self._told[iri],
            toll=finder.weighted.tolls[finder.index[iri]] if iri in finder else 0,
            occasion=finder.occasion(entity),
            spot=spot,
            wider=wider,
        )


def _measures(finder: PathFinder, order: Sequence[str]) -> dict[str, tuple[float, ...]]:
    layers = finder.layers
    wanted = [by for by in MEASURES if by != "betweenness" or len(layers.layer("all")) <= _MEASURED]
    scores = {by: layers.scores(by) for by in wanted}
    return {by: tuple(found.get(iri, 0.0) for iri in order) for by, found in scores.items()}


def _edges(links: Iterable[Link], held: frozenset[str]) -> tuple[Edge, ...]:
    between: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        if held.issuperset(link.ends):
            between[min(link.ends), max(link.ends)].append(link)
    return tuple(Edge(ends, tuple(found)) for ends, found in sorted(between.items()))


def _speaks_of(claim: Claim, held: frozenset[str]) -> bool:
    """Tell whether a claim says something of what is held; of a tenure, whose it is counts."""
    return any(t.subject in held or ("/tenure/" in t.subject and t.object in held) for t in claim.triples)


def _group(entity: Entity, conclusions: Conclusions) -> str:
    above = conclusions.ontology.above(entity.kind)
    return next((group for group, kind in _GROUPS if PAN + kind in above), "matter")
