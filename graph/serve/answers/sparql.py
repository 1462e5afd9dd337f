"""The SPARQL protocol: a query, in the dataset and the form that the request names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.errors import ForbiddenQueryError, ParameterError, QueryError
from graph.model.vocabulary import PREFIXES
from graph.serve.answers.described import service
from graph.serve.answers.found import NOTHING, Found, as_query_text, found
from graph.serve.negotiation import preferred, titles
from graph.serve.pages import html_page
from graph.serve.refusals import refusal
from graph.serve.reply import Reply, Writable
from graph.serve.serialisation import ROWS, TRIPLES, prefixes, write_rows
from graph.sparql.diagnosis import syntax_error
from graph.sparql.run import answer_query, evaluated, prepare

if TYPE_CHECKING:
    from graph.serve.visit import Visit

_NAMES = {"json": "srj", "xml": "srx", "turtle": "ttl", "n3": "ttl", "json-ld": "jsonld"}
"""What clients call a form in `format=` besides its name here."""

_WRITTEN = {"srj": "json", "srx": "xml", "csv": "csv", "tsv": "tsv"}
"""What the library calls the forms of rows."""

_EXAMPLE = """# Who went to the DPRK, and when?
SELECT ?who ?visit ?earliest {
  ?visit pan:visitor ?who ; pan:host state:dprk ; pan:status pan:Held ; pan:earliest ?earliest
} ORDER BY ?earliest"""


def answer(visit: Visit) -> Reply:
    """Answer a query; without one, describe the service, or offer to write one."""
    question = visit.question
    queries = [value for name, value in question.params if name == "query"]
    if any(name == "update" for name, _ in question.params):
        raise ForbiddenQueryError("an update would change the graph, which is read-only; ask with query=")
    if len(queries) > 1:
        raise ParameterError("several queries were sent; send one")
    if not queries or not queries[0].strip():
        offered = preferred(question.accept, ("ttl", "jsonld", "nt", "rdf", "html"))
        return _editor(visit, "") if offered == "html" else service(visit, offered)
    evidence = question.value("evidence") == "yes"
    if preferred(question.accept, ("srj", "html")) == "html" and not question.value("format"):
        return _page(visit, queries[0], evidence=evidence)
    return _backed(visit, queries[0]) if evidence else _engine_answer(visit, queries[0])


def _engine_answer(visit: Visit, text: str) -> Reply:
    """Return the answer as the engine writes it, as it comes."""
    question, store = visit.question, visit.graph.view
    visit.opened()
    default, named = question.values("default-graph-uri"), question.values("named-graph-uri")
    try:
        answer = evaluated(store, text, default=default, named=named)
    except SyntaxError as error:
        raise syntax_error(error, text, PREFIXES) from None
    form = _chosen_format(visit, TRIPLES if isinstance(answer, ox.QueryTriples) else ROWS)
    if form is None:
        return _no_such_format(TRIPLES if isinstance(answer, ox.QueryTriples) else ROWS)

    def write(out: Writable) -> None:
        if isinstance(answer, ox.QueryTriples):
            ox.serialize(answer, out, format=TRIPLES[form], prefixes=prefixes(form))  # type: ignore[arg-type]
        else:
            write_rows(answer, out, form)

    return Reply(write, form)


def _backed(visit: Visit, text: str) -> Reply:
    """Return rows with the claims that each rests on."""
    from graph.render.results import write_rows
    from graph.sparql.results import Rows

    if visit.question.values("default-graph-uri") or visit.question.values("named-graph-uri"):
        raise ParameterError("evidence is found in the whole of the data; leave the graphs out")
    form = _chosen_format(visit, ROWS)
    if form is None:
        return _no_such_format(ROWS)
    graph = visit.graph
    prepared, viewed = prepare(graph.finder, as_query_text(text), {}), graph.viewed
    visit.opened()
    rows = answer_query(viewed, graph.conclusions, prepared, language=visit.language, evidence=True)
    assert isinstance(rows, Rows)

    def write(out: Writable) -> None:
        for piece in write_rows(rows.variables, rows.once(), _WRITTEN[form]):
            out.write(piece.encode())

    return Reply(write, form)


def _page(visit: Visit, text: str, *, evidence: bool) -> Reply:
    """Return the page of a query with what it found."""
    try:
        prepared = prepare(visit.graph.finder, as_query_text(text), {})
        return _editor(visit, text, found(visit, prepared, evidence=evidence))
    except QueryError as error:
        return _editor(visit, text, error=str(error), status=refusal(visit, error).status)


def _chosen_format(visit: Visit, forms: Mapping[str, object]) -> str | None:
    asked = visit.question.value("format")
    name = _NAMES.get(asked or "", asked)
    return name if name in forms else preferred(visit.question.accept, tuple(forms))


def _no_such_format(forms: Mapping[str, object]) -> Reply:
    text = f"None of what you accept is here; this query is answered as {titles(forms)}.\n"
    return Reply(text.encode(), "text/plain; charset=utf-8", 406)


def _editor(visit: Visit, text: str, shown: Found = NOTHING, *, error: str = "", status: int = 200) -> Reply:
    forms = TRIPLES if shown.turtle is not None else ROWS
    return html_page(
        visit,
        "sparql.html",
        status=status,
        text=text,
        example=_EXAMPLE,
        found=shown,
        error=error,
        forms=list(forms),
    )
