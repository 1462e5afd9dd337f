"""Faults of scope: a SELECT that parses and means nothing, and what to write instead.

The engine says that it cannot go on, and seldom why. So a text that it has refused is looked through here for what
people get wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from graph.sparql.tokens import bracket_end, code

AGGREGATES = frozenset("COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT".split())
_SELECT = re.compile(r"\bSELECT\b(?:\s+(?:DISTINCT|REDUCED)\b)?", re.IGNORECASE)
_GROUP_BY = re.compile(
    r"\bGROUP\s+BY\b(.*?)(?=\bHAVING\b|\bORDER\s+BY\b|\bLIMIT\b|\bOFFSET\b|\bVALUES\b|$)", re.I | re.S
)
ALIAS = re.compile(r"\bAS\s+[?$](\w+)\s*\)", re.IGNORECASE)
VARIABLE = re.compile(r"[?$](\w+)")
AGGREGATE = re.compile(rf"\b({'|'.join(AGGREGATES)})\s*\(", re.IGNORECASE)


class Fault(NamedTuple):
    """What is wrong in a text, and where."""

    place: int
    message: str


class _Select(NamedTuple):
    """One SELECT of a query, subqueries included, by the places of its parts in the text."""

    text: str
    start: int
    opening: int
    closing: int
    end: int

    @property
    def projection(self) -> str:
        return self.text[self.start : self.opening]

    @property
    def body(self) -> str:
        return self.text[self.opening : self.closing]

    @property
    def modifiers(self) -> str:
        return self.text[self.closing : self.end]

    @property
    def grouped(self) -> str | None:
        """What stands behind GROUP BY, or None where nothing is grouped."""
        clause = _GROUP_BY.search(self.modifiers)
        return clause[1] if clause else None

    @property
    def columns(self) -> Iterator[tuple[int, str]]:
        """Yield the place and the text of each column: a variable, or an expression in brackets."""
        depth, start = 0, 0
        for mark in re.finditer(r"[()]|[?$]\w+", self.projection):
            if mark[0] == "(":
                start = mark.start() if not depth else start
                depth += 1
            elif mark[0] == ")":
                depth -= 1
                if not depth:
                    yield self.start + start, self.projection[start : mark.end()]
            elif not depth:
                yield self.start + mark.start(), mark[0]


def scope_fault(text: str) -> Fault | None:
    """Return the first thing that is wrong in a query that the engine has refused, or None where none is known.

    >>> scope_fault("SELECT (YEAR(?d) AS ?y) { ?e ?p ?d } GROUP BY ?y").message
    '?y is made in SELECT and cannot be grouped by; write GROUP BY (YEAR(?d) AS ?y), and select ?y'
    """
    for select in _selects(code(text)):
        for find in _IN_SELECT:
            found = find(select, text)
            if found:
                return found
    return None


def _selects(plain: str) -> Iterator[_Select]:
    """Yield the SELECTs of a text, subqueries first."""
    for word in reversed(list(_SELECT.finditer(plain))):
        opening = plain.find("{", word.end())
        if opening >= 0:
            closing = bracket_end(plain, opening)
            yield _Select(plain, word.end(), opening, closing, _end_of_block(plain, closing))


def _end_of_block(plain: str, place: int) -> int:
    depth = 0
    for mark in re.compile(r"[{}]").finditer(plain, place):
        depth += 1 if mark[0] == "{" else -1
        if depth < 0:
            return mark.start()
    return len(plain)


# --- in a SELECT --------------------------------------------------------------------------------------


def _bare_expression(select: _Select, text: str) -> Fault | None:
    for call in re.finditer(r"(?<!\w)([A-Za-z_]\w*)\s*(\([^()]*\))", select.projection):
        before = select.projection[: call.start()]
        if before.count("(") == before.count(")"):
            written = text[select.start : select.opening][slice(*call.span(2))]
            return Fault(
                select.start + call.start(1),
                f"an expression stands in brackets with a name for it; write ({call[1].upper()}{written} AS ?n)",
            )
    for place, column in select.columns:
        if column[0] == "(" and not ALIAS.search(column):
            written = text[place : place + len(column) - 1]
            return Fault(place, f"the result needs a name; write {written} AS ?n)")
    return None


def _star_with_group(select: _Select, text: str) -> Fault | None:
    if select.projection.strip() == "*" and (select.grouped is not None or AGGREGATE.search(select.modifiers)):
        names = " ".join(f"?{name}" for name in VARIABLE.findall(select.grouped or "")) or "?…"
        return Fault(select.start, f"SELECT * does not go with GROUP BY; name the columns: SELECT {names}")
    return None


def _group_without_brackets(select: _Select, text: str) -> Fault | None:
    grouped = re.search(r"\bGROUP\s+BY\s+(?=[A-Za-z])(.*?\))\s*AS\s+([?$]\w+)", select.modifiers, re.I | re.S)
    if grouped:
        place = select.closing + grouped.start(1)
        written = text[place : select.closing + grouped.end(1)]
        return Fault(place, f"a name needs brackets; write GROUP BY ({written} AS {grouped[2]})")
    return None


def _alias_taken(select: _Select, text: str) -> Fault | None:
    grouped = select.grouped or ""
    for place, column in select.columns:
        alias = ALIAS.search(column)
        if not alias:
            continue
        name, written = alias[1], text[place : place + len(column)]
        if name in VARIABLE.findall(grouped):
            what = f"?{name} is made in SELECT and cannot be grouped by"
            return Fault(place, f"{what}; write GROUP BY {written}, and select ?{name}")
        if name in VARIABLE.findall(select.body):
            renamed = re.sub(r"[?$]\w+\s*\)$", f"?{name}2)", written)
            return Fault(place, f"?{name} stands for something already; give the result another name: {renamed}")
    return None


def _twice(select: _Select, text: str) -> Fault | None:
    seen: set[str] = set()
    for place, column in select.columns:
        alias = ALIAS.search(column)
        name = alias[1] if alias else column[1:]
        if name in seen:
            return Fault(place, f"?{name} is selected twice; leave one out")
        seen.add(name)
    return None


def _ungrouped(select: _Select, text: str) -> Fault | None:
    grouped = select.grouped
    if grouped is None and not AGGREGATE.search(select.projection + select.modifiers):
        return None
    known = set(VARIABLE.findall(grouped or ""))
    for place, column in select.columns:
        if column[0] in "?$" and column[1:] not in known:
            keys = " ".join(f"?{name}" for name in [*_keys(grouped or ""), column[1:]])
            what = f"{column} is neither grouped nor counted"
            return Fault(place, f"{what}; write GROUP BY {keys}, or (SAMPLE({column}) AS ?one)")
    return None


def _keys(grouped: str) -> list[str]:
    aliases = ALIAS.findall(grouped)
    return aliases or list(dict.fromkeys(VARIABLE.findall(grouped)))


_IN_SELECT: tuple[Callable[[_Select, str], Fault | None], ...] = (
    _bare_expression, _star_with_group, _group_without_brackets, _alias_taken, _twice, _ungrouped,
)  # fmt: skip
