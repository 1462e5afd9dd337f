"""The named queries: each has a header, an answer worked out by hand, and the same answer on another engine.

Two expected answers to each stand beside this file: `queries/NAME.tsv` on the shipped data, and `queries/mini/NAME.tsv`
on the tests' own small graph. The first line holds the options that it was worked out for: sources, so that those added
later move nothing, and parameters. It may leave out columns that hold prose.
"""

import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from rdflib import Dataset
from rdflib.query import Result

from cli import main
from graph import KnowledgeGraph, Lens, ParameterError, Rows, Triples, UnknownNameError, knowledge
from graph.commands.options import complete_parameter
from graph.model.vocabulary import BASE, PAN, PREFIXES, local
from graph.sparql.named import Query, named_queries, named_query, parse_query
from graph.sparql.run import prepare
from graph.sparql.terms import RdfNode
from tests.tools import value

HERE = Path(__file__).parent
QUERIES = pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)


@QUERIES
def test_every_query_says_what_it_asks(query: Query) -> None:
    assert query.title and not query.title.startswith("title@")
    assert re.search("[а-я]", query.title_in("ru")) and re.search("[가-힣]", query.title_in("ko"))
    assert query.title_in("fr") == query.title and "title@" not in query.description
    assert query.description.endswith(".")
    assert all(parameter.description for parameter in query.parameters)
    assert query.example.startswith(f"panmunjom query {query.name}")


ONLY_MINI = {"missing-labels"}
"""Names are added to the shipped data all the time."""


@pytest.mark.parametrize("name", sorted({query.name for query in named_queries()} - ONLY_MINI))
def test_every_query_finds_what_was_worked_out(name: str) -> None:
    sources, parameters, expected = worked_out(HERE / "queries" / f"{name}.tsv")
    narrowed = knowledge.open_graph(lens=Lens(sources=sources))
    answer = narrowed.query(name, **parameters)
    assert _lines(answer, expected[0].split("\t")) == expected


@QUERIES
def test_every_query_finds_what_was_worked_out_on_the_small_graph(query: Query, mini: KnowledgeGraph) -> None:
    _, parameters, expected = worked_out(HERE / "queries" / "mini" / f"{query.name}.tsv")
    assert _lines(mini.query(query.name, **parameters), expected[0].split("\t")) == expected


def worked_out(file: Path) -> tuple[frozenset[str], dict[str, Any], list[str]]:
    """Return the sources and parameters that an answer was worked out for, and its lines."""
    options, *lines = file.read_text(encoding="utf-8").splitlines()
    words = shlex.split(options.removeprefix("# ")) if " -" in options else []
    given = list(zip(words[::2], words[1::2], strict=True))
    sources = frozenset(value for option, value in given if option == "--source")
    parameters = dict(value.split("=", 1) for option, value in given if option == "-p")
    return sources, parameters, [line.rstrip() for line in lines]


def _lines(answer: Rows | Triples | bool, columns: list[str]) -> list[str]:
    if isinstance(answer, bool):
        return [str(answer).lower()]
    if isinstance(answer, Triples):
        return ["\t".join(columns), *sorted("\t".join(map(_cell, triple)) for triple in answer)]
    rows = [[_cell(row[name].node) if name in row else "" for name in columns] for row in answer]
    return ["\t".join(columns), *("\t".join(row).rstrip() for row in rows)]


def _cell(node: RdfNode) -> str:
    text = value(node).replace(PAN, "pan:").replace(BASE, "")
    for prefix in ("rdf", "rdfs", "skos", "dcterms"):
        text = text.replace(PREFIXES[prefix], f"{prefix}:")
    return text


