"""Meetings: who was together with whom, on which occasions, and by which sources alone that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.conclusions.gatherings import Gathering
from graph.conclusions.occasions import Occasion
from graph.model.claims import Claim
from graph.model.vocabulary import local

if TYPE_CHECKING:
    import networkx as nx

CROWD = 10
"""Where more than so many were at one event, nobody in a retinue is taken to have met the rest of the retinue."""


class Encounter(NamedTuple):
    """Two actors at one occasion.

    Attributes:
        occasion: The occasion.
        weight: One divided by how many others each of those met there meets (Newman 2001).
        only_by: IRIs of the sources without which it would not be known that the two met on it.
        only_in: Names of the dossiers of which the same holds.
    """

    occasion: Occasion
    weight: float
    only_by: frozenset[str]
    only_in: frozenset[str]


def who_met(occasions: Iterable[Occasion]) -> nx.Graph:
    """Return the graph of those who met on some occasions.

    Two are linked who were at the same event, unless one acts for the other there or both are in the retinue of a
    crowd; see `Layers.layer` for what edges and nodes hold.
    """
    import networkx as nx

    met: dict[tuple[str, str], list[Encounter]] = defaultdict(list)
    attended: dict[str, list[Occasion]] = defaultdict(list)
    sources: dict[str, set[str]] = defaultdict(set)
    for occasion in occasions:
        here: set[str] = set()
        for pair, encounter in _encounters(occasion).items():
            met[pair].append(encounter)
            here.update(pair)
        for actor in here:
            attended[actor].append(occasion)
        for one in (one for gathering in occasion.gatherings for one in gathering.present):
            if one.actor.iri in here:
                sources[one.actor.iri].update(claim.source.iri for claim in one.claims)
    made = nx.Graph()
    for actor, found in sorted(attended.items()):
        made.add_node(actor, occasions=tuple(found), sources=frozenset(sources[actor]))
    for pair, encounters in sorted(met.items()):
        kinds = tuple(sorted({local(one.occasion.event.entity.kind) for one in encounters}))
        made.add_edge(*pair, **_tie(tuple(encounters)), kinds=kinds)
    return made


def network_record(network: nx.Graph) -> dict[str, Any]:
    """Return a graph of those who met as what JSON can hold, its occasions by their IRIs."""
    number = {actor: place for place, actor in enumerate(network)}
    return {
        "nodes": [
            [actor, [one.iri for one in data["occasions"]], sorted(data["sources"])]
            for actor, data in network.nodes(data=True)
        ],
        "edges": [
            [
                number[start],
                number[end],
                [[one.occasion.iri, one.weight, *map(sorted, one[2:])] for one in data["encounters"]],
                data["kinds"],
            ]
            for start, end, data in network.edges(data=True)
        ],
    }


def read_network(record: Mapping[str, Any], occasions: Iterable[Occasion]) -> nx.Graph:
    """Return the graph that `network_record` made.

    Args:
        record: What it wrote.
        occasions: All occasions that count.
    """
    import networkx as nx

    known = {occasion.iri: occasion for occasion in occasions}
    made = nx.Graph()
    actors = [actor for actor, _, _ in record["nodes"]]
    for actor, attended, sources in record["nodes"]:
        made.add_node(actor, occasions=tuple(known[iri] for iri in attended), sources=frozenset(sources))
    for start, end, met, kinds in record["edges"]:
        encounters = tuple(
            Encounter(known[iri], weight, frozenset(only_by), frozenset(only_in))
            for iri, weight, only_by, only_in in met
        )
        made.add_edge(actors[start], actors[end], **_tie(encounters), kinds=tuple(kinds))
    return made


def _tie(encounters: tuple[Encounter, ...]) -> dict[str, Any]:
    """Return what the edge between two holds."""
    spans = [one.occasion.span for one in encounters]
    return {
        "encounters": encounters,
        "weight": sum(one.weight for one in encounters),
        "first": min((span.earliest for span in spans if span.earliest), default=None),
        "last": max((span.latest for span in spans if span.latest), default=None),
    }


def anybody_met(occasion: Occasion) -> bool:
    """Tell whether an occasion links any two."""
    return any(True for gathering in occasion.gatherings for _ in _together(gathering))


def _encounters(occasion: Occasion) -> dict[tuple[str, str], Encounter]:
    """Return those who met on an occasion, by pairs of IRIs in order."""
    found: dict[tuple[str, str], tuple[frozenset[str], frozenset[str]]] = {}
    for gathering in occasion.gatherings:
        told = {one.actor.iri: lone(one.claims) for one in gathering.present}
        for pair in _together(gathering):
            by, within = (one | other for one, other in zip(*(told[actor] for actor in pair), strict=True))
            known_by, known_in = found.get(pair, (by, within))
            found[pair] = by & known_by, within & known_in
    here = {actor for pair in found for actor in pair}
    return {pair: Encounter(occasion, 1 / (len(here) - 1), by, within) for pair, (by, within) in found.items()}


def _together(gathering: Gathering) -> Iterator[tuple[str, str]]:
    """Yield the pairs of those who met at an event."""
    voices = [
        one
        for one in gathering.present
        if not any(one.actor.iri in other.acts_for for other in gathering.present if other is not one)
    ]
    crowd = len(voices) > CROWD
    if crowd and sum(not one.in_retinue for one in voices) > CROWD:
        return
    for one, other in combinations(gathering.present, 2):
        linked = one.actor.iri not in other.acts_for and other.actor.iri not in one.acts_for
        if linked and not (crowd and one.in_retinue and other.in_retinue):
            yield one.actor.iri, other.actor.iri


def lone(claims: Iterable[Claim]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the source, and the dossier, that alone makes some claims; empty where there are several."""
    claims = tuple(claims)
    sources = frozenset(claim.source.iri for claim in claims)
    dossiers = frozenset(claim.file for claim in claims)
    return (sources if len(sources) == 1 else frozenset()), (dossiers if len(dossiers) == 1 else frozenset())
