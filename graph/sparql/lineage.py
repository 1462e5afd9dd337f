"""Lineage: what a row of an answer rests on, found by solving its query again with the row's values put in.

The query is rdflib's algebra, and each operator is solved as the SPARQL specification has it, over the same store;
but every solution carries what it rests on. What must hold together is as sure as its least sure part, of several
ways to one row the surest counts, and what is grouped rests on the members of its group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.conclusions.backing import NEEDS_NONE, Backing, all_of, any_of
from graph.sparql.expressions import aggregate, evaluate, holds, names_in, prepared, same
from graph.sparql.patterns import Bindings, Matcher, Scope, UntraceableError, variable
from graph.sparql.terms import RdfNode, from_rdflib

_OUTERMOST = frozenset({"Slice", "OrderBy"})
_ONE_MEMBER = frozenset({"Aggregate_Sample", "Aggregate_Min", "Aggregate_Max"})
_NOT_FIXED = frozenset({"Aggregate_Sample", "Aggregate_GroupConcat"})


class Solution(NamedTuple):
    """One solution of a pattern.

    Attributes:
        bindings: What its variables stand for.
        backing: What it rests on.
        remarks: What readers must know of that.
    """

    bindings: dict[str, RdfNode]
    backing: Backing = NEEDS_NONE
    remarks: frozenset[str] = frozenset()

    def fits(self, others: Bindings) -> bool:
        """Tell whether it agrees with other bindings on all variables that both have."""
        return all(others.get(name, node) == node for name, node in self.bindings.items())

    def and_(self, other: Solution) -> Solution:
        """Return both as one."""
        backing = all_of((self.backing, other.backing))
        return Solution(self.bindings | other.bindings, backing, self.remarks | other.remarks)


class _Place(NamedTuple):
    """Where a pattern stands: in which graph, and inside an EXISTS of a solution with which bindings."""

    scope: Scope
    outer: Bindings


_Solver = Callable[[Any, Bindings, _Place], Iterator[Solution]]


class _Checks:
    """What EXISTS finds while one expression is evaluated.

    Args:
        solve: Solves patterns.
        scope: In which graph.
    """

    def __init__(self, solve: _Solver, scope: Scope) -> None:
        self._solve, self._scope = solve, scope
        self._met: list[tuple[Any, Bindings]] = []

    def exists(self, pattern: Any, bindings: Bindings, wanted: bool) -> bool:
        found = next(self._solve(pattern, bindings, _Place(self._scope, bindings)), None) is not None
        if found and wanted:
            self._met.append((pattern, bindings))
        return found == wanted

    def added_to(self, one: Solution) -> Solution:
        """Return a solution that rests on what was found as well; what NOT EXISTS did not find adds nothing."""
        for pattern, bindings in self._met:
            ways = self._solve(pattern, bindings, _Place(self._scope, bindings))
            one = one.and_(_either(ways)._replace(bindings={}))
        return one


class Lineage:
    """Solves a query for one row of its answer after the other.

    Args:
        algebra: The query, as rdflib translates it.
        matcher: Matches patterns against the store.
        back: Says what a statement of the store rests on.
    """

    def __init__(self, algebra: Any, matcher: Matcher, back: Callable[[Quad], Backing]) -> None:
        self._matcher, self._back = matcher, back
        self._pattern = prepared(algebra.p)
        while self._pattern.name in _OUTERMOST:
            self._pattern = self._pattern.p
        self._loose: set[str] = set()
        self._solved: dict[tuple[int, Scope, frozenset[tuple[str, RdfNode]]], list[Solution]] = {}
        self._solvers: dict[str, _Solver] = {
            "BGP": self._basic,
            "Join": self._join,
            "LeftJoin": self._optional,
            "Union": self._union,
            "Minus": self._minus,
            "Filter": self._filter,
            "Extend": self._extend,
            "Graph": self._graph,
            "ToMultiSet": self._table,
            "Project": self._project,
            "Distinct": self._distinct,
            "Reduced": self._distinct,
            "OrderBy": lambda part, seed, place: self._solve(part.p, seed, place),
            "Slice": self._slice,
            "AggregateJoin": self._aggregate,
        }

    def of(self, row: Bindings) -> Solution:
        """Return a row of the answer with what it rests on.

        Raises:
            UntraceableError: It cannot be followed.
        """
        self._matcher.begin()
        found = [one for one in self._solve(self._pattern, row, _Place(DefaultGraph(), {})) if one.bindings == row]
        if not found:
            raise UntraceableError("how it comes about could not be followed")
        return _either(found)

    def _solve(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        """Yield the solutions of a pattern that agree with some values."""
        if part.name not in self._solvers:
            raise UntraceableError(f"{part.name.removesuffix('GraphPattern').upper()} cannot be followed")
        return self._solvers[part.name](part, seed, place)

    # --- patterns -------------------------------------------------------------------------------------

    def _basic(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        for match in self._matcher.match(part.triples or (), seed, place.scope):
            yield Solution(match.bindings, all_of(map(self._back, match.statements)))

    def _join(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        for one in self._solve(part.p1, seed, place):
            for other in self._solve(part.p2, {**seed, **one.bindings}, place):
                yield one.and_(other)

    def _optional(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        def both(one: Solution, values: Bindings) -> Iterator[Solution]:
            found = (one.and_(other) for other in self._solve(part.p2, values, place))
            return self._holding(part.expr, found, place)

        for one in self._solve(part.p1, seed, place):
            found = list(both(one, {**seed, **one.bindings}))
            yield from found
            if not found and not any(True for _ in both(one, one.bindings)):
                yield one

    def _union(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        yield from self._solve(part.p1, seed, place)
        yield from self._solve(part.p2, seed, place)

    def _minus(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        for one in self._solve(part.p1, seed, place):
            others = self._solve(part.p2, one.bindings, place)
            if not any(other.bindings.keys() & one.bindings.keys() for other in others):
                yield one

    def _filter(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        return self._holding(part.expr, self._solve(part.p, seed, place), place)

    def _extend(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        name, other = variable(part.var), variable(part.expr)
        wanted = seed.get(name)
        inner = {key: node for key, node in seed.items() if key != name}
        if other and wanted is not None:
            inner[other] = wanted
        for bare in self._solve(part.p, inner, place):
            checks = _Checks(self._solve, place.scope)
            value = evaluate(part.expr, {**place.outer, **bare.bindings}, checks.exists)
            one = checks.added_to(bare)
            if wanted is not None and not self._loose.isdisjoint(names_in(part.expr)):
                value = wanted
            if value is None:
                yield one
            elif wanted is None or same(value, wanted):
                yield one._replace(bindings={**one.bindings, name: wanted or value})

    def _graph(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        scope = variable(part.term) or from_rdflib(part.term)
        assert isinstance(scope, str | NamedNode)
        return self._solve(part.p, seed, place._replace(scope=scope))

    def _table(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        if part.p.name != "values":
            yield from self._subquery(part.p, seed, place)
            return
        for row in part.p.res:
            given = {str(name): from_rdflib(term) for name, term in row.items() if term != "UNDEF"}
            if Solution(given).fits(seed):
                yield Solution(given)

    def _holding(self, expression: Any, found: Iterable[Solution], place: _Place) -> Iterator[Solution]:
        """Yield the solutions for which an expression is true, with what an EXISTS in it rests on."""
        for one in found:
            checks = _Checks(self._solve, place.scope)
            if holds(expression, {**place.outer, **one.bindings}, checks.exists):
                yield checks.added_to(one)

    # --- subqueries and groups ------------------------------------------------------------------------

    def _subquery(self, part: Any, seed: Bindings, place: _Place) -> list[Solution]:
        """Solve a subquery, which sees of what is around it no more than the variables that it shows: each once."""
        select = part
        while select.name != "Project":
            select = select.p
        inner = frozenset((name, seed[name]) for name in map(str, select.PV) if name in seed)
        key = id(part), place.scope, inner
        if key not in self._solved:
            self._solved[key] = list(self._solve(part, dict(inner), _Place(place.scope, {})))
        return self._solved[key]

    def _project(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        shown = set(map(str, part.PV))
        inner = {name: node for name, node in seed.items() if name in shown}
        for one in self._solve(part.p, inner, place):
            yield one._replace(bindings={name: node for name, node in one.bindings.items() if name in shown})

    def _distinct(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        ways: dict[frozenset[tuple[str, RdfNode]], list[Solution]] = defaultdict(list)
        for one in self._solve(part.p, seed, place):
            ways[frozenset(one.bindings.items())].append(one)
        yield from map(_either, ways.values())

    def _slice(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        remark = frozenset({"the LIMIT of a subquery is left out of account"})
        return (one._replace(remarks=one.remarks | remark) for one in self._solve(part.p, seed, place))

    def _aggregate(self, part: Any, seed: Bindings, place: _Place) -> Iterator[Solution]:
        keys = list(part.p.expr or ())
        own = [one for one in part.A if one.name == "Aggregate_Sample" and one.vars in keys]
        self._loose |= {str(one.res) for one in part.A if one.name in _NOT_FIXED and one not in own}
        inner = {str(one.vars): seed[str(one.res)] for one in own if str(one.res) in seed}
        exists = _Checks(self._solve, place.scope).exists
        groups: dict[tuple[RdfNode | None, ...], list[Solution]] = defaultdict(list)
        for one in self._solve(part.p.p, inner, place):
            groups[tuple(evaluate(key, one.bindings, exists) for key in keys)].append(one)
        if not keys:
            groups.setdefault((), [])  # without GROUP BY there is one group, be it empty
        for members in groups.values():
            results = aggregate(part.A, [one.bindings for one in members], exists)
            yield self._group(part.A, results, members, place)

    def _group(
        self, aggregations: Sequence[Any], results: dict[str, RdfNode], members: list[Solution], place: _Place
    ) -> Solution:
        remarks = frozenset().union(*(one.remarks for one in members))
        if any(one.name not in _ONE_MEMBER for one in aggregations) or not members:
            if len(members) != 1:
                remarks |= {f"sums up {len(members)} solutions" if members else "rests on there being none"}
            return Solution(results, all_of(one.backing for one in members), remarks)
        extremes = [one for one in aggregations if one.name != "Aggregate_Sample" and str(one.res) in results]
        exists = _Checks(self._solve, place.scope).exists
        carrying = [
            member
            for member in members
            if all(
                _is_value(evaluate(one.vars, member.bindings, exists), results[str(one.res)]) for one in extremes
            )
        ]
        return Solution(results, any_of(one.backing for one in carrying or members), remarks)


def _is_value(value: RdfNode | None, result: RdfNode) -> bool:
    return value is not None and same(value, result)


def _either(ways: Iterable[Solution]) -> Solution:
    """Return a solution that may come about in several ways."""
    ways = tuple(ways)
    remarks = frozenset().union(*(way.remarks for way in ways))
    return Solution(ways[0].bindings, any_of(way.backing for way in ways), remarks)
