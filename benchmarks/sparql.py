"""Eight queries and the load, side by side: ours, the bare engine on the same store, rdflib's own store and engine.

    python benchmarks/sparql.py [--sizes 1000 50000] [--events FILE] [--rounds 5]

Every side runs in a process of its own, so that peaks of memory are its own; seconds are the processor's, so that
what else the machine does counts less. Of some rounds the best counts; ours and the bare engine take turns. Answers
are compared. `--events` takes coded events (see `events.py`) instead of made-up ones.
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
            start = time.process_time()
            work()
            taken = time.process_time() - start
            least[place], spent = min(least[place], taken), spent + taken
        if spent > enough:
            break
    return least


def ours(file: Path, export: Path, rounds: int) -> dict[str, Any]:
    """Measure this library, and the bare engine on the same store."""
    from graph import Rows, open_graph
    from graph.model.vocabulary import PREFIXES

    start = time.process_time()
    graph = open_graph(file)
    loaded = time.process_time() - start
    store = graph.view
    viewed = time.process_time() - start - loaded
    found: dict[str, Any] = {"load": loaded, "view": viewed, "memory": _megabytes(), "quads": len(store)}
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


def rdflib_file(file: Path, export: Path, rounds: int) -> dict[str, Any]:
    """Measure rdflib loading the same file, without a view."""
    return {"load": _loaded(file, "trig")[1], "memory": _megabytes()}


def rdflib(file: Path, export: Path, rounds: int) -> dict[str, Any]:
    """Measure rdflib loading an export with the view into its own store, and querying it by its own engine."""
    from graph.model.vocabulary import PREFIXES

    dataset, seconds = _loaded(export, "nquads")
    found: dict[str, Any] = {"load": seconds, "memory": _megabytes()}
    gc.freeze()
    for name, query in QUERIES.items():
        ask = partial(_all, dataset.query, query, initNs=PREFIXES)
        plain = sorted({" ".join(term.n3() for term in row) for row in ask()})
        found[name] = {"rdflib": best([ask], rounds)[0], "answer": plain}
    return found


def _loaded(file: Path, form: str) -> tuple[Any, float]:
    from rdflib import Dataset

    dataset, start = Dataset(), time.process_time()
    dataset.parse(file, format=form)
    return dataset, time.process_time() - start


def _all(ask: Callable[..., Any], *arguments: Any, **options: Any) -> list[Any]:
    return list(ask(*arguments, **options))


def _plain(node: object) -> str:
    return str(node).removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


SIDES = {"ours": ours, "rdflib": rdflib, "rdflib_file": rdflib_file}


def measure(coded: list[events.Coded], rounds: int) -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder:
        file, export = Path(folder) / "events.trig", Path(folder) / "view.nq"
        events.write_trig(coded, file)
        mine, other, plain = (_apart(side, file, export, rounds) for side in SIDES)
    files, view = mine["load"], mine["view"]
    print(f"\n{len(coded):,} events, {mine['quads']:,} quads with the view")
    print(f"  load {files:.2f} s, view {view:.2f} s: {view / (files + view):.2f} of both; {mine['memory']:.0f} MB")
    for what, side in (("the same with the view", other), ("the file alone", plain)):
        times, share = side["load"] / (files + view), mine["memory"] / side["memory"]
        print(
            f"  rdflib, {what}: {side['load']:.2f} s, {times:.1f} times; {side['memory']:.0f} MB, ours {share:.2f}"
        )
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
        found = SIDES[side](Path(file), Path(export), options.rounds)
        print(json.dumps(found))
    elif options.events:
        measure(list(events.read(options.events)), options.rounds)
    else:
        for size in options.sizes:
            measure(list(events.made_up(size)), options.rounds)


if __name__ == "__main__":
    main()
