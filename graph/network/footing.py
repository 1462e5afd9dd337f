"""Footing: on how many occasions and sources a place in a network stands, and how much of it on one source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from graph.network.links import Link
from graph.network.meetings import lone

if TYPE_CHECKING:
    import networkx as nx


class Footing(NamedTuple):
    """What stands behind a place, or behind a whole network.

    Attributes:
        number: How many occasions with others; in networks of links, how many links.
        sources: IRIs of the sources that tell of them, in order.
        single: How many would not be known without one source, whichever.
        main: The IRI of the source without which most would not be known; None where none alone is needed.
        alone: How many that are.
    """

    number: int
    sources: tuple[str, ...]
    single: int
    main: str | None
    alone: int

    @property
    def share(self) -> float:
        """How much of it hangs on the main source, from 0 to 1."""
        return self.alone / self.number if self.number else 0.0


class Tie(NamedTuple):
    """One occasion or link between two nodes.

    Attributes:
        what: What tells it from others: the IRI of the occasion's event, or the link.
        only_by: IRIs of the sources without which it would not be known.
        only_in: Names of the dossiers of which the same holds.
        sources: IRIs of all sources of a link.
    """

    what: object
    only_by: frozenset[str]
    only_in: frozenset[str]
    sources: frozenset[str] = frozenset()


def ties_of(network: nx.Graph) -> Iterator[tuple[str, str, tuple[Tie, ...]]]:
    """Yield every edge of a layer with what ties its ends."""
    for start, end, data in network.edges(data=True):
        if "encounters" in data:
            met = (Tie(one.occasion.iri, one.only_by, one.only_in) for one in data["encounters"])
            yield start, end, tuple(met)
        else:
            yield start, end, tuple(_stated_tie(link) for link in data["links"])


def footings(network: nx.Graph) -> dict[str, Footing]:
    """Return for each node of a layer what its place stands on."""
    told: dict[str, dict[object, frozenset[str]]] = defaultdict(dict)
    sources: dict[str, set[str]] = defaultdict(set)
    for start, end, ties in ties_of(network):
        for node in (start, end):
            for tie in ties:
                told[node][tie.what] = told[node].get(tie.what, tie.only_by) & tie.only_by
                sources[node] |= tie.sources
    return {
        node: _footing(told[node].values(), data.get("sources") or sources[node])
        for node, data in network.nodes(data=True)
    }


def footing_of(network: nx.Graph) -> tuple[Footing, Footing]:
    """Return what a whole layer stands on: by sources, and by dossiers."""
    by_source: dict[object, frozenset[str]] = {}
    by_dossier: dict[object, frozenset[str]] = {}
    sources: set[str] = set()
    for _, _, ties in ties_of(network):
        for tie in ties:
            by_source[tie.what] = by_source.get(tie.what, tie.only_by) & tie.only_by
            by_dossier[tie.what] = by_dossier.get(tie.what, tie.only_in) & tie.only_in
            sources |= tie.sources
    for _, found in network.nodes(data="sources"):
        sources |= found or frozenset()
    return _footing(by_source.values(), sources), _footing(by_dossier.values(), ())


def _footing(told: Iterable[frozenset[str]], sources: Iterable[str]) -> Footing:
    told = tuple(told)
    alone = Counter(one for only_by in told for one in only_by)
    main = min(alone, key=lambda one: (-alone[one], one), default=None)
    return Footing(len(told), tuple(sorted(sources)), sum(map(bool, told)), main, alone[main] if main else 0)


def _stated_tie(link: Link) -> Tie:
    sources, dossiers = lone(link.claims)
    return Tie((link.triple, link.office), sources, dossiers, frozenset(claim.source.iri for claim in link.claims))
