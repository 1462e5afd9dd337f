"""Requests a second and how long they take, ours beside Oxigraph's server and rdflib-endpoint, on the same data.

    python benchmarks/serve.py [--clients 1 8 32] [--seconds 0.7] [--rounds 5] [--only look-up join]
    python benchmarks/serve.py --runaways      # what two runaways do to a hundred others a second

`pip install oxigraph rdflib-endpoint`; whichever is not there is left out. All servers are up and take turns within
each round, so that other work on the machine is much the same for all; the ratio is the median of the rounds'.
Beside it stands the processor time that a server takes for a request, which other work changes least. Each question
differs from the last by a comment, so that no cache answers it, but for those called repeated.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

import uvloop
from http_clients import Client, at_a_rate, one_after_the_other, within

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph import KnowledgeGraph, open_graph  # noqa: E402
from graph.model.vocabulary import BASE, PREFIXES  # noqa: E402

DECLARED = "".join(
    f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in {"pan", "rdfs", "event"}
)
Found = TypeVar("Found")
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


class Ask(NamedTuple):
    """Questions of one kind.

    Attributes:
        path: Gives the path of another one with each call; of SPARQL only what follows the endpoint's.
        accept: The form that is asked for.
        servers: Those that answer it, and rdflib's own engine in less than minutes.
    """

    path: Callable[[], str]
    accept: str = "application/sparql-results+json"
    servers: tuple[str, ...] = ("ours", "oxigraph")


EVERY = ("ours", "oxigraph", "rdflib-endpoint")
PATHS = {"oxigraph": "/query", "rdflib-endpoint": "/", "ours": "/sparql"}


def questions(graph: KnowledgeGraph) -> dict[str, Ask]:
    """What is asked, by name."""
    count = iter(range(10**9))
    things = [entity.iri for entity in graph.entities("person")]
    events = [event.entity.iri for event in graph.events()]
    everything = [entity.iri.removeprefix(BASE) for entity in graph.entities()]

    def fresh(text: str) -> str:
        return f"?query={quote(f'{DECLARED}{text} # {next(count)}')}"

    return {
        "look-up": Ask(
            lambda: fresh(f"SELECT ?p ?o {{ <{random.choice(things)}> ?p ?o }} LIMIT 20"), servers=EVERY
        ),
        "join": Ask(
            lambda: fresh(
                f"SELECT DISTINCT ?other ?name {{ ?event pan:participant <{random.choice(things)}> , ?other . "
                "?other rdfs:label ?name } LIMIT 200"
            ),
            servers=EVERY,
        ),
        "card": Ask(
            lambda: fresh(
                f"SELECT ?claim ?s ?p ?o ?certainty {{ BIND (<{random.choice(events)}> AS ?it) "
                "GRAPH ?claim { ?s ?p ?o } FILTER (?s = ?it || ?o = ?it) ?claim pan:certainty ?certainty }"
            )
        ),
        "1,000 rows": Ask(lambda: fresh("SELECT * { ?s pan:participant ?o } LIMIT 1000")),
        "repeated": Ask(lambda: f"?query={quote(DECLARED + 'SELECT * { ?s pan:participant ?o } LIMIT 100')}"),
        "HTML card": Ask(lambda: f"/{random.choice(everything)}.html?n={next(count)}", "text/html", ("ours",)),
    }


# --- servers ----------------------------------------------------------------------------------------


class Server(NamedTuple):
    """A server that runs."""

    name: str
    port: int
    process: int

    def path(self, ask: Ask) -> Callable[[], str]:
        """Return questions as this server takes them."""
        start = PATHS[self.name]

        def path() -> str:
            asked = ask.path()
            return start + asked if asked.startswith("?") else asked

        return path

    def processor_seconds(self) -> float:
        """Return for how long the processor has worked for it and all that it has started."""
        return sum(map(_processor_seconds, _family(self.process)))


def _family(process: int) -> Iterator[int]:
    yield process
    for child in children(process):
        yield from _family(child)


def children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def commands(folder: Path, port: int) -> dict[str, list[str]]:
    """How each server is started on the data in a folder."""
    ours = [sys.executable, "-m", "cli", "serve", "--port", str(port), "--queue", "256", "--timeout", "10"]
    found = {"ours": ours}
    if oxigraph := shutil.which("oxigraph"):
        data = folder / "oxigraph"
        if not data.exists():
            load = [oxigraph, "load", "--location", str(data), "--file", str(folder / "all.nq")]
            subprocess.run(load, check=True, capture_output=True)
        found["oxigraph"] = [oxigraph, "serve-read-only", "--location", str(data), "--bind", f"127.0.0.1:{port}"]
    if endpoint := shutil.which("rdflib-endpoint"):
        found["rdflib-endpoint"] = [endpoint, "serve", "--port", str(port), str(folder / "all.nq")]
    return found


@contextmanager
def server(name: str, folder: Path) -> Iterator[Server]:
    """Run a server as long as it is needed."""
    port = free_port()
    process = subprocess.Popen(
        commands(folder, port)[name], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PANMUNJOM_CACHE": "off"},  # nothing is compiled beside what is measured
    )  # fmt: skip
    try:
        asked = f"{PATHS[name]}?query={quote('ASK {}')}"
        while not asyncio.run(answers(port, asked)):
            assert process.poll() is None, f"{name} ended"
            time.sleep(0.3)
        yield Server(name, port, process.pid)
    finally:
        process.terminate()
        process.wait(20)


async def answers(port: int, path: str) -> bool:
    try:
        return (await Client(port).get(path))[0] == 200
    except OSError:
        return False


# --- what is measured -------------------------------------------------------------------------------


class Cell:
    """What a server did with questions of one kind from so many clients, round by round."""

    def __init__(self) -> None:
        self.rates: list[float] = []
        self.taken: list[float] = []
        self.processor = 0.0

    def measure(self, server: Server, ask: Ask, clients: int, seconds: float) -> None:
        before = server.processor_seconds()
        rate, taken = run(one_after_the_other(server.port, server.path(ask), ask.accept, clients, seconds))
        self.processor += server.processor_seconds() - before
        self.rates.append(rate)
        self.taken += taken

    def told(self, other: Cell) -> str:
        """Return the figures, with the ratio to what another server did in the same rounds."""
        ratio = statistics.median(ours / theirs for ours, theirs in zip(self.rates, other.rates, strict=False))
        each = 1000 * self.processor / len(self.taken)
        times = f"{within(self.taken, 0.5):9.1f}{within(self.taken, 0.99):9.1f}"
        return f"{statistics.median(self.rates):9.1f}{ratio:8.2f}{times}{each:9.3f}"


def compare(servers: list[Server], asks: dict[str, Ask], given: argparse.Namespace) -> None:
    print(f"{'':12}{'clients':>8}  {'server':17}{'a second':>9}{'ratio':>8}{'p50 ms':>9}{'p99 ms':>9}{'cpu ms':>9}")
    for name, ask in asks.items():
        asked = [server for server in servers if server.name in ask.servers]
        for count in given.clients:
            cells = {server: Cell() for server in asked}
            for number in range(given.rounds):
                for server, cell in list(cells.items())[:: -1 if number % 2 else 1]:
                    if not (number and server.name == "rdflib-endpoint"):  # once is long enough
                        cell.measure(server, ask, count, given.seconds)
            basis = next((cell for server, cell in cells.items() if server.name == "oxigraph"), cells[asked[0]])
            for server, cell in cells.items():
                print(f"{name:12}{count:8}  {server.name:17}{cell.told(basis)}", flush=True)


def beside_runaways(servers: list[Server], ask: Ask, given: argparse.Namespace) -> None:
    for server in servers:
        path = server.path(ask)

        def runaway(server: Server = server) -> str:
            return f"{PATHS[server.name]}?query={quote(f'{RUNAWAY} # {random.random()}')}"

        ratios = []
        for _ in range(given.rounds):
            loads = (at_a_rate(server.port, path, 100, given.seconds, runaway, count) for count in (0, 2))
            calm, wild = (within(run(load), 0.99) for load in loads)
            ratios.append(wild / calm)
            print(f"{server.name}: p99 {calm:.1f} ms alone, {wild:.1f} ms beside two runaways", flush=True)
            time.sleep(11)  # until the last of them is stopped
        print(f"{server.name}: x {statistics.median(ratios):.2f}")


def run(work: Coroutine[Any, Any, Found]) -> Found:
    """Run what asks, in the quickest loop that there is: clients share the processors with the servers."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


def main() -> None:
    reading = argparse.ArgumentParser()
    reading.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    reading.add_argument("--seconds", type=float, default=0.7)
    reading.add_argument("--rounds", type=int, default=5)
    reading.add_argument("--only", nargs="+")
    reading.add_argument("--servers", nargs="+", default=EVERY)
    reading.add_argument("--runaways", action="store_true")
    given = reading.parse_args()
    graph = open_graph()
    asks = questions(graph)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        (folder / "all.nq").write_text(graph.export("nq", derived=True), encoding="utf-8")
        wanted = [name for name in commands(folder, 0) if name in given.servers]
        servers = [stack.enter_context(server(name, folder)) for name in wanted]
        if given.runaways:
            beside_runaways([one for one in servers if one.name in asks["join"].servers[:2]], asks["join"], given)
        else:
            compare(servers, {name: ask for name, ask in asks.items() if name in (given.only or asks)}, given)


if __name__ == "__main__":
    main()
