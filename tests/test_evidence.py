"""Evidence: what a row rests on, on answers worked out by hand; and that these claims, and they alone, give the row."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from cli import main
from graph import KnowledgeGraph, Lens, QueryError, Rows, open_graph
from graph.conclusions.backing import Backings
from graph.model.claims import Triple, Value
from graph.model.vocabulary import BASE, PAN
from graph.sparql.evidence import Evidence
from graph.sparql.named import Query, named_queries
from graph.sparql.results import Row
from graph.sparql.terms import Term
from graph.store.loading import Loaded
from graph.store.store_reader import StoreReader
from tests.made import table, trig
from tests.test_queries import worked_out
from tests.tools import claims_file, day, value

DEFAULT = ox.DefaultGraph()
CONCLUDED = "status conclusion lastReported earliest latest datesFrom heldFrom heldUntil succeededFrom side".split()


def basis(row: Row) -> Evidence:
    assert row.evidence
    return row.evidence


def evidence(graph: KnowledgeGraph, query: str) -> list[tuple[str, str, str, str]]:
    """Return for each row its first cell, the numbers of its claims, the weakest certainty and what is remarked."""
    rows = graph.select(query, evidence=True)
    found = []
    for row in rows:
        shown = row[rows.variables[0]].value.rpartition("/")[2]
        told = basis(row)
        numbers = sorted(int(claim.number.rpartition("/")[2]) for claim in told.claims)
        weakest = "" if told.weakest is None else str(told.weakest)
        found.append((shown, " ".join(map(str, numbers)), weakest, "; ".join(told.remarks)))
    return sorted(found)


# --- worked out by hand on the small graph -----------------------------------------------------------

NAMES = "rests on no claim: names, kinds, records of sources and the vocabulary only"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # two claims state it: the surer one counts
        ("SELECT ?who { event:anna-in-syldavia pan:visitor ?who }", [("anna", "1 2", "asserted", "")]),
        # a party is a participant
        ("SELECT ?who { event:klow-meeting pan:participant ?who }", [("anna", "3", "asserted", ""), ("boris", "3", "asserted", "")]),
        # a chain is as sure as its weakest link: only an expectation names the host of the second visit
        ("SELECT ?e ?s { ?e pan:host state:syldavia ; pan:status ?s }",
         [("anna-in-syldavia", "1 2", "asserted", ""), ("second-visit", "6 7", "expected", "")]),
        ("SELECT ?state { person:boris pan:memberOf/pan:belongsTo ?state }", [("ruritania", "9", "asserted", "")]),
        ("SELECT ?e ?place { ?e pan:visitor person:anna OPTIONAL { ?part pan:partOf ?e ; pan:place ?place } }",
         [("anna-in-syldavia", "1 2 3", "asserted", ""), ("second-visit", "6 7", "asserted", "")]),
        ("SELECT ?e { { ?e pan:host state:isles } UNION { ?e pan:place place:klow } }",
         [("klow-meeting", "3", "asserted", ""), ("quirin-in-isles", "34", "reported", ""), ("wreck", "39", "possible", "")]),
        ("SELECT ?e { VALUES ?who { person:quirin person:nora } ?e pan:visitor ?who ; pan:host ?host FILTER (?host != state:isles) }",
         [("denied-trip", "11", "rumoured", "")]),
        ("SELECT ?e ?y { ?e pan:visitor person:quirin ; pan:earliest ?d BIND (YEAR(?d) AS ?y) }", [("quirin-in-isles", "34", "reported", "")]),
        # what a claim says, be it denied or withdrawn
        ("SELECT ?c { GRAPH ?c { event:klow-meeting pan:party person:boris } }",
         [("3", "3", "asserted", ""), ("4", "4", "asserted", "mini/4 says that it is not so")]),
        ("SELECT ?c { GRAPH ?c { event:klow-meeting pan:party person:carla } }", [("10", "10", "asserted", "mini/10 is withdrawn")]),
        ("SELECT ?c { ?c pan:certainty pan:Rumoured }", [("11", "11", "rumoured", "")]),
        # paths of any length, either way, and the surest way through
        ("SELECT ?e { event:great-storm pan:ledTo+ ?e }", [("lighthouse-talks", "31", "asserted", ""), ("wreck", "31", "asserted", "")]),
        ("SELECT ?e { ?e pan:partOf* event:quirin-in-isles }",
         [("harbour-dinner", "35", "reported", ""), ("harbour-toast", "35", "reported", ""), ("quirin-in-isles", "", "", NAMES)]),
        ("SELECT ?who { person:quirin ^pan:conveyor/(pan:inviter|pan:invitee) ?who }", [("olga", "33", "asserted", ""), ("pavel", "33", "asserted", "")]),
        ("SELECT ?x { event:quirin-in-isles !(pan:visitor|pan:participant|pan:side|rdfs:label|rdf:type|pan:status|pan:date|pan:earliest|pan:latest) ?x }",
         [("isles", "34", "reported", "")]),
        ("SELECT ?who { [ pan:visitor ?who ; pan:host state:isles ] }", [("quirin", "34", "reported", "")]),
        # what EXISTS finds counts, what NOT EXISTS and MINUS do not find cannot
        ("SELECT ?e { ?e a pan:Visit FILTER EXISTS { ?e pan:host state:isles } }", [("quirin-in-isles", "34", "reported", "")]),
        ("SELECT ?e { ?e pan:visitor ?who FILTER NOT EXISTS { ?e pan:host state:syldavia } }",
         [("denied-trip", "11", "rumoured", ""), ("quirin-in-isles", "34", "reported", "")]),
        ("SELECT ?e { ?e pan:visitor ?who MINUS { ?e pan:host state:syldavia } }",
         [("denied-trip", "11", "rumoured", ""), ("quirin-in-isles", "34", "reported", "")]),
        ("SELECT ?e ?b { ?e pan:visitor person:quirin BIND (EXISTS { ?p pan:partOf ?e } AS ?b) }", [("quirin-in-isles", "34 35", "reported", "")]),
        # sums rest on all that is summed up, the greatest on itself alone
        ("SELECT ?who (COUNT(?e) AS ?n) { ?e pan:visitor ?who } GROUP BY ?who",
         [("anna", "1 2 6 7", "asserted", "sums up 2 solutions"), ("nora", "11", "rumoured", ""), ("quirin", "34", "reported", "")]),
        ("SELECT (MAX(?d) AS ?last) { ?e pan:visitor person:anna ; pan:earliest ?d }", [("2002-01-01", "6 7", "expected", "")]),
        ("SELECT (COUNT(?e) AS ?n) { ?e pan:visitor state:isles }", [("0", "", "", f"rests on there being none; {NAMES}")]),
        ("SELECT ?host ?n { ?e pan:host ?host ; pan:visitor person:anna { SELECT ?e (COUNT(?p) AS ?n) { ?p pan:partOf ?e } GROUP BY ?e } }",
         [("syldavia", "1 2 3", "asserted", "")]),
        ("SELECT ?e { { SELECT ?e { ?e pan:visitor person:quirin } LIMIT 1 } }",
         [("quirin-in-isles", "34", "reported", "the LIMIT of a subquery is left out of account")]),
        # names are nobody's claim; what is made up cannot be followed
        ('SELECT ?name { person:anna rdfs:label ?name FILTER (LANG(?name) = "ru") }', [("Анна Берн", "", "", NAMES)]),
        ("SELECT ?who (RAND() AS ?x) { event:quirin-in-isles pan:visitor ?who }",
         [("quirin", "", "", "not traced: how it comes about could not be followed")]),
        # the question whether: the rows that make it so
        ("ASK { ?e pan:party person:olga , person:quirin }", [("harbour-dinner", "35", "reported", "")]),
    ],
)  # fmt: skip
def test_evidence_is_what_was_worked_out(mini: KnowledgeGraph, query: str, expected: list[tuple[str, ...]]) -> None:
    assert evidence(mini, query) == expected


@pytest.mark.parametrize(
    ("pattern", "claims", "weakest"),
    [
        ("event:klow-meeting pan:earliest ?x", "2 3", "reported"),  # its visit's first day, by the report of April
        ("event:klow-meeting pan:latest ?x", "1 3", "asserted"),  # its visit's last day
        ("event:autumn-round pan:earliest ?x", "23", "asserted"),  # its first sitting's day
        ("event:autumn-round pan:status ?x", "23", "asserted"),  # a sitting was held, so it has begun
        ("event:harvest-fair pan:earliest ?x", "17 18", "expected"),  # as planned, and a report of those days
        ("event:harvest-fair pan:status ?x", "18", "asserted"),
        ("event:border-signing pan:status ?x", "21", "expected"),  # the later plan
        ("event:second-visit pan:status ?x", "7", "asserted"),
        ("event:first-sitting pan:side state:borduria", "23 26", "asserted"),  # Nora was there, and president then
        ("event:court-flight pan:side state:borduria", "13 14 15 25 26", "possible"),  # either of them, on that day
        ("tenure:nora-president pan:heldFrom ?x", "26", "asserted"),
        ("tenure:emil-president pan:succeededFrom ?x", "25 26", "asserted"),
        ("?x a pan:Disagreement ; pan:about project:bridge", "28 29", "asserted"),
    ],
)
def test_what_is_concluded_rests_on_what_it_follows_from(
    mini: KnowledgeGraph, pattern: str, claims: str, weakest: str
) -> None:
    ((_, numbers, sure, remarks),) = evidence(mini, f"SELECT * {{ BIND (1 AS ?a) {pattern} }}")
    assert (numbers, sure, remarks) == (claims, weakest, "")


def test_that_it_is_over_rests_on_when_it_was(tmp_path: Path) -> None:
    made = open_graph(claims_file(tmp_path, "event:fair pan:status pan:Ongoing", f"event:fair {day('2019-05-05')}"))
    assert evidence(made, "SELECT ?s { event:fair pan:status ?s }") == [("ontology#Held", "1 2", "asserted", "")]


def test_a_lens_leaves_only_its_claims(mini: KnowledgeGraph) -> None:
    daily = mini.within(Lens(sources=frozenset({"daily-2001"})))
    query = "SELECT ?who { event:anna-in-syldavia pan:visitor ?who }"
    assert evidence(daily, query) == [("anna", "1", "asserted", "")]


# --- held against the data ------------------------------------------------------------------------------


class Cut:
    """Graphs of some of the claims that another has, and of all the others; one claim stays in all, as the clock.

    Args:
        graph: Where the claims are.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._ontology = graph.ontology
        self._others: list[ox.Quad] = []
        self._of_claims: dict[str, list[ox.Quad]] = {}
        for quad in graph.truth():
            claim = value(quad.subject if quad.graph_name == DEFAULT else quad.graph_name)
            told = self._of_claims.setdefault(claim, []) if claim.startswith(BASE + "claim/") else self._others
            told.append(quad)
        self.clock = max((claim.source.known_from, claim.iri) for claim in graph.claims())[1]
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, claims: frozenset[str], *, without: bool = False) -> KnowledgeGraph:
        loaded = Loaded(ox.Store())
        loaded.store.extend(self._others)
        for claim, quads in self._of_claims.items():
            if claim == self.clock or (claim in claims) is not without:
                loaded.store.extend(quads)
        return KnowledgeGraph(loaded, StoreReader(loaded, self._ontology))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    file = tmp_path_factory.mktemp("made") / "made.trig"
    file.write_text(trig(table("happenings"), table("terms")), encoding="utf-8")
    return open_graph(file)


