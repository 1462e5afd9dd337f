"""json.md: the keys of JSON, from the types of the records."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import get_type_hints, is_typeddict

from graph.render import network_schema, schema

INTRODUCTION = """\
# Keys of JSON

Made by `python docs/generate` from the types in `graph/render/schema.py` and `network_schema.py`.

What `-f json` writes. The keys are stable: within a minor version none is renamed, removed or given another meaning;
new ones may come. Lists that a command gives are arrays of these records; `show` gives one card. CSV, Markdown and the
terminal's tables show a choice of the same keys.

A key that does not apply is there with `null`, `false` or an empty list. Days are `YYYY-MM-DD`. Labels are in the
language of `--lang`; certainty, status, slugs and IRIs do not change with it."""


def reference() -> str:
    """Return the whole page."""
    return "\n\n".join([INTRODUCTION, *(text for record in records() for text in section(record))]) + "\n"


def records() -> list[type]:
    """Return the types of the records, in their order."""
    things = {**vars(schema), **vars(network_schema)}
    return [thing for thing in things.values() if is_typeddict(thing)]


def section(record: type) -> Iterator[str]:
    """Yield the paragraphs of one record."""
    keys, base = keys_of(record), base_of(record)
    yield f"## {name(record)}"
    told = inspect.cleandoc(record.__doc__ or "")
    yield f"{told} All keys of `{name(base)}`, and:" if base else told
    own = [key for key in keys if base is None or key not in keys_of(base)]
    yield "\n".join(["| key | what it holds |", "|---|---|", *(f"| `{key}` | {keys[key]} |" for key in own)])


def base_of(record: type) -> type | None:
    """Return the record of which another has all keys, the largest of them."""
    keys = keys_of(record)
    smaller = [other for other in records() if keys_of(other).items() < keys.items()]
    return max(smaller, key=lambda other: len(keys_of(other)), default=None)


def keys_of(record: type) -> dict[str, str]:
    """Return what each key of a record holds."""
    return {key: hint.__metadata__[0] for key, hint in get_type_hints(record, include_extras=True).items()}


def name(record: type) -> str:
    """Return the name by which the page speaks of a record."""
    return record.__name__.removesuffix("Record").lower()
