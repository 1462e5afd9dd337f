"""What a query found, for a page: some rows with what they rest on, triples, a verdict, or a picture."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import ParameterError, QueryError
from graph.sparql.results import Row, Rows, Triples
from graph.sparql.run import Prepared, answer_query, prepare

if TYPE_CHECKING:
    from graph.page import Answer
    from graph.serve.visit import Visit

_SHOWN = 500
_TRACED = 100
"""So many rows a page shows, and so many with what they rest on."""

_TRIPLES = 5000


class Found(NamedTuple):
    """What a page shows of an answer.

    Attributes:
        variables: The columns of a SELECT; None of other queries.
        rows: Its rows, or the first of them.
        traced: Whether they tell what they rest on.
        turtle: The triples of a CONSTRUCT or DESCRIBE.
        verdict: What an ASK found.
        more: Whether there is more than is shown.
        warnings: What a reader should know before trusting an empty answer.
    """

    variables: list[str] | None = None
    rows: list[Row] = []  # noqa: RUF012 - never changed
    traced: bool = False
    turtle: str | None = None
    verdict: bool | None = None
    more: bool = False
    warnings: tuple[str, ...] = ()


NOTHING = Found()
"""What is shown where nothing was asked yet."""


def found(visit: Visit, prepared: Prepared, *, evidence: bool) -> Found:
    """Run a query for a page.

    Args:
        visit: Who asks.
        prepared: The query.
        evidence: Tell what rows rest on, where that can be followed.

    Raises:
        QueryError: It cannot be run.
    """
    graph = visit.graph
    viewed = graph.viewed
    visit.opened()
    if evidence:
        try:
            answer = answer_query(viewed, graph.conclusions, prepared, language=visit.language, evidence=True)
        except QueryError:  # of a query that has no rows, or is beyond being followed
            return found(visit, prepared, evidence=False)
    else:
        answer = answer_query(viewed, graph.conclusions, prepared, language=visit.language)
    if isinstance(answer, Rows):
        rows = list(islice(answer.once(), _TRACED if evidence else _SHOWN))
        names = answer.variables[: len(answer.variables) - 4] if evidence else answer.variables
        more = next(answer.once(), None) is not None
        return Found(names, rows, evidence, more=more, warnings=prepared.warnings)
    if isinstance(answer, Triples):
        from graph.render.results import write_triples

        triples = list(dict.fromkeys(islice(answer, _TRIPLES)))
        more = next(iter(answer), None) is not None
        return Found(turtle=write_triples(triples, "turtle"), more=more, warnings=prepared.warnings)
    return Found(verdict=answer, warnings=prepared.warnings)


def drawn(visit: Visit, text: str) -> Answer:
    """Run a query for the interactive page, which shows the rows and what they name.

    Raises:
        QueryError: It cannot be run.
        ParameterError: It has no rows.
    """
    from graph.page import rows_answer

    graph = visit.graph
    prepared, viewed = prepare(graph.finder, as_query_text(text), {}), graph.viewed
    visit.opened()
    rows = answer_query(viewed, graph.conclusions, prepared, language=visit.language)
    if not isinstance(rows, Rows):
        raise ParameterError("a picture is made of rows; ask a SELECT")
    return rows_answer(prepared.query.title_in(visit.language) or "SPARQL", rows, _SHOWN)


def as_query_text(text: str) -> str:
    """Return a text that is taken for a query and never for the name of one."""
    return f" {text}"