@pytest.mark.parametrize("name", ["mini", "made"])
def test_the_claims_behind_what_is_concluded_suffice_for_it(name: str, request: pytest.FixtureRequest) -> None:
    graph = request.getfixturevalue(name)
    cut, backings = Cut(graph), Backings(graph.conclusions, graph.view)
    for statement in _concluded(graph):
        claims = frozenset(claim.iri for claim in backings.of(_triple(statement)).claims)
        assert statement in cut.of(claims).view, statement


def _concluded(graph: KnowledgeGraph) -> Iterator[ox.Quad]:
    for name in CONCLUDED:
        for quad in graph.view.quads_for_pattern(None, ox.NamedNode(PAN + name), None, DEFAULT):
            if not value(quad.subject).startswith(BASE + "claim/"):
                yield quad


def _triple(quad: ox.Quad) -> Triple:
    thing = quad.object
    assert isinstance(thing, ox.NamedNode | ox.Literal)
    said = (
        thing.value if isinstance(thing, ox.NamedNode) else Value(thing.value, thing.datatype.value, thing.language)
    )
    return Triple(value(quad.subject), quad.predicate.value, said)


OF_TRIPLES, OF_A_WORD = {"actor-network", "card"}, {"ever-met"}
SELECTS = [query for query in named_queries() if query.name not in OF_TRIPLES | OF_A_WORD]
DENIED = BASE + "event/denied-trip"
"""It has no status because a claim denies it; a row without a status does not rest on that claim."""


