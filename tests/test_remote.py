"""Reading from a store elsewhere: the same answers as here, few round trips, and faults that are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from cli import main
from graph import KnowledgeGraph, Lens, RemoteError, UnknownNameError, open_graph
from graph.network.remote_path_graph import RemotePathGraph
from graph.store import connection
from graph.store.endpoint import Endpoint
from graph.store.remote_reader import RemoteReader
from tests.remote_store import Behaviour, Served, serving

pytest.importorskip("httpx2")

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def server(shipped: KnowledgeGraph) -> Iterator[Served]:
    """All that is shipped, elsewhere."""
    with serving(exported(shipped)) as served:
        yield served


@pytest.fixture(scope="module")
def small_server(mini: KnowledgeGraph) -> Iterator[Served]:
    with serving(exported(mini)) as served:
        yield served


def exported(graph: KnowledgeGraph) -> ox.Store:
    store = ox.Store()
    store.bulk_load(graph.export("nq", derived=True, paths=True).encode(), format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_sleep", lambda _: None)


@pytest.fixture
def address(small_server: Served) -> str:
    return small_server[0]


@pytest.fixture
def behaviour(small_server: Served) -> Iterator[Behaviour]:
    behaviour = small_server[1]
    behaviour.asked.clear()
    behaviour.authorization.clear()
    yield behaviour
    behaviour.faults, behaviour.cap = [], None


@pytest.fixture
def small(address: str) -> KnowledgeGraph:
    return open_graph(address)


@pytest.fixture(scope="module")
def there(server: Served) -> KnowledgeGraph:
    """What is shipped, seen from afar; what one test has fetched, the next ones have."""
    return open_graph(server[0])


# --- the small graph: each question by a reader that has fetched nothing yet -----------------------------


THINGS = (
    "Anna Bern",
    "Анна Берн",
    "RUR",
    "foreign minister of Ruritania",
    "minister",
    "bridge",
    "court-flight",
    "visit",
)


@pytest.mark.parametrize("name", THINGS)
def test_small_names_are_understood_as_here(mini: KnowledgeGraph, small: KnowledgeGraph, name: str) -> None:
    assert small.find(name) == mini.find(name)


def test_every_small_card_is_that_which_is_made_here(mini: KnowledgeGraph, address: str) -> None:
    entities = mini.entities()
    assert open_graph(address).entities() == entities
    for entity in entities:
        assert open_graph(address).card(entity.iri) == mini.card(entity.iri), entity.iri


@pytest.mark.parametrize("ask", ["claims", "events", "around", "why", "disagreements"])
def test_small_answers_are_those_that_are_found_here(mini: KnowledgeGraph, address: str, ask: str) -> None:
    for name in ("person/anna", "person/nora", "ruritania", "klow-meeting", "bridge", "isles", "harbour-toast"):
        assert getattr(open_graph(address), ask)(name) == getattr(mini, ask)(name), name


@pytest.mark.parametrize(
    ("start", "end", "filters"),
    [
        ("person/anna", "klow", {}),
        ("person/anna", "klow", {"states": False}),
        ("person/anna", "boris", {"through": ["syldavia"]}),
        ("nora", "bridge", {"limit": 1}),
        ("olga", "isles", {"in_order": True}),
    ],
)
def test_small_paths_are_those_that_are_found_here(
    mini: KnowledgeGraph, small: KnowledgeGraph, start: str, end: str, filters: dict[str, Any]
) -> None:
    assert answered(small, start, end, filters) == answered(mini, start, end, filters)


def answered(graph: KnowledgeGraph, start: str, end: str, filters: dict[str, Any]) -> object:
    try:
        return graph.paths(start, end, **filters)
    except LookupError as error:
        return str(error)


def test_a_name_that_nothing_bears_is_refused_in_the_same_words(
    mini: KnowledgeGraph, small: KnowledgeGraph
) -> None:
    told = []
    for graph in (mini, small):
        with pytest.raises(UnknownNameError) as error:
            graph.entity("Annna Bernsky Zzyzx")
        told.append(str(error.value))
    assert told[0] == told[1]


def test_names_that_break_off_are_asked_for_again_and_not_half_known(
    mini: KnowledgeGraph, small: KnowledgeGraph, behaviour: Behaviour
) -> None:
    behaviour.faults = ["", "break off"]
    with pytest.raises(RemoteError, match="breaks off"):
        small.find("anna in syldavia")
    assert small.find("anna in syldavia") == mini.find("anna in syldavia")


def test_a_lens_takes_everything_once(mini: KnowledgeGraph, small: KnowledgeGraph, behaviour: Behaviour) -> None:
    lens = Lens(known_by=date(2001, 12, 31))
    early, expected = small.within(lens), mini.within(lens)
    for thing in expected.entities():
        assert early.card(thing.iri) == expected.card(thing.iri), thing.iri
    assert early.claims() == expected.claims()
    asked = len(behaviour.asked)
    assert [row.nodes for row in early.select("undated-events")] == [
        row.nodes for row in expected.select("undated-events")
    ]
    assert early.rank("degree", layer="all") == expected.rank("degree", layer="all")
    assert len(behaviour.asked) == asked


@pytest.mark.parametrize("layer", ["actors", "all"])
def test_what_is_measured_over_everything_is_as_here(
    mini: KnowledgeGraph, small: KnowledgeGraph, layer: str
) -> None:
    for measure in ("degree", "betweenness"):
        assert small.rank(measure, layer=layer) == mini.rank(measure, layer=layer)


def test_the_commands_take_an_address(address: str) -> None:
    found = CliRunner().invoke(main, ["show", "Anna Bern", "--data", address])
    assert found.exit_code == 0, found.exception
    assert "Anna Bern's visit to Syldavia" in found.stdout


# --- all that is shipped: few round trips, and little of the store --------------------------------------


def test_cards_are_those_that_are_made_here(shipped: KnowledgeGraph, there: KnowledgeGraph) -> None:
    for name in ("Matvienko", "gas pipeline", "lavrov-in-dprk-2018", "김정은"):
        assert there.card(name) == shipped.card(name)


@pytest.mark.parametrize(
    "name", ["Лавров", "the Russian foreign minister", "choi son-hee", "RUS", "Foreign Minister Ri Yong-ho"]
)
def test_names_are_understood_as_here(shipped: KnowledgeGraph, there: KnowledgeGraph, name: str) -> None:
    assert there.find(name) == shipped.find(name)


def test_claims_causes_events_and_surroundings_are_those_that_are_found_here(
    shipped: KnowledgeGraph, there: KnowledgeGraph
) -> None:
    assert there.claims("gas pipeline") == shipped.claims("gas pipeline")
    assert there.claim("valdai-2019-04-20/23") == shipped.claim("valdai-2019-04-20/23")
    assert there.why("gas pipeline") == shipped.why("gas pipeline")
    assert there.around("Matvienko") == shipped.around("Matvienko")
    assert there.events("Matvienko") == shipped.events("Matvienko")


@pytest.mark.parametrize(
    ("start", "end", "filters"),
    [
        ("Lavrov", "Air Koryo", {}),
        ("Lavrov", "Air Koryo", {"states": False}),
        ("Moon Jae-in", "gas pipeline", {"limit": 1}),
        ("Matvienko", "Singapore", {"in_order": True}),
        ("Kim Jong-un", "gas pipeline", {"through": ["Lavrov"]}),
    ],
)
def test_paths_are_those_that_are_found_here(
    shipped: KnowledgeGraph, there: KnowledgeGraph, start: str, end: str, filters: dict[str, Any]
) -> None:
    assert there.paths(start, end, **filters) == shipped.paths(start, end, **filters)


def endpoint(graph: KnowledgeGraph) -> Endpoint:
    reader = graph.conclusions.reader
    assert isinstance(reader, RemoteReader)
    return reader.endpoint


def test_looking_somebody_up_takes_few_round_trips_and_little_of_the_store(server: Served) -> None:
    there = open_graph(server[0])
    there.card("Lavrov")
    assert endpoint(there).trips <= 4
    assert endpoint(there).read < 14_000  # of 138,000


def test_a_path_takes_few_round_trips_and_reads_a_fifth_of_the_arcs_at_most(
    shipped: KnowledgeGraph, server: Served
) -> None:
    there = open_graph(server[0])
    there.paths("Moon Jae-in", "gas pipeline")
    assert endpoint(there).trips <= 6
    graph = there.path_finder._graph
    assert isinstance(graph, RemotePathGraph)
    read = sum(map(len, graph.read.fetched.values()))
    assert 0 < read <= sum(map(len, shipped.path_finder.weighted.arcs)) / 5


def test_names_and_ends_are_asked_for_together(server: Served) -> None:
    there = open_graph(server[0])
    there.expect("Lavrov", "Matvienko", "gas pipeline")
    before = endpoint(there).trips
    labels = [there.entity(name).label() for name in ("Lavrov", "Matvienko")]
    assert labels == ["Sergey Lavrov", "Valentina Matviyenko"]
    assert endpoint(there).trips == before


def test_sparql_is_answered_there_and_guarded_here(
    shipped: KnowledgeGraph, there: KnowledgeGraph, server: Served
) -> None:
    assert [row.nodes for row in there.select("visits-of", who="Lavrov")] == [
        row.nodes for row in shipped.select("visits-of", who="Lavrov")
    ]
    assert there.ask("ASK { ?visit pan:visitor person:sergey-lavrov ; pan:host state:dprk }") is True
    assert len(there.construct("card", thing="event:lavrov-in-dprk-2018").graph()) > 5
    asked = server[1].asked
    before = len(asked)
    with pytest.raises(Exception, match="SERVICE would ask another server"):
        there.query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    assert len(asked) == before


# --- faults ---------------------------------------------------------------------------------------------


def test_an_endpoint_that_is_overloaded_is_asked_again(address: str, behaviour: Behaviour) -> None:
    behaviour.faults = ["503", "429"]
    assert open_graph(address).entity("Anna Bern").label() == "Anna Bern"


@pytest.mark.parametrize(
    ("faults", "message"),
    [
        (["503"] * 4, "overloaded or down"),
        (["401"], "wants other credentials"),
        (["404"], "no such page"),
        (["500"], "refuses the query .* out of order"),
        (["html"], "is it a SPARQL endpoint"),
        (["break off"], "breaks off"),
        (["cut"] * 4, "breaks off"),
        (["hang up"] * 4, "breaks off"),
        (["partial"], "a part of the answer only"),
    ],
)
def test_faults_are_told(address: str, behaviour: Behaviour, faults: list[str], message: str) -> None:
    behaviour.faults = list(faults)
    with pytest.raises(RemoteError, match=message):
        open_graph(address)


def test_columns_are_read_by_their_names(address: str, behaviour: Behaviour, mini: KnowledgeGraph) -> None:
    behaviour.faults = ["columns"] * 50
    assert open_graph(address).card("anna") == mini.card("anna")
    assert len(behaviour.faults) < 50


def test_answers_that_are_no_statements_are_told(address: str, behaviour: Behaviour) -> None:
    behaviour.faults = [""] * 3 + ["literals"] * 20
    with pytest.raises(RemoteError, match="is it a SPARQL endpoint"):
        open_graph(address).card("anna")


@pytest.mark.parametrize("text", ["http://[", "http://[::1", "http://a:b@[x]/", "http://x:99999/", "http://"])
def test_an_address_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(RemoteError, match="is no address of an endpoint"):
        open_graph(text)


@pytest.mark.parametrize("seconds", ["1e400", "1e300", "inf"])
def test_a_patience_without_end_is_one(
    address: str, mini: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    monkeypatch.setenv("PANMUNJOM_TIMEOUT", seconds)
    assert open_graph(address).card("anna") == mini.card("anna")


@pytest.mark.parametrize("fault", ["cut", "hang up"])
@pytest.mark.parametrize("answers", [1, 2, 3])
def test_a_store_whose_plug_is_pulled_ends_the_command_with_a_word_and_leaves_nothing(
    address: str, behaviour: Behaviour, tmp_path: Path, answers: int, fault: str
) -> None:
    behaviour.faults = [""] * answers + [fault] * 4
    file = tmp_path / "card.json"
    found = CliRunner().invoke(main, ["show", "Anna Bern", "-f", "json", "-o", str(file), "--data", address])
    assert (found.exit_code, found.stdout) == (2, "")
    assert "breaks off in the middle" in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_nobody_there_is_told() -> None:
    with pytest.raises(RemoteError, match="cannot be reached"):
        open_graph("http://127.0.0.1:9/sparql")


def test_an_answer_that_is_capped_is_noticed_and_asked_for_in_parts(
    mini: KnowledgeGraph, address: str, behaviour: Behaviour
) -> None:
    """Less than what some of these things take, and than what there is of names, claims and arcs."""
    behaviour.cap = 120
    for name in ("Anna Bern", "Ruritania", "bridge"):
        assert open_graph(address).card(name) == mini.card(name)
    there = open_graph(address)
    assert there.find("foreign minister of Ruritania") == mini.find("foreign minister of Ruritania")
    assert there.paths("person/anna", "klow") == mini.paths("person/anna", "klow")
    assert there.claims() == mini.claims()
    assert any("OFFSET" in query for query in behaviour.asked)


def test_a_query_whose_answer_is_capped_is_refused(address: str, behaviour: Behaviour) -> None:
    behaviour.cap = 150
    there = open_graph(address)
    with pytest.raises(RemoteError, match=r"gives 150 of \d+ rows"):
        there.query("SELECT ?s ?p ?o { ?s ?p ?o }")


def test_credentials_go_to_the_endpoint_and_into_no_message(address: str, behaviour: Behaviour) -> None:
    behaviour.faults = ["500"]
    with pytest.raises(RemoteError) as told:
        open_graph(address.replace("http://", "http://anna:secret@"))
    assert behaviour.authorization == ["Basic YW5uYTpzZWNyZXQ="]
    assert "secret" not in str(told.value)


def test_a_store_without_claims_is_refused() -> None:
    with serving(ox.Store()) as (address, _), pytest.raises(RemoteError, match="holds no claims with their view"):
        open_graph(address)


def test_the_view_is_found_in_a_named_graph(mini: KnowledgeGraph, small_server: Served) -> None:
    store, view = ox.Store(), ox.NamedNode("urn:view")
    store.extend(
        quad
        if isinstance(quad.graph_name, ox.NamedNode)
        else ox.Quad(quad.subject, quad.predicate, quad.object, view)
        for quad in small_server[1].store
    )
    with serving(store) as (address, _):
        assert open_graph(address).card("Anna Bern") == mini.card("Anna Bern")
        assert open_graph(f"{address}?default-graph-uri=urn:view").card("Anna Bern") == mini.card("Anna Bern")
