"""Whole-process wall time and peak memory of a look-up, beside importing rdflib and starting Python.

    python benchmarks/cold_start.py [--rounds 30]

They take turns in one run, so that what else the machine does falls on all alike. Bytecode is cached first,
as it is on every run but the first. Most of a look-up's time goes into reading the text of the data, so it is
shown twice: on all that is shipped, and on the article alone.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOK_UP = [sys.executable, "-c", "from cli import main; main()", "show", "Lavrov"]
ARTICLE = "valdai-2019-04-20"


def commands(article: Path) -> dict[str, list[str]]:
    return {
        "panmunjom show Lavrov": LOOK_UP,
        "the same on the article": [*LOOK_UP, "--data", str(article)],
        'python -c "import rdflib"': [sys.executable, "-c", "import rdflib"],
        'python -c "pass"': [sys.executable, "-c", "pass"],
    }


def write_article(file: Path) -> None:
    """Export the article's claims, in a process of their own so that this one stays small."""
    command = [*LOOK_UP[:3], "export", "--source", ARTICLE, "-f", "trig", "-o", str(file)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def run(command: list[str]) -> tuple[float, float]:
    """Return seconds and peak megabytes of one process."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.trig"
        write_article(article)
        compared = commands(article)
        for command in compared.values():
            run(command)
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in compared}
        for _ in range(rounds):
            for name, command in compared.items():
                taken[name].append(run(command))
    medians = {name: statistics.median(seconds for seconds, _ in runs) for name, runs in taken.items()}
    reference = medians['python -c "import rdflib"']
    print(f"{'':28}{'median ms':>10}{'peak MB':>9}{'of import rdflib':>18}")
    for name, runs in taken.items():
        peak = max(memory for _, memory in runs)
        print(f"{name:28}{medians[name] * 1000:10.0f}{peak:9.1f}{medians[name] / reference:18.2f}")


if __name__ == "__main__":
    main()
