"""SPARQL: rows and terms, errors with their place, and the engine behind rdflib."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rdflib

from graph import Certainty, KnowledgeGraph, QueryError, QuerySyntaxError, Rows, UnknownTermWarning, open_graph
from graph.model.vocabulary import BASE, PAN, PREFIXES
from graph.sparql.diagnosis import syntax_error
from tests.tools import LAVROV, read_through, run_query

# --- rows and terms -----------------------------------------------------------------------------------


def test_a_row_maps_variables_to_terms(article: KnowledgeGraph) -> None:
    (row,) = article.select(LAVROV)
    assert dict(row) == {"visit": row["visit"], "day": row["day"]}
    assert "note" not in row
    assert row["visit"].label == "Lavrov's visit to Pyongyang, May 2018"
    assert row["visit"].value == BASE + "event/lavrov-in-dprk-2018"
    assert row["visit"].term == rdflib.URIRef(BASE + "event/lavrov-in-dprk-2018")
    assert row["day"].term == rdflib.Literal("2018-05-31", datatype=rdflib.XSD.date)
    assert isinstance(row["day"].term, rdflib.Literal) and row["day"].term.toPython() == date(2018, 5, 31)


def test_terms_keep_language_and_plain_strings_stay_plain(article: KnowledgeGraph) -> None:
    (row,) = article.select("SELECT ?a ?b ?c { BIND ('x' AS ?a) BIND ('x'@ru AS ?b) BIND (BNODE() AS ?c) }")
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
    rows = open_graph(data).select("SELECT ?name { person:x <http://e/p> ?name }")
    shown = rows._repr_html_()
    assert "<th>name</th>" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;␛[31m" in shown
    assert len(rows) == 1


def test_values_of_every_kind_are_taken(article: KnowledgeGraph) -> None:
    lavrov = article.entity("Lavrov")
    assert len(article.select("visits-of", who=lavrov)) == 1
    assert len(article.select("visits-of", who=lavrov.iri)) == 1
    assert len(article.select("offices-at", day=date(2018, 5, 31))) == 2  # Lavrov seen, Kim Yong-nam last known
    assert len(article.select("sure-of", thing="Kim Chang-son", least=Certainty.ASSERTED)) == 1
    assert len(article.select("claims-by-paragraph", source="valdai-2019-04-20", paragraph=0)) == 3


def test_construct_gives_triples_that_become_a_graph(article: KnowledgeGraph) -> None:
    answer = article.construct("CONSTRUCT { ?v a pan:Visit } { ?v pan:visitor person:sergey-lavrov }")
    visit = rdflib.URIRef(BASE + "event/lavrov-in-dprk-2018")
    assert set(answer.graph()) == {(visit, rdflib.RDF.type, rdflib.URIRef(PAN + "Visit"))}


def test_counts_are_not_doubled_where_two_claims_agree(mini: KnowledgeGraph) -> None:
    (row,) = mini.select("SELECT (COUNT(?host) AS ?n) { event:anna-in-syldavia pan:host ?host }")
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
        rows: Iterable[Any] = theirs
        assert {tuple(map(str, row)) for row in rows} == {tuple(t.value for t in row.values()) for row in ours}
    else:
        assert set(theirs.graph or ()) == set(ours.graph())


# --- errors and warnings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "place", "message"),
    [
        ("SELECT ?a\nWHERE ?a a pan:Visit }", (2, 7), r"cannot be read on from here; expected {"),
        (
            "SELECT ?a { ?a foaf:knows ?b }",
            (1, 16),
            "begin the query with PREFIX foaf: <http://xmlns.com/foaf/0.1/>",
        ),
        ("SELECT ?a { ?a schema:name ?b }", (1, 16), "PREFIX schema: <https://schema.org/>"),
        (
            "SELECT ?a { ?a perzon:name ?b }",
            (1, 16),
            r"unknown prefix perzon:; did you mean person:\? .*known: agreement:",
        ),
        ('SELECT ?a {\n  ?a rdfs:label "김정은 }', (2, 23), "a string is not closed"),
        ("SELEC ?a { ?a ?b ?c }", (1, 1), "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("", (1, 1), "a query begins with SELECT"),
        ("SELECT ?a { ?a ?b ?c", (1, 21), "the query ends too early"),
        (
            "SELECT (COUNT(?a) AS ?n) ?b { ?a ?b ?c }",
            (1, 26),
            r"\?b is neither grouped nor counted; write GROUP BY \?b",
        ),
        ("SELECT ?a (COUNT(?b) AS ?n) ?c { ?a ?b ?c } GROUP BY ?a", (1, 29), r"write GROUP BY \?a \?c"),
        (
            "SELECT (YEAR(?d) AS ?y) (COUNT(?e) AS ?n) { ?e pan:earliest ?d } GROUP BY ?y",
            (1, 8),
            r"write GROUP BY \(YEAR\(\?d\) AS \?y\), and select \?y",
        ),
        (
            "SELECT ?y { ?e pan:earliest ?d } GROUP BY YEAR(?d) AS ?y",
            (1, 43),
            r"write GROUP BY \(YEAR\(\?d\) AS \?y\)",
        ),
        (
            "SELECT ?a { ?a ?b ?c BIND (1 AS ?c) }",
            (1, 22),
            r"write BIND \(1 AS \?c2\), or to compare FILTER \(\?c = 1\)",
        ),
        ("SELECT (STR(?b) AS ?a) { ?a ?b ?c }", (1, 8), r"give the result another name: \(STR\(\?b\) AS \?a2\)"),
        ("SELECT * { ?a ?b ?c } GROUP BY ?a", (1, 7), r"name the columns: SELECT \?a"),
        ("SELECT COUNT(*) { ?a ?b ?c }", (1, 8), r"write \(COUNT\(\*\) AS \?n\)"),
        ("SELECT ?a COUNT(?b) { ?a ?b ?c } GROUP BY ?a", (1, 11), r"write \(COUNT\(\?b\) AS \?n\)"),
        ("SELECT (COUNT(*)) { ?a ?b ?c }", (1, 8), r"write \(COUNT\(\*\) AS \?n\)"),
        ("SELECT ?a ?a { ?a ?b ?c }", (1, 11), r"\?a is selected twice"),
        ("SELECT ?a { ?a ?b ?c FILTER (COUNT(?b) > 1) }", (1, 30), "GROUP BY … HAVING"),
        ("SELECT ?a { ?a ?b ?c } ORDER BY DESC ?a", (1, 33), r"write DESC\(\?a\)"),
        ("SELECT ?a { ?a ?b ?c } LIMIT -1", (1, 30), "LIMIT takes a whole number"),
        ("SELECT ?a { ?a ?b ?c } LIMITE 1", (1, 24), r"LIMITE does not go behind the braces; did you mean LIMIT\?"),
        (
            "SELECT ?a { ?a ?b ?c FILTER (STRLENGTH(?c) > 1) }",
            (1, 30),
            r"STRLENGTH is no function of SPARQL; did you mean STRLEN\?",
        ),
        ("SELECT ?a { ?a ?b ?c FILTER (YEAR(?c) = 2018 }", (1, 29), "this bracket is not closed"),
        ("SELECT ?a { VALUES (?a ?b) { (1 2) (3) } }", (1, 36), "this row has 1 of 2 values; write UNDEF"),
        (
            "SELECT ?a { { _:x ?a ?b } { _:x ?c ?d } }",
            (1, 29),
            r"the blank node _:x stands in two groups; use a variable: \?x",
        ),
        ("SELECT ?a { ?a ?b ?c FILTER (?c = _:x) }", (1, 35), r"a blank node is no value; use a variable: \?x"),
        ("SELECT ?a { ?a ?b ?c . ?a ?d }", (1, 30), "a triple is not complete here"),
        (
            "SELECT ?a { ?a <part> ?c }",
            (1, 16),
            "<part> is a relative IRI; write it out, or begin the query with BASE",
        ),
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


@pytest.mark.parametrize("timeout", [None, 20], ids=["here", "with a deadline"])
@pytest.mark.parametrize(
    "query",
    ["SELECT * { ?s ?p ?o FILTER (<http://e/f>(?o)) }", "CONSTRUCT WHERE { ?s ?p ?o } HAVING (<http://e/f>(?o))"],
)
def test_an_unknown_function_is_told_with_those_there_are(
    article: KnowledgeGraph, query: str, timeout: float | None
) -> None:
    with pytest.raises(QueryError, match=r"e/f|cannot be read on"):
        read_through(article.query(query, timeout=timeout))


def test_columns_of_a_star_come_as_they_are_written(article: KnowledgeGraph) -> None:
    text = "SELECT * { ?visit pan:visitor ?who ; pan:host ?at . OPTIONAL { ?visit pan:earliest ?day } } ORDER BY ?visit"
    for timeout in (None, 20):
        rows = article.query(text, timeout=timeout)
        assert isinstance(rows, Rows)
        assert rows.variables == ["visit", "who", "at", "day"]
        assert [row.nodes[1] == row["who"].node and row.nodes[2] == row["at"].node for row in rows] == [True] * len(
            rows
        )


def test_a_text_may_begin_with_a_byte_order_mark(article: KnowledgeGraph) -> None:
    assert article.query("\ufeffASK { ?s ?p ?o }") is True


def test_wikidata_needs_no_declaring(article: KnowledgeGraph) -> None:
    assert article.query("ASK { person:sergey-lavrov owl:sameAs wd:Q58217 }") is True
    assert article.query("ASK { ?s wdt:P31 ?o }") is False


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


@pytest.mark.parametrize(
    ("iri", "message"),
    [
        ("person:sergej-lavrov", r"person:sergej-lavrov is not in the data.* Did you mean person:sergey-lavrov\?"),
        ("person:vladivostok-summit-2019", r"Did you mean event:vladivostok-summit-2019\?"),
        ("source:valdai-2019-04", r"Did you mean source:valdai-2019-04-20\?"),
        (f"<{BASE}claim/valdai-2019-04-20/999>", "valdai-2019-04-20 has claims from 1 to 196"),
        (r"claim:valdai-2019-04-2\/3", r"Did you mean claims of valdai-2019-04-20\?"),
    ],
)
def test_an_iri_that_the_data_lacks_gets_a_warning_with_the_nearest(
    shipped: KnowledgeGraph, iri: str, message: str
) -> None:
    with pytest.warns(UnknownTermWarning, match=message):
        shipped.query(f"ASK {{ ?s ?p {iri} }}")


def test_what_the_lens_hides_is_warned_of_as_such(article: KnowledgeGraph) -> None:
    with pytest.warns(UnknownTermWarning, match="state:france is not in what the lens lets through"):
        article.query("ASK { ?e pan:host state:france }")
    article.query("ASK { ?e pan:host state:dprk ; rdfs:label 'person:nobody' } # person:nobody")


def test_a_slash_in_a_shortened_name_is_told_of(article: KnowledgeGraph) -> None:
    with (
        pytest.warns(UnknownTermWarning),
        pytest.raises(QuerySyntaxError, match=r"in a shortened name a slash is written \\/"),
    ):
        article.query("SELECT ?s { GRAPH claim:valdai-2019-04-20/86 { ?s ?p ?o } }")


# --- one form of query each -----------------------------------------------------------------------------


def test_each_form_has_a_method_that_takes_no_other(article: KnowledgeGraph) -> None:
    assert article.select("visits-of", who="Lavrov")[0]["visit"].label == "Lavrov's visit to Pyongyang, May 2018"
    assert article.ask("ASK { ?visit pan:visitor person:sergey-lavrov }") is True
    assert len(article.construct("CONSTRUCT WHERE { ?e pan:conveyor ?who }").graph()) == 1
    with pytest.raises(QueryError, match="the query is no ASK but SELECT"):
        article.ask("visits-of")
    with pytest.raises(QueryError, match="the query is no SELECT but CONSTRUCT or DESCRIBE"):
        article.select("card")


def test_rows_become_records_with_names_beside_iris(article: KnowledgeGraph) -> None:
    rows = article.select(LAVROV)
    visit = BASE + "event/lavrov-in-dprk-2018"
    assert rows.to_dicts() == [
        {"visit": visit, "visit_label": "Lavrov's visit to Pyongyang, May 2018", "day": "2018-05-31", "note": None}
    ]
    assert rows.to_dicts(labels=False) == [{"visit": visit, "day": "2018-05-31", "note": None}]
    (counted,) = article.select("SELECT (COUNT(?e) AS ?n) (true AS ?yes) { ?e pan:conveyor ?who }").to_dicts()
    assert counted == {"n": 1, "yes": True}


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), "5"])
def test_a_timeout_that_is_none_is_named(mini: KnowledgeGraph, timeout: Any) -> None:
    with pytest.raises(QueryError, match="a timeout is a number of seconds above 0"):
        mini.select("SELECT * { ?s ?p ?o }", timeout=timeout)
