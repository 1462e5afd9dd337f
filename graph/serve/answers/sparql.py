"""The SPARQL protocol: a query, in the dataset and the form that the request names."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.errors import ForbiddenQueryError, ParameterError, QueryError
from graph.model.vocabulary import PREFIXES
from graph.serve.answers.described import service
from graph.serve.negotiation import choose, titles
from graph.serve.pages import page
from graph.serve.refusals import refused
from graph.serve.reply import Reply, Writable
from graph.serve.serialisation import ROWS, TRIPLES, prefixes

if TYPE_CHECKING:
    from graph.serve.visit import Visit
    from graph.sparql.deadline import Found

_NAMES = {"json": "srj", "xml": "srx", "turtle": "ttl", "n3": "ttl", "json-ld": "jsonld"}
"""What clients call a form in `format=` besides its name here."""

_EXAMPLE = """# Who went to the DPRK, and when?
SELECT ?who ?visit ?earliest {
  ?visit pan:visitor ?who ; pan:host state:dprk ; pan:status pan:Held ; pan:earliest ?earliest
} ORDER BY ?earliest"""

_SHOWN = 500
"""So many rows a page shows."""


def answer(visit: Visit) -> Reply:
    """Answer a query; without one, describe the service, or offer to write one."""
    question = visit.question
    queries = [value for name, value in question.params if name == "query"]
    if any(name == "update" for name, _ in question.params):
        raise ForbiddenQueryError("an update would change the graph, which is read-only; ask with query=")
    if len(queries) > 1:
        raise ParameterError("several queries were sent; send one")
    if not queries or not queries[0].strip():
        offered = choose(question.accept, ["ttl", "jsonld", "nt", "rdf", "html"])
        return _editor(visit, "") if offered == "html" else service(visit, offered)
    if choose(question.accept, ["srj", "html"]) == "html" and not question.value("format"):
        return _page(visit, queries[0])
    return _written(_found(visit, queries[0]), question.value("format"), question.accept)


def _found(visit: Visit, text: str) -> Found:
    from graph.sparql.diagnosis import syntax_error
    from graph.sparql.run import evaluated

    question, store = visit.question, visit.graph.view
    visit.opened()
    try:
        return evaluated(
            store, text, default=question.values("default-graph-uri"), named=question.values("named-graph-uri")
        )
    except SyntaxError as error:
        raise syntax_error(error, text, PREFIXES) from None


def _written(found: Found, asked: str | None, accept: str) -> Reply:
    """Return what was found in the form that the client prefers, as it comes."""
    graphs = isinstance(found, ox.QueryTriples)
    forms = list(TRIPLES if graphs else ROWS)
    if isinstance(found, ox.QueryBoolean):
        forms = ["srj", "srx", "csv", "tsv"]
    name = _NAMES.get(asked or "", asked)
    form = name if name in forms else choose(accept, forms)
    if form is None:
        text = f"None of what you accept is here; this query is answered as {titles(forms)}.\n"
        return Reply(text.encode(), "text/plain; charset=utf-8", 406)

    def write(out: Writable) -> None:
        if isinstance(found, ox.QueryTriples):
            ox.serialize(found, out, format=TRIPLES[form], prefixes=prefixes(form))  # type: ignore[arg-type]
        else:
            found.serialize(out, ROWS[form])  # type: ignore[arg-type]

    return Reply(write, form)


def _page(visit: Visit, text: str) -> Reply:
    """Return the page of a query with what it found."""
    from graph.names.labels import Labels
    from graph.sparql.diagnosis import warnings_of_terms
    from graph.sparql.results import Rows

    try:
        found = _found(visit, text)
    except QueryError as error:
        return _editor(visit, text, error=str(error), status=refused(visit, error).status)
    warnings = warnings_of_terms(text, visit.graph.ontology.terms)
    if isinstance(found, ox.QuerySolutions):
        names = [variable.value for variable in found.variables]
        rows = Rows(names, found, Labels(visit.graph.conclusions, visit.language))
        shown = list(islice(rows.once(), _SHOWN))
        more = next(rows.once(), None) is not None
        return _editor(visit, text, warnings=warnings, variables=names, rows=shown, more=more)
    if isinstance(found, ox.QueryTriples):
        triples = list(dict.fromkeys(islice(found, _SHOWN * 10)))
        turtle = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        return _editor(visit, text, warnings=warnings, turtle=turtle.decode(), more=next(found, None) is not None)
    return _editor(visit, text, warnings=warnings, verdict=bool(found))


def _editor(visit: Visit, text: str, *, status: int = 200, **found: object) -> Reply:
    nothing = {
        "error": "", "warnings": (), "variables": None, "rows": (), "turtle": None, "verdict": None, "more": False
    }  # fmt: skip
    forms = TRIPLES if found.get("turtle") is not None else ROWS
    return page(
        visit, "sparql.html", status=status, text=text, example=_EXAMPLE, forms=list(forms), **{**nothing, **found}
    )
