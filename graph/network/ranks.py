"""Who matters: rankings, each with what its score means, what stands behind it and what it hangs on."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.occasions import Occasion
from graph.errors import RankError
from graph.model.entities import Entity
from graph.model.vocabulary import local
from graph.network.footing import Footing, footing_of, footings
from graph.network.layers import Layers
from graph.network.leaving_out import EXPLAINED, Drops, without_one_occasion, without_one_source
from graph.network.measures import MEANINGS, Scores, betweenness_between, effective_size, measure, places

if TYPE_CHECKING:
    import networkx as nx

_LEFT_OUT = 3
_EXPLAINED = 20
"""So many places of betweenness are told what they hang on: each costs as many measurements as it has occasions."""
AnyLoss = TypeVar("AnyLoss", "Loss", "SourceLoss")


class Loss(NamedTuple):
    """By how much a score drops without one occasion."""

    occasion: Occasion
    drop: float

    @property
    def sort_key(self) -> tuple[float, tuple[date, str]]:
        """The weightiest first, then the earliest."""
        return -self.drop, self.occasion.sort_key


class SourceLoss(NamedTuple):
    """By how much a score drops without what one source, given by its IRI, alone tells."""

    source: str
    drop: float

    @property
    def sort_key(self) -> tuple[float, str]:
        """The weightiest first, then by name."""
        return -self.drop, self.source


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of one entity in a ranking.

    Attributes:
        entity: Who or what.
        rank: Its place; those with equal scores share one.
        score: Its score.
        footing: How many occasions and sources stand behind it, and how much of it hangs on one source.
        losses: The occasions without which the score drops most, the weightiest first; only for degree, strength
            and betweenness among actors.
        source_losses: The sources of which the same holds.
        effective_size: For constraint: its contacts, less what they share.
    """

    entity: Entity
    rank: int
    score: float
    footing: Footing
    losses: tuple[Loss, ...] = ()
    source_losses: tuple[SourceLoss, ...] = ()
    effective_size: float | None = None

    @property
    def halves_without(self) -> str | None:
        """The IRI of the source without which at least half of the score is gone, or None."""
        return next(
            (loss.source for loss in self.source_losses if self.score and 2 * loss.drop >= self.score), None
        )


@dataclass(frozen=True, slots=True)
class Ranking:
    """Entities by a score, the most central first.

    Attributes:
        by: The measure.
        layer: The network it was taken on.
        meaning: What it means, in one line.
        standings: The places, in order.
        size: How many nodes the network has.
        footing: How many occasions (or links) and sources stand behind the whole of it.
        dossiers: The same by dossier in place of source.
        undated: How many occasions do not count because their dates do not place them in the lens's span of time.
        heads: Who does not count, when they were head of a state or government; those on most occasions first.
    """

    by: str
    layer: str
    meaning: str
    standings: tuple[Standing, ...]
    size: int
    footing: Footing
    dossiers: Footing
    undated: int = 0
    heads: tuple[Entity, ...] = ()


