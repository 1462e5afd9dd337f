"""The service and its data, described in RDF: SPARQL 1.1 Service Description, and VoID."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.model.vocabulary import BASE, DCTERMS, PAN, RDF
from graph.serve.reply import Reply
from graph.serve.serialisation import rdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.serve.visit import Visit

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV Turtle TriG N-Triples N-Quads JSON-LD RDF_XML"  # fmt: skip  # noqa: E501
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def service(visit: Visit, form: str | None) -> Reply:
    """Return the service description: what the endpoint understands, and what it answers from."""
    if form is None:
        return Reply(b"The service is described in RDF; accept text/turtle.\n", "text/plain; charset=utf-8", 406)
    return _serialised([*_service(visit), *_dataset_triples(visit)], form)


def dataset(visit: Visit) -> Reply:
    """Return the description of the data."""
    return _serialised(list(_dataset_triples(visit)), visit.form)


def _service(visit: Visit) -> Iterator[tuple[str, str, object]]:
    endpoint = _here(visit, "/sparql")
    it = endpoint + "#service"
    yield it, RDF + "type", _SD + "Service"
    yield it, _SD + "endpoint", endpoint
    yield it, _SD + "supportedLanguage", _SD + "SPARQL11Query"
    for name in _RESULTS.split():
        yield it, _SD + "resultFormat", _FORMATS + name
    yield it, _SD + "defaultDataset", _here(visit, "/.well-known/void") + "#data"


def _dataset_triples(visit: Visit) -> Iterator[tuple[str, str, object]]:
    graph = visit.graph
    it = _here(visit, "/.well-known/void") + "#data"
    view = it.removesuffix("#data") + "#view"
    yield it, RDF + "type", _VOID + "Dataset"
    yield it, RDF + "type", _SD + "Dataset"
    yield it, DCTERMS + "title", "Panmunjom: claims about Korean Peninsula diplomacy, and what they amount to"
    yield it, DCTERMS + "license", _LICENCE
    yield it, DCTERMS + "subject", "Korean Peninsula diplomacy"
    if graph.lens:
        yield it, DCTERMS + "description", graph.lens.describe()
    yield it, _VOID + "sparqlEndpoint", _here(visit, "/sparql")
    yield it, _VOID + "uriSpace", BASE
    yield it, _VOID + "vocabulary", PAN
    yield it, _VOID + "exampleResource", BASE + "person/kim-jong-un"
    yield it, _VOID + "documents", len(graph.sources())
    yield it, _VOID + "entities", len(graph.entities())
    yield it, _FOAF + "homepage", _here(visit, "/")
    yield it, _SD + "defaultGraph", view
    yield view, RDF + "type", _SD + "Graph"
    yield view, _VOID + "triples", len(graph.view)


def _serialised(triples: list[tuple[str, str, object]], form: str) -> Reply:
    return rdf([ox.Triple(ox.NamedNode(s), ox.NamedNode(p), _rdf_node(o)) for s, p, o in triples], form)


def _rdf_node(thing: object) -> ox.NamedNode | ox.Literal:
    if isinstance(thing, str) and thing.startswith(("http://", "https://")):
        return ox.NamedNode(thing)
    return ox.Literal(thing)  # type: ignore[arg-type]


def _here(visit: Visit, path: str) -> str:
    """Return the address of another path of this server, under the same lens."""
    return visit.question.base + visit.question.link(path)
