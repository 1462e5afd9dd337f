"""Slips that a query may have anywhere: what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from graph.sparql.scope import AGGREGATE, AGGREGATES, ALIAS, VARIABLE, Fault
from graph.sparql.tokens import bracket_end, code

_FUNCTIONS = AGGREGATES | frozenset(
    "STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE"
    " ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ"
    " NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK"
    " ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE LANGDIR STRLANGDIR HASLANG HASLANGDIR ISTRIPLE TRIPLE SUBJECT"
    " PREDICATE OBJECT ADJUST".split()
)
_BEFORE_BRACKETS = frozenset(
    "FILTER BIND VALUES IN ASC DESC BY HAVING AS SELECT DISTINCT REDUCED WHERE UNION OPTIONAL MINUS EXISTS A OR AND"
    " NOT SEPARATOR".split()
)
_LEAST = 0.7
_MODIFIERS = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
_CALL = re.compile(r"(?<![\w:?$.@-])([A-Za-z_]\w*)\s*\(")
_TERM = re.compile(r"""<[^<>]*>|"(?:[^"\\]|\\.)*"[^\s,;]*|'(?:[^'\\]|\\.)*'[^\s,;]*|[^\s,;<>"']+""")


def slip_in(text: str) -> Fault | None:
    """Return the first slip in a query that the engine has refused, or None where none is known.

    >>> slip_in("SELECT ?s { ?s ?p ?o } LIMITE 10").message
    'LIMITE does not go behind the braces; did you mean LIMIT?'
    """
    plain = code(text)
    return next((found for look in _SLIPS if (found := look(plain, text))), None)


def _bind_onto_used(plain: str, text: str) -> Fault | None:
    for word in re.finditer(r"\bBIND\s*\(", plain, re.IGNORECASE):
        closing = bracket_end(plain, word.end() - 1)
        alias = ALIAS.search(plain, word.end(), closing)
        before = plain[_start_of_group(plain, word.start()) : word.start()]
        if alias and alias[1] in VARIABLE.findall(before):
            expression = text[word.end() : alias.start()].strip()
            what = f"?{alias[1]} stands for something already"
            advice = f"write BIND ({expression} AS ?{alias[1]}2), or to compare FILTER (?{alias[1]} = {expression})"
            return Fault(word.start(), f"{what}; {advice}")
    return None


def _aggregate_in_filter(plain: str, text: str) -> Fault | None:
    for word in re.finditer(r"\b(FILTER|BIND)\s*\(", plain, re.IGNORECASE):
        inside = plain[word.end() : bracket_end(plain, word.end() - 1)]
        if (found := AGGREGATE.search(inside)) and "SELECT" not in inside.upper():
            what = f"{found[1].upper()} is taken over groups and does not go into {word[1].upper()}"
            return Fault(word.end() + found.start(), f"{what}; write GROUP BY … HAVING (…) behind the braces")
    return None


def _values_of_other_length(plain: str, text: str) -> Fault | None:
    for block in re.finditer(r"\bVALUES\s*\(([^()]*)\)\s*\{([^{}]*)", plain, re.IGNORECASE):
        names = VARIABLE.findall(block[1])
        for row in re.finditer(r"\(([^()]*)\)", block[2]):
            start = block.start(2) + row.start(1)
            terms = _TERM.findall(text[start : start + len(row[1])])
            if len(terms) != len(names):
                what = f"this row has {len(terms)} of {len(names)} values"
                return Fault(start - 1, f"{what}; write UNDEF where there is none")
    return None


def _unknown_function(plain: str, text: str) -> Fault | None:
    for call in _CALL.finditer(plain):
        name = call[1].upper()
        if name not in _FUNCTIONS and name not in _BEFORE_BRACKETS:
            near = get_close_matches(name, sorted(_FUNCTIONS), 1, _LEAST)
            advice = (
                f"; did you mean {near[0]}?" if near else "; those of other vocabularies are written with a prefix"
            )
            return Fault(call.start(1), f"{call[1]} is no function of SPARQL{advice}")
    return None


def _order_without_brackets(plain: str, text: str) -> Fault | None:
    found = re.search(r"\b(ASC|DESC)\s+([?$]\w+)", plain, re.IGNORECASE)
    return Fault(found.start(), f"write {found[1].upper()}({found[2]})") if found else None


def _limit_of_nothing(plain: str, text: str) -> Fault | None:
    found = re.search(r"\b(LIMIT|OFFSET)\s+(?!\d)", plain, re.IGNORECASE)
    return Fault(found.end(), f"{found[1].upper()} takes a whole number, such as 10") if found else None


def _blank_node_apart(plain: str, text: str) -> Fault | None:
    seen: dict[str, int] = {}
    for node in re.finditer(r"_:(\w+)", plain):
        group = _start_of_group(plain, node.start())
        if seen.setdefault(node[1], group) != group:
            what = f"the blank node _:{node[1]} stands in two groups"
            return Fault(node.start(), f"{what}; use a variable: ?{node[1]}")
    for word in re.finditer(r"\b(?:FILTER|BIND)\s*\(", plain, re.IGNORECASE):
        node_inside = re.compile(r"_:(\w+)").search(plain, word.end(), bracket_end(plain, word.end() - 1))
        if node_inside and "{" not in plain[word.end() : node_inside.start()]:
            return Fault(node_inside.start(), f"a blank node is no value; use a variable: ?{node_inside[1]}")
    return None


def _half_a_triple(plain: str, text: str) -> Fault | None:
    marked = code(text, "¤")
    found = re.search(r"[{.]\s*(?:[?$¤]\S*|[\w-]*:[\w-]*)(?:\s+(?:[?$¤][^\s}]*|[\w-]*:[\w-]*|a))?\s*([}.])", marked)
    return (
        Fault(found.start(1), "a triple is not complete here: it has subject, relation and object")
        if found
        else None
    )


def _unclosed_bracket(plain: str, text: str) -> Fault | None:
    opened: list[int] = []
    for mark in re.finditer(r"[(){}]", plain):
        if mark[0] == "(":
            opened.append(mark.start())
        elif mark[0] == ")" and opened:
            opened.pop()
        elif mark[0] == ")":
            return Fault(mark.start(), "this bracket closes nothing; leave it out")
        elif mark[0] == "}" and opened and "{" not in plain[opened[-1] : mark.start()]:
            return Fault(opened[-1], "this bracket is not closed")
    return None


def _unknown_keyword(plain: str, text: str) -> Fault | None:
    end = plain.rfind("}") + 1
    word = re.compile(r"\s*([A-Za-z]+)").match(plain, end) if end else None
    if word and word[1].upper() not in _MODIFIERS:
        near = get_close_matches(word[1].upper(), _MODIFIERS, 1, _LEAST)
        advice = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(_MODIFIERS)}"
        return Fault(word.start(1), f"{word[1]} does not go behind the braces{advice}")
    return None


_SLIPS: tuple[Callable[[str, str], Fault | None], ...] = (
    _bind_onto_used, _aggregate_in_filter, _values_of_other_length, _unknown_function, _order_without_brackets,
    _limit_of_nothing, _blank_node_apart, _half_a_triple, _unclosed_bracket, _unknown_keyword,
)  # fmt: skip


def _start_of_group(plain: str, place: int) -> int:
    """Return where the group in braces begins that a place stands in."""
    depth = 0
    for at in range(place - 1, -1, -1):
        if plain[at] == "}":
            depth += 1
        elif plain[at] == "{":
            if not depth:
                return at
            depth -= 1
    return 0
