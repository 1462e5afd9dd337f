"""Terms: what stands in an answer, with the name that readers know it by; from pyoxigraph to rdflib, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.model.vocabulary import XSD
from graph.names.labels import prefixed

if TYPE_CHECKING:
    from rdflib.term import Identifier

Labeller = Callable[[str], str]
_STRING = XSD + "string"
Plain = str | int | float | bool | list[str] | None
"""A cell as JSON has it."""

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
        """The IRI, the text of the literal, or the triple as Turtle writes it."""
        return self.node.value if not isinstance(self.node, ox.Triple) else in_turtle(self.node)

    @property
    def label(self) -> str:
        """What readers call it: the entity's name, or the text of the literal."""
        return self._label(self.node.value) if isinstance(self.node, ox.NamedNode) else self.value

    @property
    def has_name(self) -> bool:
        """Whether it is an IRI that readers know by a name."""
        return self.is_iri and self.label != self.value

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
    def plain(self) -> Plain:
        """The value as JSON has it: a number or a truth value where the literal is one, text otherwise."""
        kind = (self.datatype or "").removeprefix(XSD)
        if kind in _INTEGERS and _INTEGER.fullmatch(self.value):
            return int(self.value)
        if kind in {"decimal", "double", "float"} and _NUMBER.fullmatch(self.value):
            return float(self.value)
        return _BOOLEANS.get(self.value, self.value) if kind == "boolean" else self.value

    @property
    def term(self) -> Identifier:
        """The same as an rdflib term."""
        return to_rdflib(self.node)

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return f"Term({self.node})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Term) and self.node == other.node

    def __hash__(self) -> int:
        return hash(self.node)


def in_turtle(node: RdfNode) -> str:
    """Write a term as Turtle, TSV and N-Triples 1.2 do."""
    if not isinstance(node, ox.Triple):
        return str(node)
    return f"<<( {' '.join(map(in_turtle, (node.subject, node.predicate, node.object)))} )>>"


class Listed(Term):
    """Several texts in one cell.

    Attributes:
        items: The texts.
    """

    __slots__ = ("items",)

    def __init__(self, items: tuple[str, ...]) -> None:
        super().__init__(ox.Literal("; ".join(items)), str)
        self.items = items

    @property
    def plain(self) -> list[str]:
        """The texts, as JSON has them."""
        return list(self.items)


_INTEGERS = frozenset(
    "integer int long short byte unsignedInt unsignedLong unsignedShort unsignedByte"
    " nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger".split()
)
_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")
_BOOLEANS: dict[str, str | bool] = {"true": True, "1": True, "false": False, "0": False}


def shown(term: Term, *, iris: bool) -> str:
    """Return what a table shows of a term: its label, or its IRI shortened by the usual prefixes."""
    return prefixed(term.value) if iris and term.is_iri else term.label


@lru_cache(maxsize=4096)
def to_rdflib(node: RdfNode) -> Identifier:
    """Return a term as rdflib has it."""
    from rdflib import BNode, Literal, URIRef

    match node:
        case ox.NamedNode():
            return URIRef(node.value)
        case ox.Literal():
            datatype = node.datatype.value
            kind = None if node.language or datatype == _STRING else URIRef(datatype)
            return Literal(node.value, lang=node.language, datatype=kind)
        case ox.BlankNode():
            return BNode(node.value)
    raise TypeError(f"rdflib has no term for {node}")


@lru_cache(maxsize=4096)
def from_rdflib(term: Identifier) -> RdfNode:
    """Return a term of rdflib as pyoxigraph has it."""
    from rdflib import BNode, Literal, URIRef

    match term:
        case Literal():
            if term.language:
                return ox.Literal(str(term), language=term.language)
            return ox.Literal(str(term), datatype=ox.NamedNode(term.datatype or _STRING))
        case URIRef():
            return ox.NamedNode(term)
        case BNode():
            return ox.BlankNode(term)
    raise TypeError(f"{term!r} is no term")
