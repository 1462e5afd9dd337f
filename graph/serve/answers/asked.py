"""Named queries as forms: what each asks, its parameters, and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.errors import PanmunjomError, ParameterError
from graph.model.vocabulary import PREFIXES, Certainty
from graph.serve.answers.found import NOTHING, Found, found
from graph.serve.pages import html_page, json_reply
from graph.serve.refusals import refusal, worded
from graph.serve.reply import Reply, Writable
from graph.serve.serialisation import ROWS, TRIPLES, write_rows

if TYPE_CHECKING:
    from graph.serve.visit import Visit
    from graph.sparql.named import Query
    from graph.sparql.run import Prepared


def queries(visit: Visit) -> Reply:
    """Answer with the questions that are asked by name."""
    from graph.render.records import query_record
    from graph.sparql.named import named_queries

    if visit.form == "json":
        return json_reply(list(map(query_record, named_queries())))
    return html_page(visit, "queries.html", queries=named_queries())


def query(visit: Visit) -> Reply:
    """Answer a named query, or show the form that lacks a parameter."""
    from graph.sparql.named import named_query
    from graph.sparql.run import prepare

    asked = named_query(visit.names[0])
    given = {parameter.name: visit.question.value(parameter.name) for parameter in asked.parameters}
    values = {name: value for name, value in given.items() if value}
    missing = [p.name for p in asked.parameters if p.required and p.name not in values]
    if visit.form != "html":
        if missing:
            raise ParameterError(f"the parameter {missing[0]!r} is missing; {asked.offer()}")
        return _w3c_answer(visit, prepare(visit.graph.finder, asked.name, values))
    if missing:
        return _query_page(visit, asked, values)
    try:
        prepared = prepare(visit.graph.finder, asked.name, values)
        return _query_page(visit, asked, values, prepared, found(visit, prepared, evidence=True))
    except PanmunjomError as error:
        return _query_page(visit, asked, values, error=worded(error), status=refusal(visit, error).status)


def _w3c_answer(visit: Visit, prepared: Prepared) -> Reply:
    """Return the answer as the W3C has it."""
    from graph.sparql.run import evaluated

    store = visit.graph.view
    visit.opened()
    found = evaluated(store, prepared.text)
    if isinstance(found, ox.QueryTriples):
        form = visit.form if visit.form in TRIPLES else "ttl"
        return Reply(ox.serialize(found, format=TRIPLES[form], prefixes=PREFIXES) or b"", form)
    form = {"json": "srj"}.get(visit.form, visit.form)
    form = form if form in ROWS else "srj"

    def write(out: Writable) -> None:
        write_rows(found, out, form)

    return Reply(write, form)


def _query_page(  # noqa: PLR0913 - what the page shows, by keyword
    visit: Visit, asked: Query, values: dict[str, str], prepared: Prepared | None = None, shown: Found = NOTHING, *,
    error: str = "", status: int = 200,
) -> Reply:  # fmt: skip
    return html_page(
        visit, "query.html", status=status, asked=asked, values=values, prepared=prepared, found=shown, error=error,
        levels=sorted(Certainty, reverse=True),
    )  # fmt: skip
