"""The same answers out of Virtuoso and Jena as in memory, on a small graph: asked through the library, and by others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from graph import KnowledgeGraph, Rows, Triples, open_graph
from graph.sparql.named import named_queries
from graph.sparql.run import prepare
from tests import engines
from tests.test_queries import HERE, worked_out

pytest.importorskip("httpx2")
STORES = {
    "virtuoso": (engines.has_virtuoso, engines.virtuoso, "virtuoso-opensource"),
    "jena": (engines.has_jena, engines.jena, "libapache-jena-java and a JDK"),
}


@pytest.fixture(scope="module")
def exported(mini: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("stores") / "mini.nq"
    file.write_text(mini.export("nq", derived=True, paths=True), encoding="utf-8")
    return file


@pytest.fixture(scope="module", params=STORES)
def address(
    request: pytest.FixtureRequest, exported: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    installed, start, package = STORES[request.param]
    if not installed():
        pytest.skip(f"needs {package}")
    starting: Callable[[Path, Path], AbstractContextManager[str]] = start
    with starting(exported, tmp_path_factory.mktemp(request.param)) as endpoint:
        yield endpoint


@pytest.fixture
def there(address: str) -> KnowledgeGraph:
    return open_graph(address)


def named(graph: KnowledgeGraph) -> list[str]:
    return [entity.iri for entity in graph.entities()]


def test_every_card_is_the_same(mini: KnowledgeGraph, there: KnowledgeGraph) -> None:
    assert named(there) == named(mini)
    for iri in named(mini):
        assert there.card(iri) == mini.card(iri), iri


def test_names_are_understood_alike(mini: KnowledgeGraph, there: KnowledgeGraph) -> None:
    texts = {label.text for _, label, _ in mini.labels()}
    assert texts
    for text in texts:
        assert there.find(text) == mini.find(text), text
    assert [hit.thing for hit in there.search("visit")] == [hit.thing for hit in mini.search("visit")]


def test_claims_events_surroundings_and_causes_are_the_same(mini: KnowledgeGraph, there: KnowledgeGraph) -> None:
    for iri in named(mini):
        for ask in ("claims", "events", "around", "why", "disagreements"):
            assert getattr(there, ask)(iri) == getattr(mini, ask)(iri), (ask, iri)


def test_paths_are_the_same(mini: KnowledgeGraph, there: KnowledgeGraph) -> None:
    nodes = sorted(mini.network("all"))
    pairs = [(one, other) for one in nodes[::3] for other in nodes[1::4] if one != other]
    assert len(pairs) > 20
    for one, other in pairs:
        assert answered(there, one, other) == answered(mini, one, other), (one, other)


def answered(graph: KnowledgeGraph, one: str, other: str) -> object:
    try:
        return graph.paths(one, other)
    except LookupError as error:
        return str(error)


def test_named_queries_give_the_same_rows(mini: KnowledgeGraph, there: KnowledgeGraph) -> None:
    wrong = {}
    for query in named_queries():
        _, parameters, _ = worked_out(HERE / "queries" / "mini" / f"{query.name}.tsv")
        ours, theirs = (rows(graph.query(query.name, **parameters)) for graph in (mini, there))
        if ours != theirs:
            wrong[query.name] = (ours, theirs)
    assert wrong == {}


def test_texts_of_named_queries_give_the_same_rows_to_whoever_asks(mini: KnowledgeGraph, address: str) -> None:
    wrong = {}
    for query in named_queries():
        _, parameters, _ = worked_out(HERE / "queries" / "mini" / f"{query.name}.tsv")
        text = prepare(mini.finder, query.name, parameters).explain()
        ours, theirs = rows(mini.query(query.name, **parameters)), engines.ask(address, text, engines.VIEW)
        if ours != theirs:
            wrong[query.name] = (ours, theirs)
    assert wrong == {}


def rows(answer: Rows | Triples | bool) -> object:
    if isinstance(answer, Rows):
        return Counter(tuple(engines._term(node) for node in row.nodes) for row in answer)
    if isinstance(answer, Triples):
        return Counter({tuple(map(engines._term, triple)) for triple in answer})
    return answer


def test_ranks_are_the_same(mini: KnowledgeGraph, there: KnowledgeGraph) -> None:
    for layer in ("actors", "all"):
        assert there.rank("degree", layer=layer) == mini.rank("degree", layer=layer)
