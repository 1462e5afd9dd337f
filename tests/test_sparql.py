"""SPARQL: rows and terms, errors with their place, and the engine behind rdflib."""

from datetime import date
from pathlib import Path

import pytest
import rdflib
from tools import LAVROV, run_query

from graph import Certainty, KnowledgeGraph, QuerySyntaxError, Rows, Triples, UnknownTermWarning, open_graph
from graph.model.vocabulary import BASE, PAN, PREFIXES
from graph.sparql.diagnosis import syntax_error

# --- rows and terms -----------------------------------------------------------------------------------


def test_a_row_maps_variables_to_terms(article: KnowledgeGraph) -> None:
    (row,) = article.query(LAVROV)
    assert dict(row) == {"visit": row["visit"], "day": row["day"]}
    assert "note" not in row
    assert row["visit"].label == "Lavrov's visit to Pyongyang, May 2018"
    assert row["visit"].value == BASE + "event/lavrov-in-dprk-2018"
    assert row["visit"].term == rdflib.URIRef(BASE + "event/lavrov-in-dprk-2018")
    assert row["day"].term == rdflib.Literal("2018-05-31", datatype=rdflib.XSD.date)
    assert row["day"].term.toPython() == date(2018, 5, 31)


def test_terms_keep_language_and_plain_strings_stay_plain(article: KnowledgeGraph) -> None:
    (row,) = article.query("SELECT ?a ?b ?c { BIND ('x' AS ?a) BIND ('x'@ru AS ?b) BIND (BNODE() AS ?c) }")
    assert row["a"].term == rdflib.Literal("x")
    assert row["b"].term == rdflib.Literal("x", lang="ru")
    assert isinstance(row["c"].term, rdflib.BNode)


def test_rows_come_as_they_are_found_and_stay(shipped: KnowledgeGraph) -> None:
    rows = shipped.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert isinstance(rows, Rows)
    first = next(iter(rows))
    assert next(iter(rows)) == first


def test_rows_show_as_a_table_in_a_notebook_with_markup_harmless(tmp_path: Path) -> None:
    data = tmp_path / "hostile.ttl"
    data.write_text('<https://w3id.org/panmunjom/person/x> <http://e/p> "<script>alert(1)</script>\\u001b[31m" .')
    rows = open_graph(data).query("SELECT ?name { person:x <http://e/p> ?name }")
    shown = rows._repr_html_()
    assert "<th>name</th>" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;␛[31m" in shown
    assert len(rows) == 1


def test_values_of_every_kind_are_taken(article: KnowledgeGraph) -> None:
    lavrov = article.entity("Lavrov")
    assert len(article.query("visits-of", who=lavrov)) == 1
    assert len(article.query("visits-of", who=lavrov.iri)) == 1
    assert len(article.query("offices-at", day=date(2018, 5, 31))) == 2  # Lavrov seen, Kim Yong-nam last known
    assert len(article.query("sure-of", thing="Kim Chang-son", least=Certainty.ASSERTED)) == 1
    assert len(article.query("claims-by-paragraph", source="valdai-2019-04-20", paragraph=0)) == 3


def test_construct_gives_triples_that_become_a_graph(article: KnowledgeGraph) -> None:
    answer = article.query("CONSTRUCT { ?v a pan:Visit } { ?v pan:visitor person:sergey-lavrov }")
    assert isinstance(answer, Triples)
    visit = rdflib.URIRef(BASE + "event/lavrov-in-dprk-2018")
    assert set(answer.graph()) == {(visit, rdflib.RDF.type, rdflib.URIRef(PAN + "Visit"))}


def test_counts_are_not_doubled_where_two_claims_agree(mini: KnowledgeGraph) -> None:
    (row,) = mini.query("SELECT (COUNT(?host) AS ?n) { event:anna-in-syldavia pan:host ?host }")
    assert row["n"].value == "1"


# --- the engine ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?who { event:lavrov-in-dprk-2018 pan:participant ?who }",
        "SELECT ?e (COUNT(?who) AS ?n) { ?e pan:participant ?who } GROUP BY ?e",
        "CONSTRUCT { ?e pan:host ?host } { ?e pan:host ?host }",
        "ASK { ?e pan:visitor person:sergey-lavrov }",
        "SELECT ?claim { GRAPH ?claim { ?e pan:visitor person:sergey-lavrov } }",
    ],
)
def test_rdflib_answers_the_same_and_its_own_engine_is_not_entered(
    query: str, article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entered(*_: object, **__: object) -> None:
        raise AssertionError("rdflib evaluates in Python")

    ours = article.query(query)
    monkeypatch.setattr("rdflib.plugins.sparql.evaluate.evalPart", entered)
    monkeypatch.setattr("rdflib.plugins.sparql.processor.evalQuery", entered)
    theirs = article.dataset.query("".join(f"PREFIX {n}: <{i}>\n" for n, i in PREFIXES.items()) + query)
    if isinstance(ours, bool):
        assert theirs.askAnswer is ours
    elif isinstance(ours, Rows):
        assert {tuple(map(str, row)) for row in theirs} == {tuple(t.value for t in row.values()) for row in ours}
    else:
        assert set(theirs.graph) == set(ours.graph())


# --- errors and warnings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "place", "message"),
    [
        ("SELECT ?a\nWHERE ?a a pan:Visit }", (2, 7), r"cannot be read on from here; expected {"),
        ("SELECT ?a { ?a foaf:knows ?b }", (1, 16), r"unknown prefix foaf:; known: agreement:, .* xsd:"),
        ('SELECT ?a {\n  ?a rdfs:label "김정은 }', (2, 23), "a string is not closed"),
        ("SELEC ?a { ?a ?b ?c }", (1, 1), "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("", (1, 1), "a query begins with SELECT"),
        ("SELECT ?a { ?a ?b ?c", (1, 21), "the query ends too early"),
        ("SELECT (COUNT(?a) AS ?n) ?b { ?a ?b ?c }", (1, 41), "contains a variable that is unbound"),
        ("SELECT ?a { ?a a <a b> }", (1, 23), "no valid IRI"),
    ],
)
@pytest.mark.parametrize("timeout", [None, 20], ids=["here", "with a deadline"])
def test_a_syntax_error_has_its_place(
    article: KnowledgeGraph, query: str, place: tuple[int, int], message: str, timeout: float | None
) -> None:
    with pytest.raises(QuerySyntaxError, match=message) as error:
        article.query(query, timeout=timeout)
    assert (error.value.line, error.value.column) == place
    assert error.value.text == query.split("\n")[place[0] - 1]


def test_the_caret_stands_under_the_place_also_behind_wide_characters() -> None:
    error = syntax_error(SyntaxError("error at 1:9: expected x"), 'ASK { "김" ', {})
    assert str(error).split("\n")[1:] == ['  ASK { "김" ', "           ^"]


def test_a_term_that_the_ontology_lacks_gets_a_warning_with_the_nearest(article: KnowledgeGraph) -> None:
    with pytest.warns(UnknownTermWarning, match=r"pan:visiter is not in the ontology.* Did you mean pan:visitor\?"):
        article.query("ASK { ?event pan:visiter ?who }")
    with pytest.warns(UnknownTermWarning, match="pan:Sumit"):
        article.query("ASK { ?e a <https://w3id.org/panmunjom/ontology#Sumit> }")
    article.query("ASK { ?event rdfs:label 'pan:visiter' } # pan:visiter")
    result = run_query("-e", "SELECT ?who { ?event pan:visiter ?who }")
    assert result.exit_code == 1
    assert "Warning: pan:visiter is not in the ontology" in result.stderr
