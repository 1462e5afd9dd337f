"""SPARQL: rows and terms, every result format, errors with their place, deadlines, and the engine behind rdflib."""

import csv
import doctest
import io
import json
import math
import os
import runpy
import shlex
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result
from pyoxigraph import QueryResultsFormat

from cli import main
from graph import (
    Certainty,
    DeadlineError,
    KnowledgeGraph,
    QueryError,
    QuerySyntaxError,
    Rows,
    Triples,
    UnknownTermWarning,
    open_graph,
)
from graph.diagnosis import syntax_error
from graph.render.results import write_rows
from graph.vocabulary import BASE, PAN, PREFIXES

ROOT = Path(__file__).resolve().parent.parent
RUNAWAY_JOIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
RUNAWAY_PATH = (
    "SELECT (COUNT(*) AS ?n) { ?a (!pan:note|^!pan:note)* ?b . ?c (!pan:note|^!pan:note)* ?d . ?e ?f ?g }"
)
LAVROV = "SELECT ?visit ?day ?note { ?visit pan:visitor person:sergey-lavrov ; pan:earliest ?day OPTIONAL { ?visit pan:note ?note } }"  # fmt: skip


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["query", "--source", "valdai-2019-04-20", *arguments], input=stdin)


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
    assert len(article.query("offices-at", day=date(2018, 5, 31))) == 1
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


