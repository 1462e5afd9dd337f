"""Patterns: how basic graph patterns and property paths match a store, statement by statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib import BNode, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, Path, SequencePath

from graph.model.vocabulary import RDF, Certainty
from graph.sparql.terms import RdfNode, from_rdflib

Bindings = Mapping[str, RdfNode]
"""What variables stand for; blank nodes of a pattern are variables whose names begin with `_:`."""

Graph = NamedNode | DefaultGraph
Scope = Graph | str
"""In which graph a pattern is matched: the default one, a named one, or each that a variable stands for."""

_BOTH_ENDS, _FEW = 4, 32
_DEFAULT = DefaultGraph()
_TYPE = NamedNode(RDF + "type")


class UntraceableError(Exception):
    """How a row comes about cannot be followed; the message says why."""


class Matched(NamedTuple):
    """One way in which a pattern matches.

    Attributes:
        bindings: What its variables stand for, the graph's included.
        statements: The statements that it matches.
    """

    bindings: dict[str, RdfNode]
    statements: tuple[Quad, ...]


class _Walk(NamedTuple):
    """One way from a node to another along a path, within one graph."""

    start: RdfNode
    end: RdfNode
    graph: Graph
    statements: tuple[Quad, ...]


class _Triple(NamedTuple):
    """One triple of a pattern: nodes, and names of variables; its predicate may be a path of rdflib's."""

    subject: RdfNode | str
    predicate: RdfNode | str | Path
    object: RdfNode | str


