"""Networks over the claims: who and what is linked with whom and what, and through which claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from graph.claims import Claim
from graph.lens import span_of
from graph.vocabulary import PAN, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.knowledge import KnowledgeGraph

_CONTRACTED = {PAN + "Tenure", PAN + "Office"}


def multigraph(graph: KnowledgeGraph) -> nx.MultiDiGraph:
    """Return entities and events as a frozen directed multigraph.

    Nodes are IRIs with `label` and `kind` (local name of the class). Each edge is one relation in one claim, with
    `relation` (local name), `label`, `claim` (IRI), `certainty` (name), `earliest` and `latest` (`datetime.date`
    or None; those that the claim gives the subject). A tenure becomes an edge `of` from its holder to the state
    or body, labelled with the office. Denied claims, literals, classes and concepts are left out.

    >>> from graph import open_graph
    >>> network = open_graph().network()
    >>> network.nodes["https://w3id.org/panmunjom/person/sergey-lavrov"]["kind"]
    'Person'
    """
    network = nx.MultiDiGraph()
    for claim in graph.claims():
        if claim.denied:
            continue
        for start, relation, end, label in _links(claim, graph):
            span = span_of(claim, start)
            network.add_edge(
                start,
                end,
                key=f"{local(relation)} {claim.iri}",
                relation=local(relation),
                label=label,
                claim=claim.iri,
                certainty=str(claim.certainty),
                earliest=span.earliest,
                latest=span.latest,
            )
    for iri in network:
        entity = graph.entity(iri)
        network.nodes[iri].update(label=entity.label(), kind=local(entity.kind))
    return nx.freeze(network)  # type: ignore[no-any-return]


def _links(claim: Claim, graph: KnowledgeGraph) -> Iterator[tuple[str, str, str, str]]:
    """Yield (start, relation, end, label) of a claim, tenures contracted to their holders."""
    for subject, relation, thing in claim.triples:
        if not isinstance(thing, str) or thing.startswith(PAN):
            continue
        kinds = {graph.entity(subject).kind, graph.entity(thing).kind}
        if not kinds & _CONTRACTED:
            yield subject, relation, thing, graph.ontology.label(relation)
        elif relation == PAN + "of":
            offices = [office for office in claim.about(subject, PAN + "office") if isinstance(office, str)]
            label = graph.entity(offices[0]).label() if offices else graph.ontology.label(relation)
            for holder in claim.about(subject, PAN + "holder"):
                if isinstance(holder, str):
                    yield holder, relation, thing, label
