"""Measures of a large network here and by Spark: which is quicker, and how each grows.

    python benchmarks/spark.py [--events FILE] [--counts 21000 468558] [--master local[2]] [--only NAME ...]

The network is of the actors of coded events (see `events.py`), linked where an event has both. Times are the
    python benchmarks/spark.py [--events FILE] [--counts 21000 468558] [--master URL] [--only NAME ...]
measured by Spark from 256 nodes.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import networkx as nx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import events

from graph.network.grouping import split
from graph.network.measures import measure
from graph.spark import GROUPINGS, MEASURED, Spark


def network_of(coded: list[events.Coded]) -> nx.Graph:
    counts = Counter(tuple(sorted((event.source, event.target))) for event in coded if event.source != event.target)
    network = nx.Graph()
    network.add_nodes_from(sorted({end for pair in counts for end in pair}))
    for (one, other), count in sorted(counts.items()):
        network.add_edge(one, other, links=("link",) * count)
    return network


def spent_by(process: int | str) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(work: Callable[[], Any], *processes: int | str) -> tuple[float, float, Any]:
    """Return the processor's seconds, the clock's, and the answer."""
    before, start = sum(map(spent_by, processes)), time.perf_counter()
    answer = work()
    return sum(map(spent_by, processes)) - before, time.perf_counter() - start, answer


def difference(ours: Any, theirs: Any) -> str:
    if isinstance(ours, dict):
        return f"differ by {max(abs(ours[node] - theirs[node]) for node in ours):.1g} at most"
    return "the same" if sorted(map(sorted, ours)) == sorted(map(sorted, theirs)) else "DIFFERENT"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=Path)
    parser.add_argument("--counts", type=int, nargs="+", default=[21_000, 100_000, 468_558])
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--only", nargs="+", choices=[*MEASURED, *GROUPINGS], default=[*MEASURED, *GROUPINGS])
    given = parser.parse_args()
    with Spark(given.master) as spark:
        start = time.perf_counter()
        java = spark.session._jvm.java.lang.ProcessHandle.current().pid()
        print(f"Spark begins: {spent_by(java):.1f} s of the processor, {time.perf_counter() - start:.1f} s")
        spark.measure(nx.path_graph(4), "degree")  # what the first question alone pays for
        for count in given.counts:
            made = events.read(given.events) if given.events else events.made_up(count, actors_of=20)
            network = network_of(list(islice(made, count)))
            print(f"\n{count} events: {len(network)} actors, {network.number_of_edges()} links")
            for by in given.only:
                here, there = (measure, spark.measure) if by in MEASURED else (split, spark.groups)
                ours = timed(lambda: here(network, by), "self")  # noqa: B023 - called at once
                theirs = timed(lambda: there(network, by), "self", java)  # noqa: B023
                print(
                    f"  {by:<11} here {ours[0]:8.1f} s ({ours[1]:.1f})   Spark {theirs[0]:8.1f} s ({theirs[1]:.1f})"
                    f"   {theirs[0] / max(ours[0], 0.01):7.1f}x   {difference(ours[2], theirs[2])}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
