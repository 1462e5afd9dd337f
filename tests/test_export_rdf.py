"""RDF exports: every quad that was read is written, of anybody's data, and what is derived stays apart."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from cli import main
from graph import KnowledgeGraph, Lens, open_graph
from graph.store.resources import shipped as shipped_file

FORMATS = {"trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
PAN = "PREFIX pan: <https://w3id.org/panmunjom/ontology#>\nPREFIX ex: <http://example.org/>\n"

INPUTS = {
    "people.ttl": """
        PREFIX ex: <http://example.org/> PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX schema: <http://schema.org/>
        ex:ada a foaf:Person , schema:Person ; foaf:name "Ada" , "Ada"@en , "Ада"@ru ; foaf:age 36 ; foaf:knows ex:ben .
        ex:ben foaf:name "a\\"b\\\\c\\n\\u0001\\u202e" ; ex:born "1815-12-10"^^<http://www.w3.org/2001/XMLSchema#date> .
    """,
    "words-of-ours-outside-a-claim.ttl": PAN
    + """
        ex:trip a pan:Visit , pan:Event , ex:Journey ; pan:visitor ex:ada ; pan:note "x" , "y"@en ; pan:status pan:Held ;
            pan:earliest "2001-01-01"^^<http://www.w3.org/2001/XMLSchema#date> ; pan:partOf ex:trip .
    """,
    "blank.ttl": PAN + "ex:ada ex:lives [ ex:in ex:london ; ex:with [ ex:name 'Ben' ] ] . [] a pan:Person .",
    "graphs.trig": PAN
    + """
        ex:g { ex:a ex:p ex:b . _:c ex:q 'd' } ex:h { ex:a ex:p ex:b } _:i { ex:e ex:p _:c } ex:a ex:p ex:b , _:c .
    """,
    "ours.trig": (Path(__file__).parent / "data" / "mini.trig").read_text(encoding="utf-8"),
    "quads.nq": '<http://example.org/a> <http://example.org/p> "1"^^<http://example.org/unit> <http://example.org/g> .\n',
    "linked.jsonld": '{"@id": "http://example.org/a", "http://example.org/p": [{"@value": "b", "@language": "ko"}, 15, true]}',
}


def canonical(quads: Iterable[ox.Quad]) -> set[str]:
    """Return quads as text, blank nodes by canonical names."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def parsed(text: str | bytes, form: ox.RdfFormat) -> set[str]:
    return canonical(ox.parse(text if isinstance(text, bytes) else text.encode(), form))


@pytest.fixture(scope="module")
def ontology() -> set[str]:
    return parsed((shipped_file("data") / "ontology.ttl").read_bytes(), ox.RdfFormat.TURTLE)


@pytest.fixture(params=INPUTS)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name: str = request.param
    made = tmp_path / name
    made.write_text(INPUTS[name], encoding="utf-8")
    return made


def read(file: Path) -> set[str]:
    return parsed(file.read_bytes(), ox.RdfFormat.from_extension(file.suffix[1:]) or FORMATS["jsonld"])


@pytest.mark.parametrize("form", FORMATS)
def test_every_quad_comes_back(file: Path, form: str, ontology: set[str]) -> None:
    graph = open_graph(file)
    written = graph.export(form)
    assert parsed(written, FORMATS[form]) == read(file) | ontology
    assert graph.view is not None
    assert (
        parsed(graph.export(form), FORMATS[form]) == read(file) | ontology
    )  # the view is no part of it, once made


def test_what_is_derived_is_added_to_the_default_graph_alone(file: Path) -> None:
    graph, default = open_graph(file), ox.DefaultGraph()
    plain, whole = (
        set(ox.parse(graph.export("nq", derived=derived).encode(), FORMATS["nq"])) for derived in (False, True)
    )
    assert plain <= whole
    assert {quad for quad in whole - plain if quad.graph_name != default} == set()


def test_derived_roles_and_kinds_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "trip.ttl"
    file.write_text(INPUTS["words-of-ours-outside-a-claim.ttl"], encoding="utf-8")
    role = (
        "<http://example.org/trip> <https://w3id.org/panmunjom/ontology#participant> <http://example.org/ada> .\n"
    )
    assert role not in open_graph(file).export("nq")
    assert role in open_graph(file).export("nq", derived=True)


def test_a_lens_writes_the_claims_that_pass_and_what_they_need(mini: KnowledgeGraph) -> None:
    graph = mini.within(Lens.parse(sources=["daily-2001"]))
    store = ox.Store()
    store.load(graph.export("nq").encode(), FORMATS["nq"])
    names = {str(name.value).rpartition("/")[2] for name in store.named_graphs()}
    assert names == {"1", "3", "5", "6"}
    again = {quad for quad in mini.truth() if str(quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else "").rpartition("/")[2] in names}  # fmt: skip
    assert {quad for quad in store if quad.graph_name != ox.DefaultGraph()} == again
    labelled = "ASK {{ <https://w3id.org/panmunjom/person/{}> <http://www.w3.org/2000/01/rdf-schema#label> ?name }}"
    assert store.query(labelled.format("boris")) and not store.query(labelled.format("carla"))


def test_the_command_writes_what_the_library_writes(tmp_path: Path, ontology: set[str]) -> None:
    file = tmp_path / "people.ttl"
    file.write_text(INPUTS["people.ttl"], encoding="utf-8")
    result = CliRunner().invoke(main, ["export", "-f", "nq", "--data", str(file), "-o", str(tmp_path / "out.nq")])
    assert result.exit_code == 0, result.output
    assert read(tmp_path / "out.nq") == read(file) | ontology


def test_the_shipped_data_come_back_whole(shipped: KnowledgeGraph) -> None:
    written = ox.Store()
    written.load(shipped.export("nq").encode(), FORMATS["nq"])
    data = shipped_file("data")
    own = ox.Store()
    for file in [data / "ontology.ttl", *(data / "identity").glob("*.ttl"), *(data / "claims").glob("*.trig")]:
        own.load(path=file)
    assert set(written) == set(own)
