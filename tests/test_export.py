"""Exports: what is written is what other programs read back, numbers, dates, lists and labels included."""

from __future__ import annotations

import csv
import io
import json
import warnings
from pathlib import Path
from xml.etree import ElementTree as Xml

import networkx as nx
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset

from graph import ExportError, KnowledgeGraph, open_graph
from graph.export import EXPORT_FORMATS, NETWORK_FORMATS, RDF_FORMATS
from graph.export.jsonld import write_jsonld
from graph.export.portable import SEPARATOR
from graph.model.vocabulary import PAN, XSD
from tests.tools import claims_file

ANNA, VISIT = "person/anna", "event/anna-in-syldavia"


@pytest.mark.parametrize("form", ["trig", "nq", "jsonld"])
def test_claims_come_back_as_they_were(mini: KnowledgeGraph, tmp_path: Path, form: str) -> None:
    (tmp_path / f"out.{form}").write_text(mini.export(form), encoding="utf-8")
    again = open_graph(tmp_path / f"out.{form}")
    assert again.claims() == mini.claims()
    assert again.entity(ANNA).label("ko") == "안나 베른"
    assert again.export(form) == mini.export(form)


def test_json_ld_is_compact_and_read_by_others(mini: KnowledgeGraph) -> None:
    text = mini.export("jsonld")
    nodes = {node["@id"]: node for node in json.loads(text)["@graph"]}
    assert nodes["claim:mini/3"]["pan:source"] == "source:daily-2001"
    assert nodes["claim:mini/3"]["@graph"][0]["pan:party"] == ["person:anna", "person:boris"]
    assert nodes["person:anna"]["rdfs:label"] == {"en": "Anna Bern", "ko": "안나 베른", "ru": "Анна Берн"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        read, meant = Dataset(), Dataset()
        read.parse(data=text, format="json-ld")
        meant.parse(data=mini.export("nq"), format="nquads")
        assert set(read.quads()) == set(meant.quads())


def test_json_ld_of_iris_that_look_like_prefixed_names(tmp_path: Path) -> None:
    quads = {
        Quad(NamedNode("pan:odd"), NamedNode("http://example.org/p"), NamedNode(f"{PAN}Claim")),
        Quad(NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), Literal("1", datatype=NamedNode(f"{XSD}integer"))),
        Quad(BlankNode("b"), NamedNode("http://example.org/p"), Literal("x", language="en")),
        Quad(NamedNode("http://example.org/a"), NamedNode("http://example.org/q"), Literal("true", datatype=NamedNode(f"{XSD}boolean"))),
        Quad(NamedNode("http://example.org/a"), NamedNode("http://example.org/q"), Literal("007"), NamedNode("http://example.org/g")),
    }  # fmt: skip
    read = set(parse(write_jsonld(quads), RdfFormat.JSON_LD))
    assert len(read) == 5
    assert {q for q in read if not isinstance(q.subject, BlankNode)} == {
        q for q in quads if not isinstance(q.subject, BlankNode)
    }


def test_the_view_is_written_on_demand_alone(mini: KnowledgeGraph) -> None:
    visits = (
        "ASK { <https://w3id.org/panmunjom/event/anna-in-syldavia> a <https://w3id.org/panmunjom/ontology#Event> }"
    )
    for derived in (False, True):
        store = Store()
        store.load(mini.export("trig", derived=derived).encode(), RdfFormat.TRIG)
        assert bool(store.query(visits)) is derived


def test_turtle_holds_the_view_alone(mini: KnowledgeGraph) -> None:
    with pytest.raises(ExportError, match="use trig, or ask for the view alone; loosen derived"):
        mini.export("ttl")
    assert "person:anna" in mini.export("ttl", derived=True)


def test_graphml_is_read_by_networkx(mini: KnowledgeGraph) -> None:
    read = nx.parse_graphml(mini.export("graphml"))
    assert sorted(read) == sorted(iri.removeprefix("https://w3id.org/panmunjom/") for iri in mini.network("all"))
    assert read.nodes[ANNA] == {
        "label": "Anna Bern",
        "kind": "Person",
        "label_ru": "Анна Берн",
        "label_ko": "안나 베른",
    }
    assert (read.nodes[VISIT]["first"], read.nodes[VISIT]["last"]) == ("2001-04-01", "2001-05-09")
    edge = read.edges[VISIT, ANNA]
    assert edge["claims"].split(SEPARATOR) == ["claim/mini/1", "claim/mini/2"]
    assert edge["weight"] == 1.0 and edge["certainty"] == "asserted"


def test_parallel_claims_are_parallel_edges(mini: KnowledgeGraph) -> None:
    read = nx.parse_graphml(mini.export("graphml", layer="claims"), force_multigraph=True)
    assert read.is_directed() and read.number_of_edges(VISIT, ANNA) == 2


