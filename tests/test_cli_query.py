"""The command `query`: where queries come from, what is refused, every format, and the page that shows it."""

import csv
import doctest
import io
import json
import shlex
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner
from pyoxigraph import QueryResultsFormat, QuerySolutions, Triple, parse_query_results

from cli import main
from graph import KnowledgeGraph
from graph.model.vocabulary import BASE, PAN
from graph.render.results import write_rows
from tests.tools import LAVROV, run_query, solutions

ROOT = Path(__file__).resolve().parent.parent


# --- the command --------------------------------------------------------------------------------------


def test_a_query_comes_by_name_from_a_file_from_stdin_or_in_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(LAVROV, encoding="utf-8")
    answers = {
        run_query(str(file), "-f", "csv").stdout,
        run_query("-", "-f", "csv", stdin=LAVROV).stdout,
        run_query("-e", LAVROV, "-f", "csv").stdout,
    }
    visit = f"{BASE}event/lavrov-in-dprk-2018"
    assert answers == {
        f'visit,visit_label,day,note\n{visit},"Lavrov\'s visit to Pyongyang, May 2018",2018-05-31,\n'
    }
    assert run_query("visits-of", "-p", "who=Lavrov", "-f", "csv").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "Give the name of a query"),
        ("visits-of -e 'ASK {}'", "Give the name of a query"),
        ("visits-off", "unknown query 'visits-off'. Did you mean visits-of"),
        ("nowhere.rq", "nowhere.rq: cannot be read: No such file or directory"),
        ("visits-of -p Lavrov", "-p Lavrov: write NAME=VALUE"),
        ("visits-of -p who=Kim", "'Kim' is ambiguous; say which one"),
        (
            "visits-of -f turtle",
            "SELECT is not written as turtle; choose table, csv, tsv, json, json-rows, xml, md, html",
        ),
        ("actor-network -f csv", "CONSTRUCT or DESCRIBE is not written as csv; choose turtle, trig"),
        ("ever-met -f html", "ASK is not written as html; choose table, csv, tsv, json, xml"),
        ("visits-of --memory 1K", "'1K' is no amount of memory from 1 MiB on; write MiB, or 500M, 2G"),
        ("visits-of --timeout 0", "'0' is no time in seconds above 0, such as 30 or 0.5; inf for no end"),
    ],
)
def test_what_the_command_refuses(arguments: str, message: str) -> None:
    result = run_query(*shlex.split(arguments))
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_table_shows_labels_or_prefixed_names() -> None:
    assert "Lavrov's visit to Pyongyang, May 2018  2018-05-31" in run_query("-e", LAVROV).stdout
    assert "event:lavrov-in-dprk-2018  2018-05-31" in run_query("-e", LAVROV, "--iris").stdout
    assert "Визит Лаврова" in run_query("-e", LAVROV, "--lang", "ru").stdout


def test_the_command_says_which_entity_a_parameter_was_taken_for() -> None:
    assert "who: Kim Jong-un" in run_query("visits-of", "-p", "who=Ким Чен Ын").stderr


def test_explain_shows_the_query_as_run_with_its_prefixes() -> None:
    text = "SELECT ?visit { VALUES ?who { UNDEF } ?visit pan:visitor ?who }"
    shown = run_query("-e", text, "-p", "who=Lavrov", "--explain").stdout
    assert shown == (
        f"PREFIX pan: <{PAN}>\n"
        f"SELECT ?visit {{ VALUES ?who {{ <{BASE}person/sergey-lavrov> }} ?visit pan:visitor ?who }}\n"
    )


def test_exit_codes_tell_found_from_not_found() -> None:
    assert run_query("-e", "ASK { ?e pan:visitor person:sergey-lavrov }").exit_code == 0
    assert run_query("-e", "ASK { ?e pan:visitor person:nobody }").exit_code == 1
    nothing = run_query("-e", "SELECT ?e { ?e pan:visitor person:nobody }")
    warned = "Warning: person:nobody is not in the data, so nothing can match it.\n"
    assert (nothing.exit_code, nothing.stderr) == (1, f"{warned}Nothing found.\n")


def test_a_limit_says_that_there_is_more() -> None:
    result = run_query("-e", "SELECT ?s { ?s ?p ?o }", "-n", "2", "-f", "csv")
    assert len(result.stdout.splitlines()) == 3
    assert "The first 2 rows; there are more." in result.stderr


