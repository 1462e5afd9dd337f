"""What a query answers: rows of light terms with labels, or triples."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, overload

import pyoxigraph as ox

from graph.model.safe import safe
from graph.names.labels import prefixed

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Identifier

Labeller = Callable[[str], str]
RdfNode = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
"""A term as pyoxigraph has it."""


class Term:
    """A value in a row: an IRI, a literal or a blank node, with the name that readers know it by.

    Attributes:
        node: The term as pyoxigraph has it.
    """

    __slots__ = ("_label", "node")

    def __init__(self, node: RdfNode, label: Labeller) -> None:
        self.node, self._label = node, label

    @property
    def value(self) -> str:
        """The IRI, or the text of the literal."""
        return self.node.value if not isinstance(self.node, ox.Triple) else str(self.node)

    @property
    def label(self) -> str:
        """What readers call it: the entity's name, or the text of the literal."""
        return self._label(self.node.value) if isinstance(self.node, ox.NamedNode) else self.value

    @property
    def is_iri(self) -> bool:
        """Whether it is an IRI."""
        return isinstance(self.node, ox.NamedNode)

    @property
    def datatype(self) -> str | None:
        """IRI of a literal's datatype."""
        return self.node.datatype.value if isinstance(self.node, ox.Literal) else None

    @property
    def language(self) -> str | None:
        """Language of a literal."""
        return self.node.language if isinstance(self.node, ox.Literal) else None

    @property
    def term(self) -> Identifier:
        """The same as an rdflib term."""
        from rdflib import BNode, Literal, URIRef

        match self.node:
            case ox.NamedNode():
                return URIRef(self.node.value)
            case ox.Literal():
                kind = None if self.node.language or self.datatype == _STRING else URIRef(self.datatype or _STRING)
                return Literal(self.node.value, lang=self.node.language, datatype=kind)
            case ox.BlankNode():
                return BNode(self.node.value)
        raise TypeError(f"rdflib has no term for {self.node}")

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return f"Term({self.node})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Term) and self.node == other.node

    def __hash__(self) -> int:
        return hash(self.node)


_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Row(Mapping[str, Term]):
    """One solution: what the variables stand for; a variable that is unbound is not in it."""

    __slots__ = ("_label", "_solution", "_variables")

    def __init__(self, solution: ox.QuerySolution, variables: list[str], label: Labeller) -> None:
        self._solution, self._variables, self._label = solution, variables, label

    def __getitem__(self, variable: str) -> Term:
        node = self._solution[variable] if variable in self._variables else None
        if node is None:
            raise KeyError(variable)
        return Term(node, self._label)

    def __iter__(self) -> Iterator[str]:
        return (name for name, node in zip(self._variables, self.nodes, strict=True) if node is not None)

    def __len__(self) -> int:
        return sum(node is not None for node in self._solution)

    @property
    def nodes(self) -> tuple[RdfNode | None, ...]:
        """The terms as pyoxigraph has them, in the order of the variables; None where unbound."""
        return tuple(self._solution[name] for name in self._variables)

    def __repr__(self) -> str:
        return "Row(" + ", ".join(f"{name}={term.label!r}" for name, term in self.items()) + ")"


class Rows:
    """The answer to a SELECT. Rows come as they are found; those that were read stay.

    Attributes:
        variables: The columns.
    """

    def __init__(self, variables: list[str], solutions: Iterator[ox.QuerySolution], label: Labeller) -> None:
        self.variables = variables
        self._rows = (Row(solution, variables, label) for solution in solutions)
        self._read: list[Row] = []

    def __iter__(self) -> Iterator[Row]:
        yield from self._read
        for row in self._rows:
            self._read.append(row)
            yield row

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


def shown(term: Term, *, iris: bool) -> str:
    """Return what a table shows of a term: its label, or its IRI shortened by the usual prefixes."""
    return prefixed(term.value) if iris and term.is_iri else term.label


def _markup(text: str) -> str:
    return html.escape(safe(text))
