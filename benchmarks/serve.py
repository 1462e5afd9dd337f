"""Requests a second and how long they take, ours beside Oxigraph's server and rdflib-endpoint, on the same data.

    python benchmarks/serve.py [--clients 1 8 32] [--seconds 4] [--only look-up join]
    python benchmarks/serve.py --runaways      # what two runaways do to a hundred others a second

`pip install oxigraph rdflib-endpoint`; whichever is not there is left out. Servers take turns on a machine that may
have other work, so only ratios tell. Each question differs from the last by a comment, so that no cache answers it,
but for those called repeated.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph import open_graph  # noqa: E402
from graph.model.vocabulary import PREFIXES  # noqa: E402

DECLARED = "".join(
    f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in {"pan", "rdfs", "event"}
)
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def questions(things: list[str], events: list[str]) -> dict[str, Callable[[], str]]:
    """What is asked, by name; each call gives another one."""
    count = iter(range(10**9))

    def fresh(text: str) -> str:
        return f"/sparql?query={quote(f'{DECLARED}{text} # {next(count)}')}"

    return {
        "look-up": lambda: fresh(f"SELECT ?p ?o {{ <{random.choice(things)}> ?p ?o }} LIMIT 20"),
        "join": lambda: fresh(
            f"SELECT DISTINCT ?other ?name {{ ?event pan:participant <{random.choice(things)}> , ?other . "
            "?other rdfs:label ?name } LIMIT 200"
        ),
        "card": lambda: fresh(
            f"SELECT ?claim ?s ?p ?o ?certainty {{ BIND (<{random.choice(events)}> AS ?it) "
            "GRAPH ?claim { ?s ?p ?o } FILTER (?s = ?it || ?o = ?it) ?claim pan:certainty ?certainty }"
        ),
        "1,000 rows": lambda: fresh("SELECT * { ?s pan:participant ?o } LIMIT 1000"),
        "repeated": lambda: f"/sparql?query={quote(DECLARED + 'SELECT * { ?s pan:participant ?o } LIMIT 100')}",
    }


# --- servers ----------------------------------------------------------------------------------------


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
def server(name: str, folder: Path) -> Iterator[tuple[int, int]]:
    """Run a server; gives its port and process."""
    port = free_port()
    process = subprocess.Popen(
        commands(folder, port)[name], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        path = "/query" if name == "oxigraph" else "/" if name == "rdflib-endpoint" else "/sparql"
        asked = f"{path}?query={quote('ASK {}')}"
        while not asyncio.run(answers(port, asked)):
            assert process.poll() is None, f"{name} ended"
            time.sleep(0.3)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


async def answers(port: int, path: str) -> bool:
    try:
        return (await Client(port).get(path))[0] == 200
    except OSError:
        return False


# --- clients ----------------------------------------------------------------------------------------


class Client:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str, accept: str = "application/sparql-results+json") -> tuple[int, bytes]:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
        reader, writer = self.streams
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: {accept}\r\n\r\n".encode())
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            if found := re.search(rb"content-length: (\d+)", head):
                body = await reader.readexactly(int(found[1]))
            else:
                body = b""
                while size := int(await reader.readline(), 16):
                    body += (await reader.readexactly(size + 2))[:-2]
                await reader.readline()
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self.streams = None
            raise OSError("cut off") from error
        return int(head.split()[1]), body


async def closed_loop(
    port: int, path: Callable[[], str], clients: int, seconds: float
) -> tuple[float, list[float]]:
    """Let clients ask one after the other; return requests a second, and how long each took."""
    taken: list[float] = []
    end = time.perf_counter() + seconds

    async def one() -> None:
        client = Client(port)
        while (start := time.perf_counter()) < end:
            status, _ = await client.get(path())
            assert status == 200, status
            taken.append(time.perf_counter() - start)

    begun = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(clients)))
    return len(taken) / (time.perf_counter() - begun), taken


async def open_loop(port: int, path: Callable[[], str], rate: float, seconds: float, runaways: int) -> list[float]:
    """Ask at a fixed rate whatever comes back, with some runaways all the time; return how long each took."""
    taken: list[float] = []
    spare: list[Client] = []

    async def ask() -> None:
        client = spare.pop() if spare else Client(port)
        start = time.perf_counter()
        await client.get(path())
        taken.append(time.perf_counter() - start)
        spare.append(client)

    async def run_away() -> None:
        while True:
            try:
                await Client(port).get(
                    path().partition("?")[0] + f"?query={quote(f'{RUNAWAY} # {random.random()}')}"
                )
            except OSError:
                await asyncio.sleep(0.01)

    bad = [asyncio.create_task(run_away()) for _ in range(runaways)]
    tasks = []
    for _ in range(int(rate * seconds)):
        tasks.append(asyncio.create_task(ask()))
        await asyncio.sleep(1 / rate)
    await asyncio.gather(*tasks)
    for task in bad:
        task.cancel()
    return taken


def at(taken: list[float], share: float) -> float:
    """Return the milliseconds within which a share of requests is answered."""
    return 1000 * statistics.quantiles(taken, n=1000)[round(1000 * share) - 1]


# --- what is measured -------------------------------------------------------------------------------

PATHS = {"oxigraph": "/query", "rdflib-endpoint": "/", "ours": "/sparql"}
BEARABLE = {"look-up", "join"}
"""What rdflib's own engine answers in less than minutes."""


def put_to(name: str, path: Callable[[], str]) -> Callable[[], str]:
    """Return questions as a server takes them."""
    return lambda: PATHS[name] + path().removeprefix("/sparql")


def compare(folder: Path, asks: dict[str, Callable[[], str]], clients: list[int], seconds: float) -> None:
    print(f"{'':12}{'clients':>8}  {'server':18}{'a second':>9}{'p50 ms':>9}{'p99 ms':>9}", flush=True)
    for name in commands(folder, 0):
        with server(name, folder) as (port, _):
            for ask, path in asks.items():
                if name == "rdflib-endpoint" and ask not in BEARABLE:
                    continue
                for count in clients:
                    rate, taken = asyncio.run(closed_loop(port, put_to(name, path), count, seconds))
                    times = f"{at(taken, 0.5):9.1f}{at(taken, 0.99):9.1f}"
                    print(f"{ask:12}{count:8}  {name:18}{rate:9.1f}{times}", flush=True)


def beside_runaways(folder: Path, path: Callable[[], str], seconds: float) -> None:
    for name in ("ours", "oxigraph"):
        if name in commands(folder, 0):
            with server(name, folder) as (port, _):
                loads = (open_loop(port, put_to(name, path), 100, seconds, count) for count in (0, 2))
                calm, wild = map(asyncio.run, loads)
                print(f"{name}: p99 {at(calm, 0.99):.1f} ms alone, {at(wild, 0.99):.1f} ms beside two runaways")


def main() -> None:
    reading = argparse.ArgumentParser()
    reading.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    reading.add_argument("--seconds", type=float, default=4)
    reading.add_argument("--only", nargs="+")
    reading.add_argument("--runaways", action="store_true")
    given = reading.parse_args()
    graph = open_graph()
    persons = [entity.iri for entity in graph.entities("person")]
    asks = questions(persons, [event.entity.iri for event in graph.events()])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "all.nq").write_text(graph.export("nq", derived=True), encoding="utf-8")
        if given.runaways:
            beside_runaways(folder, asks["join"], given.seconds)
        else:
            compare(
                folder, {n: p for n, p in asks.items() if n in (given.only or asks)}, given.clients, given.seconds
            )


if __name__ == "__main__":
    main()
