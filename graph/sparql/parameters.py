"""From what a person gives for a parameter to the RDF term that stands for it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from pyoxigraph import Literal, NamedNode

from graph.errors import ParameterError, UnknownNameError
from graph.model.entities import Entity
from graph.model.vocabulary import PAN, XSD, Certainty
from graph.names.finding import Finder
from graph.names.references import source_named
from graph.sparql.named import BoundNode, Parameter, Query

Given = str | int | date | Entity | Certainty


def term(given: Given, parameter: Parameter, query: Query, finder: Finder) -> BoundNode:
    """Return the term for a value.

    Args:
        given: What was given: an entity or its name in any language, a day, a number, a certainty, a text.
        parameter: For which parameter.
        query: Whose parameter it is.
        finder: Knows the names.

    Raises:
        ParameterError: The value is not of the parameter's kind.
        UnknownNameError: Nothing bears the name.
        AmbiguousNameError: Several things bear the name.
    """
    try:
        match parameter.kind:
            case "entity":
                return _entity(given, finder)
            case "date":
                return Literal(_day(given).isoformat(), datatype=NamedNode(XSD + "date"))
            case "integer":
                return Literal(int(str(given)))
            case "certainty":
                return NamedNode(PAN + Certainty.parse(str(given)).name.capitalize())
            case "text":
                return Literal(str(given))
    except ValueError as error:
        raise ParameterError(f"parameter {parameter.name!r}: {error}; {query.offer()}") from None


def _entity(given: Given, finder: Finder) -> NamedNode:
    if isinstance(given, Entity):
        return NamedNode(given.iri)
    if not isinstance(given, str):
        raise ValueError(f"{given!r} is no name")
    if "://" in given:
        return NamedNode(given.strip("<>"))
    try:
        return NamedNode(finder.resolve(given).entity.iri)
    except UnknownNameError:
        with suppress(UnknownNameError):
            return NamedNode(source_named(given, finder.reader).iri)
        raise


def _day(given: Given) -> date:
    try:
        return given if isinstance(given, date) else date.fromisoformat(str(given))
    except ValueError:
        raise ValueError(f"{given!r} is no day; write YYYY-MM-DD") from None
