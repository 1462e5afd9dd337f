"""The guard: a query from outside may read the graph, and do nothing else.

The engine exposes no algebra, and calls a SERVICE as soon as it is given the query. So a text in which the word
does not occur, in whatever case or escape, passes; any other is parsed by rdflib, and passes only if that succeeds
and finds no SERVICE. FROM fetches nothing in this engine, and is refused only where it names no graph of the data.
Updates need no guard: the engine is only ever asked to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from graph.errors import ForbiddenQueryError, QueryError
from graph.sparql.tokens import code, unescaped
from graph.store.nesting import DEEPEST, SPARQL, too_deep

_FROM = re.compile(r"(?<![?$:\w-])FROM(?:\s+NAMED)?\b", re.IGNORECASE)
_GRAPH = re.compile(r"(?:\s|#[^\n]*)*(?:<(?P<iri>[^<>\s]*)>|(?P<prefix>[\w.-]*):(?P<name>[\w.-]*))")
_BASE = re.compile(r"\bBASE\s*<([^>\s]*)>", re.IGNORECASE)
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)


def guard(
    text: str, prefixes: Mapping[str, str], is_graph: Callable[[str], bool], *, service: bool = False
) -> None:
    """Let a query pass, or refuse it.

    Args:
        text: The query.
        prefixes: Those that it need not declare.
        is_graph: Tells whether the data has a named graph of this IRI.
        service: Let it ask other servers.

    Raises:
        QueryError: It is nested too deep.
        ForbiddenQueryError: It would ask another server, or read what is not in the data; or it might, and
            cannot be read well enough to know.
    """
    if sum(map(text.count, "({[")) > DEEPEST and too_deep(text.encode(errors="replace"), SPARQL):
        raise QueryError(f"the query is nested more than {DEEPEST} deep; simplify it")
    plain = unescaped(text)
    words = plain.casefold()
    serves = "service" in words and not service
    if serves and any(part.name == "ServiceGraphPattern" for part in _algebra_parts(_algebra(text, prefixes))):
        raise ForbiddenQueryError("SERVICE would ask another server", loosen=("allow_service",))
    for graph in _graphs(plain, prefixes) if "from" in words else ():
        if not is_graph(graph):
            raise ForbiddenQueryError(
                f"FROM <{graph}> is no graph of the data; leave it out: the data is there already"
            )


def _graphs(text: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the IRIs of the graphs that FROM and FROM NAMED ask for."""
    known = {**prefixes, **dict(_DECLARED.findall(text))}
    base = next(iter(_BASE.findall(text)), "")
    for clause in _FROM.finditer(code(text)):
        named = _GRAPH.match(text, clause.end())
        if named and named["iri"] is not None:
            yield urljoin(base, named["iri"])
        elif named and named["prefix"] in known:
            yield known[named["prefix"]] + named["name"]


def _algebra(text: str, prefixes: Mapping[str, str]) -> Any:
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return translateQuery(parseQuery(text), initNs=dict(prefixes)).algebra
    except Exception as error:  # rdflib raises errors of many kinds; whatever it is, the text is not understood
        raise ForbiddenQueryError(
            "the text has the word SERVICE and cannot be read well enough to tell whether it is harmless; reword it"
        ) from error


def _algebra_parts(tree: Any) -> Iterator[Any]:
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(tree, CompValue):
        yield tree
        tree = tree.values()
    elif isinstance(tree, Mapping):
        tree = tree.values()
    elif isinstance(tree, str) or not isinstance(tree, Iterable):
        return
    for branch in tree:
        yield from _algebra_parts(branch)
