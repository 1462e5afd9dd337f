"""The model of a page: what it shows of a graph, where, and with which evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.conclusions.conclusions import Conclusions
from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.vocabulary import PAN
from graph.network.links import Link
from graph.network.paths import PathFinder
from graph.page.affiliation import affiliations
from graph.page.arrangement import Spot, network_spots
from graph.page.importance import choose, importance
from graph.page.timeline import Matter, Timeline, timeline

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
        untold: How many claims about it are not on the page, since what else they speak of is not shown.
        toll: What it costs to pass through it, in thousandths.
        occasion: IRI of the largest event that it is part of, or its own: paths over the same say the same.
        network: Its place in the network.
        timeline: Its place in the timeline.
    """

    entity: Entity
    group: str
    side: str | None
    weight: int
    untold: int
    toll: int
    occasion: str
    network: Spot
    timeline: Spot


@dataclass(frozen=True, slots=True)
class Edge:
    """All relations between two nodes, given by their IRIs."""

    ends: tuple[str, str]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """What a page shows.

    Attributes:
        nodes: The marks, ordered by IRI.
        edges: What joins them.
        claims: Every claim that speaks of something shown.
        counts: How often each relation is found in the whole graph; costs depend on it.
        timeline: The axis and the lanes.
        total: How many things there are to be shown in all.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    claims: tuple[Claim, ...]
    counts: Mapping[str, int]
    timeline: Timeline
    total: int


def build_model(finder: PathFinder, *, most: int, first: Sequence[str] = (), only: bool = False) -> Model:
    """Make the model of a page.

    Args:
        finder: Knows what is to be shown, and how it is linked.
        most: How many nodes at most.
        first: IRIs of what is shown in any case.
        only: Show nothing but these.
    """
    links, conclusions = finder.layers.links, finder.conclusions
    everything = {end for link in links for end in link.ends}
    first = [iri for iri in first if iri in everything]
    shown = frozenset(first[:most]) if only else choose(links, most=most, first=first)
    edges = _edges(links, shown)
    claims = tuple(claim for claim in conclusions.claims() if _speaks_of(claim, shown))
    sides = affiliations(conclusions, conclusions.claims())
    spots = network_spots(shown, (edge.ends for edge in edges))
    arranged = _timeline(conclusions, shown, edges, sides)
    weights = importance(links)
    told = Counter(thing for claim in claims for thing in claim.mentions)
    nodes = tuple(
        Node(
            entity := conclusions.entity(iri),
            _group(entity, conclusions),
            sides.get(iri),
            weights.get(iri, 1),
            len(conclusions.reader.mentioning(iri)) - told[iri],
            finder.weighted.tolls[finder.index[iri]] if iri in finder else 0,
            finder.occasion(entity),
            spots[iri],
            arranged.spots[iri],
        )
        for iri in sorted(shown)
    )
    return Model(nodes, edges, claims, finder.counts, arranged, len(everything))


def _edges(links: Iterable[Link], shown: frozenset[str]) -> tuple[Edge, ...]:
    between: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        if shown.issuperset(link.ends):
            between[min(link.ends), max(link.ends)].append(link)
    return tuple(Edge(ends, tuple(found)) for ends, found in sorted(between.items()))


def _speaks_of(claim: Claim, shown: frozenset[str]) -> bool:
    """Tell whether a claim says something of what is shown; of a tenure, whose it is counts."""
    return any(t.subject in shown or ("/tenure/" in t.subject and t.object in shown) for t in claim.triples)


def _timeline(
    conclusions: Conclusions, shown: frozenset[str], edges: Iterable[Edge], sides: Mapping[str, str]
) -> Timeline:
    partners: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        one, other = edge.ends
        partners[one].append(other)
        partners[other].append(one)
    entities = {iri: conclusions.entity(iri) for iri in sorted(shown)}
    events = {iri: conclusions.event(iri) for iri, entity in entities.items() if conclusions.is_event(entity)}
    return timeline(Matter(tuple(entities), events, sides, partners, lambda iri: entities[iri].label()))


def _group(entity: Entity, conclusions: Conclusions) -> str:
    above = conclusions.ontology.above(entity.kind)
    return next((group for group, kind in _GROUPS if PAN + kind in above), "matter")
