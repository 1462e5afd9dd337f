"""Records as tables: aligned for the terminal, CSV, Markdown, JSON, and JSON line by line."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from graph.errors import ColumnError
from graph.model.safe import safe
from graph.render.aligned import aligned

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
TABLE_FORMATS = ("table", "json", "csv", "md")
"""How records are written: for the terminal, as JSON, for spreadsheets, as Markdown."""


def write_table(
    records: Iterable[Mapping[str, object]], columns: Sequence[str], form: str, *, width: int | None = None,
    colour: bool = False,
) -> str:  # fmt: skip
    """Write records in one of `TABLE_FORMATS`, or as `jsonl`: one JSON object a line.

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
    if form == "jsonl":
        return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    rows = [[cell(record.get(column)) for column in columns] for record in records]
    headings = [column.replace("_", " ") for column in columns]
    if form == "csv":
        return _csv(columns, rows)
    if form == "md":
        return _markdown(headings, rows)
    return aligned(headings, rows, width, colour=colour)


def choose(chosen: Sequence[str], known: Iterable[str]) -> list[str]:
    """Return the columns that were chosen, each once; all of those that there are where none was.

    Args:
        chosen: Names of columns.
        known: Those that there are; where nothing was found, and none is known, every name passes.

    Raises:
        ColumnError: There is no such column.
    """
    columns = list(dict.fromkeys(known))
    for name in chosen:
        if columns and name not in columns:
            raise ColumnError(name, columns)
    return list(dict.fromkeys(chosen)) or columns


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
    import csv

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([no_formula(text) for text in row] for row in rows)
    return out.getvalue().rstrip("\n")


def no_formula(text: str) -> str:
    """Put an apostrophe before what spreadsheets would take for a formula; numbers stay what they are.

    >>> no_formula("=HYPERLINK(A1)"), no_formula("-2.5"), no_formula("Kim")
    ("'=HYPERLINK(A1)", '-2.5', 'Kim')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _markdown(headings: Sequence[str], rows: list[list[str]]) -> str:
    def row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(safe(text).replace("|", "\\|").replace("<", "&lt;") for text in cells) + " |"

    return "\n".join([row(headings), "|" + "---|" * len(headings), *map(row, rows)])
