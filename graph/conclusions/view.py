"""The view: the default graph that a lens makes, derived by the updates in `queries/view/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph.model.claims import Claim
from graph.model.lens import mentioned
from graph.model.ontology import Ontology
from graph.model.vocabulary import CODES, PAN, RDF, XSD
from graph.store.reader import Records
from graph.store.resources import shipped

_DEFAULT = DefaultGraph()
_TYPE = RDF + "type"
_KNOWN_FROM = NamedNode(PAN + "knownFrom")
_DATE = NamedNode(XSD + "date")


def chosen(store: Store, claims: Iterable[Claim], ontology: Ontology) -> Store:
    """Return a new store with the given claims alone: their graphs, their records, their sources, the
    vocabulary, and the identity of everything that they mention.

    Args:
        store: Where the claims stand, with or without a view.
        claims: Those that count.
        ontology: The vocabulary.
    """
    wanted: set[str] = set()
    graphs: set[str] = set()
    for claim in claims:
        source = claim.source
        graphs.add(claim.iri)
        wanted |= mentioned(claim) | {claim.iri, source.iri, *claim.reported_by, *claim.conditions}
        wanted |= {iri for iri in (source.publisher, source.creator) if iri}
    narrowed = Store()
    narrowed.bulk_extend(
        quad
        for quad in truth(store, ontology)
        if _name(quad.graph_name) in graphs
        or (quad.graph_name == _DEFAULT and (_name(quad.subject) in wanted or is_vocabulary(quad)))
    )
    return narrowed


def truth(store: Store, ontology: Ontology) -> Iterator[Quad]:
    """Yield what the data files say: everything in a store but its view."""
    records = {
        _name(term)
        for quad in store.quads_for_pattern(None, NamedNode(PAN + "source"), None, _DEFAULT)
        for term in (quad.subject, quad.object)
    }
    for quad in store:
        if quad.graph_name != _DEFAULT or is_vocabulary(quad) or not _derived(quad, records, store, ontology):
            yield quad


def is_vocabulary(quad: Quad) -> bool:
    """Tell whether a quad belongs to the ontology."""
    return _name(quad.subject).startswith(PAN.rstrip("#"))


def _derived(quad: Quad, records: set[str], store: Store, ontology: Ontology) -> bool:
    predicate = quad.predicate.value
    if predicate == _TYPE:
        kinds = [_name(q.object) for q in store.quads_for_pattern(quad.subject, quad.predicate, None, _DEFAULT)]
        return len(kinds) > 1 and ontology.most_specific(kinds) != _name(quad.object)
    if _name(quad.subject) in records:
        return quad.predicate == _KNOWN_FROM
    return predicate.startswith(PAN) and predicate not in CODES


def derive(store: Store, records: Records) -> None:
    """Add the view to a store's default graph."""
    store.extend(_known_from(records))
    for update in sorted((shipped("queries") / "view").glob("*.ru")):
        store.update(update.read_text(encoding="utf-8"))


def _known_from(records: Records) -> Iterator[Quad]:
    for source in records.sources():
        day = Literal(source.known_from.isoformat(), datatype=_DATE)
        yield Quad(NamedNode(source.iri), _KNOWN_FROM, day, _DEFAULT)


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
