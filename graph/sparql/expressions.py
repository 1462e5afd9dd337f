"""Expressions: what FILTER, BIND and aggregates make of the values of variables, as rdflib evaluates them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rdflib import BNode, Literal, URIRef, Variable
from rdflib.plugins.sparql.aggregates import Aggregator
from rdflib.plugins.sparql.algebra import traverse
from rdflib.plugins.sparql.operators import EBV
from rdflib.plugins.sparql.parserutils import CompValue, Expr
from rdflib.plugins.sparql.sparql import FrozenBindings, Prologue, QueryContext, SPARQLError

from graph.errors import PanmunjomError
from graph.sparql.patterns import Bindings, UntraceableError, variable
from graph.sparql.terms import RdfNode, from_rdflib, to_rdflib

Exists = Callable[[Any, dict[str, RdfNode], bool], bool]
"""Tells whether a pattern has a solution with some values put in, or has none, whichever is wanted."""

_PROLOGUE = Prologue()


def prepared(tree: Any) -> Any:
    """Let each EXISTS in an algebra ask whoever evaluates it, and not rdflib's own engine."""

    def own(node: Any) -> Any:
        if not (isinstance(node, CompValue) and node.name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}):
            return None
        pattern, wanted = prepared(node.graph), node.name == "Builtin_EXISTS"
        return Expr("Exists", lambda _, bound: Literal(bound.ctx.exists(pattern, _nodes(bound), wanted)))

    return traverse(tree, visitPost=own)


def evaluate(expression: Any, bindings: Bindings, exists: Exists) -> RdfNode | None:
    """Return the value of an expression, or None where it has none: a variable is unbound, a type is wrong.

    Raises:
        UntraceableError: rdflib cannot evaluate it.
    """
    found = _evaluate(expression, bindings, exists)
    return None if found is None else from_rdflib(found)


def holds(expression: Any, bindings: Bindings, exists: Exists) -> bool:
    """Tell whether an expression is true; an error is not.

    Raises:
        UntraceableError: rdflib cannot evaluate it.
    """

    found = _evaluate(expression, bindings, exists)
    try:
        return found is not None and bool(EBV(found))
    except SPARQLError:
        return False


def aggregate(aggregations: Iterable[Any], rows: Iterable[Bindings], exists: Exists) -> dict[str, RdfNode]:
    """Return the results of aggregates over the members of a group, by the names that the algebra gives them.

    Raises:
        UntraceableError: rdflib cannot evaluate them.
    """

    try:
        aggregator = Aggregator(aggregations=list(aggregations))
        for row in rows:
            aggregator.update(_rdflib_bindings(row, exists))
        found = aggregator.get_bindings().items()
    except (UntraceableError, PanmunjomError):
        raise
    except Exception as error:  # rdflib raises errors of many kinds
        raise UntraceableError(f"an aggregate cannot be evaluated ({error})") from error
    return {str(name): from_rdflib(value) for name, value in found if value is not None}


def names_in(expression: Any) -> frozenset[str]:
    """Return the names of the variables in an expression."""
    if isinstance(expression, Mapping):
        return frozenset().union(*map(names_in, expression.values()))
    if isinstance(expression, list | tuple):
        return frozenset().union(*map(names_in, expression))
    return frozenset(filter(None, [variable(expression)]))


def same(one: RdfNode, other: RdfNode) -> bool:
    """Tell whether two engines mean the same value, which they may write otherwise.

    >>> from pyoxigraph import Literal
    >>> same(Literal(3.33333333), Literal(10 / 3)), same(Literal("a"), Literal("b"))
    (True, False)
    """
    if one == other:
        return True
    texts = [str(to_rdflib(node)) for node in (one, other)]
    try:
        return texts[0] == texts[1] or math.isclose(*map(float, texts), rel_tol=1e-6)
    except ValueError:
        return False


def _evaluate(expression: Any, bindings: Bindings, exists: Exists) -> Any:

    match expression:
        case Variable():
            node = bindings.get(str(expression))
            return None if node is None else to_rdflib(node)
        case Literal() | URIRef() | BNode():
            return expression
    try:
        found = expression.eval(_rdflib_bindings(bindings, exists))
    except (UntraceableError, PanmunjomError):
        raise
    except Exception as error:  # rdflib raises errors of many kinds
        raise UntraceableError(f"an expression cannot be evaluated ({error})") from error
    return None if isinstance(found, SPARQLError) else found


def _rdflib_bindings(bindings: Bindings, exists: Exists) -> Any:

    context = QueryContext(initBindings={})
    context.prologue = _PROLOGUE
    context.exists = exists  # type: ignore[attr-defined]
    return FrozenBindings(context, {Variable(name): to_rdflib(node) for name, node in bindings.items()})


def _nodes(bound: Mapping[Any, Any]) -> dict[str, RdfNode]:
    return {str(name): from_rdflib(term) for name, term in bound.items()}
