"""Compiled graphs: build one, look after the cache, and fill it once a command has answered."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands.options import graph_options, output_options
from graph.commands.output import emit_table
from graph.commands.terminal import note, progress

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

_WORTH_IT = 300_000
"""Bytes of data below which reading it anew costs no more than finding it compiled."""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@graph_options
def build(graph: KnowledgeGraph, folder: Path, lang: str) -> None:
    """Compile the graph into a folder, which --data opens in a blink.

    \b
    panmunjom build north.graph --data my-claims/
    panmunjom show Lavrov --data north.graph
    """
    from graph.store.compiled import is_compiled

    if folder.is_dir() and any(folder.iterdir()) and not is_compiled(folder):
        raise click.UsageError(f"{folder} is there already and holds something else; choose another folder.")
    graph.build(folder, lambda what: progress.begin(f"Writing the {what}"))
    progress.end()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    note(f"Compiled {len(graph.claims())} claims into {folder}, {size / 1e6:.1f} MB.")


@click.command()
@click.option("--clear", is_flag=True, help="Delete what is in it.")
@output_options()
def cache(clear: bool, form: str, limit: int | None, out: str | None) -> None:
    """Show what is compiled in the cache, or clear it; PANMUNJOM_CACHE=off does without, a folder moves it.

    \b
    panmunjom cache
    panmunjom cache --clear
    """
    from datetime import datetime

    from graph.store.cache import cache_folder, entries, sweep

    if clear:
        note(f"{sweep(all_=True)} deleted.")
        return
    note(f"The cache is {cache_folder() or 'off'}.")
    records = [
        {
            "graph": str(entry.folder),
            "megabytes": round(entry.size / 1e6, 1),
            "used": datetime.fromtimestamp(entry.used).astimezone().isoformat(timespec="minutes"),
        }
        for entry in entries()
    ]
    emit_table(records, ["graph", "megabytes", "used"], form, limit, out)


def compile_later(paths: tuple[str, ...]) -> None:
    """Compile data into the cache, in a process of its own that waits for all others, if that is worth it."""
    from graph.store.cache import cache_folder
    from graph.store.resources import shipped_claims

    if cache_folder() is None or os.name != "posix":
        return
    given = [Path(path).resolve() for path in paths] or list(shipped_claims())
    if sum(_size(path) for path in given) < _WORTH_IT:
        return
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    with suppress(OSError):
        subprocess.Popen(
            [sys.executable, "-m", __name__, *(map(str, given) if paths else ())],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [root, known]))},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip


def _compile(paths: list[str]) -> None:
    from graph.knowledge import open_graph
    from graph.store.cache import cache_folder, key_of, only_builder, sweep
    from graph.store.compiled import is_compiled
    from graph.store.resources import shipped_claims

    os.nice(19)
    home = cache_folder()
    assert home is not None
    home.mkdir(parents=True, exist_ok=True)
    folder = home / key_of(paths or shipped_claims())
    with only_builder(folder) as mine:
        if mine and not is_compiled(folder):
            graph = open_graph(*paths)
            if key_of(paths or shipped_claims()) == folder.name:  # else it was changed while it was read
                graph.build(folder)
    sweep()


def _size(path: Path) -> int:
    with suppress(OSError):
        files = path.rglob("*") if path.is_dir() else [path]
        return sum(file.stat().st_size for file in files if file.is_file())
    return 0


if __name__ == "__main__":
    _compile(sys.argv[1:])
