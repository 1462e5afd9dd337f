"""Look-up, named query and path in memory, compiled, and over HTTP from Oxigraph and Virtuoso, as the data grows.

    python benchmarks/stores.py [--events FILE] [--times 1 20] [--claims 4000] [--rounds 5] [--in-memory-up-to N]

The data is of made-up events, or coded ones (see `events.py`). Told are how long it takes to compile, export and
load, how large it is then, and of each question the processor's milliseconds (the graph open already where it is
here; opened anew each time where it is elsewhere, and the store's own counted in), the round trips, and the rows.
Answers are compared with the compiled graph's.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from socket import socket
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import engines
import events
from growth import actors

from graph import KnowledgeGraph, open_graph

Question = Callable[[KnowledgeGraph], Any]


def questions(asked: dict[str, str]) -> dict[str, Question]:
    one, other = asked["one"], asked["other"]
    return {
        "show": lambda graph: graph.card(asked["label"]),
        "query": lambda graph: [tuple(map(str, row.nodes)) for row in graph.query("visits-of", who=one)],
        "path": lambda graph: graph.paths(one, other, limit=1),
    }


def told(what: str, start: float, size: int | None = None) -> None:
    megabytes = f", {size / 1e6:.0f} MB" if size is not None else ""
    print(f"  {what}: {spent() - start:.1f} s{megabytes}", flush=True)


def spent() -> float:
    """Return the processor's seconds of this process and of those that it has started."""
    own = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, fields = stat.parent.name, stat.read_text().rpartition(")")[2].split()
            if str(os.getpid()) in {name, fields[1]}:
                own += int(fields[11]) + int(fields[12])
    return own / os.sysconf("SC_CLK_TCK")


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


@contextmanager
def oxigraph(data: Path, folder: Path) -> Iterator[str]:
    program = Path(sys.executable).with_name("oxigraph")
    store = folder / "oxigraph"
    subprocess.run([program, "load", "--location", store, "--file", data], check=True, capture_output=True)
    subprocess.run([program, "optimize", "--location", store], check=True, capture_output=True)
    with socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        port = any_port.getsockname()[1]
    command = [program, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        time.sleep(2)
        try:
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.kill()


@contextmanager
def virtuoso(data: Path, folder: Path) -> Iterator[str]:
    place = folder / "virtuoso"
    place.mkdir()
    with engines.virtuoso(data, place) as address:
        yield f"{address}?default-graph-uri=urn:view"


def asked_of(opened: Callable[[], KnowledgeGraph], question: Question, rounds: int) -> tuple[float, int, int, Any]:
    """Return the median of the processor's seconds, the round trips, the rows read, and the answer."""
    times = []
    for _ in range(rounds):
        start = spent()
        graph = opened()
        answer = question(graph)
        times.append(spent() - start)
    endpoint = getattr(graph.conclusions.reader, "endpoint", None)
    return statistics.median(times), getattr(endpoint, "trips", 0), getattr(endpoint, "read", 0), answer


def compare(
    name: str, opened: Callable[[], KnowledgeGraph], asked: dict[str, str], rounds: int, right: dict[str, Any]
) -> None:
    for what, question in questions(asked).items():
        seconds, trips, rows, answer = asked_of(opened, question, rounds)
        same = "" if right.setdefault(what, answer) == answer else "   DIFFERENT"
        print(
            f"    {name:<10} {what:<6} {seconds * 1000:9.0f} ms {trips:4} round trips {rows:7} rows{same}",
            flush=True,
        )


def one_size(times: int, given: argparse.Namespace, folder: Path) -> None:
    made = events.read(given.events) if given.events else events.made_up(given.claims * times, actors_of=10)
    found = list(islice(made, given.claims * times))
    data, compiled, export = folder / "data.trig", folder / "compiled", folder / "export.nq"
    events.write_trig(found, data)
    print(f"\n{times} times: {len(found)} claims, {data.stat().st_size / 1e6:.0f} MB of text", flush=True)
    start = spent()
    open_graph(data).build(compiled)
    told("compiled", start, size_of(compiled))
    graph, asked, right = open_graph(compiled), actors(found), {}
    compare("compiled", lambda: graph, asked, given.rounds, right)
    arcs = graph.path_finder.weighted.arcs
    print(f"    the network has {sum(map(len, arcs))} arcs")
    start = spent()
    export.write_text(graph.export("nq", derived=True, paths=True), encoding="utf-8")
    told("exported", start, export.stat().st_size)
    if times <= given.in_memory_up_to:
        start = spent()
        memory = open_graph(data)
        memory.card(asked["label"])
        told("read into memory", start)
        compare("in memory", lambda: memory, asked, given.rounds, right)
    for name, serving in (("Oxigraph", oxigraph), ("Virtuoso", virtuoso)):
        if name == "Virtuoso" and not engines.has_virtuoso():
            continue
        start = spent()
        with serving(export, folder) as address:
            told(f"loaded by {name}", start, size_of(folder / name.lower()))
            compare(name, lambda: open_graph(address), asked, given.rounds, right)
        shutil.rmtree(folder / name.lower())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=Path)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 20])
    parser.add_argument("--claims", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--in-memory-up-to", type=int, default=20)
    given = parser.parse_args()
    for times in given.times:
        with tempfile.TemporaryDirectory() as folder:
            one_size(times, given, Path(folder))


if __name__ == "__main__":
    main()
