"""Answers: what a command has found, to be shown as a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page shows instead of the whole graph.

    Attributes:
        title: What was asked, in words.
        things: IRIs of what was found, the most important first.
        lines: What was found, in sentences, as the terminal shows it.
        table: Rows of values under `columns`.
        columns: Names of the columns.
        ends: The two things that a path was asked between, if it was.
        hops: How much of the surroundings to show.
    """

    title: str
    things: Sequence[str] = ()
    lines: Sequence[str] = ()
    table: Sequence[Mapping[str, object]] = ()
    columns: Sequence[str] = ()
    ends: tuple[str, str] | None = None
    hops: int = 0

    @classmethod
    def of_rows(cls, title: str, columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> Answer:
        """Make an answer of a table; the IRIs in it are the things."""
        rows = list(rows)
        things = (str(value) for row in rows for value in row.values() if str(value).startswith("http"))
        return cls(title, things=list(dict.fromkeys(things)), table=rows, columns=list(columns), hops=1)