def test_an_answer_is_written_to_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("as before")
    assert run_query("-e", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "-f", "csv", "--timeout", "0.5", "-o", str(file)).exit_code == 124  # fmt: skip
    assert file.read_text() == "as before"
    assert run_query("-e", LAVROV, "-f", "csv", "-o", str(file)).exit_code == 0
    assert file.read_bytes().startswith(b"visit,visit_label,day,note\r\n")


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
    rows = article.select(ODD)
    ours = "".join(write_rows(rows.variables, rows, form, iris=True))
    kinds = {"csv": QueryResultsFormat.CSV, "json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}
    theirs = solutions(article.view, ODD).serialize(format=kinds[form]) or b""
    assert _read(ours, form) == _read(theirs.decode(), form)


def _read(text: str, form: str) -> object:
    if form == "csv":
        return list(csv.reader(io.StringIO(text, newline="")))
    if form == "json":
        return json.loads(text)
    return [(node.tag, node.attrib, (node.text or "").strip("\n")) for node in ET.fromstring(text).iter()]


def test_tsv_writes_terms_as_sparql_does(article: KnowledgeGraph) -> None:
    rows = article.select(ODD)
    assert "".join(write_rows(rows.variables, rows, "tsv", iris=True)).splitlines() == [
        "?a\t?b\t?c\t?d\t?e\t?f",
        '<http://e/ü?x=1&y=2>\t"a,\\"b\\"\\n<c>\\td"@en\t"1"^^<http://www.w3.org/2001/XMLSchema#integer>\t\t'
        '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>\t',
        '<http://e/x>\t""\t"2018-05-31"^^<http://www.w3.org/2001/XMLSchema#date>\t"\\\\"\t'
        '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>\t',
    ]


def test_control_characters_do_no_harm_in_xml_and_tables(article: KnowledgeGraph) -> None:
    rows = article.select("SELECT ?x { BIND ('a\\u001b[31m' AS ?x) }")
    assert ET.fromstring("".join(write_rows(rows.variables, rows, "xml"))) is not None
    assert "a␛[31m" in "".join(write_rows(rows.variables, rows, "table"))
    assert "| a␛[31m |" in "".join(write_rows(rows.variables, rows, "md"))


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "table"])
def test_ask_in_every_format(form: str) -> None:
    result = run_query("-e", "ASK { ?s ?p ?o }", "-f", form)
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
    result = run_query(
        "-e", "CONSTRUCT { ?v pan:host ?h } { ?v pan:visitor person:sergey-lavrov ; pan:host ?h }", "-f", form
    )
    read = rdflib.Dataset(default_union=True).parse(data=result.stdout, format=parser)
    assert {tuple(map(str, triple)) for triple in read.triples((None, None, None))} == {
        (BASE + "event/lavrov-in-dprk-2018", PAN + "host", BASE + "state/dprk")
    }


def test_turtle_declares_the_prefixes_that_it_uses_and_no_others() -> None:
    shown = run_query("-e", "CONSTRUCT WHERE { event:lavrov-in-dprk-2018 pan:host ?host }").stdout
    assert sorted(line.split()[1] for line in shown.splitlines() if line.startswith("@prefix")) == ["event:", "pan:", "state:"]  # fmt: skip


def test_names_stand_beside_iris_and_columns_can_be_chosen() -> None:
    iri, name = f"{BASE}event/lavrov-in-dprk-2018", "Lavrov's visit to Pyongyang, May 2018"
    assert run_query("-e", LAVROV, "-f", "tsv").stdout == f"visit\tvisit_label\tday\tnote\n{iri}\t{name}\t2018-05-31\t\n"  # fmt: skip
    assert f"| event:lavrov-in-dprk-2018 | {name} |" in run_query("-e", LAVROV, "-f", "md").stdout
    record = {"visit": iri, "visit_label": name, "day": "2018-05-31", "note": None}
    assert json.loads(run_query("-e", LAVROV, "-f", "json-rows").stdout) == [record]
    assert run_query("-e", LAVROV, "--nl").stdout == json.dumps(record) + "\n"
    assert run_query("-e", LAVROV, "--nl", "--columns", "day,visit_label").stdout == json.dumps({"day": "2018-05-31", "visit_label": name}) + "\n"  # fmt: skip
    assert run_query("-e", LAVROV, "--columns", "day").stdout.split() == ["day", "─" * 10, "2018-05-31"]
    assert json.loads(run_query("-e", LAVROV, "-f", "json").stdout)["head"] == {"vars": ["visit", "day", "note"]}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--columns days", "unknown column 'days'; there are: visit, visit_label, day, note"),
        ("--columns day -f xml", "-f xml is the W3C's own and has all variables"),
        ("--columns day, ", "--columns takes names with commas between them"),
        ("--nl -f csv", "--nl writes JSON line by line; leave -f csv out"),
    ],
)
def test_columns_and_lines_that_cannot_be_are_refused(arguments: str, message: str) -> None:
    result = run_query("-e", LAVROV, *shlex.split(arguments))
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