class Matcher:
    """Matches patterns of rdflib's algebra against a store.

    Args:
        store: The store.
        sureness: Tells how sure a statement is, as a number; of several chains the surest is taken.
        most: How many statements may be looked at.
    """

    def __init__(self, store: Store, sureness: Callable[[Quad], int], most: int) -> None:
        self._store, self._sureness, self._most = store, sureness, most
        self._seen = 0
        self._read: dict[int, tuple[object, tuple[_Triple, ...]]] = {}

    def begin(self) -> None:
        """Begin to count anew how many statements were looked at."""
        self._seen = 0

    def match(self, triples: Sequence[tuple[Any, Any, Any]], seed: Bindings, scope: Scope) -> Iterator[Matched]:
        """Yield every way in which a basic graph pattern matches.

        Args:
            triples: Terms of rdflib: constants, variables, and paths as predicates.
            seed: What variables must stand for.
            scope: In which graph.

        Raises:
            UntraceableError: A path has no end to begin at, or too many statements would have to be looked at.
        """
        if id(triples) not in self._read:
            self._read[id(triples)] = triples, tuple(_Triple(*map(_path_or_term, triple)) for triple in triples)
        read = self._read[id(triples)][1]
        names = {term for triple in read for term in triple if isinstance(term, str) and not term.startswith("_:")}
        if isinstance(scope, str):
            names.add(scope)
        for bound, statements in self._match(read, dict(seed), (), scope):
            yield Matched({name: bound[name] for name in names if name in bound}, statements)

    def _match(
        self, triples: Sequence[_Triple], bound: dict[str, RdfNode], statements: tuple[Quad, ...], scope: Scope
    ) -> Iterator[tuple[dict[str, RdfNode], tuple[Quad, ...]]]:
        if not triples:
            yield bound, statements
            return
        triple = self._first(triples, bound, scope)
        rest = [one for one in triples if one is not triple]
        for walk in self._one(triple, bound, scope):
            more = dict(bound)
            ends: list[tuple[object, RdfNode]] = [(triple.subject, walk.start), (triple.object, walk.end)]
            if isinstance(triple.predicate, str):
                ends.append((triple.predicate, walk.statements[0].predicate))
            if isinstance(walk.graph, NamedNode):
                ends.append((scope, walk.graph))
            if all(more.setdefault(name, node) == node for name, node in ends if isinstance(name, str)):
                yield from self._match(rest, more, statements + walk.statements, scope)

    def _first(self, triples: Sequence[_Triple], bound: Bindings, scope: Scope) -> _Triple:
        """Return the triple to match first: of those that promise fewest matches the one that has fewest."""
        promise = [_selectivity(triple, bound) for triple in triples]
        best = max(promise)
        alike = [triple for triple, much in zip(triples, promise, strict=True) if much == best]
        if len(alike) == 1 or best >= _BOTH_ENDS:
            return alike[0]
        return min(alike, key=lambda one: sum(1 for _ in islice(self._one(one, bound, scope), _FEW)))

    def _one(self, triple: _Triple, bound: Bindings, scope: Scope) -> Iterator[_Walk]:
        """Yield every way in which one triple of a pattern matches."""
        start, end = _value_in(triple.subject, bound), _value_in(triple.object, bound)
        graph = bound.get(scope) if isinstance(scope, str) else scope
        if not isinstance(graph, NamedNode | DefaultGraph | None):
            return iter(())
        if isinstance(triple.predicate, Path):
            return self._walk(triple.predicate, start, end, graph)
        return self._statements(start, _value_in(triple.predicate, bound), end, graph)

    def _statements(
        self, start: RdfNode | None, predicate: RdfNode | None, end: RdfNode | None, graph: Graph | None
    ) -> Iterator[_Walk]:
        """Yield the statements between two nodes; None stands for any node, predicate or named graph."""
        if isinstance(start, Literal) or not isinstance(predicate, NamedNode | None):
            return
        for quad in self._store.quads_for_pattern(start, predicate, end, graph):
            self._seen += 1
            if self._seen > self._most:
                raise UntraceableError("too many statements would have to be looked at; narrow the query")
            if graph is not None or quad.graph_name != _DEFAULT:
                yield _Walk(quad.subject, quad.object, quad.graph_name, (quad,))  # type: ignore[arg-type]

    # --- property paths -------------------------------------------------------------------------------

    def _walk(self, path: Any, start: RdfNode | None, end: RdfNode | None, graph: Graph | None) -> Iterator[_Walk]:
        match path:
            case InvPath():
                yield from (_turned(walk) for walk in self._walk(path.arg, end, start, graph))
            case SequencePath():
                yield from self._sequence(path.args, start, end, graph)
            case AlternativePath():
                for one in path.args:
                    yield from self._walk(one, start, end, graph)
            case NegatedPath():
                yield from self._any_but(path, start, end, graph)
            case MulPath():
                yield from self._repeated(path, start, end, graph)
            case _:
                yield from self._statements(start, _named_node(path), end, graph)

    def _sequence(
        self, paths: Sequence[Any], start: RdfNode | None, end: RdfNode | None, graph: Graph | None
    ) -> Iterator[_Walk]:
        if len(paths) == 1:
            yield from self._walk(paths[0], start, end, graph)
        elif start is None and end is not None:
            for last in self._walk(paths[-1], None, end, graph):
                for walk in self._sequence(paths[:-1], None, last.start, last.graph):
                    yield _Walk(walk.start, last.end, last.graph, walk.statements + last.statements)
        else:
            for first in self._walk(paths[0], start, None, graph):
                for walk in self._sequence(paths[1:], first.end, end, first.graph):
                    yield _Walk(first.start, walk.end, first.graph, first.statements + walk.statements)

    def _any_but(
        self, path: NegatedPath, start: RdfNode | None, end: RdfNode | None, graph: Graph | None
    ) -> Iterator[_Walk]:

        ahead = {str(arg) for arg in path.args if not isinstance(arg, InvPath)}
        back = {str(arg.arg) for arg in path.args if isinstance(arg, InvPath)}
        if ahead:
            walks = self._statements(start, None, end, graph)
            yield from (walk for walk in walks if walk.statements[0].predicate.value not in ahead)
        if back:
            walks = self._statements(end, None, start, graph)
            yield from (_turned(walk) for walk in walks if walk.statements[0].predicate.value not in back)

    def _repeated(
        self, path: MulPath, start: RdfNode | None, end: RdfNode | None, graph: Graph | None
    ) -> Iterator[_Walk]:
        """Yield one walk to each node that a path with `?`, `*` or `+` leads to: the surest, then the shortest."""

        if start is None and end is not None:
            back = MulPath(InvPath(path.path), path.mod)
            yield from (_turned(walk) for walk in self._repeated(back, end, None, graph))
        elif start is None or graph is None:
            raise UntraceableError(f"a path with {path.mod} has no end to begin at, or no graph")
        else:
            yield from self._chains(path, start, end, graph)

    def _chains(self, path: MulPath, start: RdfNode, end: RdfNode | None, graph: Graph) -> Iterator[_Walk]:
        reached: dict[RdfNode, _Walk] = {}
        if path.zero:
            reached[start] = _Walk(start, start, graph, ())
        steps: dict[RdfNode, list[_Walk]] = {}

        def ahead(node: RdfNode) -> list[_Walk]:
            if node not in steps:
                steps[node] = list(self._walk(path.path, node, None, graph))
            return steps[node]

        for least in range(_SUREST, 0, -1):
            if end is None or end not in reached:
                for walk in self._shortest(start, ahead, least, graph, more=path.more):
                    reached.setdefault(walk.end, walk)
        yield from (walk for node, walk in reached.items() if end is None or node == end)

    def _shortest(
        self, start: RdfNode, ahead: Callable[[RdfNode], Iterable[_Walk]], least: int, graph: Graph, *, more: bool
    ) -> Iterator[_Walk]:
        """Yield the shortest walk to each node that one step leads to, or as many as it takes, each so sure."""
        front, found = [_Walk(start, start, graph, ())], set[RdfNode]()
        while front:
            reached = []
            for walk in front:
                for step in ahead(walk.end):
                    if step.end not in found and self._least(step.statements) >= least:
                        found.add(step.end)
                        reached.append(_Walk(start, step.end, graph, walk.statements + step.statements))
            yield from reached
            front = reached if more else []

    def _least(self, statements: Iterable[Quad]) -> int:
        return min(map(self._sureness, statements), default=_SUREST)


_SUREST = len(Certainty) + 1
"""Surer than any certainty: what needs no claim."""


def variable(term: Any) -> str:
    """Return the name of a variable of rdflib's, or of a blank node that stands for one; empty for all else."""
    return str(term) if isinstance(term, Variable) else f"_:{term}" if isinstance(term, BNode) else ""


@lru_cache(maxsize=1024)
def _named_node(iri: URIRef) -> NamedNode:
    return NamedNode(iri)


def _path_or_term(term: Any) -> Any:
    return term if isinstance(term, Path) else variable(term) or from_rdflib(term)


def _value_in(term: RdfNode | str, bound: Bindings) -> RdfNode | None:
    return bound.get(term) if isinstance(term, str) else term


def _turned(walk: _Walk) -> _Walk:
    return _Walk(walk.end, walk.start, walk.graph, walk.statements)


def _selectivity(triple: _Triple, bound: Bindings) -> int:
    """Return how few matches are to be expected: more where ends are known; kinds and long paths come late."""
    known = [_value_in(term, bound) is not None for term in (triple.subject, triple.object)]
    if isinstance(triple.predicate, Path):
        return 2 * sum(known) - (3 if isinstance(triple.predicate, MulPath) and not any(known) else 0)
    what = _value_in(triple.predicate, bound)
    return 2 * sum(known) + (what is not None) - (3 if what == _TYPE and not known[0] else 0)
