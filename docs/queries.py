"""Write queries.md beside this file from the headers of the named queries: `python docs/queries.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph.sparql.named import Parameter, Query, named_queries  # noqa: E402

INTRODUCTION = """\
# The queries

Made by `python docs/queries.py` from the headers of the files in `queries/`; a test holds it to them.

`panmunjom query NAME` runs one, `-p name=value` sets what it leaves open, `--explain` shows it. The files run as
they stand, with their defaults, on any SPARQL 1.1 engine that has loaded an export with the view
(`panmunjom export -f nq --derived`). To add one, write a file with such a header, and its expected result in
`tests/queries/`."""


def reference() -> str:
    """Return the whole page."""
    return "\n\n".join([INTRODUCTION, *map(_section, named_queries())]) + "\n"


def _section(query: Query) -> str:
    lines = [f"## {query.name}", "", f"**{query.title}.** {query.description}", ""]
    if query.parameters:
        lines += ["| parameter | kind | default | meaning |", "|---|---|---|---|", *map(_row, query.parameters), ""]
    return "\n".join([*lines, "```sh", query.example, "```"])


def _row(parameter: Parameter) -> str:
    default = f"`{parameter.usual}`" if parameter.default else "any" if parameter.optional else "must be given"
    return f"| `{parameter.name}` | {parameter.kind} | {default} | {parameter.description} |"


if __name__ == "__main__":
    Path(__file__).with_suffix(".md").write_text(reference(), encoding="utf-8")
