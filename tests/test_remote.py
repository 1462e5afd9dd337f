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
from graph.store import endpoint as endpoints
from graph.store.remote_reader import RemoteReader
from tests.remote_store import Behaviour, Served, serving

pytest.importorskip("httpx2")

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def here() -> KnowledgeGraph:
    return open_graph()


@pytest.fixture(scope="module")
def export(here: KnowledgeGraph) -> bytes:
    return here.export("nq", derived=True, paths=True).encode()


@pytest.fixture(scope="module")
def server(export: bytes) -> Iterator[Served]:
    store = ox.Store()
    store.bulk_load(export, format=ox.RdfFormat.N_QUADS)
    with serving(store) as served:
        yield served


@pytest.fixture
def address(server: Served) -> str:
    return server[0]


@pytest.fixture
def behaviour(server: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Behaviour]:
    monkeypatch.setattr(endpoints, "_sleep", lambda _: None)
    behaviour = server[1]
    behaviour.asked.clear()
    behaviour.authorization.clear()
    yield behaviour
    behaviour.faults, behaviour.cap = [], None


@pytest.fixture
def there(address: str, behaviour: Behaviour) -> KnowledgeGraph:
    return open_graph(address)


def test_cards_are_those_that_are_made_here(here: KnowledgeGraph, there: KnowledgeGraph) -> None:
    for name in ("Matvienko", "gas pipeline", "lavrov-in-dprk-2018", "김정은"):
        assert there.card(name) == here.card(name)


@pytest.mark.parametrize(
    "name", ["Лавров", "the Russian foreign minister", "choi son-hee", "RUS", "Foreign Minister Ri Yong-ho"]
)
def test_names_are_understood_as_here(here: KnowledgeGraph, there: KnowledgeGraph, name: str) -> None:
    assert there.find(name) == here.find(name)


def test_a_name_that_nothing_bears_is_refused_in_the_same_words(
    here: KnowledgeGraph, there: KnowledgeGraph
) -> None:
    told = []
    for graph in (here, there):
        with pytest.raises(UnknownNameError) as error:
            graph.entity("Lavrrovsky Zzyzx")
        told.append(str(error.value))
    assert told[0] == told[1]


def test_claims_causes_events_and_surroundings_are_those_that_are_found_here(
    here: KnowledgeGraph, there: KnowledgeGraph
) -> None:
    assert there.claims("gas pipeline") == here.claims("gas pipeline")
    assert there.claim("valdai-2019-04-20/23") == here.claim("valdai-2019-04-20/23")
    assert there.why("gas pipeline") == here.why("gas pipeline")
    assert there.around("Matvienko") == here.around("Matvienko")
    assert there.events("Matvienko") == here.events("Matvienko")


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
    here: KnowledgeGraph, there: KnowledgeGraph, start: str, end: str, filters: dict[str, Any]
) -> None:
    assert there.paths(start, end, **filters) == here.paths(start, end, **filters)


def endpoint(graph: KnowledgeGraph) -> endpoints.Endpoint:
    reader = graph.conclusions.reader
    assert isinstance(reader, RemoteReader)
    return reader.endpoint


def test_looking_somebody_up_takes_few_round_trips_and_little_of_the_store(there: KnowledgeGraph) -> None:
    there.card("Lavrov")
    assert endpoint(there).trips <= 4
    assert endpoint(there).read < 14_000  # of 138,000


def test_a_path_takes_few_round_trips_and_reads_a_fifth_of_the_arcs_at_most(
    here: KnowledgeGraph, there: KnowledgeGraph
) -> None:
    there.paths("Moon Jae-in", "gas pipeline")
    assert endpoint(there).trips <= 6
    graph = there.path_finder._graph
    assert isinstance(graph, RemotePathGraph)
    read = sum(map(len, graph.read.fetched.values()))
    assert 0 < read <= sum(map(len, here.path_finder.weighted.arcs)) / 5


def test_names_and_ends_are_asked_for_together(there: KnowledgeGraph) -> None:
    there.expect("Lavrov", "Matvienko", "gas pipeline")
    before = endpoint(there).trips
    labels = [there.entity(name).label() for name in ("Lavrov", "Matvienko")]
    assert labels == ["Sergey Lavrov", "Valentina Matviyenko"]
    assert endpoint(there).trips == before


def test_names_that_break_off_are_asked_for_again_and_not_half_known(
    here: KnowledgeGraph, address: str, behaviour: Behaviour
) -> None:
    there = open_graph(address)
    behaviour.faults = ["", "break off"]
    with pytest.raises(RemoteError, match="breaks off"):
        there.find("lavrov in dprk")
    assert there.find("lavrov in dprk") == here.find("lavrov in dprk")


