"""Who matters: rankings, each with what its score means and which events it hangs on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.errors import RankError
from graph.model.entities import Entity
from graph.network.layers import Layers
from graph.network.measures import (
    MEANINGS,
    Scores,
    betweenness_between,
    effective_size,
    fast_betweenness,
    measure,
    places,
)

if TYPE_CHECKING:
    import networkx as nx

_LEFT_OUT = 3
_EXPLAINED = {"degree", "strength", "betweenness"}


@dataclass(frozen=True, slots=True)
class Loss:
    """By how much a score drops without one event."""

    event: Event
    drop: float


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of one entity in a ranking.

    Attributes:
        entity: Who or what.
        rank: Its place; those with equal scores share one.
        score: Its score.
        losses: The events without which the score drops most, the weightiest first; only for degree, strength
            and betweenness among actors.
        effective_size: For constraint: its contacts, less what they share.
    """

    entity: Entity
    rank: int
    score: float
    losses: tuple[Loss, ...] = ()
    effective_size: float | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Entities by a score, the most central first.

    Attributes:
        by: The measure.
        layer: The network it was taken on.
        meaning: What it means, in one line.
        standings: The places, in order.
        size: How many nodes the network has.
    """

    by: str
    layer: str
    meaning: str
    standings: tuple[Standing, ...]
    size: int


def rank(  # noqa: PLR0913 - all but two by keyword
    layers: Layers, by: str, *, kind: str | None = None, layer: str = "actors",
    between: tuple[Entity, Entity] | None = None, limit: int | None = None,
) -> Ranking:  # fmt: skip
    """Rank the nodes of a layer.

    Args:
        layers: The networks.
        by: A measure of `graph.measures`.
        kind: IRI of a kind: show only its entities; all are counted.
        layer: `"actors"`, `"all"` or `"causes"`.
        between: For betweenness: count only the paths between the sides of these two.
        limit: How many places to return.

    Raises:
        RankError: There is no such measure, or the sides do not fit.
        NetworkError: There is no such layer.
    """
    network, conclusions = layers.layer(layer), layers.conclusions
    if between:
        if by != "betweenness":
            raise RankError(f"sides go with betweenness, not with {by}; leave out one of the two")
        scores = betweenness_between(network, *_blocs(conclusions, network, between))
        names = " and ".join(end.label() for end in between)
        meaning = f"on what share of the shortest paths between the sides of {names} it lies"
    else:
        scores, meaning = measure(network, by), MEANINGS[by]
    kinds = conclusions.ontology.below(kind) if kind else None
    chosen = {iri: score for iri, score in scores.items() if kinds is None or conclusions.entity(iri).kind in kinds}
    standings = _placed(conclusions, chosen, ascending=by == "constraint")[:limit]
    if layer == "actors" and by in _EXPLAINED and not between:
        standings = _explained(network, by, standings, scores)
    if by == "constraint":
        sizes = effective_size(network)
        standings = [replace(each, effective_size=round(sizes[each.entity.iri], 9)) for each in standings]
    return Ranking(by, layer, meaning, tuple(standings), len(network))


def _blocs(
    conclusions: Conclusions, network: nx.Graph, between: Sequence[Entity]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the sides of two, without those who stand on both, such as a joint venture."""
    sides = [frozenset(conclusions.sides.members(end.iri) & network.nodes) for end in between]
    shared = sides[0] & sides[1]
    names = [end.label() for end in between]
    for side, name in zip(sides, names, strict=True):
        if not side:
            raise RankError(f"nobody of the side of {name} is in this network", loosen=("layer",))
        if not side - shared:
            raise RankError(f"{names[0]} and {names[1]} are no two sides: all of {name} would be on both")
    return sides[0] - shared, sides[1] - shared


def _placed(conclusions: Conclusions, scores: Scores, *, ascending: bool) -> list[Standing]:
    placed = places(scores, ascending=ascending)
    return [Standing(conclusions.entity(iri), place, round(scores[iri], 9)) for iri, place in placed.items()]


def _explained(network: nx.Graph, by: str, standings: Iterable[Standing], scores: Scores) -> list[Standing]:
    """Add to each place the events without which its score drops most, by leaving out one after the other."""
    standings = list(standings)
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    events: dict[str, Event] = {}
    for start, end, common in network.edges(data="events"):
        for event in common:
            events[event.entity.iri] = event
            if len(common) == 1:  # without the event, the two are no longer linked
                pairs[event.entity.iri].append((start, end))
    losses: dict[str, list[Loss]] = defaultdict(list)
    for iri, event in sorted(events.items()):
        for actor, drop in _drops(network, by, scores, event, pairs[iri]).items():
            if drop > 0:
                losses[actor].append(Loss(event, drop))
    for found in losses.values():
        found.sort(key=lambda loss: (-loss.drop, loss.event.sort_key))
    return [replace(each, losses=tuple(losses[each.entity.iri][:_LEFT_OUT])) for each in standings]


def _drops(
    network: nx.Graph, by: str, scores: Scores, event: Event, lost: Sequence[tuple[str, str]]
) -> dict[str, float]:
    """Return by how much the scores drop without one event, which alone holds some pairs together."""
    if by == "strength":
        return dict.fromkeys((actor.iri for actor in event.actors), 1.0)
    if by == "degree":
        return {actor.iri: sum(actor.iri in pair for pair in lost) for actor in event.actors}
    if not lost:
        return {}
    less = fast_betweenness(network, without=lost)
    return {iri: round(score - less[iri], 9) for iri, score in scores.items()}
