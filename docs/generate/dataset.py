"""data/dataset.ttl and CITATION.cff: the data as a data set."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from graph import KnowledgeGraph
from graph.model.dates import envelope
from graph.model.vocabulary import BASE, LANGUAGES, PAN, local

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = (
    "Claims about Korean Peninsula diplomacy, most of it since 1990, each with its source, the place in it, and how"
    " sure the source is; with names in English, Russian and Korean."
)
DUMPS = {
    "trig": ("application/trig", "RDF with the claims as named graphs"),
    "nq": ("application/n-quads", "RDF with the claims as named graphs, line by line"),
    "jsonld": ("application/ld+json", "JSON-LD with the claims as named graphs, in a compact context"),
}
TURTLE = """\
# The data as a data set. Made by `python docs/generate` from the data; a test holds it to them.
@prefix : <{base}dataset#> .
@prefix pan: <{pan}> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<{base}dataset> a void:Dataset , dcat:Dataset ;
    dcterms:title "Panmunjom: a knowledge graph of Korean Peninsula diplomacy"@en ;
    dcterms:description "{description}"@en ;
    dcterms:creator :contributors ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    dcterms:created "{created}"^^xsd:date ; dcterms:modified "{modified}"^^xsd:date ; dcat:version "{version}" ;
    dcterms:language {languages} ;
    dcterms:conformsTo <{ontology}> ;
    dcterms:spatial <{base}place/korean-peninsula> ; dcterms:temporal :span ;
    dcat:keyword {keywords} ;
    void:vocabulary {vocabularies} ;
    void:uriSpace "{base}" ;
    void:exampleResource <{base}claim/valdai-2019-04-20/86> , <{base}person/sergey-lavrov> ;
    void:triples {triples} ; void:entities {entities} ; void:properties {properties} ;
    void:classPartition {partitions} ;
    void:dataDump {dumps} ;
    dcat:distribution {distributions} ;
    void:subset :wikidata-links .

:contributors a foaf:Group ; foaf:name "Contributors to Panmunjom"@en .

:span a dcterms:PeriodOfTime ; dcat:startDate "{first}"^^xsd:date ; dcat:endDate "{last}"^^xsd:date ;
    rdfs:comment "From the first to the last event that took place."@en .

:wikidata-links a void:Linkset ; void:linkPredicate owl:sameAs ; void:triples {links} ;
    void:subjectsTarget <{base}dataset> ; void:objectsTarget <http://www.wikidata.org/entity/> .
"""
CITATION = """\
cff-version: 1.2.0
message: If you use the data, please cite them as below, and the sources of the claims that you use.
title: "Panmunjom: a knowledge graph of Korean Peninsula diplomacy"
type: dataset
abstract: "{description}"
authors:
  - name: Contributors to Panmunjom
version: {version}
date-released: {modified}
license: CC-BY-4.0
url: {base}dataset
keywords:
{keywords}
"""
KEYWORDS = ("Korean Peninsula", "diplomacy", "international relations", "knowledge graph", "provenance")
VOCABULARIES = (
    PAN, "http://purl.org/dc/terms/", "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2004/02/skos/core#",
    "http://id.loc.gov/datatypes/edtf/",
)  # fmt: skip
SHOWN = (
    "Claim Source Person State Organisation Group Place Event Office Tenure Measure Agreement Commitment Project"
    " Position Process Issue Situation Trade"
).split()


def dataset(graph: KnowledgeGraph) -> str:
    """Return the description of the data in VoID and DCAT."""
    quads = [quad for quad in graph.truth() if not str(quad.subject).startswith(f"<{PAN.rstrip('#')}")]
    counts = _counts(graph)
    span = envelope(event.span for event in graph.events() if event.took_place)
    sizes = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    names = [f"{BASE}panmunjom.{form}" for form in DUMPS]
    return TURTLE.format(
        base=BASE,
        pan=PAN,
        ontology=PAN.rstrip("#"),
        description=DESCRIPTION,
        languages=" , ".join(f'"{language}"' for language in LANGUAGES),
        keywords=" , ".join(f'"{word}"@en' for word in KEYWORDS),
        vocabularies=" , ".join(f"<{iri}>" for iri in VOCABULARIES),
        triples=len(quads),
        entities=sum(counts[kind] for kind in ("Claim", "Source", "Entity")),
        properties=len({quad.predicate for quad in quads}),
        partitions=" ,\n        ".join(f":{kind.lower()}" for kind, _ in sizes if kind != "Entity"),
        dumps=" , ".join(f"<{name}>" for name in names),
        distributions=" , ".join(f":{form}" for form in DUMPS),
        links=sum(quad.predicate.value.endswith("#sameAs") for quad in quads),
        first=span.earliest,
        last=span.latest,
        **_edition(graph),
    ) + "".join(_parts(counts, sizes))  # fmt: skip


def citation(graph: KnowledgeGraph) -> str:
    """Return how the data is to be cited."""
    keywords = "\n".join(f"  - {word}" for word in KEYWORDS)
    return CITATION.format(base=BASE, description=DESCRIPTION, keywords=keywords, **_edition(graph))


def _parts(counts: Counter[str], sizes: list[tuple[str, int]]) -> list[str]:
    partitions = [
        f"\n:{kind.lower()} void:class pan:{kind} ; void:entities {size} .\n"
        for kind, size in sizes
        if kind != "Entity"
    ]
    files = [
        f'\n:{form} a dcat:Distribution ; dcterms:description "{what}"@en ;\n'
        f"    dcat:mediaType <https://www.iana.org/assignments/media-types/{kind}> ;\n"
        f"    dcat:downloadURL <{BASE}panmunjom.{form}> .\n"
        for form, (kind, what) in DUMPS.items()
    ]
    return partitions + files


def _counts(graph: KnowledgeGraph) -> Counter[str]:
    """Return how many there are of each kind that is shown, withdrawn claims left out."""
    kinds = Counter(local(kind) for entity in graph.entities() for kind in graph.ontology.above(entity.kind))
    found = Counter({kind: kinds[kind] for kind in (*SHOWN, "Entity")})
    return found + Counter(Claim=len(graph.claims()), Source=len(graph.sources()))


def _edition(graph: KnowledgeGraph) -> dict[str, str]:
    """Return the version, and the first and last day on which somebody worked on the data."""
    reads = [source.read for source in graph.sources() if source.read]
    reviews = [claim.reviewed for claim in graph.claims() if claim.reviewed]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return {"version": version, "created": str(min(reads)), "modified": str(max(reads + reviews))}
