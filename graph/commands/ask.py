"""Ask: in SPARQL, by the name of a query or in words of one's own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.commands.options import (
    answers,
    complete_parameter,
    complete_query,
    complete_term,
    for_spreadsheets,
    graph_options,
    out_option,
    output_options,
    shape_options,
)
from graph.commands.output import (
    Ask,
    emit,
    emit_page,
    emit_piece,
    emit_table,
    find_nothing,
    tell_rest,
    terminal_width,
)
from graph.commands.terminal import note
from graph.commands.types import Command, Seconds, Size, Whole
from graph.render.results import GRAPH_FORMATS, ROW_FORMATS

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph
    from graph.sparql.results import Rows, Triples
    from graph.sparql.run import Prepared


@click.command(cls=Command)
@click.argument("word", required=False)
@output_options()
def queries(word: str | None, form: str, limit: int | None, out: str | None, chosen: tuple[str, ...]) -> None:
    """List the questions that `query` knows by name: all, or those with a word in them.

    \b
    panmunjom queries visit
    """
    from graph.render.records import query_record
    from graph.sparql.named import named_queries

    records = map(query_record, named_queries())
    found = [
        record for record in records if (word or "").casefold() in " ".join(map(str, record.values())).casefold()
    ]
    emit_table(found, ["query", "title", "parameters"], form, limit, out, chosen)


@click.command(cls=Command)
@click.argument("name", required=False, metavar="[TERM]", shell_complete=complete_term)
@answers()
def ontology(ask: Ask, name: str | None) -> None:
    """Show what a term of the vocabulary means, how it reads and what is above and below it; alone, list all terms.

    \b
    panmunjom ontology pan:visitor
    panmunjom ontology summit
    """
    from graph.render.terms import list_term, term_record

    if name is None:
        ask.table(
            (term_record(term, ask.lang) for term in ask.graph.terms()), ["term", "sort", "label", "definition"]
        )
        return
    term = ask.graph.term(name)
    record = term_record(term, ask.lang)
    ask.told(list_term(term, ask.lang), lambda: record, lambda: ([record], list(record)))


@click.command(cls=Command)
@click.argument("name", required=False, metavar="[NAME|FILE|-]", shell_complete=complete_query)
@click.option("-e", "--text", metavar="SPARQL", help="The query itself; the usual prefixes need no declaring.")
@click.option(
    "-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE",
    help="Choose what a query leaves open (repeatable).", shell_complete=complete_parameter,
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Show the query as it would run, and run nothing.")
@click.option("--iris", is_flag=True, help="Show IRIs instead of labels.")
@click.option(
    "--timeout", type=Seconds(), default=30, show_default=True, metavar="SECONDS",
    help="Stop after so long (exit 124); inf for never.",
)  # fmt: skip
@click.option(
    "--evidence",
    is_flag=True,
    help="Add to each row the claims that it rests on, how sure the weakest link is, and the sources.",
)
@click.option(
    "--memory",
    type=Size(),
    metavar="SIZE",
    help="Stop beyond so much memory, such as 500M; usually a quarter of all.",
)
@click.option("--plain", is_flag=True, help="Ask files of any RDF as they stand: no ontology, no view, no lens.")
@click.option("--allow-service", is_flag=True, help="Let the query ask other servers (SERVICE).")
@click.option(
    "-f", "--format", "form", type=click.Choice([*ROW_FORMATS, *GRAPH_FORMATS]),
    help="SELECT: table (usual) … html; CONSTRUCT: turtle (usual) … rdfxml.",
)  # fmt: skip
@click.option("-n", "--limit", type=Whole(min=1), metavar="N", help="At most so many rows.")
@for_spreadsheets
@out_option()
@shape_options
@graph_options
def query(
    graph: KnowledgeGraph, name: str | None, text: str | None, given: tuple[str, ...], lang: str, explain: bool,
    timeout: float, memory: int | None, allow_service: bool, form: str | None, limit: int | None, iris: bool,
    out: str | None, chosen: tuple[str, ...], evidence: bool,
) -> None:  # fmt: skip
    """Ask in SPARQL: by the name of a query (see `queries`), from a file, from stdin, or in place.

    Exit code 0: rows were found, or the answer is true; 1: none, or false.

    \b
    panmunjom query visits-of -p who="Ким Чен Ын"
    panmunjom query uncertain-visits -p host=Russia --source valdai-2019-04-20
    panmunjom query -e 'SELECT ?event { ?event pan:visitor person:sergey-lavrov }'
    panmunjom query actor-network -f turtle -o actors.ttl
    """
    from graph.names.labels import Labels
    from graph.sparql.results import Rows
    from graph.sparql.run import answer_query, prepare

    asked = _query_text(name, text)
    prepared = prepare(graph.finder, asked, _parameters(given), plain=graph.plain)
    for warning in prepared.warnings:
        note(f"Warning: {warning}")
    if explain:
        emit(prepared.explain().rstrip("\n"), out)
        return
    for parameter, term in prepared.entities.items():
        note(f"{parameter}: {Labels(graph.conclusions, lang)(term)}")
    answer = answer_query(
        graph.viewed, graph.conclusions, prepared, timeout=timeout, memory=memory, allow_service=allow_service,
        language=lang, evidence=evidence,
    )  # fmt: skip
    if form == "html" and isinstance(answer, Rows):
        from graph.page import rows_answer

        emit_page(graph, rows_answer(text or name or "", answer, limit), lang, out)
        return
    usually = _usually(prepared.defaults)

    def why_nothing() -> str:
        return " ".join(filter(None, [_hidden(graph, prepared), usually]))

    _emit_answer(answer, form, limit, iris, out, chosen, why_nothing)


def _hidden(graph: KnowledgeGraph, prepared: Prepared) -> str:
    """Return what is to be said of a thing of which nothing was known by a day, where that was asked for."""
    if prepared.query.knowledge is None:
        return ""
    from graph.model.lens import Lens
    from graph.render.words import capitalised

    thing, day = (prepared.value(name) for name in prepared.query.knowledge)
    hidden = graph.hidden_by(Lens.parse(known_by=day), thing)
    return f"{capitalised(hidden.message)}." if hidden else ""


def _usually(defaults: dict[str, str]) -> str:
    """Return which values of parameters were in force that nobody gave."""
    usual = ", ".join(f"{name} is {value}" for name, value in defaults.items())
    return f"Unless -p says otherwise, {usual}." if usual else ""


def _query_text(name: str | None, text: str | None) -> str:
    if (name is None) == (text is None):
        raise click.UsageError(
            "Give the name of a query, a file, - for stdin, or a text with -e. `panmunjom queries` lists names."
        )
    if text is not None or name is None:
        return text or ""
    if name == "-":
        return _stdin()
    if "{" in name:  # the query itself
        return name
    from graph.store.files import read_text

    if name.endswith(".rq") or (os.sep in name and Path(name).is_file()):
        return read_text(Path(name))
    from graph.sparql.named import query_names

    if name not in query_names() and Path(name).is_file():
        return read_text(Path(name))
    return name


def _stdin() -> str:
    if sys.stdin is None:
        raise click.UsageError("Standard input is closed; give the query with -e, or a file.")
    return sys.stdin.read()


def _parameters(given: tuple[str, ...]) -> dict[str, Any]:
    pairs = [pair.partition("=") for pair in given]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise click.UsageError(f"-p {wrong[0]}: write NAME=VALUE.")
    names = [name.strip() for name, *_ in pairs]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise click.UsageError(f"-p {twice} is given twice; a parameter has one value.")
    return {name.strip(): value for name, _, value in pairs}


def _emit_answer(
    answer: Rows | Triples | bool, form: str | None, limit: int | None, iris: bool, out: str | None,
    chosen: tuple[str, ...], why_nothing: Callable[[], str],
) -> None:  # fmt: skip
    from itertools import chain, islice

    from graph.render import results
    from graph.sparql.results import Rows, Triples

    if (form == "jsonl" or chosen) and not isinstance(answer, Rows):
        raise click.UsageError("--nl and --columns are for the rows of a SELECT.")
    form = form if form == "jsonl" else results.checked_format(answer, form)
    if isinstance(answer, bool):
        emit(results.write_answer(answer, form).rstrip("\n"), out)
        if not answer:
            find_nothing(why_nothing())
        return
    if isinstance(answer, Triples):
        found = sorted(dict.fromkeys(answer), key=str)
        emit(results.write_triples(found[:limit], form).rstrip("\n"), out)
        if not found:
            find_nothing(f"Nothing found. {why_nothing()}".rstrip())
        tell_rest(len(found[:limit]), len(found))
        return
    if chosen and form in {"json", "xml"}:
        raise click.UsageError(f"-f {form} is the W3C's own and has all variables; choose them in SELECT.")
    rows = islice(answer.once(), limit)
    first = list(islice(rows, 1))
    pieces = results.write_rows(
        answer.variables, chain(first, rows), form, iris=iris, chosen=chosen, width=terminal_width(out)
    )
    if out is not None:
        emit("".join(pieces), out)
    elif first or form != "table":
        for piece in pieces:
            emit_piece(piece, styled=form == "table")
    if limit is not None and next(answer.once(), None) is not None:
        note(f"The first {limit} rows; there are more.")
    if not first:
        find_nothing(f"Nothing found. {why_nothing()}".rstrip())