@pytest.fixture(scope="module")
def engines(mini: KnowledgeGraph) -> tuple[Dataset, Dataset]:
    """One view in Oxigraph, and the same in rdflib's own store under rdflib's own engine."""
    own = Dataset()
    own.parse(data=mini.view.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return mini.dataset, own


@QUERIES
def test_every_file_answers_the_same_on_another_engine(
    query: Query, mini: KnowledgeGraph, engines: tuple[Dataset, Dataset]
) -> None:
    _, given, _ = worked_out(HERE / "queries" / "mini" / f"{query.name}.tsv")
    bound = prepare(mini.finder, query.name, given).text
    texts = list(dict.fromkeys((query.text, bound)))
    ours, theirs = ([_whole(engine.query(text)) for text in texts] for engine in engines)
    assert ours == theirs
    assert ours[-1]


def _whole(result: Result) -> object:
    if result.type == "ASK":
        return result.askAnswer
    rows: Iterable[Any] = result.graph or () if result.type == "CONSTRUCT" else result
    plain = f"^^<{PREFIXES['xsd']}string>"
    return sorted([term.n3().removesuffix(plain) if term is not None else "" for term in row] for row in rows)


@QUERIES
def test_every_example_answers(query: Query, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(query.example)[1:])
    assert result.exit_code == 0, result.output


def test_the_last_known_are_asked_for_by_office_body_and_years(mini: KnowledgeGraph) -> None:
    """On 1 March 2003 Anna was last known as minister of Ruritania in 2001 and Carla in 2002; Nora was president."""

    def holders(**given: Any) -> list[str]:
        return [local(row["holder"].value) for row in mini.select("offices-at", day="2003-03-01", **given)]

    assert holders(years=1) == ["nora", "carla"]
    assert holders(office="minister", years=2) == ["anna", "carla"]
    assert holders(side="Borduria") == ["nora"]


def test_no_answer_is_left_over() -> None:
    names = {query.name for query in named_queries()}
    assert {file.stem for file in (HERE / "queries" / "mini").glob("*.tsv")} == names
    assert {file.stem for file in (HERE / "queries").glob("*.tsv")} == names - ONLY_MINI


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("visits-of", {"whom": "Lavrov"}, r"unknown parameter 'whom'; there are: who \(Actor = person:kim-jong-un\)"),
        ("offices-at", {"day": "April 2019"}, r"'day': 'April 2019' is no day; write YYYY-MM-DD; there are: day \(date"),
        ("year-by-month", {"year": "MMXVIII"}, r"'year': .*MMXVIII.*; there are: year \(integer = 2018\)"),
        ("sure-of", {"least": "certain"}, r"unknown certainty 'certain'; known, from surest down: asserted"),
        ("delegations", {"who": "Lavrov"}, r"unknown parameter 'who'; the query takes none"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_refused_with_what_there_is(
    article: KnowledgeGraph, name: str, parameters: dict[str, Any], message: str
) -> None:
    with pytest.raises(ParameterError, match=message):
        article.query(name, **parameters)


def test_a_required_parameter_must_be_given(article: KnowledgeGraph) -> None:
    text = "SELECT ?event { VALUES ?who { UNDEF } ?event pan:visitor ?who }"
    with pytest.raises(ParameterError, match=r"'who' is missing; there are: who \(entity\)"):
        article.query(text)
    assert [row["event"].value for row in article.select(text, who="Yeltsin")] == [
        BASE + "event/yeltsin-in-rok-1992"
    ]


def test_an_unknown_query_or_entity_is_refused_with_the_nearest(article: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match=r"unknown query 'who-met-who'\. Did you mean who-met-whom"):
        article.query("who-met-who")
    with pytest.raises(UnknownNameError, match="Did you mean Sergey Lavrov"):
        article.query("visits-of", who="Lavrof")


def test_a_value_cannot_break_out_of_its_place(article: KnowledgeGraph) -> None:
    hostile = 'x" } ?s ?p ?o . VALUES ?text { "\\\n'
    assert list(article.select("search-claims", text=hostile)) == []


def test_a_block_in_a_comment_or_a_string_is_no_parameter() -> None:
    text = 'ASK { ?s ?p "VALUES ?a { 1 }" } # VALUES ?b { 2 }'
    assert parse_query(text).parameters == ()


def test_a_parameter_that_nothing_uses_is_a_fault_of_the_file() -> None:
    with pytest.raises(ParameterError, match=r"declared but used nowhere; add VALUES \?who"):
        parse_query("# Title\n#\n# parameter who: entity; whose\nASK { ?who ?p ?o }")
    with pytest.raises(
        ParameterError, match="unknown kind 'person'; known: entity, date, integer, certainty, text"
    ):
        parse_query("# Title\n#\n# parameter who: person; whose\nASK { VALUES ?who { UNDEF } }")


def test_kinds_of_parameters_are_told_from_their_defaults() -> None:
    text = 'ASK { VALUES ?a { UNDEF } VALUES ?b { "2018-01-01"^^xsd:date } VALUES ?c { 3 } VALUES ?d { "x" } }'
    assert [parameter.kind for parameter in parse_query(text).parameters] == ["entity", "date", "integer", "text"]


def test_names_of_queries_are_those_of_the_files() -> None:
    assert named_query("ever-met").text.startswith("# Have two ever met?")


# --- classes of parameters ------------------------------------------------------------------------------


def test_a_name_is_looked_for_among_things_of_the_class(shipped: KnowledgeGraph) -> None:
    rows = shipped.select("status-history", event="Hanoi summit")
    assert {row["claim"].value.rpartition("claim/")[2] for row in rows} >= {"valdai-2019-04-20/35"}
    assert prepare(shipped.finder, "positions-on", {"issue": "DPRK"}).values["issue"].value == BASE + "state/dprk"


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("what-led-to", {"thing": "Kim Jong-un"}, r"'thing' takes event, .* or organisation; Kim Jong-un is none, but of the kind person"),
        ("status-history", {"event": "person:kim-jong-un"}, "'event' takes event; Kim Jong-un is none, but of the kind person"),
        ("status-history", {"event": BASE + "state/dprk"}, "'event' takes event; DPRK is none, but of the kind state"),
        ("visits-of", {"who": "Pyongyang"}, "'who' takes actor; Pyongyang is none, but of the kind city or town"),
    ],
)  # fmt: skip
def test_what_is_of_another_class_is_refused(
    shipped: KnowledgeGraph, name: str, parameters: dict[str, Any], message: str
) -> None:
    with pytest.raises(ParameterError, match=message):
        shipped.query(name, **parameters)


