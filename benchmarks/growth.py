"""The same questions of compiled graphs of 1, 20 and 200 times as many claims: they take as long, or nearly.

    python benchmarks/growth.py [--times 1 20 200] [--rounds 5] [--events FILE [--claims 4000]]

The shipped data is written down so many times, each time about things of its own (`copies.py`); with `--events` so
many claims are made of coded events (see `events.py`). Each is compiled in a process of its own; its time, peak of
memory and size are told. Then every question is asked of each in turn, as a process, by the processor's time.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import statistics
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import copies
import events
from commands import CLI
from processes import Cost, measured

QUESTIONS = (
    "show {one}", "events {one}", "find '{label}'", "show {event}", "cite {claim}",
    "show {one} --known-by 2019-04-20", "around {one}", "query visits-of -p who={one}", "path {one} {other} -n 1",
)  # fmt: skip
SHIPPED = {
    "one": "person:sergey-lavrov", "other": "person:kim-jong-un", "label": "Sergey Lavrov",
    "event": "event:lavrov-in-dprk-2018", "claim": "valdai-2019-04-20/86",
}  # fmt: skip


class Built(NamedTuple):
    """A compiled graph: where it lies, what names are asked of it, what it took, its megabytes on the disk."""

    folder: Path
    names: dict[str, str]
    cost: Cost
    size: float


def actors(found: list[events.Coded]) -> dict[str, str]:
    """Return two actors who are in eight events each, and other things to ask of coded events."""
    numbers: dict[str, int] = {}
    for event in found:
        for name in (event.source, event.target):
            numbers.setdefault(name, len(numbers))
    counts = Counter(name for event in found for name in {event.source, event.target})
    one, other = sorted(name for name, count in counts.items() if count == 8)[:2]
    return {
        "one": f"person:a{numbers[one]}", "other": f"person:a{numbers[other]}", "label": one,
        "event": "event:e519", "claim": "benchmark/77",
    }  # fmt: skip


def written(times: int, data: Path, file: Path | None, claims: int) -> dict[str, str]:
    """Write data of a size into a folder, and return the names to ask of it."""
    data.mkdir()
    if file is None:
        copies.write_copies(times, data)
        return SHIPPED
    found = list(islice(events.read(file), claims * times))
    events.write_trig(found, data / "events.trig")
    return actors(found)


def build(times: int, data: Path, names: dict[str, str], folder: Path) -> Built:
    """Compile the data in a folder."""
    cost = measured([*CLI, "build", str(folder), "--data", str(data)])
    shutil.rmtree(data)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    return Built(folder, names, cost, size)


def ask(graphs: dict[int, Built], rounds: int) -> None:
    """Print how long each question takes at each size, beside the first of them."""
    print(f"\n{'question':44}{'seconds':>8}" + "".join(f"{times:>8}x" for times in graphs) + "  MB at the last")
    for question in QUESTIONS:
        taken: dict[int, list[Cost]] = {times: [] for times in graphs}
        for _ in range(rounds):
            for times, graph in graphs.items():
                words = shlex.split(question.format(**graph.names))
                taken[times].append(measured([*CLI, *words, "--data", str(graph.folder)]))
        medians = [statistics.median(cost.seconds for cost in costs) for costs in taken.values()]
        peak = max(cost.memory for cost in list(taken.values())[-1])
        ratios = "".join(f"{seconds / medians[0]:8.2f}x" for seconds in medians)
        print(f"{question:44}{medians[0]:8.2f}{ratios}{peak:10.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, nargs="+", default=[1, 20, 200])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--events", type=Path)
    parser.add_argument("--claims", type=int, default=4000, help="of coded events: how many are once the data")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graphs: dict[int, Built] = {}
        print(f"{'times':>6}{'seconds':>9}{'each':>7}{'MB at most':>12}{'MB on the disk':>16}")
        for times in given.times:
            data = Path(folder) / f"{times}.data"
            names = written(times, data, given.events, given.claims)
            built = build(times, data, names, Path(folder) / f"{times}.graph")
            graphs[times] = built
            each = built.cost.seconds / times
            print(
                f"{times:6}{built.cost.seconds:9.0f}{each:7.1f}{built.cost.memory:12.0f}{built.size:16.0f}",
                flush=True,
            )
        ask(graphs, given.rounds)


if __name__ == "__main__":
    main()
