"""What a query answers: rows of light terms with labels, or triples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, overload

import pyoxigraph as ox

from graph.errors import QueryError
from graph.model.safe import safe
from graph.sparql.columns import evidence_columns, labelled, plain_columns
from graph.sparql.terms import Labeller, Plain, RdfNode, Term, shown

if TYPE_CHECKING:
    from rdflib import Graph

    from graph.sparql.evidence import Evidence

T = TypeVar("T", bound="Rows | Triples | bool")


class Row(Mapping[str, Term]):
    """One solution: what the variables stand for; a variable that is unbound is not in it.

    Attributes:
        evidence: What the row rests on, where that was asked for; it then is in the row as well, as `claims`,
            `weakest`, `sources` and `remarks`.
    """

    __slots__ = ("_added", "_label", "_solution", "_variables", "evidence")

    def __init__(
        self, solution: ox.QuerySolution, variables: list[str], label: Labeller, evidence: Evidence | None = None
    ) -> None:
        self._solution, self._variables, self._label, self.evidence = solution, variables, label, evidence
        self._added = dict(zip(evidence_columns(variables), evidence.terms, strict=True)) if evidence else {}

    def __getitem__(self, variable: str) -> Term:
        if added := self._added.get(variable):
            return added
        node = self._solution[variable] if variable in self._variables else None
        if node is None:
            raise KeyError(variable)
        return Term(node, self._label)

    def __iter__(self) -> Iterator[str]:
        yield from (name for name, node in zip(self._variables, self.nodes, strict=True) if node is not None)
        yield from (name for name, term in self._added.items() if term is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def nodes(self) -> tuple[RdfNode | None, ...]:
        """The terms as pyoxigraph has them, in the order of the query's variables; None where unbound."""
        return tuple(self._solution[name] for name in self._variables)

    def __repr__(self) -> str:
        return "Row(" + ", ".join(f"{name}={term.label!r}" for name, term in self.items()) + ")"


class Rows:
    """The answer to a SELECT. Rows come as they are found; those that were read stay.

    Attributes:
        variables: The columns: the query's variables, and those of the evidence where it was asked for.
    """

    def __init__(
        self, variables: list[str], solutions: Iterator[ox.QuerySolution], label: Labeller,
        trace: Callable[[Mapping[str, RdfNode]], Evidence] | None = None,
    ) -> None:  # fmt: skip
        self.variables = [*variables, *(evidence_columns(variables) if trace else ())]
        self._rows = (
            Row(solution, variables, label, trace(_bindings(variables, solution)) if trace else None)
            for solution in solutions
        )
        self._read: list[Row] = []

    def __iter__(self) -> Iterator[Row]:
        yield from self._read
        for row in self._rows:
            self._read.append(row)
            yield row

    def to_dicts(self, *, labels: bool = True) -> list[dict[str, Plain]]:
        """Return the rows as plain records, all with the same keys; None where a variable is unbound.

        Args:
            labels: Add a key `who_label` behind `who` where IRIs of the column have names.

        >>> from graph import open_graph
        >>> open_graph().query("SELECT ?who { event:lavrov-in-dprk-2018 pan:visitor ?who }").to_dicts()
        [{'who': 'https://w3id.org/panmunjom/person/sergey-lavrov', 'who_label': 'Sergey Lavrov'}]
        """
        columns = labelled(self.variables, self) if labels else plain_columns(self.variables)
        return [{column.name: column.plain(row) for column in columns} for row in self]

    def once(self) -> Iterator[Row]:
        """Iterate without keeping the rows: for answers larger than memory."""
        return self._rows

    def __len__(self) -> int:
        self._read.extend(self._rows)
        return len(self._read)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        len(self)
        return self._read[index]

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def __repr__(self) -> str:
        return f"Rows({', '.join(self.variables)})"

    def _repr_html_(self) -> str:
        return html_table(
            self.variables, islice(self, _SHOWN), more=next(islice(self, _SHOWN, None), None) is not None
        )


_SHOWN = 100


def _bindings(variables: list[str], solution: ox.QuerySolution) -> dict[str, RdfNode]:
    return {name: node for name in variables if (node := solution[name]) is not None}


class Triples:
    """The answer to a CONSTRUCT or DESCRIBE: triples, once, as they are found."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._triples = iter(triples)

    def __iter__(self) -> Iterator[ox.Triple]:
        return self._triples

    def graph(self) -> Graph:
        """Return the triples as an rdflib `Graph`."""
        from rdflib import Graph

        text = ox.serialize(self._triples, format=ox.RdfFormat.N_TRIPLES)
        return Graph().parse(data=text, format="nt")


_FORMS = {Rows: "SELECT", Triples: "CONSTRUCT or DESCRIBE", bool: "ASK"}


def expect(kind: type[T], answer: Rows | Triples | bool) -> T:
    """Return an answer that must be of one kind.

    Raises:
        QueryError: The query was of another form.
    """
    if not isinstance(answer, kind):
        raise QueryError(f"the query is no {_FORMS[kind]} but {_FORMS[type(answer)]}; `query` takes every form")
    return answer


def html_table(variables: list[str], rows: Iterable[Row], *, iris: bool = False, more: bool = False) -> str:
    """Return rows as an HTML table.

    Args:
        variables: The columns.
        rows: What to write.
        iris: Show IRIs instead of labels.
        more: Say that there are more rows.
    """
    lines = [
        "<table>",
        "<thead><tr>" + "".join(f"<th>{_markup(name)}</th>" for name in variables) + "</tr></thead>",
    ]
    lines.append("<tbody>")
    for row in rows:
        cells = (shown(row[name], iris=iris) if name in row else "" for name in variables)
        lines.append("<tr>" + "".join(f"<td>{_markup(cell)}</td>" for cell in cells) + "</tr>")
    lines += ["</tbody>", "</table>"]
    return "\n".join([*lines, "<p>More rows follow.</p>"] if more else lines) + "\n"


def _markup(text: str) -> str:
    from html import escape

    return escape(safe(text))
