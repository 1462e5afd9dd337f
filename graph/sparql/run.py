"""SPARQL: from a name or a text with parameters to an answer, read-only, from this graph alone."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from pyoxigraph import NamedNode, QuerySolution, Store

from graph.conclusions.conclusions import Conclusions
from graph.errors import ForbiddenQueryError, PanmunjomError, QueryError
from graph.model.vocabulary import PREFIXES, declarations
from graph.names.finding import Finder
from graph.names.labels import Labels
from graph.sparql.deadline import Found, Outcome, answer_of, within
from graph.sparql.diagnosis import as_select, query_error, syntax_error, warnings_of_terms, warnings_of_things
from graph.sparql.guard import guard
from graph.sparql.named import BoundNode, Query, named_query, parse_query
from graph.sparql.parameters import Given, kinds_of, term
from graph.sparql.results import Rows, Triples
from graph.sparql.tokens import code, variables_of_star
from graph.store.quads import Quads

T = TypeVar("T")
_NAME = re.compile(r"[\w-]+")
_LONG = 10_000
"""A text of more characters is only read in a process of its own: the parser calls itself for each operator."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query ready to run.

    Attributes:
        query: What it was made of.
        text: As it runs, but for the usual prefixes.
        values: The terms that were put in.
        warnings: What a reader should know before trusting an empty answer.
        plain: Whether what is asked is no data of ours.
    """

    query: Query
    text: str
    values: Mapping[str, BoundNode]
    warnings: tuple[str, ...] = ()
    plain: bool = False

    @property
    def entities(self) -> dict[str, str]:
        """IRIs of the entities that were put in, by parameter."""
        kinds = {parameter.name: parameter.kind for parameter in self.query.parameters}
        return {name: node.value for name, node in self.values.items() if kinds[name] == "entity"}

    @property
    def defaults(self) -> dict[str, str]:
        """The values that stand for parameters which were not given, as one would type them."""
        return {p.name: p.usual for p in self.query.parameters if p.default and p.name not in self.values}

    def value(self, name: str) -> str:
        """Return the value of a parameter: what was put in, or else its default, as one would type it."""
        return self.values[name].value if name in self.values else self.query.parameter(name).usual

    def explain(self) -> str:
        """Return the text that any engine runs: the prefixes that it uses are declared."""
        return declarations(code(self.text)) + self.text


def prepare(finder: Finder, query: str, values: Mapping[str, Given], *, plain: bool = False) -> Prepared:
    """Make a query ready to run.

    Args:
        finder: Knows the names.
        query: The name of a shipped query, or SPARQL.
        values: What was given for parameters.
        plain: What is asked is no data of ours: no value must be given, and no term is unknown.

    Raises:
        UnknownNameError: There is no such query, or nothing bears a name that was given.
        AmbiguousNameError: Several things bear it.
        ParameterError: A parameter is missing, unknown or ill-typed.
    """
    query = query.removeprefix("\ufeff")
    asked = named_query(query) if _NAME.fullmatch(query) else parse_query(query)
    reader = finder.reader
    for parameter in () if plain else asked.parameters:
        kinds_of(parameter, reader.ontology)
    terms = {name: term(value, asked.parameter(name), asked, finder) for name, value in values.items()}
    if plain and not terms:
        return Prepared(asked, asked.text, terms, plain=True)
    text = asked.bound(terms)
    if plain:
        return Prepared(asked, text, terms, plain=True)
    warnings = *warnings_of_terms(text, reader.ontology.terms), *warnings_of_things(text, reader)
    return Prepared(asked, text, terms, warnings)


def _refuse_what_cannot_be(
    prepared: Prepared, conclusions: Conclusions, timeout: float | None, *, evidence: bool
) -> None:
    if timeout is not None and not (isinstance(timeout, int | float) and timeout > 0):
        raise QueryError(f"a timeout is a number of seconds above 0, and not {timeout!r}")
    if evidence and (prepared.plain or not conclusions.reader.claims()):
        raise QueryError("evidence is made of claims, and what is asked has none")


def answer_query(  # noqa: PLR0913 - all but three by keyword
    quads: Quads, conclusions: Conclusions, prepared: Prepared, *, timeout: float | None = None,
    memory: int | None = None, allow_service: bool = False, language: str = "en", evidence: bool = False,
) -> Rows | Triples | bool:  # fmt: skip
    """Run a query.

    Args:
        quads: What to ask: claims as named graphs, the view as default graph.
        conclusions: Names what is found.
        prepared: The query.
        timeout: Seconds after which it is stopped, in a process of its own; None runs it here, to its end.
        memory: Bytes that it may take, in a process of its own; None for a quarter of the machine's there.
        allow_service: Let it ask other servers.
        language: Language of the labels.
        evidence: Give each row what it rests on; an ASK is then answered by the rows that make it true.

    Raises:
        QuerySyntaxError: With line, column and the line itself.
        QueryError: Evidence is asked for what has no rows, or of a query that cannot be followed.
        ForbiddenQueryError: It would do more than read the graph.
        DeadlineError: Its time is up; also while rows are read.
        QueryError: The engine cannot evaluate it; also while rows are read.
    """
    _refuse_what_cannot_be(prepared, conclusions, timeout, evidence=evidence)
    text = as_select(prepared.text) if evidence else prepared.text
    if evidence and quads.endpoint is not None and not quads.has_view:
        from graph.conclusions.view import derive

        derive(quads, conclusions)  # it is traced here

    evaluate = partial(evaluated, text=text, allow_service=allow_service)
    apart = timeout is not None or memory is not None or len(text) > _LONG
    try:
        with _engine_errors():
            answer: Outcome
            if quads.endpoint is not None and not evidence:
                from graph.sparql.remote import ask_elsewhere

                answer = ask_elsewhere(
                    quads.endpoint, text, quads.view, timeout=timeout, allow_service=allow_service
                )
            elif apart:
                answer = within(
                    math.inf if timeout is None else timeout, lambda: evaluate(quads.reopened()), memory
                )
            else:
                answer = answer_of(evaluate(quads.store))
    except SyntaxError as error:
        raise syntax_error(error, text, PREFIXES) from None
    if isinstance(answer, bool):
        return answer
    if not isinstance(answer, tuple):
        return Triples(_guarded(answer))
    names, solutions = answer
    labels = Labels(conclusions, language)
    if quads.endpoint is not None:
        solutions = _ask_for_labels(list(solutions), conclusions, labels)
    traced = _tracer(quads, conclusions, text, timeout) if evidence else ()
    return Rows(variables_of_star(text, names), _guarded(solutions), labels, *traced)


def _tracer(quads: Quads, conclusions: Conclusions, text: str, timeout: float | None) -> tuple[Any, ...]:
    from graph.sparql.evidence import Tracer

    return (Tracer(quads.store, conclusions, text, timeout).of,)


def _ask_for_labels(
    found: list[QuerySolution], conclusions: Conclusions, labels: Labels
) -> Iterator[QuerySolution]:
    """Ask at once for the labels of all that was found in a store elsewhere."""
    terms = {term.value for solution in found for term in solution if isinstance(term, NamedNode)}
    conclusions.reader.settle(lambda: list(map(labels, terms)))
    return iter(found)


def evaluated(
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
        QueryError: It is nested too deep.
        ForbiddenQueryError: It would do more than read the graph, or a graph is none of the data.
    """
    guard(text, PREFIXES, lambda iri: _is_graph(store, iri), service=allow_service)
    for graph in (*default, *named):
        if not _is_graph(store, graph):
            raise ForbiddenQueryError(f"<{graph}> is no graph of the data; each claim is one")
    query = partial(store.query, text)
    if default or named:
        query = partial(
            query, default_graph=list(map(NamedNode, default)), named_graphs=list(map(NamedNode, named))
        )
    with _engine_errors():
        try:
            return query()
        except SyntaxError:  # it needs the usual prefixes: with all of them reading takes as long as answering
            return query(prefixes=PREFIXES)


def _is_graph(store: Store, iri: str) -> bool:
    try:
        return store.contains_named_graph(NamedNode(iri))
    except ValueError:  # a relative IRI
        return False


@contextmanager
def _engine_errors() -> Iterator[None]:
    """Tell what the engine refuses as an error of the query."""
    try:
        yield
    except (RuntimeError, OSError, ValueError) as error:
        if isinstance(error, PanmunjomError):
            raise
        raise query_error(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise QueryError("the query broke the engine down; simplify it") from None


def _guarded(items: Iterator[T]) -> Iterator[T]:
    with _engine_errors():
        try:
            yield from items
        except SyntaxError:
            raise QueryError("the answer breaks off; ask again") from None
