"""Networks over the claims: who and what is linked with whom and what, and through which claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from graph.conclusions.events import Event
from graph.errors import NetworkError
from graph.model.claims import Claim, Triple, surest_first
from graph.model.lens import span_of
from graph.model.vocabulary import PAN, Certainty, Status, local

if TYPE_CHECKING:
    import networkx as nx

    from graph.knowledge import KnowledgeGraph

LAYERS = ("claims", "all", "actors", "causes")
"""The projections that `KnowledgeGraph.network` makes."""

CROWD = 15
"""An event with more participants than this links nobody with anybody."""

CAUSAL = tuple(
    PAN + name
    for name in (
        "blocks hinders endangers prohibits caps exempts requires ledTo outcome followed wouldServe realises"
        " replacedBy despite inViewOf inExchangeFor"
    ).split()
)
"""The relations of the layer of causes and conditions."""

_CAME_TO_NOTHING = {Status.NOT_HELD, Status.CANCELLED, Status.UNREALISED, Status.PROPOSED}


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two nodes, with every claim that states it.

    Attributes:
        triple: Subject, relation and object; of a tenure its holder, `pan:of`, and the state or body.
        claims: The claims, surest first.
        office: IRI of the office, where the link is a tenure.
    """

    triple: Triple
    claims: tuple[Claim, ...]
    office: str | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """The IRIs of subject and object."""
        return self.triple.subject, str(self.triple.object)

    @property
    def certainty(self) -> Certainty:
        """How sure the surest of its sources is."""
        return self.claims[0].certainty


def links_of(graph: KnowledgeGraph) -> tuple[Link, ...]:
    """Return all relations between entities and events that a claim states; denied ones stay out.

    Tenures are contracted to a link from their holder. Literals, concepts, offices and sources are no ends.
    """
    found: dict[tuple[Triple, str | None], dict[str, Claim]] = defaultdict(dict)
    nodes = graph.ontology.below(PAN + "Entity") - {PAN + "Tenure", PAN + "Office"}
    for claim in graph.claims():
        if not claim.denied:
            for triple, office in _statements(claim, graph):
                if {graph.entity(triple.subject).kind, graph.entity(str(triple.object)).kind} <= nodes:
                    found[triple, office][claim.iri] = claim
    return tuple(
        Link(triple, surest_first(said.values()), office)
        for (triple, office), said in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    )


def _statements(claim: Claim, graph: KnowledgeGraph) -> Iterator[tuple[Triple, str | None]]:
    for triple in claim.triples:
        subject, relation, thing = triple
        if not isinstance(thing, str) or subject == thing or relation in _TENURE_PARTS:
            continue
        if relation != PAN + "of":
            yield triple, None
            continue
        offices = [office for office in claim.about(subject, PAN + "office") if isinstance(office, str)]
        for holder in claim.about(subject, PAN + "holder"):
            if isinstance(holder, str) and holder != thing:
                yield Triple(holder, relation, thing), offices[0] if offices else None


_TENURE_PARTS = {PAN + "holder", PAN + "office"}


