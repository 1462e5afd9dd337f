"""Layers: the networks that are made of the links of one graph, each once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.occasions import Occasion
from graph.errors import NetworkError
from graph.model.entities import Entity
from graph.model.vocabulary import local
from graph.network.links import Link, links_of
from graph.network.measures import Scores, measure
from graph.network.meetings import anybody_met, network_record, read_network, who_met

if TYPE_CHECKING:
    import networkx as nx

LAYERS = ("claims", "all", "actors", "causes")
"""The networks that `Layers.layer` makes."""


class Layers:
    """The links of a graph, and the networks made of them.

    Args:
        conclusions: Gives claims, entities and events.

    Attributes:
        conclusions: The same.
    """

    def __init__(self, conclusions: Conclusions) -> None:
        self.conclusions = conclusions
        self._made: dict[str, nx.Graph] = {}
        self._scores: dict[str, Scores] = {}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All relations between entities and events that a claim states."""
        return links_of(self.conclusions)

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """The occasions that count: under a lens with a span of time only those of which both ends are known."""
        found = self.conclusions.occasions
        return tuple(one for one in found if one.span.days is not None) if self.conclusions.lens.span else found

    @cached_property
    def undated(self) -> int:
        """How many occasions on which somebody met somebody do not count."""
        counting = {one.iri for one in self.occasions}
        left_out = (one for one in self.conclusions.occasions if one.iri not in counting)
        return sum(map(anybody_met, left_out))

    def scores(self, by: str) -> Scores:
        """Return a score for each node of the layer `all`, measured once; see `measure`."""
        if by not in self._scores:
            self._scores[by] = self.conclusions.reader.kept(
                f"scores-{by}", lambda: measure(self.layer("all"), by), dict, dict
            )
        return self._scores[by]

    def without_heads(self) -> nx.Graph:
        """Return the layer `actors` as it is without those who were head of a state or government on the day."""
        return self._kept("without heads")

    def meetings_of(self, one: frozenset[str], other: frozenset[str], *, heads: bool = True) -> nx.Graph:
        """Return the layer `actors` of the occasions alone on which somebody of one side met somebody of another.

        Args:
            one: IRIs of those of the one side.
            other: IRIs of those of the other.
            heads: Whether heads of states and governments count, on the days when they were.
        """
        whole = self.layer("actors") if heads else self.without_heads()
        met = {
            encounter.occasion.iri
            for start, end, encounters in whole.edges(data="encounters")
            if (start in one and end in other) or (start in other and end in one)
            for encounter in encounters
        }
        found = [occasion for occasion in self.occasions if occasion.iri in met]
        made = who_met(found if heads else (each.without(self._heads_at(each)) for each in found))
        return self._named(made)

    @cached_property
    def heads(self) -> tuple[Entity, ...]:
        """Who was head of a state or government on some occasion, by how many, most first."""
        present = (one for occasion in self.occasions for one in self._heads_at(occasion))
        counts = Counter(present)
        return tuple(sorted(counts, key=lambda actor: (-counts[actor], actor.iri)))

    def _heads_at(self, occasion: Occasion) -> frozenset[Entity]:
        is_head = self.conclusions.sides.is_head
        return frozenset(
            one.actor
            for gathering in occasion.gatherings
            for one in gathering.present
            if is_head(one.actor.iri, gathering.event.span)
        )

    def layer(self, name: str) -> nx.Graph:
        """Return one of the networks `LAYERS`, frozen; nodes and edges in a fixed order.

        Nodes are IRIs with `label` and `kind` (local name of the class).

        * `claims`: a `MultiDiGraph`, one edge for each relation and claim, with `relation` (local name), `label`,
          `claim` (IRI), `certainty` (name), `earliest` and `latest` (`datetime.date` or None).
        * `all`: a `Graph`; an edge holds `links`, a tuple of every `Link` between its ends.
        * `actors`: a `Graph` of those who met, states and intergovernmental bodies by those who acted for them; a
          node holds the `occasions` on which it met others and the IRIs of the `sources` for that, an edge the
          `encounters`, their `weight` (the sum of 1/(k-1), k being how many met on the occasion), `first` and
          `last` (dates or None) and `kinds` of the occasions.
        * `causes`: a `DiGraph` of the causal relations, with `links`; a condition of a claim leads to its subject.

        Raises:
            NetworkError: There is no such layer.
        """
        if name not in LAYERS:
            raise NetworkError(f"unknown layer {name!r}; known: {', '.join(LAYERS)}")
        return self._kept(name)

    def _kept(self, name: str) -> nx.Graph:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> nx.Graph:
        makers = {
            "claims": self._multigraph, "all": self._whole, "actors": self._actors, "causes": self._causes,
            "without heads": self._actors_without_heads,
        }  # fmt: skip
        return self._named(makers[name]())

    def _named(self, made: nx.Graph) -> nx.Graph:
        import networkx as nx

        for iri in made:
            entity = self.conclusions.entity(iri)
            made.nodes[iri].update(label=entity.label(), kind=local(entity.kind))
        return nx.freeze(made)

    def _multigraph(self) -> nx.Graph:
        import networkx as nx

        made = nx.MultiDiGraph()
        made.add_nodes_from(sorted({end for link in self.links for end in link.ends}))
        for link in self.links:
            relation = local(link.triple.predicate)
            label = self.label(link)
            for claim in link.claims:
                span = claim.span(link.triple.subject)
                made.add_edge(
                    *link.ends, key=f"{relation} {claim.iri}", relation=relation, label=label, claim=claim.iri,
                    certainty=str(claim.certainty), earliest=span.earliest, latest=span.latest,
                )  # fmt: skip
        return made

    def label(self, link: Link) -> str:
        """Return what a link is called: the office of a tenure, else the relation."""
        if link.office:
            return self.conclusions.entity(link.office).label()
        return self.conclusions.ontology.label(link.triple.predicate)

    def _whole(self) -> nx.Graph:
        import networkx as nx

        return _collapsed(nx.Graph(), ((link.ends, link) for link in self.links))

    def _causes(self) -> nx.Graph:
        import networkx as nx

        links = [link for link in self.links if link.triple.predicate in self.conclusions.ontology.causal]
        pairs = [(link.ends, link) for link in links]
        for link in links:
            conditions = {condition for claim in link.claims for condition in claim.conditions}
            pairs += [
                ((condition, link.ends[0]), link) for condition in sorted(conditions) if condition != link.ends[0]
            ]
        return _collapsed(nx.DiGraph(), pairs)

    def _actors(self) -> nx.Graph:
        if self.conclusions.lens.span:
            return who_met(self.occasions)
        return self.conclusions.reader.kept(
            "actors", lambda: who_met(self.occasions), network_record,
            lambda record: read_network(record, self.occasions),
        )  # fmt: skip

    def _actors_without_heads(self) -> nx.Graph:
        return who_met(occasion.without(self._heads_at(occasion)) for occasion in self.occasions)


def _collapsed(made: nx.Graph, pairs: Iterable[tuple[tuple[str, str], Link]]) -> nx.Graph:
    """Fill a graph with one edge for each pair, that lists the links of the pair."""
    listed: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for ends, link in pairs:
        listed[ends if made.is_directed() else (min(ends), max(ends))].append(link)
    made.add_nodes_from(sorted({end for ends in listed for end in ends}))
    for ends, links in sorted(listed.items()):
        made.add_edge(*ends, links=tuple(links))
    return made
