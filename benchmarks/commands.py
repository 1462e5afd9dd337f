"""Every command as a whole process, from the files and from the compiled graph, beside `import rdflib`.

    python benchmarks/commands.py [--rounds 7] [--clock cpu|wall] [--only show path]

They take turns in one run, so that what else the machine does falls on all alike; of the rounds the median counts,
in the processor's seconds or by the clock. Bytecode is cached first, as it is on every run but the first.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from processes import ROOT, measured

CLI = [sys.executable, "-c", "from cli import main; main()"]
REFERENCES = {"import rdflib": "import rdflib", "import click": "import click", "pass": "pass"}
AIMS = {
    "show Lavrov": 0.75,
    "events Lavrov": 0.75,
    "find Singapore": 0.75,
    "cite valdai-2019-04-20/86": 0.75,
    "show Lavrov --known-by 2019-04-20": 1.0,
    "events Lavrov --certainty reported": 1.0,
    "query visits-of": 0.8,
    "path Lavrov 'Kim Jong-un'": 1.5,
    "around Lavrov": 1.5,
    "why 'gas pipeline'": 1.5,
    "rank": 3.0,
    "changes --at 2018-06-12": 3.0,
    "page -o {folder}/page.html": 6.0,
    "check": 8.0,
}
"""The commands, and how many times as long as `import rdflib` each may take at most, compiled."""


def fill(cache: Path) -> float:
    """Compile the shipped data into a cache, and return the seconds that it took."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "graph.commands.later"], cwd=ROOT, env=os.environ | {"PANMUNJOM_CACHE": str(cache)},
        check=True,
    )  # fmt: skip
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--clock", choices=["cpu", "wall"], default="cpu")
    parser.add_argument("--only", nargs="*", default=[], metavar="COMMAND")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        print(f"compiled in {fill(cache):.1f} s")
        chosen = [c for c in AIMS if not given.only or c.split()[0] in given.only]
        runs: dict[tuple[str, str], list[str]] = {
            (name, "off"): [sys.executable, "-c", code] for name, code in REFERENCES.items()
        }
        for command in chosen:
            words = shlex.split(command.format(folder=folder))
            runs |= {(command, "off"): CLI + words, (command, str(cache)): CLI + words}
        taken: dict[tuple[str, str], list[float]] = {key: [] for key in runs}
        for key, command in runs.items():
            measured(command, key[1])
        for _ in range(given.rounds):
            for key, command in runs.items():
                cost = measured(command, key[1])
                taken[key].append(cost.seconds if given.clock == "cpu" else cost.clock)
        medians = {key: statistics.median(seconds) for key, seconds in taken.items()}
        unit = medians["import rdflib", "off"]
        for name in REFERENCES:
            print(f"{name:40}{medians[name, 'off'] * 1000:8.0f} ms {medians[name, 'off'] / unit:6.2f}")
        print(f"\n{'in multiples of import rdflib':40}{'files':>8}{'compiled':>10}{'aim':>6}")
        for command in chosen:
            cold, warm = (medians[command, kind] / unit for kind in ("off", str(cache)))
            verdict = "" if warm <= AIMS[command] else "  missed"
            print(f"{command:40}{cold:8.2f}{warm:10.2f}{AIMS[command]:6.2f}{verdict}")


if __name__ == "__main__":
    main()
