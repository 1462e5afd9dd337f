"""Networks side by side with networkx and rdflib: exact measures, best paths, projection.

    python benchmarks/network.py [--events FILE] [--full] [--actors 7000] [--measured 90000] [--pairs 50]

`--events` takes coded events (see `events.py`, .tsv or .tsv.xz) instead of made-up ones. networkx measures from a
sample of the nodes and its time is multiplied up, as it takes long; `--full` lets it run to the end, and compares.
Paths have the cost of `graph.costs`: networkx gets the same numbers as weights of edges. Answers are compared.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from math import isclose, log
from pathlib import Path
from typing import Any

import networkx as nx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import events

from graph import open_graph
from graph.model.vocabulary import PAN
from graph.network.cheapest_paths import Conditions, cheapest_paths
from graph.network.costs import COMMON, HOP, UNITS, node_toll
from graph.network.measures import fast_betweenness, harmonic_closeness
from graph.network.weighted_graph import WeightedGraph

SAMPLE = 100
BEST = 3
PROJECTED = 5_000


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def line(what: str, ours: float, theirs: float, name: str, note: str = "") -> None:
    print(f"  {what:<34} ours {ours:9.3f} s   {name} {theirs:9.3f} s   {theirs / ours:7.1f}x  {note}")


# --- measures ---------------------------------------------------------------------------------------------


def actors_graph(coded: Iterable[events.Coded], actors: int, count: int) -> nx.Graph:
    """Link the first so many actors by the first so many events among them."""
    known: set[str] = set()
    graph, taken = nx.Graph(), 0
    for event in coded:
        ends = {event.source, event.target}
        if len(ends) == 2 and len(known | ends) <= actors and taken < count:
            known |= ends
            graph.add_edge(*sorted(ends))
            taken += 1
    print(f"Measures: {len(graph):,} actors, {taken:,} events, {graph.number_of_edges():,} links")
    return graph


def measures(graph: nx.Graph, full: bool) -> None:
    nodes = sorted(graph)
    sample = nodes if full else random.Random(1).sample(nodes, min(SAMPLE, len(nodes)))
    scale = len(nodes) / len(sample)
    note = "" if full else f"(networkx from {len(sample)} nodes, times {scale:.0f})"
    ours, mine = timed(lambda: fast_betweenness(graph))
    k = None if full else len(sample)
    theirs, his = timed(lambda: nx.betweenness_centrality(graph, k=k, seed=1))
    line("betweenness, exact", ours, theirs * scale, "networkx", note)
    close, near = timed(lambda: harmonic_closeness(graph))
    far, harmonic = timed(lambda: nx.harmonic_centrality(graph, sources=sample))
    line("harmonic closeness, exact", close, far * scale, "networkx", note)
    if full:
        assert all(isclose(mine[n], his[n], abs_tol=1e-9) for n in nodes), "betweenness differs"
        assert all(isclose(near[n] * (len(nodes) - 1), harmonic[n], rel_tol=1e-9) for n in nodes), (
            "closeness differs"
        )
        print("  the scores of all nodes agree")


# --- paths --------------------------------------------------------------------------------------------------


def weighted_graph_of(coded: Iterable[events.Coded]) -> WeightedGraph:
    """Make the same index of events that `graph.paths` makes of claims; an actor named in brackets is a state."""
    counts: Counter[str] = Counter()
    between: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event in coded:
        counts[event.relation] += 1
        if event.source != event.target:
            between[min(event.source, event.target), max(event.source, event.target)].add(event.relation)
    costs = {relation: round((HOP + COMMON * log(count)) * UNITS) for relation, count in counts.items()}
    names = sorted({name for pair in between for name in pair})
    index = {name: number for number, name in enumerate(names)}
    arcs: list[dict[int, int]] = [{} for _ in names]
    for (one, other), relations in between.items():
        cost = min(costs[relation] for relation in relations)
        arcs[index[one]][index[other]] = arcs[index[other]][index[one]] = cost
    states = {name.rpartition("(")[2].rstrip(")") for name in names if name.endswith(")")}
    tolls = [
        round(node_toll(PAN + ("State" if name in states else "Person"), len(out)) * UNITS)
        for name, out in zip(names, arcs, strict=True)
    ]
    print(f"Paths: {len(names):,} actors, {sum(counts.values()):,} events, {len(between):,} links, "
          f"{len(states & index.keys())} states")  # fmt: skip
    return WeightedGraph(arcs, tolls)


def paths(graph: WeightedGraph, pairs: int) -> None:
    size = len(graph.arcs)
    weighted = nx.DiGraph()
    for node, arcs in enumerate(graph.arcs):
        weighted.add_weighted_edges_from((node, other, cost + graph.tolls[other]) for other, cost in arcs.items())
    dice = random.Random(2018)
    hubs = sorted(range(size), key=lambda node: (-len(graph.arcs[node]), node))[:200]
    component = sorted(max(nx.weakly_connected_components(weighted), key=len))
    for what, pool in (("random", component), ("hub", hubs)):
        times: list[tuple[float, float]] = []
        for _ in range(pairs):
            one, other = dice.sample(pool, 2)
            ours, mine = timed(partial(best, graph, one, other))
            theirs, his = timed(partial(best_of_networkx, weighted, one, other))
            toll = graph.tolls[other]
            costs = [nx.path_weight(weighted, path, "weight") - toll for path in his]
            assert [cost for cost, _ in mine] == costs, "paths differ"
            times.append((ours, theirs))
        ours, theirs = (sorted(column) for column in zip(*times, strict=True))
        p95 = int(0.95 * (pairs - 1))
        line(
            f"{BEST} best, {pairs} {what} pairs, median",
            statistics.median(ours),
            statistics.median(theirs),
            "networkx",
        )
        line(f"{BEST} best, {pairs} {what} pairs, p95", ours[p95], theirs[p95], "networkx")
        ratio = statistics.median(his / mine for mine, his in times)
        print(f"  all costs agree; median of the ratios {ratio:.1f}x; our longest {ours[-1] * 1000:.0f} ms")


def best_of_networkx(weighted: nx.DiGraph, one: int, other: int) -> list[list[int]]:
    return list(islice(nx.shortest_simple_paths(weighted, one, other, "weight"), BEST))


def best(graph: WeightedGraph, one: int, other: int) -> list[tuple[int, tuple[int, ...]]]:
    return list(islice(cheapest_paths(graph, one, other, Conditions(max_hops=30)), BEST))


# --- projection -----------------------------------------------------------------------------------------------


def projection(coded: Iterable[events.Coded]) -> None:
    from rdflib import Graph
    from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.trig"
        events.write_trig(islice(coded, PROJECTED), file)
        ours = open_graph(file)
        view = Graph().parse(data=open_graph(file).export("ttl", derived=True), format="turtle")
    print(f"Projection: {PROJECTED:,} events as claims; rdflib's from its own store, which holds the view")
    reading, _ = timed(ours.claims)
    mine, network = timed(lambda: ours.network("claims"))
    theirs, his = timed(lambda: rdflib_to_networkx_multidigraph(view))
    line(
        "to a networkx multigraph",
        mine,
        theirs,
        "rdflib",
        f"(both from what is read; reading the claims took {reading:.3f} s)",
    )
    print(f"  ours {len(network):,} nodes and {network.number_of_edges():,} edges with claim and certainty;"
          f" rdflib's {len(his):,} and {his.number_of_edges():,}, literals and classes among them")  # fmt: skip
    again, _ = timed(lambda: ours.network("actors"))
    print(f"  then, of the same claims, the layer of actors: {again:.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=Path)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--actors", type=int, default=7_000)
    parser.add_argument("--measured", type=int, default=90_000)
    parser.add_argument("--pairs", type=int, default=50)
    given = parser.parse_args()
    coded = list(events.read(given.events) if given.events else events.made_up(200_000))
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, networkx {nx.__version__}")
    print(f"Events: {given.events.name if given.events else 'made up'}, {len(coded):,}")
    seconds, graph = timed(lambda: weighted_graph_of(coded))
    print(f"  index of all events built in {seconds:.2f} s")
    paths(graph, given.pairs)
    measures(actors_graph(coded, given.actors, given.measured), given.full)
    projection(coded)


if __name__ == "__main__":
    main()