def test_classes_of_a_header_must_be_those_of_the_ontology(article: KnowledgeGraph) -> None:
    text = "# Title\n#\n# parameter who: entity Persn; whose\nASK { VALUES ?who { UNDEF } ?e pan:visitor ?who }"
    with pytest.raises(ParameterError, match=r"Persn is no class of the ontology; did you mean Person\?"):
        article.query(text, who="Lavrov")
    with pytest.raises(ParameterError, match="'day' is a date, which has no class; leave Event out"):
        parse_query('# T\n#\n# parameter day: date Event; when\nASK { VALUES ?day { "2018-01-01"^^xsd:date } }')


def test_every_parameter_of_a_shipped_query_that_takes_an_entity_has_its_class() -> None:
    bare = [
        (query.name, parameter.name)
        for query in named_queries()
        for parameter in query.parameters
        if parameter.kind == "entity" and not parameter.classes
    ]
    assert bare == []


def test_completion_offers_what_fits_and_nothing_else() -> None:
    def offered(query: str, typed: str) -> list[str]:
        command = main.get_command(click.Context(main), "query")
        assert command
        context = click.Context(command)
        context.params["name"] = query
        return complete_parameter(context, command.params[0], typed)

    assert offered("between-events", "") == ["first=", "second="]
    assert offered("uncertain-visits", "host=Wonsan") == []
    assert "who=Sergey Lavrov" in offered("visits-of", "who=Serg")
    assert offered("what-a-project-needs", "project=Sergey") == []
    assert offered("claims-by-paragraph", "source=valdai-2019-04") == ["source=valdai-2019-04-20"]
    assert offered("sure-of", "least=re") == ["least=reported"]


def test_an_empty_answer_names_the_defaults_that_were_in_force() -> None:
    def told(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["query", *arguments, "--source", "valdai-2019-04-20"])
        return result.exit_code, result.stderr.splitlines()[-1]

    first, second = (p.usual for p in named_query("between-events").parameters)
    usual = f"Unless -p says otherwise, first is {first}, second is {second}."
    assert told("between-events", "--until", "2001") == (1, f"Nothing found. {usual}")
    assert told("visits-of", "-p", "who=Choe Son-hui") == (1, "Nothing found.")
