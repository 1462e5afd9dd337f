"""Compiled graphs: build one, and look after the cache of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands.engines import engine_options
from graph.commands.options import data_options, output_options
from graph.commands.output import emit_table
from graph.commands.terminal import note, progress
from graph.commands.types import Command

if TYPE_CHECKING:
    from graph.model.lens import Lens
    from graph.spark import Spark


@click.command(cls=Command)
@click.argument("folder", type=click.Path())
@engine_options
@data_options
def build(
    folder: str, data: tuple[str, ...], add: tuple[str, ...], lens: Lens, lang: str, spark: Spark | None
) -> None:
    """Compile the graph into a folder, which --data FOLDER opens in a blink.

    With --engine spark, --data are exports with the view (export -f nq --derived --paths), and the folder gets
    Parquet tables of them: claims, view, nodes, arcs.

    \b
    panmunjom build everything.graph
    panmunjom build tables --engine spark --data panmunjom.nq
    """
    from graph.knowledge import build_graph
    from graph.store.compiled import size_of

    if spark:
        if not data or add or lens or lang != "en":
            raise click.UsageError("--engine spark reads the exports that --data names, whole; leave all else out.")
        rows = spark.write_tables(data, Path(folder))
        note(f"Wrote {folder}: {', '.join(f'{count} {name}' for name, count in rows.items())}.")
        return
    progress.begin("Compiling")
    count = build_graph(
        folder, *data, add=add, lens=lens, progress=lambda what: progress.begin(f"Compiling: {what}")
    )
    progress.end()
    note(f"Compiled {count} claims into {folder}, {size_of(Path(folder)) / 1e6:.1f} MB.")


@click.command(cls=Command)
@click.option("--clear", is_flag=True, help="Delete what is in it.")
@output_options()
def cache(clear: bool, form: str, limit: int | None, out: str | None, chosen: tuple[str, ...]) -> None:
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
    if records:
        emit_table(records, ["graph", "megabytes", "used"], form, limit, out, chosen)
