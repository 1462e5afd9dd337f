"""queries.md: the headers of the named queries."""

from __future__ import annotations

from graph.sparql.named import Parameter, Query, named_queries

INTRODUCTION = """\
# The queries

Made by `python docs/generate` from the headers of the files in `queries/`; a test holds it to them.

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
        lines += [
            "| parameter | takes | default | meaning |",
            "|---|---|---|---|",
            *map(_row, query.parameters),
            "",
        ]
    return "\n".join([*lines, "```sh", query.example, "```"])


def _row(parameter: Parameter) -> str:
    default = f"`{parameter.usual}`" if parameter.default else "any" if parameter.optional else "must be given"
    return f"| `{parameter.name}` | {parameter.takes} | {default} | {parameter.description} |"
