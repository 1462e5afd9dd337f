"""The data as a data set: its description, how it is cited, how it lies beside other vocabularies."""

from __future__ import annotations

import re
import runpy
import tomllib
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from graph import ExportError, KnowledgeGraph
from graph.model.vocabulary import BASE, PAN, RDF
from tests.tools import value

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
MADE = runpy.run_path(str(ROOT / "docs" / "generate" / "dataset.py"))
VOID = "http://rdfs.org/ns/void#"
NP = "http://www.nanopub.org/nschema#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
ORG = "http://www.w3.org/ns/org#"


def store_of(text: str) -> Store:
    store = Store()
    store.load(text.encode(), RdfFormat.TRIG)
    return store


def test_the_description_is_up_to_date(shipped: KnowledgeGraph) -> None:
    assert (DATA / "dataset.ttl").read_text(encoding="utf-8") == MADE["dataset"](shipped), (
        "run: python docs/generate"
    )
    assert (ROOT / "CITATION.cff").read_text(encoding="utf-8") == MADE["citation"](shipped)


def test_the_description_counts_what_stands_in_the_files() -> None:
    """Counted from the text, so that nothing that made the description is trusted."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in (DATA / "claims").glob("*.trig"))
    claims = len(re.findall(r"^:\d+ a pan:Claim", text, re.MULTILINE)) - text.count("pan:withdrawn")
    people = len(re.findall(r"a pan:Person ", (DATA / "identity" / "people.ttl").read_text(encoding="utf-8")))
    described = Store()
    described.load((DATA / "dataset.ttl").read_bytes(), RdfFormat.TURTLE)
    for kind, size in (("Claim", claims), ("Person", people)):
        found = f"ASK {{ ?part <{VOID}class> <{PAN}{kind}> ; <{VOID}entities> {size} }}"
        assert described.query(found), f"{kind}: {size}"


def test_one_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f'owl:versionInfo "{version}"' in (DATA / "ontology.ttl").read_text(encoding="utf-8")
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text()


def test_what_is_aligned_is_there(shipped: KnowledgeGraph) -> None:
    ours = {
        quad.subject.value
        for quad in parse(path=DATA / "alignment.ttl", format=RdfFormat.TURTLE)
        if quad.subject.value.startswith(PAN)
    }
    assert len(ours) > 50
    assert ours - shipped.ontology.terms == set()


def test_a_visit_in_the_terms_of_others(mini: KnowledgeGraph) -> None:
    store = store_of(mini.export("trig", aligned=True))
    assert store.query(f"""ASK {{
        GRAPH <{BASE}claim/mini/1> {{
            <{BASE}event/anna-in-syldavia> <{SEM}hasActor> <{BASE}person/anna> , <{BASE}state/syldavia> ;
                <{SEM}hasEarliestBeginTimeStamp> ?first .
        }}
        <{BASE}event/anna-in-syldavia> a <{SEM}Event> , <{SCHEMA}Event> .
        <{BASE}person/anna> a <{SCHEMA}Person> ; <{SCHEMA}name> "안나 베른"@ko .
        <{BASE}claim/mini/1> <{PROV}hadPrimarySource> <{BASE}source/daily-2001> .
        <{BASE}source/daily-2001> a <{SCHEMA}NewsArticle> ; <{SCHEMA}publisher> <{BASE}organisation/daily> .
    }}""")
    tenure = f"<{BASE}tenure/anna-minister> <{ORG}organization> <{BASE}state/ruritania>"
    assert store.query(f"ASK {{ GRAPH <{BASE}claim/mini/5> {{ {tenure} }} }}")
    assert not store_of(mini.export("trig")).query(f"ASK {{ ?event a <{SEM}Event> }}")


def test_who_acts_for_a_person_has_no_organisation(shipped: KnowledgeGraph) -> None:
    graph = BASE + "claim/six-party-us/478"
    text = shipped.export("nq", aligned=True)
    said = [line for line in text.splitlines() if f"<{graph}> ." in line]
    assert any(f"<{ORG}member>" in line for line in said)
    assert not any(f"<{ORG}organization>" in line for line in said)


def test_alignment_says_nothing_of_the_ontology(mini: KnowledgeGraph) -> None:
    aligned, plain = (set(parse(mini.export("nq", aligned=a).encode(), RdfFormat.N_QUADS)) for a in (True, False))
    added = aligned - plain - set(parse(path=DATA / "alignment.ttl", format=RdfFormat.TURTLE))
    assert added
    assert [q for q in added if q.subject.value.startswith(PAN.rstrip("#"))] == []
    assert [q for q in added if q.predicate.value.startswith(PAN)] == []


def test_only_rdf_is_aligned(mini: KnowledgeGraph) -> None:
    for form in ("gexf", "nanopub"):
        with pytest.raises(ExportError, match=r"only RDF .* holds what is aligned"):
            mini.export(form, aligned=True)


@pytest.fixture(scope="module")
def nanopubs(mini: KnowledgeGraph) -> dict[str, dict[str, list[Quad]]]:
    """The quads of each nanopublication of the small graph, by its IRI and by the part that they stand in."""
    store = store_of(mini.export("nanopub"))
    kind = NamedNode(NP + "Nanopublication")
    found = {}
    for head in store.quads_for_pattern(None, NamedNode(RDF + "type"), kind):
        parts = {"head": value(head.graph_name)} | {
            name: value(quad.object)
            for name in ("Assertion", "Provenance", "PublicationInfo")
            for quad in store.quads_for_pattern(head.subject, NamedNode(f"{NP}has{name}"), None, head.graph_name)
        }
        found[value(head.subject)] = {
            name: list(store.quads_for_pattern(None, None, None, NamedNode(part))) for name, part in parts.items()
        }
    return found


def test_nanopublications_have_four_parts_by_the_rules(
    mini: KnowledgeGraph, nanopubs: dict[str, dict[str, list[Quad]]]
) -> None:
    """The rules of the guidelines, as the checker of the package nanopub puts them."""
    assert len(nanopubs) == sum(not claim.denied for claim in mini.claims())
    for name, parts in nanopubs.items():
        assert all(parts.values()), name
        graphs = {quad.graph_name for quads in parts.values() for quad in quads}
        assert len(graphs) == 4
        assertion = parts["Assertion"][0].graph_name
        assert any(quad.subject == assertion for quad in parts["Provenance"])
        assert any(quad.subject == NamedNode(name) for quad in parts["PublicationInfo"])


def test_a_claim_as_a_nanopublication(nanopubs: dict[str, dict[str, list[Quad]]]) -> None:
    parts = nanopubs[BASE + "nanopub/mini/2"]
    said = {(value(q.subject), q.predicate.value.rpartition("#")[2]) for q in parts["Assertion"]}
    visit = BASE + "event/anna-in-syldavia"
    assert said == {(visit, name) for name in ("visitor", "host", "status", "date", "earliest", "latest")}
    evidence = {(q.predicate.value, value(q.object)) for q in parts["Provenance"]}
    assert {
        (PAN + "certainty", PAN + "Reported"),
        (PROV + "hadPrimarySource", BASE + "source/paper-2002"),
        (PAN + "reportedByText", "hearsay"),
        (PAN + "paragraph", "3"),
    } <= evidence
    info = {(q.predicate.value.rpartition("/")[2], value(q.object)) for q in parts["PublicationInfo"]}
    assert ("license", "https://creativecommons.org/licenses/by/4.0/") in info
    assert ("created", "2026-11-24T00:00:00Z") in info


def test_what_is_denied_is_no_assertion(nanopubs: dict[str, dict[str, list[Quad]]]) -> None:
    assert BASE + "nanopub/mini/4" not in nanopubs
    assert BASE + "nanopub/mini/3" in nanopubs
