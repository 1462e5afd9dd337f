"""SPARQL: from a name or a text with parameters to an answer, read-only, from this graph alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from graph.conclusions.conclusions import Conclusions
from graph.errors import ForbiddenQueryError
from graph.model.vocabulary import PREFIXES
from graph.names.finding import Finder
from graph.names.labels import Labels
from graph.sparql.deadline import Found, Outcome, answer_of, within
from graph.sparql.diagnosis import syntax_error, warnings_of_terms
from graph.sparql.guard import guard
from graph.sparql.named import BoundNode, Query, named_query, parse_query
from graph.sparql.parameters import Given, term
from graph.sparql.results import Rows, Triples
from graph.sparql.tokens import code

_NAME = re.compile(r"[\w-]+")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query ready to run.

    Attributes:
        query: What it was made of.
        text: As it runs, but for the usual prefixes.
        values: The terms that were put in.
        warnings: What a reader should know before trusting an empty answer.
    """

    query: Query
    text: str
    values: Mapping[str, BoundNode]
    warnings: tuple[str, ...]

    @property
    def entities(self) -> dict[str, str]:
        """IRIs of the entities that were put in, by parameter."""
        kinds = {parameter.name: parameter.kind for parameter in self.query.parameters}
        return {name: node.value for name, node in self.values.items() if kinds[name] == "entity"}

    def explain(self) -> str:
        """Return the text that any engine runs: the prefixes that it uses are declared."""
        declared = set(_DECLARED.findall(code(self.text)))
        used = set(re.findall(r"(?<![\w:?$-])([A-Za-z]\w*):", code(self.text))) - declared
        lines = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in PREFIXES if name in used]
        return "\n".join([*lines, self.text])


def prepare(finder: Finder, query: str, values: Mapping[str, Given]) -> Prepared:
    """Make a query ready to run.

    Args:
        finder: Knows the names.
        query: The name of a shipped query, or SPARQL.
        values: What was given for parameters.

    Raises:
        UnknownNameError: There is no such query, or nothing bears a name that was given.
        AmbiguousNameError: Several things bear it.
        ParameterError: A parameter is missing, unknown or ill-typed.
    """
    asked = named_query(query) if _NAME.fullmatch(query) else parse_query(query)
    terms = {name: term(value, asked.parameter(name), asked, finder) for name, value in values.items()}
    text = asked.bound(terms)
    return Prepared(asked, text, terms, warnings_of_terms(text, finder.reader.ontology.terms))


def run(  # noqa: PLR0913 - all but three by keyword
    store: Store,
    conclusions: Conclusions,
    prepared: Prepared,
    *,
    timeout: float | None = None,
    allow_service: bool = False,
    language: str = "en",
) -> Rows | Triples | bool:
    """Run a query.

    Args:
        store: What to ask: claims as named graphs, the view as default graph.
        conclusions: Names what is found.
        prepared: The query.
        timeout: Seconds after which it is stopped, in a process of its own; None runs it here, to its end.
        allow_service: Let it ask other servers.
        language: Language of the labels.

    Raises:
        QuerySyntaxError: With line, column and the line itself.
        ForbiddenQueryError: It would do more than read the graph.
        DeadlineError: Its time is up; also while rows are read.
    """

    def evaluate() -> Found:
        return guarded(store, prepared.text, allow_service=allow_service)

    try:
        answer: Outcome = answer_of(evaluate()) if timeout is None else within(timeout, evaluate)
    except SyntaxError as error:
        raise syntax_error(error, prepared.text, PREFIXES) from None
    if isinstance(answer, bool):
        return answer
    if isinstance(answer, tuple):
        return Rows(*answer, Labels(conclusions, language))
    return Triples(answer)


def guarded(
    store: Store, text: str, *, allow_service: bool = False, default: Sequence[str] = (), named: Sequence[str] = ()
) -> Found:
    """Evaluate a query if it does nothing but read.

    Args:
        store: What to ask.
        text: The query; the usual prefixes need no declaring.
        allow_service: Let it ask other servers.
        default: IRIs of the graphs that make up the default graph, whatever the query says.
        named: IRIs of the named graphs that there are, whatever the query says; with either of the two, no others.

    Raises:
        SyntaxError: It breaks the syntax, in the engine's words.
        ForbiddenQueryError: It would do more than read the graph, or a graph is none of the data.
    """

    def is_graph(iri: str) -> bool:
        return store.contains_named_graph(NamedNode(iri))

    guard(text, PREFIXES, is_graph, service=allow_service)
    if not (default or named):
        return store.query(text, prefixes=PREFIXES)
    for graph in (*default, *named):
        if not is_graph(graph):
            raise ForbiddenQueryError(f"<{graph}> is no graph of the data; each claim is one")
    return store.query(
        text, prefixes=PREFIXES, default_graph=list(map(NamedNode, default)),
        named_graphs=list(map(NamedNode, named)),
    )  # fmt: skip
