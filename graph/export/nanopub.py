"""Nanopublications: each claim as one, with its graph as assertion, its evidence as provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from graph.model.claims import Claim, Value
from graph.model.vocabulary import BASE, DCTERMS, PAN, PREFIXES, RDF, RDFS, XSD, slug

NP = "http://www.nanopub.org/nschema#"
PROV = "http://www.w3.org/ns/prov#"
DATASET = BASE + "dataset"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_PREFIXES = PREFIXES | {"np": NP, "prov": PROV}


def write_nanopubs(claims: Iterable[Claim]) -> str:
    """Write claims as nanopublications, one after the other, in TriG.

    Denied claims stay out: what stands in the graph of a nanopublication is asserted.

    Args:
        claims: What to write.
    """
    quads = (quad for claim in claims if not claim.denied for quad in _nanopub(claim))
    written = serialize(quads, format=RdfFormat.TRIG, prefixes=_PREFIXES)
    assert written is not None
    return written.decode()


def _nanopub(claim: Claim) -> Iterator[Quad]:
    name = f"{BASE}nanopub/{slug(claim.iri).removeprefix('claim/')}"
    node, assertion = NamedNode(name), NamedNode(claim.iri)
    head, provenance, info = (NamedNode(f"{name}#{part}") for part in ("head", "provenance", "pubinfo"))
    yield Quad(node, NamedNode(RDF + "type"), NamedNode(NP + "Nanopublication"), head)
    for part, graph in (("Assertion", assertion), ("Provenance", provenance), ("PublicationInfo", info)):
        yield Quad(node, NamedNode(f"{NP}has{part}"), graph, head)
    for subject, predicate, thing in claim.triples:
        yield Quad(NamedNode(subject), NamedNode(predicate), _rdf_term(thing), assertion)
    for predicate, term in _evidence(claim):
        yield Quad(assertion, NamedNode(predicate), term, provenance)
    yield from _source_quads(claim, provenance)
    for predicate, term in _publication(claim):
        yield Quad(node, NamedNode(predicate), term, info)


def _evidence(claim: Claim) -> Iterator[tuple[str, NamedNode | Literal]]:
    yield PROV + "hadPrimarySource", NamedNode(claim.source.iri)
    yield PAN + "certainty", NamedNode(PAN + str(claim.certainty).capitalize())
    if claim.paragraph is not None:
        yield PAN + "paragraph", Literal(claim.paragraph)
    if claim.locator:
        yield PAN + "locator", Literal(claim.locator)
    if claim.as_of:
        yield PAN + "asOf", Literal(claim.as_of, datatype=NamedNode(PREFIXES["edtf"] + "EDTF"))
    for name, iris in (
        ("reportedBy", claim.reported_by),
        ("condition", claim.conditions),
        ("alternative", claim.alternatives),
        ("contradicts", claim.contradicts),
    ):
        for iri in iris:
            yield PAN + name, NamedNode(iri)
    for name, text in (("reportedByText", claim.reported_by_text), ("conditionText", claim.condition_text)):
        if text:
            yield PAN + name, Literal(text, language="en")


def _source_quads(claim: Claim, graph: NamedNode) -> Iterator[Quad]:
    """Yield what a reader must know of the source, so that a nanopublication can be read by itself."""
    source = NamedNode(claim.source.iri)
    yield Quad(source, NamedNode(DCTERMS + "title"), Literal(claim.source.title), graph)
    if claim.source.url:
        address = Literal(claim.source.url, datatype=NamedNode(XSD + "anyURI"))
        yield Quad(source, NamedNode(PAN + "url"), address, graph)


def _publication(claim: Claim) -> Iterator[tuple[str, NamedNode | Literal]]:
    day = claim.reviewed or claim.source.read
    if day:
        yield DCTERMS + "created", _midnight(day)
    yield DCTERMS + "creator", NamedNode(DATASET + "#contributors")
    yield DCTERMS + "license", NamedNode(LICENCE)
    yield DCTERMS + "isPartOf", NamedNode(DATASET)
    yield RDFS + "comment", Literal(claim.comment, language="en")


def _midnight(day: date) -> Literal:
    return Literal(f"{day.isoformat()}T00:00:00Z", datatype=NamedNode(XSD + "dateTime"))


def _rdf_term(thing: str | Value) -> NamedNode | Literal:
    if isinstance(thing, str):
        return NamedNode(thing)
    if thing.language:
        return Literal(thing.text, language=thing.language)
    return Literal(thing.text, datatype=NamedNode(thing.datatype))
