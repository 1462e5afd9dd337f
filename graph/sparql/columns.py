"""The columns of an answer: its variables, and beside IRIs their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from graph.sparql.terms import Plain, Term


class Column(NamedTuple):
    """What a table shows of the rows: a variable, or the names of the IRIs that it stands for.

    Attributes:
        name: The heading.
        variable: The variable.
        is_label: Whether it shows the names.
    """

    name: str
    variable: str
    is_label: bool = False

    def term(self, row: Mapping[str, Term]) -> Term | None:
        """Return the term in a row; None where there is none, or no name for it."""
        term = row.get(self.variable)
        return None if term is None or (self.is_label and not term.has_name) else term

    def text(self, row: Mapping[str, Term], write: Callable[[Term], str]) -> str:
        """Return a cell as text: the name, or the term as `write` has it."""
        term = self.term(row)
        return "" if term is None else term.label if self.is_label else write(term)

    def plain(self, row: Mapping[str, Term]) -> Plain:
        """Return a cell as JSON has it."""
        term = self.term(row)
        return None if term is None else term.label if self.is_label else term.plain


EVIDENCE = ("claims", "weakest", "sources", "remarks")
"""The columns in which a row says what it rests on."""


def evidence_columns(variables: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of the evidence; `evidence_` stands before one of which the query has a variable."""
    own = set(variables)
    return tuple(f"evidence_{name}" if name in own else name for name in EVIDENCE)


def plain_columns(variables: Iterable[str]) -> list[Column]:
    """Return a column for each variable."""
    return [Column(name, name) for name in variables]


def labelled(variables: list[str], rows: Iterable[Mapping[str, Term]]) -> list[Column]:
    """Return a column for each variable, and behind those whose IRIs have names one `…_label` of these.

    A variable of the query's own that is called so already stays what it is.
    """
    named = {name for row in rows for name, term in row.items() if term.has_name}
    columns = []
    for name in variables:
        columns.append(Column(name, name))
        if name in named and f"{name}_label" not in variables:
            columns.append(Column(f"{name}_label", name, is_label=True))
    return columns