@pytest.mark.parametrize("query", SELECTS, ids=lambda query: query.name)
def test_rows_of_named_queries_stand_and_fall_with_their_claims(query: Query, mini: KnowledgeGraph) -> None:
    _, given, _ = worked_out(Path(__file__).parent / "queries" / "mini" / f"{query.name}.tsv")
    rows, cut = mini.select(query.name, evidence=True, **given), Cut(mini)
    assert [dict(row) for row in mini.select(query.name, **given)] == [_own(row, rows) for row in rows]
    for row in rows[:4]:
        own, claims = _own(row, rows), frozenset(claim.iri for claim in basis(row).claims)
        assert not any("not traced" in remark for remark in basis(row).remarks)
        if not claims or DENIED in [term.value for term in own.values()]:
            continue
        assert own in [dict(one) for one in cut.of(claims).select(query.name, **given)]
        if cut.clock not in claims and not any("sums up" in remark for remark in basis(row).remarks):
            assert own not in [dict(one) for one in cut.of(claims, without=True).select(query.name, **given)]


def _own(row: Row, rows: Rows) -> dict[str, Term]:
    return {name: term for name, term in row.items() if name in rows.variables[:-4]}


def test_every_statement_of_the_view_is_traced(shipped: KnowledgeGraph) -> None:
    backings = Backings(shipped.conclusions, shipped.view)
    untraced = [
        quad
        for quad in shipped.view.quads_for_pattern(None, None, None, DEFAULT)
        if not backings.of(_triple(quad)).traced
    ]
    assert untraced == []