# --- deadlines ----------------------------------------------------------------------------------------


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are made; other tests may have some of their own, such as a browser."""
    made: list[int] = []
    fork = os.fork

    def noted() -> int:
        made.append(process := fork())
        return process

    monkeypatch.setattr(os, "fork", noted)
    return made


@pytest.mark.parametrize("query", [RUNAWAY_JOIN, RUNAWAY_PATH], ids=["cross product", "property path"])
def test_a_runaway_is_stopped_and_leaves_no_process(query: str, shipped: KnowledgeGraph, forked: list[int]) -> None:
    with pytest.raises(DeadlineError, match=r"stopped after 0\.3 s"):
        shipped.query(query, timeout=0.3)
    with pytest.raises(ChildProcessError):
        os.waitpid(*forked, os.WNOHANG)


def test_a_deadline_holds_while_rows_are_read(shipped: KnowledgeGraph) -> None:
    rows = shipped.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=0.5)
    with pytest.raises(DeadlineError):
        for _ in rows.once():
            pass


def test_rows_that_nobody_reads_on_end_their_process(shipped: KnowledgeGraph, forked: list[int]) -> None:
    rows = shipped.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=60)
    next(rows.once())
    del rows
    with pytest.raises(ChildProcessError):
        os.waitpid(*forked, os.WNOHANG)


@pytest.mark.parametrize(
    "query",
    [
        LAVROV,
        "CONSTRUCT { ?e pan:host ?h } { ?e pan:host ?h }",
        "ASK { ?e pan:host state:france }",
        "SELECT ?x { FILTER (1 = 2) }",
    ],
)
def test_a_deadline_changes_no_answer(query: str, article: KnowledgeGraph) -> None:
    def whole(answer: Rows | Triples | bool) -> object:
        if isinstance(answer, bool):
            return answer
        return sorted(str(row.nodes if hasattr(row, "nodes") else row) for row in answer)

    assert whole(article.query(query, timeout=20)) == whole(article.query(query))


def test_the_command_exits_with_124_past_the_deadline() -> None:
    result = run("-e", RUNAWAY_JOIN, "--timeout", "0.3")
    assert result.exit_code == 124
    assert "stopped after 0.3 s" in result.stderr


def test_the_command_exits_with_130_when_interrupted() -> None:
    command = [sys.executable, "-c", "import cli; cli.main()", "query", "-e", RUNAWAY_JOIN, "--timeout", "60"]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("needs /proc to see that the query is under way")
    while process.poll() is None and not children.read_text().strip():
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 130
    assert b"Traceback" not in said


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
    result = run("-e", "SELECT ?who { ?event pan:visiter ?who }")
    assert result.exit_code == 1
    assert "Warning: pan:visiter is not in the ontology" in result.stderr


# --- the command --------------------------------------------------------------------------------------


def test_a_query_comes_by_name_from_a_file_from_stdin_or_in_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(LAVROV, encoding="utf-8")
    answers = {
        run(str(file), "-f", "csv").stdout,
        run("-", "-f", "csv", stdin=LAVROV).stdout,
        run("-e", LAVROV, "-f", "csv").stdout,
    }
    assert answers == {f"visit,day,note\n{BASE}event/lavrov-in-dprk-2018,2018-05-31,\n"}
    assert run("visits-of", "-p", "who=Lavrov", "-f", "csv").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "Give the name of a query"),
        ("visits-of -e 'ASK {}'", "Give the name of a query"),
        ("visits-off", "unknown query 'visits-off'. Did you mean visits-of"),
        ("nowhere.rq", "nowhere.rq: cannot be read: No such file or directory"),
        ("visits-of -p Lavrov", "-p Lavrov: write NAME=VALUE"),
        ("visits-of -p who=Kim", "'Kim' is ambiguous; say which one"),
        ("visits-of -f turtle", "SELECT is not written as turtle; choose table, csv, tsv, json, xml, md, html"),
        ("actor-network -f csv", "CONSTRUCT or DESCRIBE is not written as csv; choose turtle, trig"),
        ("ever-met -f html", "ASK is not written as html; choose table, csv, tsv, json, xml"),
        ("visits-of --timeout 0", "0.0 is not in the range"),
    ],
)
def test_what_the_command_refuses(arguments: str, message: str) -> None:
    result = run(*shlex.split(arguments))
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_table_shows_labels_or_prefixed_names() -> None:
    assert "Lavrov's visit to Pyongyang, May 2018  2018-05-31" in run("-e", LAVROV).stdout
    assert "event:lavrov-in-dprk-2018  2018-05-31" in run("-e", LAVROV, "--iris").stdout
    assert "Визит Лаврова" in run("-e", LAVROV, "--lang", "ru").stdout


def test_the_command_says_which_entity_a_parameter_was_taken_for() -> None:
    assert "who: Kim Jong-un" in run("visits-of", "-p", "who=Ким Чен Ын").stderr


def test_explain_shows_the_query_as_run_with_its_prefixes() -> None:
    text = "SELECT ?visit { VALUES ?who { UNDEF } ?visit pan:visitor ?who }"
    shown = run("-e", text, "-p", "who=Lavrov", "--explain").stdout
    assert shown == (
        f"PREFIX pan: <{PAN}>\n"
        f"SELECT ?visit {{ VALUES ?who {{ <{BASE}person/sergey-lavrov> }} ?visit pan:visitor ?who }}\n"
    )


def test_exit_codes_tell_found_from_not_found() -> None:
    assert run("-e", "ASK { ?e pan:visitor person:sergey-lavrov }").exit_code == 0
    assert run("-e", "ASK { ?e pan:visitor person:nobody }").exit_code == 1
    nothing = run("-e", "SELECT ?e { ?e pan:visitor person:nobody }")
    assert (nothing.exit_code, nothing.stderr) == (1, "Nothing found.\n")


def test_a_limit_says_that_there_is_more() -> None:
    result = run("-e", "SELECT ?s { ?s ?p ?o }", "-n", "2", "-f", "csv")
    assert len(result.stdout.splitlines()) == 3
    assert "The first 2 rows; there are more." in result.stderr


def test_an_answer_is_written_to_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("as before")
    assert run("-e", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "-f", "csv", "--timeout", "0.5", "-o", str(file)).exit_code == 124  # fmt: skip
    assert file.read_text() == "as before"
    assert run("-e", LAVROV, "-f", "csv", "-o", str(file)).exit_code == 0
    assert file.read_bytes().startswith(b"visit,day,note\r\n")


def test_queries_are_listed_and_searched() -> None:
    listed = json.loads(CliRunner().invoke(main, ["queries", "-f", "json"]).stdout)
    assert len(listed) >= 25
    assert {"query", "title", "description", "parameters", "example"} == set(listed[0])
    assert "uncertain-visits" in CliRunner().invoke(main, ["queries", "planned"]).stdout
    assert CliRunner().invoke(main, ["queries", "zeppelin"]).exit_code == 1


# --- formats ------------------------------------------------------------------------------------------

ODD = """SELECT ?a ?b ?c ?d ?e ?f { VALUES (?a ?b ?c ?d) {
  (<http://e/ü?x=1&y=2> "a,\\"b\\"\\n<c>\\td"@en 1 UNDEF) (<http://e/x> "" "2018-05-31"^^xsd:date "\\\\") } BIND (true AS ?e) }"""


@pytest.mark.parametrize("form", ["csv", "json", "xml"])
def test_formats_say_what_the_engine_s_own_writer_says(article: KnowledgeGraph, form: str) -> None:
    rows = article.query(ODD)
    ours = "".join(write_rows(rows.variables, rows, form))
    kinds = {"csv": QueryResultsFormat.CSV, "json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}
    engine = article.view.query(ODD, prefixes=PREFIXES).serialize(format=kinds[form]).decode()
    assert _read(ours, form) == _read(engine, form)


def _read(text: str, form: str) -> object:
    if form == "csv":
        return list(csv.reader(io.StringIO(text, newline="")))
    if form == "json":
        return json.loads(text)
    return [(node.tag, node.attrib, (node.text or "").strip("\n")) for node in ET.fromstring(text).iter()]


def test_tsv_writes_terms_as_sparql_does(article: KnowledgeGraph) -> None:
    rows = article.query(ODD)
    assert "".join(write_rows(rows.variables, rows, "tsv")).splitlines() == [
        "?a\t?b\t?c\t?d\t?e\t?f",
        '<http://e/ü?x=1&y=2>\t"a,\\"b\\"\\n<c>\\td"@en\t"1"^^<http://www.w3.org/2001/XMLSchema#integer>\t\t'
        '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>\t',
        '<http://e/x>\t""\t"2018-05-31"^^<http://www.w3.org/2001/XMLSchema#date>\t"\\\\"\t'
        '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>\t',
    ]


def test_control_characters_do_no_harm_in_xml_and_tables(article: KnowledgeGraph) -> None:
    rows = article.query("SELECT ?x { BIND ('a\\u001b[31m' AS ?x) }")
    assert ET.fromstring("".join(write_rows(rows.variables, rows, "xml"))) is not None
    assert "a␛[31m" in "".join(write_rows(rows.variables, rows, "table"))
    assert "| a␛[31m |" in "".join(write_rows(rows.variables, rows, "md"))


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "table"])
def test_ask_in_every_format(form: str) -> None:
    result = run("-e", "ASK { ?s ?p ?o }", "-f", form)
    assert result.exit_code == 0
    assert {"json": '{"head": {}, "boolean": true}', "xml": "<boolean>true</boolean>"}.get(form, "true\n") in result.stdout  # fmt: skip


@pytest.mark.parametrize(
    ("form", "parser"),
    [
        ("turtle", "turtle"),
        ("trig", "trig"),
        ("nt", "nt"),
        ("nq", "nquads"),
        ("jsonld", "json-ld"),
        ("rdfxml", "xml"),
    ],
)
def test_construct_in_every_format_is_read_back(form: str, parser: str) -> None:
    result = run(
        "-e", "CONSTRUCT { ?v pan:host ?h } { ?v pan:visitor person:sergey-lavrov ; pan:host ?h }", "-f", form
    )
    read = rdflib.Dataset(default_union=True).parse(data=result.stdout, format=parser)
    assert {tuple(map(str, triple)) for triple in read.triples((None, None, None))} == {
        (BASE + "event/lavrov-in-dprk-2018", PAN + "host", BASE + "state/dprk")
    }


def test_turtle_declares_the_prefixes_that_it_uses_and_no_others() -> None:
    shown = run("-e", "CONSTRUCT WHERE { event:lavrov-in-dprk-2018 pan:host ?host }").stdout
    assert sorted(line.split()[1] for line in shown.splitlines() if line.startswith("@prefix")) == ["event:", "pan:", "state:"]  # fmt: skip


def test_a_system_that_cannot_fork_refuses_a_deadline(
    article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    with pytest.raises(QueryError, match="run it without a deadline"):
        article.query("ASK { ?s ?p ?o }", timeout=1)
    assert article.query("ASK { ?s ?p ?o }", timeout=math.inf) is True


# --- the page -----------------------------------------------------------------------------------------


def test_every_answer_on_the_page_is_what_the_command_answers() -> None:
    page = (ROOT / "docs/sparql.md").read_text(encoding="utf-8")
    answered = runpy.run_path(str(ROOT / "docs/readme.py"))["answered"]
    assert answered(page) == page, "run: python docs/readme.py"


def test_the_python_on_the_page_runs() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs/sparql.md"), module_relative=False)
    assert (failed, tried > 3) == (0, True)