def test_sparql_is_answered_there_and_guarded_here(
    here: KnowledgeGraph, there: KnowledgeGraph, behaviour: Behaviour
) -> None:
    assert [row.nodes for row in there.select("visits-of", who="Lavrov")] == [
        row.nodes for row in here.select("visits-of", who="Lavrov")
    ]
    assert there.ask("ASK { ?visit pan:visitor person:sergey-lavrov ; pan:host state:dprk }") is True
    assert len(there.construct("card", thing="event:lavrov-in-dprk-2018").graph()) > 5
    before = len(behaviour.asked)
    with pytest.raises(Exception, match="SERVICE would ask another server"):
        there.query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    assert len(behaviour.asked) == before


def test_a_lens_takes_everything_once(here: KnowledgeGraph, there: KnowledgeGraph) -> None:
    lens = Lens(known_by=date(2019, 4, 20))
    early, expected = there.within(lens), here.within(lens)
    assert early.card("gas pipeline") == expected.card("gas pipeline")
    assert early.claims() == expected.claims()
    assert [row.nodes for row in early.select("undated-events")] == [
        row.nodes for row in expected.select("undated-events")
    ]


def test_what_is_measured_over_everything_is_as_here(here: KnowledgeGraph, there: KnowledgeGraph) -> None:
    assert there.rank("degree", limit=5) == here.rank("degree", limit=5)


def test_the_commands_take_an_address(address: str, behaviour: Behaviour) -> None:
    found = CliRunner().invoke(main, ["show", "Matvienko", "--data", address])
    assert found.exit_code == 0, found.exception
    assert "Matviyenko's visit to the DPRK, 2018" in found.stdout


# --- faults ---------------------------------------------------------------------------------------------


def test_an_endpoint_that_is_overloaded_is_asked_again(address: str, behaviour: Behaviour) -> None:
    behaviour.faults = ["503", "429"]
    assert open_graph(address).entity("Lavrov").label() == "Sergey Lavrov"


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


@pytest.mark.parametrize("fault", ["cut", "hang up"])
@pytest.mark.parametrize("answers", [1, 2, 3])
def test_a_store_whose_plug_is_pulled_ends_the_command_with_a_word_and_leaves_nothing(
    address: str, behaviour: Behaviour, tmp_path: Path, answers: int, fault: str
) -> None:
    behaviour.faults = [""] * answers + [fault] * 4
    file = tmp_path / "card.json"
    found = CliRunner().invoke(main, ["show", "Matvienko", "-f", "json", "-o", str(file), "--data", address])
    assert (found.exit_code, found.stdout) == (2, "")
    assert "breaks off in the middle" in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoints, "_sleep", lambda _: None)
    with pytest.raises(RemoteError, match="cannot be reached"):
        open_graph("http://127.0.0.1:9/sparql")


def test_an_answer_that_is_capped_is_noticed_and_asked_for_in_parts(
    here: KnowledgeGraph, address: str, behaviour: Behaviour
) -> None:
    behaviour.cap = 6_000
    there = open_graph(address)
    assert there.card("Lavrov") == here.card("Lavrov")
    assert there.find("the Russian foreign minister") == here.find("the Russian foreign minister")


def test_a_query_whose_answer_is_capped_is_refused(address: str, behaviour: Behaviour) -> None:
    behaviour.cap = 150
    there = open_graph(address)
    with pytest.raises(RemoteError, match=r"gives 150 of \d+ rows"):
        there.query("SELECT ?s { ?s a pan:Event }")


def test_credentials_go_to_the_endpoint_and_into_no_message(address: str, behaviour: Behaviour) -> None:
    behaviour.faults = ["500"]
    with pytest.raises(RemoteError) as told:
        open_graph(address.replace("http://", "http://anna:secret@"))
    assert behaviour.authorization == ["Basic YW5uYTpzZWNyZXQ="]
    assert "secret" not in str(told.value)


def test_a_store_without_claims_is_refused() -> None:
    with serving(ox.Store()) as (address, _), pytest.raises(RemoteError, match="holds no claims with their view"):
        open_graph(address)


def test_the_view_is_found_in_a_named_graph(here: KnowledgeGraph, export: bytes) -> None:
    store, view = ox.Store(), ox.NamedNode("urn:view")
    store.extend(
        quad
        if isinstance(quad.graph_name, ox.NamedNode)
        else ox.Quad(quad.subject, quad.predicate, quad.object, view)
        for quad in ox.parse(export, ox.RdfFormat.N_QUADS)
    )
    with serving(store) as (address, _):
        assert open_graph(address).card("Matvienko") == here.card("Matvienko")
        assert open_graph(f"{address}?default-graph-uri=urn:view").card("Matvienko") == here.card("Matvienko")
