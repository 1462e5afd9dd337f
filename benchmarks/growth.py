"""The same questions of compiled graphs of 1, 20 and 200 times as many claims: they take as long, or nearly.

    python benchmarks/growth.py [--events FILE] [--times 1 20 200] [--claims 4000] [--rounds 5]

Each graph is compiled from made-up events, or coded ones (see `events.py`), in a process of its own; its time, peak
of memory and size are told. Then every question is asked of each in turn, as a process, by the processor's time.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path

import events
from commands import CLI, ROOT

QUESTIONS = (
    "show {one}", "events {one}", "find '{label}'", "show event:e519", "cite benchmark/77", "around {one}",
    "query visits-of -p who={one}", "path {one} {other} -n 1",
)  # fmt: skip
"""Asked of actors who are in eight events each, whatever the size."""


def actors(found: list[events.Coded]) -> dict[str, str]:
    """Return two actors who are in eight events each, and the label of the first."""
    numbers: dict[str, int] = {}
    for event in found:
        for name in (event.source, event.target):
            numbers.setdefault(name, len(numbers))
    counts = Counter(name for event in found for name in {event.source, event.target})
    one, other = sorted(name for name, count in counts.items() if count == 8)[:2]
    return {"one": f"person:a{numbers[one]}", "other": f"person:a{numbers[other]}", "label": one}


def measured(command: list[str]) -> tuple[float, float]:
    """Return the processor's seconds and the peak megabytes of one process."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=env | {"PANMUNJOM_CACHE": "off"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=Path)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 20, 200])
    parser.add_argument("--claims", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graphs: dict[int, Path] = {}
        asked: dict[int, dict[str, str]] = {}
        for times in given.times:
            data, graph = Path(folder) / f"{times}.trig", Path(folder) / f"{times}.graph"
            made = events.read(given.events) if given.events else events.made_up(given.claims * times, actors_of=10)
            found = list(islice(made, given.claims * times))
            events.write_trig(found, data)
            asked[times] = actors(found)
            start = time.perf_counter()
            _, memory = measured([*CLI, "build", str(graph), "--data", str(data)])
            size = sum(file.stat().st_size for file in graph.rglob("*") if file.is_file())
            print(f"{times:4} times: compiled in {time.perf_counter() - start:.0f} s, {memory:.0f} MB at most, "
                  f"{size / 1e6:.0f} MB on the disk")  # fmt: skip
            data.unlink()
            graphs[times] = graph
        print(f"\n{'question':40}" + "".join(f"{times:>8}x" for times in graphs) + "   MB at the largest")
        for question in QUESTIONS:
            taken: dict[int, list[tuple[float, float]]] = {times: [] for times in graphs}
            for _ in range(given.rounds):
                for times, graph in graphs.items():
                    taken[times].append(
                        measured([*CLI, *shlex.split(question.format(**asked[times])), "--data", str(graph)])
                    )
            medians = {times: statistics.median(seconds for seconds, _ in runs) for times, runs in taken.items()}
            least = medians[given.times[0]]
            peak = max(memory for _, memory in taken[given.times[-1]])
            print(
                f"{question:40}"
                + "".join(f"{seconds / least:8.2f}x" for seconds in medians.values())
                + f"{peak:10.0f}"
            )


if __name__ == "__main__":
    main()
