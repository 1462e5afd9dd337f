"""Many requests with faults: cut connections, killed workers, bad requests, half heads, clients who do not read.

    python benchmarks/serve_faults.py [--requests 20000]

Every answer that comes must be right, none may be left hanging, and memory must stay where it was.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import signal
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from http_clients import Client
from serve import DECLARED, children, server

RIGHT = "SELECT ?o { event:hanoi-summit-2019 ?p ?o } ORDER BY ?p ?o"
LONG = "SELECT * { ?s ?p ?o }"


def asked(text: str, number: int) -> str:
    return f"/sparql?query={quote(f'{DECLARED}{text} # {number}')}"


async def one(at: tuple[int, int], client: Client, number: int, expected: bytes, told: Counter[str]) -> None:
    """Ask once, or do harm."""
    port, front = at
    kind = random.random()
    if kind < 0.005 and (workers := workers_of(front)):
        os.kill(random.choice(workers), signal.SIGKILL)
        told["killed a worker"] += 1
    elif kind < 0.01:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1000)
        writer.write(f"GET {asked(LONG, number)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        await reader.read(1000)
        await asyncio.sleep(random.random())
        writer.transport.abort()
        told["did not read"] += 1
    elif kind < 0.03:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {asked(LONG, number)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()[: random.randrange(1, 300)])
        await asyncio.sleep(random.random() / 10)
        writer.transport.abort()
        told["went away"] += 1
    elif kind < 0.1:
        status, _ = await client.get("/sparql?query=SELECT")
        told["wrong" if status < 400 else "refused" if status == 400 else str(status)] += 1
    else:
        status, body = await client.get(asked(RIGHT, number))
        told["wrong" if status == 200 and body != expected else str(status)] += 1


async def all_of_them(port: int, front: int, count: int) -> Counter[str]:
    told: Counter[str] = Counter()
    _, expected = await Client(port).get(asked(RIGHT, -1))

    async def some(start: int) -> None:
        client = Client(port)
        for number in range(start, count, 16):
            try:
                await asyncio.wait_for(one((port, front), client, number, expected, told), 60)
            except TimeoutError:
                told["left hanging"] += 1
                client = Client(port)
            except OSError:
                told["cut off"] += 1

    await asyncio.gather(*map(some, range(16)))
    return told


def workers_of(front: int) -> list[int]:
    """Return the processes that the nursery of a server has forked."""
    return [worker for nursery in children(front) for worker in children(nursery)]


def open_files(pid: int) -> int:
    """Return how many files and connections a process has open."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def memory(pid: int) -> int:
    """Return the megabytes that a process holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) // 1024 if found else 0


def main() -> None:
    reading = argparse.ArgumentParser()
    reading.add_argument("--requests", type=int, default=20_000)
    count = reading.parse_args().requests
    with tempfile.TemporaryDirectory() as folder, server("ours", Path(folder)) as (_, port, front):
        asyncio.run(all_of_them(port, front, count // 10))
        before = memory(front)
        files = open_files(front)
        told = asyncio.run(all_of_them(port, front, count))
        told["front MB before"], told["front MB after"] = before, memory(front)
        told["files before"], told["files after"] = files, open_files(front)
    for what, number in sorted(told.items()):
        print(f"{what:18}{number:8}")


if __name__ == "__main__":
    main()
