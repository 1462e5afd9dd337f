"""Terms from pyoxigraph to rdflib, and back."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Identifier

from graph.model.vocabulary import XSD
from graph.sparql.terms import RdfNode

_STRING = XSD + "string"


def to_rdflib(node: RdfNode) -> Identifier:
    """Return a term as rdflib has it."""
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


def from_rdflib(term: Identifier) -> RdfNode:
    """Return a term of rdflib as pyoxigraph has it."""
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