# --- the command, and what is refused -----------------------------------------------------------------


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["query", *arguments])


def test_the_command_adds_columns() -> None:
    columns, source = "visit,claims,weakest,sources", "tehran-times-2009-04-27-pipeline"
    options = f"-p who=Lavrov --evidence -f csv --columns {columns} --source {source}"
    result = run("visits-of", *options.split())
    assert result.stdout.splitlines()[0] == "visit,claims,weakest,sources"
    assert (
        f"{BASE}event/lavrov-in-dprk-2009,russia-china/121,asserted,tehran-times-2009-04-27-pipeline"
        in result.stdout
    )


def test_a_table_leaves_out_remarks_where_there_are_none() -> None:
    plain = run("-e", "SELECT ?who { event:lavrov-in-dprk-2009 pan:visitor ?who }", "--evidence")
    assert plain.stdout.splitlines()[0].split() == ["who", "claims", "weakest", "sources"]
    named = run("-e", "SELECT ?name { state:dprk rdfs:label ?name }", "--evidence")
    assert "remarks" in named.stdout.splitlines()[0]


def test_columns_of_the_query_keep_their_names(mini: KnowledgeGraph) -> None:
    rows = mini.select("SELECT ?claims { ?claims pan:certainty pan:Rumoured }", evidence=True)
    assert rows.variables == ["claims", "evidence_claims", "weakest", "sources", "remarks"]
    assert rows[0]["claims"].value == BASE + "claim/mini/11"
    assert rows[0]["evidence_claims"].plain == ["mini/11"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "CONSTRUCT WHERE { ?e pan:host ?h }",
            "evidence is for the rows of SELECT and ASK; CONSTRUCT gives triples",
        ),
        (f"SELECT ?s FROM <{BASE}claim/mini/1> {{ ?s ?p ?o }}", "leave FROM out"),
    ],
)
def test_what_has_no_evidence_is_refused(mini: KnowledgeGraph, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        mini.query(query, evidence=True)


def test_what_is_asked_plainly_has_no_evidence() -> None:
    file, query = Path(__file__).parent / "data" / "mini.trig", "SELECT ?s { ?s ?p ?o }"
    with pytest.raises(QueryError, match="evidence is made of claims, and what is asked has none"):
        open_graph(file, plain=True).select(query, evidence=True)
    told = run("-e", query, "--plain", "--evidence", "--data", str(file))
    assert (told.exit_code, told.stdout) == (2, "") and "what is asked has none" in told.stderr