def rank(  # noqa: PLR0913 - all but two by keyword
    layers: Layers, by: str, *, kind: str | None = None, layer: str = "actors",
    between: tuple[Entity, Entity] | None = None, heads: bool = True, limit: int | None = None,
    measuring: Callable[[nx.Graph, str], Scores] = measure,
) -> Ranking:  # fmt: skip
    """Rank the nodes of a layer.

    Args:
        layers: The networks.
        by: A measure of `graph.network.measures`.
        kind: IRI of a kind: show only its entities. Of actors, only the links among these count, so that no state
            brokers between its visitors; their occasions count whomever they met. In other layers all counts.
        layer: `"actors"`, `"all"` or `"causes"`.
        between: For betweenness: count only the paths between the sides of these two. For other measures, among
            actors: count only the occasions on which somebody of the one side met somebody of the other.
        heads: Whether heads of states and governments count among actors; without them, each is left out of the
            occasions on whose day they were, as far as offices in the data tell.
        limit: How many places to return.
        measuring: What measures the network.

    Raises:
        RankError: There is no such measure, the sides do not fit, or heads are left out of another layer.
        NetworkError: There is no such layer.
    """
    if not heads and layer != "actors":
        raise RankError(f"heads can be left out among actors, not in the layer {layer}", loosen=("layer",))
    whole, conclusions = layers.layer(layer) if heads else layers.without_heads(), layers.conclusions
    sides = _blocs(conclusions, whole, between) if between and by != "betweenness" else None
    if sides:
        if layer != "actors":
            raise RankError(f"sides meet among actors, not in the layer {layer}", loosen=("layer",))
        whole = layers.meetings_of(*sides, heads=heads)
    kinds = conclusions.ontology.below(kind) if kind else None
    network = among(whole, conclusions, kinds) if kinds and layer == "actors" and by != "strength" else whole
    shown = {iri for iri in network if kinds is None or conclusions.entity(iri).kind in kinds}
    if between and not sides:
        measured = Measured(betweenness_between(network, *_blocs(conclusions, network, between)), {}, {})
    else:
        explained = layer == "actors" and by in EXPLAINED
        name = f"{by}-{layer}-{local(kind) if kind else 'all'}{'' if heads else '-without-heads'}"
        make = partial(_measured, network, by, shown, measuring, explained=explained)
        is_ours = measuring is measure and not sides
        measured = conclusions.reader.kept(name, make, list, lambda parts: Measured(*parts)) if is_ours else make()
    behind, sizes = footings(whole), effective_size(network) if by == "constraint" else {}
    losses = _Losses(measured, network)
    standings = (
        Standing(
            conclusions.entity(iri), place, round(measured.scores[iri], 9), behind[iri],
            losses.by_occasion(iri), losses.by_source(iri), round(sizes[iri], 9) if sizes else None,
        )
        for iri, place in islice(_placed(measured.scores, by, shown).items(), limit)
    )  # fmt: skip
    return Ranking(
        by, layer, _meaning(by, between), tuple(standings), len(network), *footing_of(whole),
        undated=layers.undated if layer == "actors" else 0, heads=() if heads else layers.heads,
    )  # fmt: skip


def _meaning(by: str, between: Sequence[Entity] | None) -> str:
    """Return what a score means, in one line."""
    if not between:
        return MEANINGS[by]
    names = " and ".join(end.label() for end in between)
    if by == "betweenness":
        return f"on what share of the shortest paths between the sides of {names} it lies"
    return f"{MEANINGS[by]}; only the occasions on which the sides of {names} met"


class Measured(NamedTuple):
    """The scores of the nodes of a network, and by how much those of some drop without an occasion or a source."""

    scores: Scores
    by_occasion: Drops
    by_source: Drops


def _measured(
    network: nx.Graph,
    by: str,
    shown: Container[str],
    measuring: Callable[[nx.Graph, str], Scores],
    *,
    explained: bool,
) -> Measured:  # fmt: skip
    scores = measuring(network, by)
    if not explained:
        return Measured(scores, {}, {})
    first = list(_placed(scores, by, shown))
    of = frozenset(first[:_EXPLAINED] if by == "betweenness" else first)
    return Measured(
        scores, without_one_occasion(network, by, scores, of), without_one_source(network, by, scores, of)
    )


def _placed(scores: Scores, by: str, shown: Container[str]) -> dict[str, int]:
    """Return the places of what is shown."""
    return places({iri: score for iri, score in scores.items() if iri in shown}, ascending=by == "constraint")


class _Losses:
    """Tells the weightiest occasions and sources for each node."""

    def __init__(self, measured: Measured, network: nx.Graph) -> None:
        met = network.nodes(data="occasions", default=())
        self._occasions = {occasion.iri: occasion for _, found in met for occasion in found}
        self._measured = measured

    def by_occasion(self, iri: str) -> tuple[Loss, ...]:
        drops = self._measured.by_occasion.get(iri, {})
        return _weightiest(Loss(self._occasions[occasion], drop) for occasion, drop in drops.items())

    def by_source(self, iri: str) -> tuple[SourceLoss, ...]:
        return _weightiest(SourceLoss(*loss) for loss in self._measured.by_source.get(iri, {}).items())


def among(network: nx.Graph, conclusions: Conclusions, kinds: frozenset[str]) -> nx.Graph:
    """Return the part of a network that links entities of some kinds with each other."""
    inside = network.subgraph(node for node in network if conclusions.entity(node).kind in kinds)
    return inside.subgraph(node for node in inside if inside.degree(node))


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


def _weightiest(losses: Iterable[AnyLoss]) -> tuple[AnyLoss, ...]:
    return tuple(heapq.nsmallest(_LEFT_OUT, losses, key=lambda loss: loss.sort_key))
