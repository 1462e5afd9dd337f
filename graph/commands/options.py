"""Options that commands share, and the completion of what is typed for them."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from graph.commands.output import BOM, LANGUAGE, LENS, Ask, told
from graph.commands.terminal import note, progress
from graph.commands.types import Day, Level, Whole
from graph.model.vocabulary import LANGUAGES
from graph.render.tables import TABLE_FORMATS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from graph.knowledge import KnowledgeGraph
    from graph.model.lens import Lens
    from graph.sparql.named import Parameter


_DOING = {
    "path": "Looking for paths",
    "around": "Looking around",
    "why": "Looking for causes",
    "rank": "Measuring who matters",
    "communities": "Looking for communities",
    "changes": "Measuring who moved",
    "query": "Asking",
    "page": "Drawing the page",
    "export": "Writing it out",
}
"""What the commands that may take a while do."""


def data_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that choose the data, the lens and the language.

    It gets `data` and `add` (paths), `lens` and `lang`.
    """
    options = [
        click.option("--source", "sources", multiple=True, metavar="SLUG", help="Only claims of this source (repeatable)."),
        click.option("--dossier", "dossiers", multiple=True, metavar="NAME", help="Only claims of this claims file (repeatable)."),
        click.option("--known-by", type=Day(), metavar="DATE", help="Only what was public by this day."),
        click.option("--since", type=Day(), metavar="DATE", help="Only what may lie on or after this day; the undated stays."),
        click.option("--until", type=Day(), metavar="DATE", help="Only what may lie on or before this day; the undated stays."),
        click.option("--certainty", type=Level(), metavar="LEVEL", help="Only claims at least so sure (asserted … rumoured)."),
        click.option("--data", type=click.Path(), multiple=True, metavar="PATH", envvar="PANMUNJOM_DATA", help="Read this instead of the shipped data: a path, - for stdin, or the https://… of a SPARQL endpoint."),
        click.option("--add", type=click.Path(), multiple=True, metavar="PATH", help="Read this as well."),
        click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of names, and of what stands around them."),
    ]  # fmt: skip

    @functools.wraps(command)
    def chosen(
        *args: Any, sources: tuple[str, ...], dossiers: tuple[str, ...], known_by: str | None, since: str | None,
        until: str | None, certainty: str | None, **rest: Any,
    ) -> Any:  # fmt: skip
        from graph.model.lens import Lens

        lens = Lens.parse(
            sources=sources, dossiers=dossiers, known_by=known_by, since=since, until=until, certainty=certainty
        )
        click.get_current_context().meta.update({LENS: lens.describe(), LANGUAGE: rest["lang"]})
        return command(*args, lens=lens, **rest)

    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), chosen)


def graph_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `data_options`; it gets `graph`, which they open, and `lang`."""

    @functools.wraps(command)
    def opened(
        *args: Any, data: tuple[str, ...], add: tuple[str, ...], lens: Lens, plain: bool = False, **rest: Any
    ) -> Any:
        from graph.knowledge import open_graph

        progress.begin("Reading the data")
        graph = open_graph(*data, add=add, lens=lens, plain=plain, progress=progress.begin)
        if not (graph.is_compiled or graph.is_elsewhere or add or plain):
            from graph.commands.later import compile_later

            click.get_current_context().call_on_close(functools.partial(compile_later, data))
        progress.begin(_DOING.get(command.__name__, "Looking it up"))
        answer = command(*args, graph=graph, **rest)
        if lens.span:
            note(told("undated_stay").format(sum(not event.span for event in graph.events())))
        return answer

    return data_options(opened)


def answers(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options of `graph_options` and of `output_options`; it gets an `Ask`."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def asked(*args: Any, graph: KnowledgeGraph, lang: str, form: str, limit: int | None, out: str | None, chosen: tuple[str, ...], **rest: Any) -> Any:  # fmt: skip
            return command(*args, ask=Ask(graph, lang, form, limit, out, [], chosen), **rest)

        return output_options(*formats)(graph_options(asked))

    return decorate


def output_options(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command `-f`, `-n` and `-o`, and those of `shape_options`."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        command = shape_options(command)
        for option in (
            out_option(),
            click.option("-n", "--limit", type=Whole(min=1), metavar="N", help="At most so many rows."),
            click.option("-f", "--format", "form", type=click.Choice(formats or TABLE_FORMATS), default="table", show_default=True),
        ):  # fmt: skip
            command = option(command)
        return for_spreadsheets(command)

    return decorate


def shape_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--columns`, which it gets as `chosen`, and `--nl`, which makes its `form` `jsonl`."""

    @functools.wraps(command)
    def shaped(*args: Any, form: str | None, columns: str | None, nl: bool, **rest: Any) -> Any:
        if nl and form not in {None, "table", "json", "json-rows"}:
            raise click.UsageError(f"--nl writes JSON line by line; leave -f {form} out.")
        chosen = tuple(name.strip() for name in columns.split(",")) if columns is not None else ()
        if columns is not None and not all(chosen):
            raise click.UsageError("--columns takes names with commas between them, such as date,label.")
        if chosen and form in {"html", "timeline"}:
            raise click.UsageError(f"--columns is for tables, CSV, Markdown and JSON; leave it or -f {form} out.")
        return command(*args, form="jsonl" if nl else form, chosen=chosen, **rest)

    for option in (
        click.option("--columns", metavar="A,B", help="Show these keys only, in this order."),
        click.option("--nl", is_flag=True, help="Write JSON line by line, an object a line."),
    ):
        shaped = option(shaped)
    return shaped


