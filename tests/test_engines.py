"""The named queries give the same rows on Jena and on Virtuoso as here, over an export with the view."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph import KnowledgeGraph, Rows, Triples
from graph.sparql.named import Query, named_queries
from graph.sparql.run import prepare
from tests import engines
from tests.test_queries import HERE, worked_out


def asked(query: Query, graph: KnowledgeGraph) -> str:
    """Return the text of a query as any engine runs it, with the parameters that its answer was worked out for."""
    _, parameters, _ = worked_out(HERE / "queries" / "mini" / f"{query.name}.tsv")
    return prepare(graph.finder, query.name, parameters).explain()


def here(query: Query, graph: KnowledgeGraph) -> engines.Answer:
    _, parameters, _ = worked_out(HERE / "queries" / "mini" / f"{query.name}.tsv")
    answer = graph.query(query.name, **parameters)
    if isinstance(answer, Rows):
        return Counter(tuple(engines._term(node) for node in row.nodes) for row in answer)
    if isinstance(answer, Triples):
        return Counter({tuple(map(engines._term, triple)) for triple in answer})
    return answer


@pytest.fixture(scope="module")
def exported(mini: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("engines") / "view.nq"
    file.write_text(mini.export("nq", derived=True), encoding="utf-8")
    return file


def differing(found: dict[str, engines.Answer | str], graph: KnowledgeGraph) -> dict[str, object]:
    """Return, by query, what an engine answers otherwise than we do."""
    wrong: dict[str, object] = {}
    for query in named_queries():
        ours, theirs = here(query, graph), found[query.name]
        if ours != theirs:
            wrong[query.name] = ours, theirs
            if isinstance(ours, Counter) and isinstance(theirs, Counter):
                wrong[query.name] = {"lacks": ours - theirs, "has besides": theirs - ours}
    return wrong


@pytest.mark.skipif(not engines.has_jena(), reason="needs libapache-jena-java and a JDK")
def test_jena_gives_the_same_rows(mini: KnowledgeGraph, exported: Path, tmp_path: Path) -> None:
    texts = {query.name: asked(query, mini) for query in named_queries()}
    assert differing(engines.jena(exported, texts, tmp_path), mini) == {}


@pytest.mark.skipif(not engines.has_virtuoso(), reason="needs virtuoso-opensource")
def test_virtuoso_gives_the_same_rows(mini: KnowledgeGraph, exported: Path, tmp_path: Path) -> None:
    with engines.virtuoso(exported, tmp_path) as endpoint:
        found = {query.name: engines.ask(endpoint, asked(query, mini), "urn:view") for query in named_queries()}
    assert differing(found, mini) == {}
