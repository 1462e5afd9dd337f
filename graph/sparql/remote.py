"""SPARQL for a store elsewhere: guarded as here, answered there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from graph.errors import RemoteError
from graph.model.vocabulary import PREFIXES
from graph.sparql.deadline import Outcome, answer_of
from graph.sparql.guard import guard
from graph.sparql.tokens import code
from graph.store.endpoint import TRIPLES, Endpoint

_SELECT = re.compile(r"\bSELECT\b", re.IGNORECASE)


def ask_elsewhere(
    endpoint: Endpoint, text: str, view: str | None, *, timeout: float | None, allow_service: bool
) -> Outcome:
    """Let a store elsewhere answer a query.

    Args:
        endpoint: The store.
        text: The query; the usual prefixes need no declaring.
        view: The named graph that is asked where the query names none.
        timeout: Seconds for which the store may be silent.
        allow_service: Let it ask other servers.

    Raises:
        SyntaxError: The query breaks the syntax.
        QueryError: It is nested too deep.
        ForbiddenQueryError: It would do more than read the graph.
        RemoteError: The store does not answer, or gives a part only.
    """
    guard(
        text, PREFIXES, lambda iri: endpoint.asked(f"ASK {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"), service=allow_service
    )
    kind = (
        Store().query(text, prefixes=PREFIXES) if not allow_service else None
    )  # here, for the errors of its syntax
    given = {"default-graph-uri": view} if view else {}
    seconds = None if timeout is None or math.isinf(timeout) else timeout
    if isinstance(kind, QueryTriples):
        return _triples(endpoint, endpoint.answer(text, TRIPLES, seconds=seconds, given=given))
    body = endpoint.answer(text, seconds=seconds, given=given)
    try:
        found = parse_query_results(body, QueryResultsFormat.JSON)
        if isinstance(kind, QueryBoolean) and isinstance(found, QuerySolutions):
            return any(found)  # Virtuoso answers with a row, or none
        if isinstance(found, QueryBoolean):
            return bool(found)
        answer = answer_of(found)
        assert isinstance(answer, tuple)
        names, rows = answer[0], list(answer[1])
    except SyntaxError:
        raise RemoteError("its answer breaks off, or is none; ask again", address=endpoint.address.shown) from None
    start = _SELECT.search(code(text))
    endpoint.expect_all(text, len(rows), start.start() if start else None)
    return names, iter(rows)


def _triples(endpoint: Endpoint, body: bytes) -> Iterator[Triple]:
    try:
        found = [quad.triple for quad in parse(body, RdfFormat.N_TRIPLES)]
    except SyntaxError:
        raise RemoteError("its answer breaks off, or is none; ask again", address=endpoint.address.shown) from None
    return iter(found)
