"""A SPARQL endpoint, and what it answers: no answer is silently incomplete."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from graph.errors import RemoteError
from graph.model.vocabulary import declarations
from graph.store.address import Address
from graph.store.connection import HttpConnection, first_line

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Node = NamedNode | Literal | BlankNode | Triple

_UNCOUNTED = 100
"""So many rows are taken to be all without counting: no store caps its answers so low."""

_VARIABLES = re.compile(r"\s*SELECT (?:DISTINCT )?((?:\?\w+ )+)(?:WHERE )?\{")

_JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"


class CapError(RemoteError):
    """An endpoint gives fewer rows than there are.

    Args:
        given: How many it gives.
        there: How many there are.
        address: The endpoint.
    """

    def __init__(self, given: int, there: int, address: str) -> None:
        self.given, self.there = given, there
        super().__init__(
            f"gives {given} of {there} rows; raise its limit on results (Virtuoso: ResultSetMaxRows)",
            address=address,
        )


class Endpoint:
    """Asks one endpoint.

    Args:
        address: Where it is.
        tell: Is told what is being read.

    Attributes:
        address: The same.
        tell: The same.
        trips: How many answers it has given.
        read: How many rows these had.
    """

    def __init__(self, address: Address, tell: Callable[[str], None] = lambda _: None) -> None:
        self.address, self.tell = address, tell
        self.trips = self.read = 0
        self._complete = _UNCOUNTED  # so many rows it has given uncut
        self._connection = HttpConnection(address)

    def rows(self, query: str) -> list[tuple[Node | None, ...]]:
        """Return all rows of a SELECT; the usual prefixes need no declaring.

        Raises:
            CapError: There are more than it gives.
            RemoteError: It is down, slow, no endpoint, or the answer breaks off.
        """
        found = self._rows(query)
        if len(found) >= self._complete:  # as many may be what is left of more
            self.expect_all(query, len(found))
        return found

    def tried(self, query: str, empty: int) -> list[tuple[Node | None, ...]] | None:
        """Return the rows of a SELECT that gives so many empty ones besides, and learn how many rows come through.

        Returns:
            The rows that are not empty; None where some were cut off.

        Raises:
            RemoteError: As for `rows`.
        """
        found = self._rows(query)
        rows = [row for row in found if row.count(None) < len(row)]
        self._complete = max(self._complete, min(len(found), empty))
        self.read -= len(found) - len(rows)
        return rows if len(found) - len(rows) >= empty else None

    def pages(self, query: str) -> list[tuple[Node | None, ...]]:
        """Return all rows of a SELECT that gives each row once, page by page where the endpoint caps its answers.

        Raises:
            CapError: There are more than it gives on all pages.
            RemoteError: As for `rows`.
        """
        try:
            return self.rows(query)
        except CapError as cap:
            order = " ".join(re.findall(r"\?\w+", query.partition("{")[0]))
            found: list[tuple[Node | None, ...]] = []
            while len(found) < cap.there:
                page = self._rows(f"{query} ORDER BY {order} LIMIT {cap.given} OFFSET {len(found)}")
                if not page:
                    raise CapError(len(found), cap.there, self.address.shown) from None
                found += page
            return found

    def expect_all(self, query: str, found: int, start: int | None = None) -> None:
        """Compare how many rows an answer has with how many there are, unless as many are known to come through.

        Args:
            query: What was asked.
            found: How many rows it gave.
            start: Where in the query SELECT stands; where that is first without it.

        Raises:
            CapError: There are more.
        """
        if found < self._complete:
            return
        cut = query.upper().index("SELECT") if start is None else start
        counted = self._rows(f"{query[:cut]} SELECT (COUNT(*) AS ?n) {{ {query[cut:]} }}")
        there = int(str(counted[0][0].value)) if counted and counted[0][0] is not None else 0  # type: ignore[union-attr]
        if there > found:
            raise CapError(found, there, self.address.shown)
        self._complete = found

    def asked(self, query: str) -> bool:
        """Return what it answers to an ASK."""
        from pyoxigraph import QueryBoolean

        answer = self._parsed(self.answer(query, _JSON))
        return bool(answer) if isinstance(answer, QueryBoolean) else any(answer)  # Virtuoso may give a row

    def answer(
        self,
        query: str,
        accept: str = _JSON,
        *,
        seconds: float | None = None,
        given: Mapping[str, str] | None = None,
    ) -> bytes:
        """Return an answer as it comes, whole.

        Args:
            query: What to ask.
            accept: In which format.
            seconds: How long it may stay silent.
            given: Other parameters.
        """
        body = self._connection.post({"query": declarations(query) + query, **(given or {})}, accept, seconds)
        self.trips += 1
        return body

    def _rows(self, query: str) -> list[tuple[Node | None, ...]]:
        from pyoxigraph import QuerySolutions

        answer = self._parsed(self.answer(query))
        if not isinstance(answer, QuerySolutions):
            raise self._connection.fault("answers a SELECT with something else; is it a SPARQL endpoint?")
        asked = _VARIABLES.match(query)
        names = asked[1].replace("?", "").split() if asked else [variable.value for variable in answer.variables]
        try:
            found = [tuple(row[name] for name in names) for row in answer]
        except KeyError as missing:
            raise self._connection.fault(f"its answer lacks {missing}; is it a SPARQL endpoint?") from None
        except SyntaxError:
            raise self._connection.fault("its answer breaks off in the middle; ask again") from None
        self.read += len(found)
        return found

    def _parsed(self, body: bytes):  # type: ignore[no-untyped-def] # noqa: ANN202 - what the engine says it is
        from pyoxigraph import QueryResultsFormat, parse_query_results

        try:
            return parse_query_results(body, QueryResultsFormat.JSON)
        except SyntaxError:
            if body.lstrip()[:1] == b"{":
                raise self._connection.fault("its answer breaks off in the middle; ask again") from None
            raise self._connection.fault(
                f"answers with no SPARQL result ({first_line(body)}); is it a SPARQL endpoint?"
            ) from None