@pytest.mark.parametrize("command", ["events Lavrov", "claims Lavrov", "sources", "find Kim", "disagreements", "queries", "ontology"])  # fmt: skip
def test_what_lists_also_lists_line_by_line(command: str) -> None:
    listed = CliRunner().invoke(main, [*shlex.split(command), "-f", "json"]).stdout
    lines = CliRunner().invoke(main, [*shlex.split(command), "--nl"]).stdout.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(listed)
    chosen = next(iter(json.loads(lines[0])))
    assert list(json.loads(CliRunner().invoke(main, [*shlex.split(command), "--nl", "--columns", chosen]).stdout.splitlines()[0])) == [chosen]  # fmt: skip


# --- the page -----------------------------------------------------------------------------------------


def test_the_python_on_the_page_runs() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs/sparql.md"), module_relative=False)
    assert (failed, tried > 3) == (0, True)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_rdf_1_2_brings_comes_through(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text('<a:a> <a:b> <<( <a:c> <a:d> "x"@en--rtl )>> .', encoding="utf-8")
    shown = CliRunner().invoke(
        main, ["query", "--plain", "-e", "SELECT ?o { ?s ?p ?o }", "-f", form, "--data", str(tmp_path)]
    )
    kinds = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}
    found = parse_query_results(shown.stdout.encode(), kinds[form])
    assert isinstance(found, QuerySolutions)
    assert [str(row["o"]) for row in found if isinstance(row["o"], Triple)] == ['<a:c> <a:d> "x"@en--rtl']


def test_an_address_that_is_none_is_shown_at_its_place() -> None:
    result = run_query("-e", "SELECT * { <https://w3id.org/panmunjom/person/a%> ?p ?o }")
    assert result.exit_code == 2
    assert "Error: line 1, column 50: this is no valid IRI" in result.stderr


@pytest.mark.parametrize("form", ["tsv", "csv", "table"])
def test_a_triple_term_is_written_as_one(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<a:a> <a:b> <<( <a:c> <a:d> <<( <a:e> <a:f> 1 )>> )>> .", encoding="utf-8")
    shown = CliRunner().invoke(
        main, ["query", "--plain", "-e", "SELECT ?o { ?s ?p ?o }", "-f", form, "--iris", "--data", str(tmp_path)]
    )
    term = '<<( <a:c> <a:d> <<( <a:e> <a:f> "1"^^<http://www.w3.org/2001/XMLSchema#integer> )>> )>>'
    assert shown.stdout.splitlines()[-1] == (f'"{term.replace(chr(34), chr(34) * 2)}"' if form == "csv" else term)


def test_what_xml_cannot_hold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text('<a:a> <a:b> "bell \\u0007" .', encoding="utf-8")
    asked = ["query", "--plain", "-e", "CONSTRUCT WHERE { ?s ?p ?o }", "--data", str(tmp_path)]
    refused = CliRunner().invoke(main, [*asked, "-f", "rdfxml"])
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "XML cannot hold the control characters in <a:a> <a:b>" in refused.stderr
    assert "bell \\u0007" in CliRunner().invoke(main, [*asked, "-f", "nt"]).stdout


def test_plain_data_makes_a_page() -> None:
    shown = CliRunner().invoke(
        main, ["query", "--plain", "-e", "SELECT ?o { ?s ?p ?o }", "-f", "html", "--data", "-"],
        input='<a:a> <a:b> "seen" .',
    )  # fmt: skip
    assert shown.exit_code == 0 and shown.stdout.startswith("<!doctype html>") and "seen" in shown.stdout


def test_a_day_of_the_week_is_no_day_for_a_query() -> None:
    result = run_query("known-on", "-p", "day=2018-W01-1", "-p", "thing=Lavrov")
    assert result.exit_code == 2 and "'2018-W01-1' is no day; write YYYY-MM-DD" in result.stderr
