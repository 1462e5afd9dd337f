"""Eight queries and the load, side by side: ours, the bare engine on the same store, rdflib's own store and engine.

    python benchmarks/sparql.py [--sizes 1000 50000] [--events FILE] [--rounds 5]

Every size runs in processes of its own, so that peaks of memory are its own. Of some rounds the best counts; ours
and the bare engine take turns. Answers are compared. `--events` takes coded events (see `events.py`) instead of
made-up ones.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import events

QUERIES = {
    "lookup": "SELECT ?p ?o { event:e500 ?p ?o }",
    "two-hop co-participation": """SELECT DISTINCT ?other {
        event:e519 pan:participant ?one . ?event pan:participant ?one , ?other }""",
    "property path": "SELECT ?whole { event:e519 pan:partOf+ ?whole }",
    "group by actor and year": """SELECT ?actor ?year (COUNT(?event) AS ?n) {
        ?event pan:participant ?actor ; pan:earliest ?day BIND (YEAR(?day) AS ?year) } GROUP BY ?actor ?year""",
    "optional with date range": """SELECT ?event ?where {
        ?event a pan:Visit ; pan:earliest ?day OPTIONAL { ?event pan:place ?where }
        FILTER (?day >= "2018-05-01"^^xsd:date && ?day < "2018-06-01"^^xsd:date) }""",
    "provenance join": """SELECT ?event ?claim ?source ?paragraph {
        GRAPH ?claim { ?event pan:visitor person:a7 } ?claim pan:source ?source ; pan:paragraph ?paragraph }""",
    "text filter": """SELECT ?claim {
        ?claim rdfs:comment ?words FILTER (CONTAINS(LCASE(STR(?words)), "no. 77")) }""",
    "construct": """CONSTRUCT { ?one dcterms:relation ?other } {
        ?event a pan:Meeting ; pan:participant ?one , ?other FILTER (?one != ?other) }""",
}


def best(works: list[Callable[[], Any]], rounds: int, enough: float = 5.0) -> list[float]:
    """Return the least seconds that each of some works takes; they take turns, fewer where they take long."""
    least, spent = [float("inf")] * len(works), 0.0
    for _ in range(rounds):
        for place, work in enumerate(works):
            start = time.perf_counter()
            work()
            taken = time.perf_counter() - start
            least[place], spent = min(least[place], taken), spent + taken
        if spent > enough:
            break
    return least


def ours(file: Path, export: Path, rounds: int) -> dict[str, Any]:
    """Measure this library, and the bare engine on the same store."""
    from graph import Rows, open_graph
    from graph.vocabulary import PREFIXES

    before, start = _megabytes(), time.perf_counter()
    graph = open_graph(file)
    loaded = time.perf_counter() - start
    store = graph.view
    viewed = time.perf_counter() - start - loaded
    found: dict[str, Any] = {"load": loaded, "view": viewed, "memory": _megabytes() - before, "quads": len(store)}
    store.dump(str(export))
    gc.freeze()
    for name, query in QUERIES.items():
        mine = partial(_all, graph.query, query)
        bare = partial(_all, store.query, query, prefixes=PREFIXES)
        answer = graph.query(query)
        rows = (row.nodes for row in answer) if isinstance(answer, Rows) else iter(answer)
        plain = sorted({" ".join(map(_plain, row)) for row in rows})
        found[name] = dict(zip(("ours", "bare"), best([mine, bare], rounds), strict=True)) | {"answer": plain}
    return found


def rdflib(file: Path, export: Path, rounds: int) -> dict[str, Any]:
    """Measure rdflib: loading the same file, and querying the same view in its own store by its own engine."""
    from rdflib import Dataset

    from graph.vocabulary import PREFIXES

    before, start = _megabytes(), time.perf_counter()
    dataset = Dataset()
    dataset.parse(file, format="trig")
    found: dict[str, Any] = {"load": time.perf_counter() - start, "memory": _megabytes() - before}
    del dataset
    gc.collect()
    dataset = Dataset()
    dataset.parse(export, format="nquads")
    gc.freeze()
    for name, query in QUERIES.items():
        ask = partial(_all, dataset.query, query, initNs=PREFIXES)
        plain = sorted({" ".join(term.n3() for term in row) for row in ask()})
        found[name] = {"rdflib": best([ask], rounds)[0], "answer": plain}
    return found


def _all(ask: Callable[..., Any], *arguments: Any, **options: Any) -> list[Any]:
    return list(ask(*arguments, **options))


def _plain(node: object) -> str:
    return str(node).removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure(coded: list[events.Coded], rounds: int) -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder:
        file, export = Path(folder) / "events.trig", Path(folder) / "view.nq"
        events.write_trig(coded, file)
        mine, other = (_apart(side, file, export, rounds) for side in ("ours", "rdflib"))
    files, view, theirs = mine["load"], mine["view"], other["load"]
    whole, memory = files + view, mine["memory"] / other["memory"]
    print(f"\n{len(coded):,} events, {mine['quads']:,} quads with the view")
    print(f"  load with view {whole:.2f} s; rdflib's load {theirs:.2f} s, {theirs / whole:.1f} times that")
    print(f"  memory {mine['memory']:.0f} MB, {memory:.2f} of rdflib's {other['memory']:.0f} MB")
    print(f"  view {view:.2f} s: {view / files:.2f} of the files' {files:.2f} s, {view / whole:.2f} of both")
    print(f"  {'':26}    rows   ours ms   bare ms  rdflib ms  ours/bare  rdflib/ours")
    ratios = [_line(name, mine[name], other[name]) for name in QUERIES]
    over_bare, under_rdflib = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"  {'median':65}{over_bare:11.2f}{under_rdflib:13.1f}", flush=True)


def _line(name: str, mine: dict[str, Any], other: dict[str, Any]) -> tuple[float, float]:
    us, bare, them = mine["ours"], mine["bare"], other["rdflib"]
    note = "" if mine["answer"] == other["answer"] else "  ANSWERS DIFFER"
    cells = f"{len(mine['answer']):8,}{us * 1e3:10.2f}{bare * 1e3:10.2f}{them * 1e3:11.1f}"
    print(f"  {name:26}{cells}{us / bare:11.2f}{them / us:13.1f}{note}")
    return us / bare, them / us


def _apart(side: str, file: Path, export: Path, rounds: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--side", side, str(file), str(export), "--rounds", str(rounds)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 50_000])
    parser.add_argument("--events", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--side", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        side, file, export = options.side
        found = {"ours": ours, "rdflib": rdflib}[side](Path(file), Path(export), options.rounds)
        print(json.dumps(found))
    elif options.events:
        measure(list(events.read(options.events)), options.rounds)
    else:
        for size in options.sizes:
            measure(list(events.made_up(size)), options.rounds)


if __name__ == "__main__":
    main()