def network(graph: KnowledgeGraph, layer: str) -> nx.Graph:
    """Return one of the projections `LAYERS`, frozen; nodes and edges in a fixed order.

    Nodes are IRIs with `label` and `kind` (local name of the class).

    * `claims`: a `MultiDiGraph`, one edge for each relation and claim, with `relation` (local name), `label`,
      `claim` (IRI), `certainty` (name), `earliest` and `latest` (`datetime.date` or None).
    * `all`: a `Graph`; an edge holds `links`, a tuple of every `Link` between its ends.
    * `actors`: a `Graph` of actors who took part in the same events, with `events` (a tuple of `Event`), `strength`
      (sum of 1/(k-1), k being the number of participants), `first` and `last` (dates or None) and `kinds`.
      Crowds of more than `CROWD`, and what was cancelled, not held or only hoped for, count for nothing.
    * `causes`: a `DiGraph` of the relations `CAUSAL`, with `links`; a condition of a claim leads to its subject.

    Raises:
        NetworkError: There is no such layer.

    >>> from graph import open_graph
    >>> lavrov = "https://w3id.org/panmunjom/person/sergey-lavrov"
    >>> network(open_graph(), "claims").nodes[lavrov]["kind"]
    'Person'
    """
    import networkx as nx

    makers = {"claims": _multigraph, "all": _whole, "actors": _actors, "causes": _causes}
    if layer not in makers:
        raise NetworkError(f"unknown layer {layer!r}; known: {', '.join(LAYERS)}")
    made = makers[layer](graph)
    for iri in made:
        entity = graph.entity(iri)
        made.nodes[iri].update(label=entity.label(), kind=local(entity.kind))
    return nx.freeze(made)


def _multigraph(graph: KnowledgeGraph) -> nx.Graph:
    import networkx as nx

    made = nx.MultiDiGraph()
    links = links_of(graph)
    made.add_nodes_from(sorted({end for link in links for end in link.ends}))
    for link in links:
        relation = local(link.triple.predicate)
        label = graph.entity(link.office).label() if link.office else graph.ontology.label(link.triple.predicate)
        for claim in link.claims:
            span = span_of(claim, link.triple.subject)
            made.add_edge(
                *link.ends, key=f"{relation} {claim.iri}", relation=relation, label=label, claim=claim.iri,
                certainty=str(claim.certainty), earliest=span.earliest, latest=span.latest,
            )  # fmt: skip
    return made


def _whole(graph: KnowledgeGraph) -> nx.Graph:
    import networkx as nx

    return _collapsed(nx.Graph(), ((link.ends, link) for link in links_of(graph)))


def _causes(graph: KnowledgeGraph) -> nx.Graph:
    import networkx as nx

    links = [link for link in links_of(graph) if link.triple.predicate in CAUSAL]
    pairs = [(link.ends, link) for link in links]
    for link in links:
        conditions = {condition for claim in link.claims for condition in claim.conditions}
        pairs += [
            ((condition, link.ends[0]), link) for condition in sorted(conditions) if condition != link.ends[0]
        ]
    return _collapsed(nx.DiGraph(), pairs)


def _collapsed(made: nx.Graph, pairs: Iterable[tuple[tuple[str, str], Link]]) -> nx.Graph:
    """Fill a graph with one edge for each pair, that lists the links of the pair."""
    listed: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for ends, link in pairs:
        listed[ends if made.is_directed() else (min(ends), max(ends))].append(link)
    made.add_nodes_from(sorted({end for ends in listed for end in ends}))
    for ends, links in sorted(listed.items()):
        made.add_edge(*ends, links=tuple(links))
    return made


def _actors(graph: KnowledgeGraph) -> nx.Graph:
    return meetings(graph.events())


def counted(event: Event) -> bool:
    """Tell whether an event links those who took part in it."""
    return 2 <= len(event.actors) <= CROWD and event.status not in _CAME_TO_NOTHING


def meetings(events: Iterable[Event]) -> nx.Graph:
    """Return the graph of the actors of some events, two of them linked by the events that they share."""
    import networkx as nx

    shared: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in filter(counted, events):
        for pair in combinations(sorted(actor.iri for actor in event.actors), 2):
            shared[pair].append(event)
    made = nx.Graph()
    made.add_nodes_from(sorted({actor for pair in shared for actor in pair}))
    for pair, common in sorted(shared.items()):
        made.add_edge(
            *pair,
            events=tuple(common),
            strength=sum(1 / (len(event.actors) - 1) for event in common),
            first=min((e.span.earliest for e in common if e.span.earliest), default=None),
            last=max((e.span.latest for e in common if e.span.latest), default=None),
            kinds=tuple(sorted({local(event.entity.kind) for event in common})),
        )
    return made
