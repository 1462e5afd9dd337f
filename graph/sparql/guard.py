"""The guard: a query from outside may read the graph, and do nothing else.

The engine exposes no algebra, and calls a SERVICE as soon as it is given the query. So a text in which the word
does not occur, in whatever case or escape, passes; any other is parsed by rdflib, and passes only if that succeeds
and finds no SERVICE. In the same way FROM passes if it names graphs of the data. Updates need no guard: the engine
is only ever asked to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graph.errors import ForbiddenQueryError
from graph.sparql.tokens import unescaped

_FROM = re.compile(r"\bfrom\b")


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
        ForbiddenQueryError: It would ask another server, or read what is not in the data; or it might, and
            cannot be read well enough to know.
    """
    words = unescaped(text).casefold()
    serves, froms = "service" in words and not service, _FROM.search(words)
    if not (serves or froms):
        return
    parts = list(_parts(_algebra(text, prefixes, "SERVICE" if serves else "FROM")))
    if serves and any(part.name == "ServiceGraphPattern" for part in parts):
        raise ForbiddenQueryError(
            "SERVICE would ask another server; if you trust the query, allow it (--allow-service)"
        )
    for part in parts:
        graph = (part.default or part.named) if part.name == "DatasetClause" else None
        if graph and not is_graph(str(graph)):
            raise ForbiddenQueryError(
                f"FROM <{graph}> is no graph of the data; leave it out: the data is there already"
            )


def _algebra(text: str, prefixes: Mapping[str, str], word: str) -> Any:
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return translateQuery(parseQuery(text), initNs=dict(prefixes)).algebra
    except Exception as error:  # rdflib raises errors of many kinds; whatever it is, the text is not understood
        raise ForbiddenQueryError(
            f"the text has the word {word} and cannot be read well enough to tell whether it is harmless; reword it"
        ) from error


def _parts(tree: Any) -> Iterator[Any]:
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(tree, CompValue):
        yield tree
        tree = tree.values()
    elif isinstance(tree, Mapping):
        tree = tree.values()
    elif isinstance(tree, str) or not isinstance(tree, Iterable):
        return
    for branch in tree:
        yield from _parts(branch)
