"""SPARQL: from a name or a text with parameters to an answer, read-only, from this graph alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from graph.conclusions.conclusions import Conclusions
from graph.model.vocabulary import PREFIXES
from graph.names.finding import Finder
from graph.names.labels import Labels
from graph.sparql.deadline import Found, Outcome, answer_of, within
from graph.sparql.diagnosis import as_select, syntax_error, warnings_of_terms, warnings_of_things
from graph.sparql.guard import guard
from graph.sparql.named import BoundNode, Query, named_query, parse_query
from graph.sparql.parameters import Given, kinds_of, term
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

    @property
    def defaults(self) -> dict[str, str]:
        """The values that stand for parameters which were not given, as one would type them."""
        return {p.name: p.usual for p in self.query.parameters if p.default and p.name not in self.values}

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
    reader = finder.reader
    for parameter in asked.parameters:
        kinds_of(parameter, reader.ontology)
    terms = {name: term(value, asked.parameter(name), asked, finder) for name, value in values.items()}
    text = asked.bound(terms)
    warnings = *warnings_of_terms(text, reader.ontology.terms), *warnings_of_things(text, reader)
    return Prepared(asked, text, terms, warnings)


def run(  # noqa: PLR0913 - all but three by keyword
    store: Store,
    conclusions: Conclusions,
    prepared: Prepared,
    *,
    timeout: float | None = None,
    allow_service: bool = False,
    language: str = "en",
    evidence: bool = False,
) -> Rows | Triples | bool:
    """Run a query.

    Args:
        store: What to ask: claims as named graphs, the view as default graph.
        conclusions: Names what is found.
        prepared: The query.
        timeout: Seconds after which it is stopped, in a process of its own; None runs it here, to its end.
        allow_service: Let it ask other servers.
        language: Language of the labels.
        evidence: Give each row what it rests on; an ASK is then answered by the rows that make it true.

    Raises:
        QuerySyntaxError: With line, column and the line itself.
        QueryError: Evidence is asked for what has no rows, or of a query that cannot be followed.
        ForbiddenQueryError: It would do more than read the graph.
        DeadlineError: Its time is up; also while rows are read.
    """

    text = as_select(prepared.text) if evidence else prepared.text

    def evaluate() -> Found:
        guard(text, PREFIXES, lambda iri: store.contains_named_graph(NamedNode(iri)), service=allow_service)
        return store.query(text, prefixes=PREFIXES)

    try:
        answer: Outcome = answer_of(evaluate()) if timeout is None else within(timeout, evaluate)
    except SyntaxError as error:
        raise syntax_error(error, text, PREFIXES) from None
    if isinstance(answer, bool):
        return answer
    if isinstance(answer, tuple):
        labels = Labels(conclusions, language)
        if not evidence:
            return Rows(*answer, labels)
        from graph.sparql.evidence import Tracer

        return Rows(*answer, labels, Tracer(store, conclusions, text, timeout).of)
    return Triples(answer)