def test_gexf_has_spells_and_plain_colours(mini: KnowledgeGraph, tmp_path: Path) -> None:
    text = mini.export("gexf", layer="actors")
    (tmp_path / "out.gexf").write_text(text, encoding="utf-8")
    read = nx.read_gexf(tmp_path / "out.gexf")
    # Anna, Ruritania for whom she acts, Boris and Syldavia met: 1/(4 - 1)
    assert read.edges[ANNA, "state/syldavia"]["weight"] == 0.333333
    space = {"g": "http://gexf.net/1.3"}
    root = Xml.fromstring(text)
    spells = {
        edge.get("target"): edge.find("g:spells/g:spell", space) for edge in root.iterfind(".//g:edge", space)
    }
    spell = spells["state/syldavia"]
    assert spell is not None and spell.attrib == {"start": "2001-04-01", "end": "2001-05-09"}
    colours = {frozenset(colour.attrib) for colour in root.iter("{http://gexf.net/1.3/viz}color")}
    assert colours == {frozenset("rgb")}


def test_cytoscape_keeps_lists_and_numbers(mini: KnowledgeGraph) -> None:
    read = json.loads(mini.export("cytoscape"))
    nodes = {node["data"]["id"]: node["data"] for node in read["elements"]["nodes"]}
    assert nodes[VISIT]["status"] == "held" and nodes[VISIT]["first"] == "2001-04-01"
    edge = next(
        e["data"] for e in read["elements"]["edges"] if {e["data"]["source"], e["data"]["target"]} == {ANNA, VISIT}
    )
    assert edge["claims"] == ["claim/mini/1", "claim/mini/2"] and edge["weight"] == 1.0


@pytest.mark.parametrize("layer", ["claims", "all", "actors", "causes"])
def test_networkx_reads_what_cytoscape_reads(mini: KnowledgeGraph, layer: str) -> None:
    read = nx.cytoscape_graph(json.loads(mini.export("cytoscape", layer=layer)))
    network = mini.network(layer)
    assert (len(read), read.size()) == (len(network), network.size())
    assert (read.is_directed(), read.is_multigraph()) == (network.is_directed(), network.is_multigraph())
    if layer == "claims":
        assert read.nodes[ANNA]["name"] == "Anna Bern"
        edge = next(iter(read.get_edge_data(VISIT, ANNA).values()))
        assert (edge["interaction"], edge["name"]) == (
            "visitor",
            "Anna Bern's visit to Syldavia (visitor) Anna Bern",
        )


def test_edges_say_to_gephi_whether_they_have_a_direction(mini: KnowledgeGraph) -> None:
    for layer, kind in (("actors", "Undirected"), ("claims", "Directed")):
        edges = csv.DictReader(io.StringIO(mini.export("edges-csv", layer=layer)))
        assert {edge["Type"] for edge in edges} == {kind}


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    file = claims_file(tmp_path, "person:a pan:seeks person:b")
    file.write_text(file.read_text(encoding="utf-8").replace('"person:a"@en', '"=1+1"@en'), encoding="utf-8")
    nodes = csv.DictReader(io.StringIO(open_graph(file).export("nodes-csv")))
    assert next(node["label"] for node in nodes if node["id"] == "person/a") == "'=1+1"


def test_tables_of_nodes_and_edges_fit_together(mini: KnowledgeGraph) -> None:
    nodes = list(csv.DictReader(io.StringIO(mini.export("nodes-csv"))))
    edges = list(csv.DictReader(io.StringIO(mini.export("edges-csv"))))
    assert {edge["source"] for edge in edges} | {edge["target"] for edge in edges} == {node["id"] for node in nodes}
    assert len(edges) == mini.network("all").number_of_edges()


def test_labels_that_xml_would_choke_on(tmp_path: Path) -> None:
    file = claims_file(tmp_path, "person:a pan:seeks person:b")
    text = file.read_text(encoding="utf-8")
    text = text.replace('"person:a"@en', r'"<b>&\u0001\u202E ]]>"@en')
    file.write_text(text, encoding="utf-8")
    graph = open_graph(file)
    shown = "<b>&␁<U+202E> ]]>"
    assert nx.parse_graphml(graph.export("graphml")).nodes["person/a"]["label"] == shown
    assert next(Xml.fromstring(graph.export("gexf")).iter("{http://gexf.net/1.3}node")).get("label") == shown


def test_a_graph_without_links_is_written(tmp_path: Path) -> None:
    graph = open_graph(claims_file(tmp_path, 'person:a pan:note "alone"@en'))
    for form in NETWORK_FORMATS:
        assert "person" not in graph.export(form)


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_exports_say_the_same_every_time(form: str) -> None:
    file = Path(__file__).parent / "data" / "mini.trig"
    one, other = (open_graph(file).export(form, derived=form in RDF_FORMATS) for _ in range(2))
    assert one == other


def test_what_cannot_be_exported_is_refused(mini: KnowledgeGraph) -> None:
    with pytest.raises(ExportError, match="unknown format 'xls'; known: trig"):
        mini.export("xls")
    with pytest.raises(ExportError, match=r"only RDF .* holds what is derived"):
        mini.export("gexf", derived=True)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_characters_that_no_xml_can_have_do_not_break_it(tmp_path: Path, form: str) -> None:
    text = (Path(__file__).parent / "data" / "mini.trig").read_text(encoding="utf-8")
    odd = text.replace('"Anna Bern"@en', '"An\\uFFFEna\\u0007 Bern"@en')
    (tmp_path / "odd.trig").write_text(odd, encoding="utf-8")
    root = Xml.fromstring(open_graph(tmp_path / "odd.trig").export(form))
    texts = [*root.itertext(), *(value for each in root.iter() for value in each.attrib.values())]
    assert any("An\ufffdna␇ Bern" in found for found in texts)
