"""Records as tables: aligned for the terminal (rich), CSV, Markdown, JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from graph.model.safe import safe

TABLE_FORMATS = ("table", "json", "csv", "md")
"""How records are written: for the terminal, as JSON, for spreadsheets, as Markdown."""


def write_table(
    records: Iterable[Mapping[str, object]], columns: Sequence[str], form: str, *, width: int | None = None,
    colour: bool = False,
) -> str:  # fmt: skip
    """Write records in one of `TABLE_FORMATS`.

    Args:
        records: What to write; JSON writes all keys, the other formats the columns.
        columns: Keys to show, in order; the headings are the keys with blanks for underscores.
        form: One of `TABLE_FORMATS`.
        width: Cells that a terminal table may take; None for as many as it needs.
        colour: Whether a terminal table may be coloured.

    >>> print(write_table([{"label": "Rason", "kind": "region"}], ["label", "kind"], "csv"))
    label,kind
    Rason,region
    """
    records = list(records)
    if form == "json":
        return json.dumps(records, ensure_ascii=False, indent=2)
    rows = [[cell(record.get(column)) for column in columns] for record in records]
    headings = [column.replace("_", " ") for column in columns]
    if form == "csv":
        return _csv(columns, rows)
    if form == "md":
        return _markdown(headings, rows)
    return _rich(headings, rows, width, colour)


def cell(value: object) -> str:
    """Write one value for a cell: lists joined, nested records by their most telling key."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Mapping):
        return next((cell(value[key]) for key in ("actor", "value", "claim", "label") if key in value), str(value))
    if isinstance(value, list | tuple):
        return "; ".join(dict.fromkeys(map(cell, value)))
    return str(value)


def _csv(columns: Sequence[str], rows: list[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().rstrip("\n")


def _markdown(headings: Sequence[str], rows: list[list[str]]) -> str:
    def row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(safe(text).replace("|", "\\|").replace("<", "&lt;") for text in cells) + " |"

    return "\n".join([row(headings), "|" + "---|" * len(headings), *map(row, rows)])


def _rich(headings: Sequence[str], rows: list[list[str]], width: int | None, colour: bool) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold", collapse_padding=True)
    for index, heading in enumerate(headings):
        longest = max((len(r[index]) for r in rows), default=0)
        table.add_column(heading, overflow="fold", no_wrap=longest <= 14, min_width=min(len(heading), 12))
    for cells in rows:
        table.add_row(*(Text(safe(text)) for text in cells))
    out = io.StringIO()
    console = Console(
        file=out, width=width or 400, force_terminal=colour, no_color=not colour, highlight=False, soft_wrap=False,
        color_system="standard" if colour else None,
    )  # fmt: skip
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n"))
