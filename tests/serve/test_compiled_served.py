"""A compiled graph that is served: from disk at first, then from memory, always with the same answers."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import open_graph
from graph.store import compiled
from tests.serve.serving import MINI, Running, children, running, wait_until

ASKED = (
    "/sparql?query=SELECT%20*%20%7B%20?s%20?p%20?o%20%7D%20ORDER%20BY%20?s%20?p%20?o&format=csv",
    "/events.json",
    "/claims.json",
    "/search.json?text=summit",
    "/rank.json?by=degree",
    "/person/anna.ttl",
    "/person/anna.nt",
    "/as-of/2018-06-30/sparql?query=SELECT%20*%20%7B%20?s%20pan:status%20?o%20%7D%20ORDER%20BY%20?s%20?o&format=csv",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A compiled graph of little data."""
    folder = tmp_path_factory.mktemp("compiled") / "graph"
    open_graph(MINI).build(folder)
    return folder


@pytest.fixture(scope="module")
def from_text() -> Iterator[Running]:
    with running("--data", str(MINI), "--workers", "1") as server:
        yield server


def nurseries(server: Running) -> list[int]:
    return children(server.process.pid)


def test_it_answers_as_its_text_does_at_once_and_from_memory(
    from_text: Running, folder: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "graph"
    shutil.copytree(folder, moved)
    with running("--data", str(moved), "--workers", "2") as server:
        first = nurseries(server)[:1]
        expected = [from_text.get(path).body for path in ASKED]
        assert [server.get(path).body for path in ASKED] == expected
        wait_until(lambda: len(nurseries(server)) == 1 and nurseries(server) != first)
        shutil.rmtree(moved)  # nothing of it is needed any more, also by workers that are still to come
        former = children(nurseries(server)[0])
        for worker in former:
            os.kill(worker, signal.SIGKILL)
        wait_until(lambda: len(set(children(nurseries(server)[0])) - set(former)) == 2)
        assert [server.get(path).body for path in ASKED] == expected


def test_a_large_one_stays_on_disk_and_each_process_opens_it_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_HELD", 0)
    graph = open_graph(folder)
    before = len(graph.view), [claim.iri for claim in graph.claims()]
    assert not graph.hold()
    graph.let_go()
    process = os.fork()
    if process == 0:
        code = 1
        try:
            again = open_graph(folder)
            same = len(graph.view), [claim.iri for claim in again.claims()]
            code = 0 if same == before else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert (len(graph.view), [claim.iri for claim in graph.claims()]) == before


def test_one_that_is_held_needs_its_folder_no_more(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "graph"
    shutil.copytree(folder, moved)
    graph = open_graph(moved)
    assert graph.hold()
    shutil.rmtree(moved)
    there = open_graph(folder)
    assert set(graph.view) == set(there.view)
    assert sorted(map(str, graph.truth())) == sorted(map(str, there.truth()))
    assert [claim.iri for claim in graph.claims()] == [claim.iri for claim in there.claims()]
    assert graph.search("summit") == there.search("summit")
