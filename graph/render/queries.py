"""Named queries as records, and as the reference page `docs/queries.md`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.queries import Parameter, Query

_HEAD = """# The queries

Questions that `panmunjom query NAME` knows by name. Each is a file in `queries/`, with its defaults in it, and runs
as it stands on any SPARQL 1.1 engine that has loaded an export with the view (`panmunjom export --derived`).

This page is made from the files: `panmunjom queries --reference -o docs/queries.md`.
"""


def query_record(query: Query) -> dict[str, Any]:
    """Keys: query, title, description, parameters, example."""
    return {
        "query": query.name,
        "title": query.title,
        "description": query.description,
        "parameters": [str(parameter) for parameter in query.parameters],
        "example": query.example,
    }


def write_reference(queries: Iterable[Query]) -> str:
    """Return the reference page."""
    return "\n".join([_HEAD, *map(_section, queries)])


def _section(query: Query) -> str:
    lines = [f"## {query.name}", "", f"**{query.title}.** {query.description}", ""]
    if query.parameters:
        lines += ["| parameter | kind | default | meaning |", "|---|---|---|---|", *map(_row, query.parameters), ""]
    return "\n".join([*lines, "```console", f"$ {query.example}", "```", ""])


def _row(parameter: Parameter) -> str:
    default = f"`{parameter.usual}`" if parameter.default else "any" if parameter.optional else "must be given"
    return f"| `{parameter.name}` | {parameter.kind} | {default} | {parameter.description} |"