def for_spreadsheets(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that has `-f` the option `--bom`."""

    @functools.wraps(command)
    def marked(*args: Any, bom: bool, form: str | None, **rest: Any) -> Any:
        if bom and not (form or "").endswith("csv"):
            raise click.UsageError("--bom is for CSV; choose the format with -f.")
        click.get_current_context().meta[BOM] = bom
        return command(*args, form=form, **rest)

    return click.option("--bom", is_flag=True, help="Of CSV: begin with a byte order mark, which Excel needs.")(
        marked
    )


def out_option(default: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command `-o`."""
    path = click.Path(dir_okay=False)
    return click.option(
        "-o", "out", type=path, metavar="FILE", default=default, show_default=True, help="Write to this file."
    )


def data_from_environment() -> list[str]:
    """Return the files and folders that `PANMUNJOM_DATA` names, for commands without `--data`."""
    return [path for path in os.environ.get("PANMUNJOM_DATA", "").split(os.pathsep) if path]


# --- completion -------------------------------------------------------------------------------------


def _complete_name(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer labels and aliases that begin with what was typed; click quotes them for the shell."""
    from graph.errors import PanmunjomError
    from graph.names.spelling import fold

    start = fold(incomplete)
    try:
        names = _names_beginning(start.replace(" ", ""))
    except PanmunjomError:
        return []
    return sorted({name for name in names if fold(name).startswith(start)})[:50]


def _names_beginning(letters: str) -> Iterable[str]:
    """Return at least the shipped names that begin so; where they are compiled, no graph is opened for them."""
    from graph.store.cache import cached
    from graph.store.resources import shipped_claims

    if compiled := cached(shipped_claims()):
        return compiled.names_beginning(letters)
    from graph.knowledge import open_graph

    return open_graph().conclusions.reader.beginning(letters)


def complete_query(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the names of queries."""
    from graph.sparql.named import query_names

    return [name for name in query_names() if name.startswith(incomplete)]


def complete_parameter(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the parameters of the query, and for each the values that fit: names of things of its class."""
    from graph.sparql.named import named_query, query_names

    asked = ctx.params.get("name")
    query = named_query(asked) if asked in query_names() else None
    name, equals, start = incomplete.partition("=")
    found = [parameter for parameter in query.parameters if parameter.name.startswith(name)] if query else []
    if not equals:
        return [f"{parameter.name}=" for parameter in found]
    return [
        f"{name}={value}"
        for parameter in found
        if parameter.name == name
        for value in _fitting_values(parameter, start)
    ]


def _fitting_values(parameter: Parameter, start: str) -> list[str]:
    """Return the values of a parameter that begin with what was typed, as names, slugs and levels."""
    from graph.errors import PanmunjomError
    from graph.knowledge import open_graph
    from graph.model.vocabulary import Certainty
    from graph.names.spelling import fold
    from graph.sparql.parameters import values_of

    if parameter.kind == "certainty":
        offered = [str(level) for level in sorted(Certainty, reverse=True)]
    else:
        try:
            offered = values_of(parameter, open_graph().conclusions.reader)
        except PanmunjomError:
            return []
    return sorted({text for text in offered if fold(text).startswith(fold(start))})[:50]


def complete_term(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the terms of the vocabulary."""
    from graph.knowledge import open_graph

    return [term.name for term in open_graph().terms() if term.name.startswith(incomplete)]


def _one_name(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str | None:
    return " ".join(words) if words else None


names_argument = functools.partial(click.argument, shell_complete=_complete_name)
name_argument = functools.partial(names_argument, nargs=-1, callback=_one_name)
"""One name, whose words need no quotes."""
name_option = functools.partial(click.option, metavar="NAME", shell_complete=_complete_name)


def quote_for_bash() -> None:
    """Let bash put in names with blanks as one word; zsh and fish quote them themselves."""
    from click.shell_completion import BashComplete, add_completion_class

    class QuotingBash(BashComplete):
        def format_completion(self, item: CompletionItem) -> str:
            quoted = re.sub(r"([^\w@%+=:,./-])", r"\\\1", item.value)
            return f"{item.type},{quoted}"

    add_completion_class(QuotingBash)
