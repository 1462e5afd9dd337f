"""The `panmunjom` command: parse, call the library, print."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from graph import Entity, KnowledgeGraph, Rows, Triples
    from graph.network.routes import Connection
    from graph.page import Answer
    from graph.render.lines import Line, Style
    from graph.render.paths import PathWriter
    from graph.render.ranks import RankWriter
    from graph.render.records import Recorder

Table = tuple[list[dict[str, Any]], list[str]]
"""Records, and the keys that a table shows."""

T = TypeVar("T")
FORMATS = ("table", "json", "csv", "md")
MANY = 100
"""More events than this are told year by year."""
ROW_FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "html")
TRIPLE_FORMATS = ("turtle", "trig", "nt", "nq", "jsonld", "rdfxml")
EVIDENCE = ["certainty", "source", "paragraph", "locator", "claim"]
"""Keys of everything claimed."""
EVENT = ["date", "label", "kind", "status", "certainty", "participants", "places", "evidence"]
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "heading": {"bold": True, "fg": "cyan"},
    "dim": {"dim": True},
    "date": {"fg": "green"},
    "warning": {"fg": "yellow"},
}


class Panmunjom(click.Group):
    """The command group: commands in the order of their use, errors as one plain message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are defined."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what the library refuses is told on stderr with exit code 2."""
        from graph.errors import DeadlineError, EmptyLensError, NoPathError, PanmunjomError

        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise SystemExit(130) from None
        except (EmptyLensError, NoPathError) as error:
            raise _Refusal(error) from error
        except DeadlineError as error:
            raise _Late(error) from error
        except PanmunjomError as error:
            raise _BadInput(error) from error


class _Refusal(click.ClickException):
    def __init__(self, error: Exception) -> None:
        from graph.render.safe import safe

        super().__init__("\n".join(map(safe, str(error).split("\n"))))


class _BadInput(_Refusal):
    exit_code = 2


class _Late(_Refusal):
    exit_code = 124


# --- shared options ---------------------------------------------------------------------------------


def _complete_name(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer labels and aliases that begin with what was typed; click quotes them for the shell."""
    from graph import open_graph
    from graph.errors import PanmunjomError
    from graph.names.spelling import fold

    try:
        graph = open_graph()
    except PanmunjomError:
        return []
    start = fold(incomplete)
    return sorted({label.text for _, label, _ in graph.labels() if fold(label.text).startswith(start)})[:50]


def _complete_query(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from graph.sparql.named import named_queries

    return [query.name for query in named_queries() if query.name.startswith(incomplete)]


def graph_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that choose the data, the lens and the language; it gets `graph` and `lang`."""
    options = [
        click.option("--source", "sources", multiple=True, metavar="SLUG", help="Only claims of this source (repeatable)."),
        click.option("--known-by", metavar="DATE", help="Only what was public by this day."),
        click.option("--since", metavar="DATE", help="Only what may lie on or after this day; the undated stays."),
        click.option("--until", metavar="DATE", help="Only what may lie on or before this day; the undated stays."),
        click.option("--certainty", metavar="LEVEL", help="Only claims at least so sure (asserted … rumoured)."),
        click.option("--data", multiple=True, metavar="PATH", envvar="PANMUNJOM_DATA", help="Read this instead of the shipped data."),
        click.option("--add", multiple=True, metavar="PATH", help="Read this as well."),
        click.option("--lang", type=click.Choice(["en", "ru", "ko"]), default="en", show_default=True, help="Language of names."),
    ]  # fmt: skip

    @functools.wraps(command)
    def opened(
        *args: Any, sources: tuple[str, ...], known_by: str | None, since: str | None, until: str | None,
        certainty: str | None, data: tuple[str, ...], add: tuple[str, ...], **rest: Any,
    ) -> Any:  # fmt: skip
        from graph import Lens, open_graph

        lens = Lens.parse(sources=sources, known_by=known_by, since=since, until=until, certainty=certainty)
        graph = open_graph(*data, add=add, lens=lens)
        if lens.since or lens.until:
            undated = sum(not event.span for event in graph.events())
            click.echo(f"{undated} undated events stay in view.", err=True)
        with patience():
            return command(*args, graph=graph, **rest)

    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), opened)


def answers(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options of `graph_options`, `-f`, `-n` and `-o`; it gets an `Ask`."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def asked(*args: Any, graph: KnowledgeGraph, lang: str, form: str, limit: int | None, out: str | None, **rest: Any) -> Any:  # fmt: skip
            return command(*args, ask=Ask(graph, lang, form, limit, out), **rest)

        return output_options(*formats)(graph_options(asked))

    return decorate


def output_options(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command `-f`, `-n` and `-o`."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in (
            out_option(),
            click.option("-n", "--limit", type=click.IntRange(min=1), metavar="N", help="At most so many rows."),
            click.option("-f", "--format", "form", type=click.Choice(formats or FORMATS), default="table", show_default=True),
        ):  # fmt: skip
            command = option(command)
        return command

    return decorate


def out_option(default: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command `-o`."""
    path = click.Path(dir_okay=False)
    return click.option(
        "-o", "out", type=path, metavar="FILE", default=default, show_default=True, help="Write to this file."
    )


name_argument = functools.partial(click.argument, shell_complete=_complete_name)
name_option = functools.partial(click.option, metavar="NAME", shell_complete=_complete_name)


# --- printing ---------------------------------------------------------------------------------------


class Ask(NamedTuple):
    """What a command that answers is given: the graph as it is seen, and how the answer is wanted."""

    graph: KnowledgeGraph
    lang: str
    form: str
    limit: int | None
    out: str | None

    @property
    def recorder(self) -> Recorder:
        """Makes records of answers."""
        from graph.render.records import Recorder

        return Recorder(self.graph, self.lang)

    def take(self, name: str) -> Entity:
        """Resolve a name, and say which entity it was taken for where that is not plain."""
        return take(self.graph, name)

    def maybe(self, name: str | None) -> Entity | None:
        """Resolve a name that may be left out."""
        return self.take(name) if name else None

    def lines(self, lines: Iterable[Line]) -> None:
        """Print lines."""
        emit_lines(lines, self.out)

    def json(self, record: Any) -> None:
        """Print a record as JSON."""
        import json

        emit(json.dumps(record, ensure_ascii=False, indent=2), self.out)

    def table(self, records: Iterable[dict[str, Any]], columns: list[str], *, usual: int | None = None) -> None:
        """Print records in the format asked for, `usual` of them unless -n says otherwise."""
        emit_table(records, columns, self.form, self.limit or usual, self.out)

    def listed(
        self, found: Sequence[T], write: Callable[[Sequence[T], KnowledgeGraph, str], Iterable[Line]]
    ) -> None:
        """Print things as lines; nothing to show is said, with exit code 1."""
        shown = found[: self.limit]
        if shown:
            self.lines(write(shown, self.graph, self.lang))
        _tell_rest(len(shown), len(found))

    def told(self, lines: Iterable[Line], record: Callable[[], Any], rows: Callable[[], Table]) -> None:
        """Print an answer that is told in lines; JSON has its record, other formats a table of its rows."""
        if self.form == "table":
            self.lines(lines)
        elif self.form == "json":
            self.json(record())
        else:
            records, columns = rows()
            emit_table(records, columns, self.form, None, self.out)

    def page(self, answer: Answer) -> None:
        """Print an answer as a page."""
        emit_page(self.graph, answer, self.lang, self.out)

    def page_of(
        self, title: str, things: Iterable[Entity], records: list[dict[str, Any]], columns: list[str]
    ) -> None:
        """Print records about some things as a page."""
        from graph.page import records_answer

        self.page(records_answer(title, things, records, columns))


def emit(text: str, out: str | None = None) -> None:
    """Print an answer, or write it to a file whole."""
    if out is None:
        click.echo(text)
        return
    from graph.store.files import write_whole

    write_whole(Path(out), text if text.endswith("\n") else text + "\n")
    click.echo(f"Wrote {out}.", err=True)


def emit_lines(lines: Iterable[Line], out: str | None = None) -> None:
    """Print lines, wrapped and coloured as the terminal allows."""
    from graph.render.lines import layout

    width = _width(out)
    emit(layout(lines, width, _unpainted if width is None else _painted), out)


def emit_table(
    records: Iterable[dict[str, Any]], columns: list[str], form: str, limit: int | None, out: str | None
) -> None:
    """Print records in the format asked for; nothing to show is said, with exit code 1."""
    from graph.render.tables import write_table

    found = list(records)
    shown = found[:limit]
    if shown or form != "table":
        width = _width(out)
        emit(write_table(shown, columns, form, width=width, colour=width is not None), out)
    _tell_rest(len(shown), len(found))


def emit_page(graph: KnowledgeGraph, answer: Answer, lang: str, out: str | None) -> None:
    """Print an answer as a page, or write it to a file."""
    emit(graph.page(answer=answer, language=lang).html, out)


@contextlib.contextmanager
def patience() -> Iterator[None]:
    """Say on stderr that work goes on, if it takes more than two seconds."""
    timer = threading.Timer(2, lambda: click.echo("Working …", err=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _tell_rest(shown: int, found: int) -> None:
    if shown < found:
        click.echo(f"{shown} of {found} shown; -n {found} shows all.", err=True)
    if not found:
        _find_nothing("Nothing found.")


def _find_nothing(why: str) -> NoReturn:
    click.echo(why, err=True)
    raise SystemExit(1)


def _width(out: str | None) -> int | None:
    """Return the cells that a terminal has for an answer, or None where it goes elsewhere."""
    if out is not None or not sys.stdout.isatty():
        return None
    import shutil

    return min(shutil.get_terminal_size().columns, 120)


def _painted(text: str, style: Style) -> str:
    return click.style(text, **_STYLES.get(style, {}))


def _unpainted(text: str, style: Style) -> str:
    return text


def take(graph: KnowledgeGraph, name: str) -> Entity:
    """Resolve a name, and say which entity it was taken for where that is not plain."""
    resolution = graph.resolve(name)
    if resolution.how not in {"slug", "label"}:
        click.echo(f"{name}: {resolution.entity.label()} ({resolution.how})", err=True)
    return resolution.entity


# --- commands ---------------------------------------------------------------------------------------


@click.group(cls=Panmunjom, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="panmunjom")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Ask a knowledge graph of Korean Peninsula diplomacy: who, with whom, when, and says who.

    Every name may be written in English, Russian or Korean. Alone, the command tells what is in the graph.
    """
    if ctx.invoked_subcommand is None:
        from graph import open_graph
        from graph.render.overview import overview

        emit_lines(overview(open_graph(*_data_from_environment())))


def _data_from_environment() -> list[str]:
    return [path for path in os.environ.get("PANMUNJOM_DATA", "").split(os.pathsep) if path]


_TOUR = (
    ("Is the data sound?", "check"),
    ("Who is this? Ask in English, Russian or Korean.", "show Лавров -n 2"),
    ("How are two things connected, and who says so?", 'path "Kim Jong-un" "gas pipeline" --no-states -n 1'),
    ("Who stands between the others?", "rank --by betweenness --kind person --since 2018 -n 3"),
    (
        "Anything else, in SPARQL: how a plan became a fact.",
        "query status-history -p event=vladivostok-summit-2019",
    ),
    ("All of it as one page that opens anywhere.", "page -o {page}"),
)


@main.command()
@out_option("panmunjom.html")
def tour(out: str) -> None:
    """Show in a minute what there is: a check, a look-up, a path, a ranking, a query and a page.

    \b
    panmunjom tour
    """
    import shlex

    from graph import open_graph

    graph = open_graph(*_data_from_environment())
    click.echo(f"Loaded {len(graph.claims())} claims from {len(graph.sources())} sources.")
    failed = 0
    for what, command in _TOUR:
        line = command.format(page=shlex.quote(out))
        click.echo(f"\n{_painted(what, 'heading')}\n{_painted(f'$ panmunjom {line}', 'title')}")
        try:
            main(shlex.split(line), prog_name="panmunjom", standalone_mode=False)
        except SystemExit as end:
            failed |= bool(end.code)
    click.echo(f"\nOpen {out} in a browser. More: panmunjom --help", err=True)
    raise SystemExit(failed)


@main.command()
@name_argument("text")
@answers()
def find(ask: Ask, text: str) -> None:
    """List what a name may mean.

    \b
    panmunjom find Kim
    """
    ask.table(map(ask.recorder.entity, ask.graph.find(text)), ["label", "kind", "aliases", "id"])


@main.command()
@name_argument("name")
@click.option("--all", "whole", is_flag=True, help="Fold nothing.")
@answers()
def show(ask: Ask, name: str, whole: bool) -> None:
    """Show all that is known of somebody or something, with its sources.

    \b
    panmunjom show Lavrov
    panmunjom show 김정은 --known-by 2019-04-20
    """
    card = ask.graph.card(ask.take(name))
    if ask.form == "table":
        from graph.render.cards import CardWriter

        ask.lines(CardWriter(ask.graph, ask.lang, None if whole else ask.limit or 12).write(card))
    elif ask.form == "json":
        ask.json(ask.recorder.card(card))
    else:
        ask.table(ask.recorder.card_rows(card), ["section", "date", "statement", *EVIDENCE])


@main.command()
@name_argument("name", required=False)
@name_option("--with", "with_", help="Only those with this one's side.")
@click.option("--year", type=int, metavar="YYYY", help="Only the page of this year.")
@click.option("--all", "whole", is_flag=True, help="All years at once, however many events.")
@answers(*FORMATS, "timeline", "html")
def events(ask: Ask, name: str | None, with_: str | None, year: int | None, whole: bool) -> None:
    """List events by time: all, or those of somebody, or at a place, or in a process.

    \b
    panmunjom events Lavrov --with DPRK
    panmunjom events "Kim Jong-un" --known-by 2019-04-20
    panmunjom events --year 2018
    panmunjom events Matvienko -f timeline
    """
    from graph.render.listings import list_events, list_years

    found = ask.graph.events(ask.maybe(name), ask.maybe(with_), year=year)
    if ask.form == "timeline" and found:
        from graph.render.timeline import timeline

        ask.lines(timeline(found[: ask.limit], ask.lang))
    elif ask.form == "html" and found:
        shown = found[: ask.limit or MANY]
        records = list(map(ask.recorder.event, shown))
        ask.page_of(name or "Events", (event.entity for event in shown), records, EVENT)
    elif ask.form == "table" and len(found) > MANY and not (whole or ask.limit or year):
        ask.lines(list_years(found))
        click.echo(f"{len(found)} events; --year YYYY shows one year, --all shows all.", err=True)
    elif ask.form == "table":
        ask.listed(found, list_events)
    else:
        ask.table(map(ask.recorder.event, found), EVENT)


# --- the network ------------------------------------------------------------------------------------

LAYERS = ("actors", "all", "causes")
MEASURES = ("degree", "strength", "betweenness", "closeness", "pagerank", "eigenvector", "core", "constraint")
EXPORTS = ("trig", "nq", "ttl", "jsonld", "graphml", "gexf", "cytoscape", "nodes-csv", "edges-csv")
HOP = ["sentence", "date", "status", *EVIDENCE]

layer_option = click.option(
    "--layer", type=click.Choice(LAYERS), default="actors", show_default=True,
    help="Who shared events, all that is linked, or causes and conditions.",
)  # fmt: skip


@main.command()
@name_argument("names", nargs=-1, required=True, metavar="FROM TO [MORE]...")
@name_option("--through", multiple=True, help="Only paths that meet this (repeatable).")
@name_option("--avoid", multiple=True, help="Only paths that do not meet this (repeatable).")
@click.option("--no-states", is_flag=True, help="Only paths that pass through no state.")
@click.option("--in-order", is_flag=True, help="Only paths on which each event is over before the next begins.")
@click.option(
    "--max-hops",
    type=click.IntRange(1, 30),
    default=8,
    show_default=True,
    help="Only paths of at most so many hops.",
)
@click.option("--explain", is_flag=True, help="Show what each hop costs, and why.")
@answers(*FORMATS, "html")
def path(
    ask: Ask, names: tuple[str, ...], through: tuple[str, ...], avoid: tuple[str, ...], no_states: bool,
    in_order: bool, max_hops: int, explain: bool,
) -> None:  # fmt: skip
    """Show how two are connected, each step with its source; three or more: the cheapest connection among them.

    The paths that tell most come first, three of them unless -n says otherwise; fewer where the next would be filler.
    -n, --max-hops, --through and --in-order are for two ends.

    \b
    panmunjom path "Kim Jong-un" "gas pipeline"
    panmunjom path Lavrov "Air Koryo" --no-states --explain
    panmunjom path Lavrov Matvienko Kolokoltsev
    """
    from graph.render.paths import PathWriter

    if len(names) < 2:
        raise click.UsageError("Name at least two ends.")
    ends, met, avoided = (list(map(ask.take, given)) for given in (names, through, avoid))
    writer = PathWriter(ask.graph, ask.lang, explain=explain)
    if len(ends) > 2:
        if met or in_order:
            raise click.UsageError("--through and --in-order are for two ends; name what to go through as an end.")
        _connect(ask, writer, ask.graph.connection(*ends, avoid=avoided, states=not no_states))
        return
    found = ask.graph.paths(
        *ends, limit=ask.limit or 3, max_hops=max_hops, through=met, avoid=avoided, states=not no_states,
        in_order=in_order,
    )  # fmt: skip
    if ask.form == "html":
        from graph.page import paths_answer

        ask.page(paths_answer(found, ask.lang))
        return
    rows = ["path", "hop", *HOP]
    ask.told(writer.paths(found), lambda: writer.records(found), lambda: (writer.rows(found), rows))


def _connect(ask: Ask, writer: PathWriter, found: Connection) -> None:
    if ask.form == "html":
        from graph.page import connection_answer

        ask.page(connection_answer(found, ask.lang))
        return
    record = functools.partial(writer.connection_record, found)
    ask.told(writer.connection(found), record, lambda: (writer.rows([found]), HOP))


@main.command()
@name_argument("name")
@click.option("--hops", type=click.IntRange(1, 8), default=1, show_default=True, help="How far to go.")
@answers(*FORMATS, "html")
def around(ask: Ask, name: str, hops: int) -> None:
    """Show all that is linked with somebody or something, step by step, the most telling links first.

    \b
    panmunjom around Matvienko
    panmunjom around "gas pipeline" --hops 2 -n 20
    """
    from graph.render.paths import PathWriter

    entity, writer = ask.take(name), PathWriter(ask.graph, ask.lang)
    found = ask.graph.around(entity, hops)
    if not found:
        _find_nothing("It is linked with nothing here.")
    shown = found[: ask.limit]
    _tell_rest(len(shown), len(found))
    if ask.form == "html":
        from graph.page import around_answer

        ask.page(around_answer(entity, shown, ask.lang))
        return
    records = functools.partial(writer.around_records, shown)
    ask.told(writer.around(shown), records, lambda: (records(), ["distance", "label", *HOP]))


@main.command()
@name_argument("name")
@answers(*FORMATS, "html")
def why(ask: Ask, name: str) -> None:
    """Show what stands in the way of something, what it needs, who wants it, and what would follow.

    \b
    panmunjom why "gas pipeline"
    """
    import dataclasses

    from graph.render.causes import CauseWriter

    writer, found = CauseWriter(ask.graph, ask.lang), ask.graph.why(ask.take(name))
    if not (found.causes or found.effects):
        _find_nothing("Nothing here stands in its way, is needed for it, or follows from it.")
    if ask.limit:
        found = dataclasses.replace(found, causes=found.causes[: ask.limit], effects=found.effects[: ask.limit])
    if ask.form == "html":
        from graph.page import why_answer

        ask.page(why_answer(found, ask.lang))
        return
    rows = ["direction", "depth", *HOP]
    ask.told(writer.write(found), lambda: writer.record(found), lambda: (writer.rows(found), rows))


@main.command()
@click.option(
    "--by", type=click.Choice([*MEASURES, "cut"]), default="betweenness", show_default=True,
    help="The measure; cut: whose removal cuts whom off.",
)  # fmt: skip
@click.option("--kind", metavar="KIND", help="Show only these, such as person; all are counted.")
@click.option(
    "--between", nargs=2, metavar="BLOC BLOC", help="Betweenness between the sides of two, such as Russia DPRK."
)
@layer_option
@answers(*FORMATS, "html")
def rank(ask: Ask, by: str, kind: str | None, between: tuple[str, str] | None, layer: str) -> None:
    """Rank who matters, and tell on which events that hangs.

    \b
    panmunjom rank --by betweenness --kind person
    panmunjom rank --between Russia DPRK
    panmunjom rank --by cut
    """
    from graph.render.ranks import RankWriter

    writer = RankWriter(ask.graph, ask.lang)
    if by == "cut":
        if kind or between:
            raise click.UsageError("--kind and --between are for scores, not for cut.")
        _cut(ask, writer, layer)
        return
    blocs = (ask.take(between[0]), ask.take(between[1])) if between else None
    found = ask.graph.rank(by, kind=kind, layer=layer, between=blocs)
    click.echo(f"{by}: {found.meaning}. {found.size} nodes.", err=True)
    if ask.form == "html":
        from graph.page import ranking_answer

        ask.page(ranking_answer(found, ask.limit or 15))
        return
    columns = ["rank", "label", "kind", "score"]
    columns += ["effective_size"] if by == "constraint" else []
    columns += ["drops_most_without"] if any(standing.losses for standing in found.standings) else []
    ask.table(writer.ranking(found), columns, usual=15)


def _cut(ask: Ask, writer: RankWriter, layer: str) -> None:
    from graph.network.measures import MEANINGS

    found = ask.graph.cuts(layer)
    records, columns = writer.cuts(found), ["removed", "number", "cut_off"]
    click.echo(f"cut: {MEANINGS['cut']}.", err=True)
    if ask.form == "html":
        ask.page_of(
            f"cut: {MEANINGS['cut']}", (entity for cut in found for entity in cut.removed), records, columns
        )
    else:
        ask.table(records, columns)


@main.command()
@layer_option
@answers(*FORMATS, "html")
def communities(ask: Ask, layer: str) -> None:
    """Show who is linked more with each other than with the rest.

    \b
    panmunjom communities
    """
    from graph.render.ranks import RankWriter

    found = ask.graph.communities(layer)
    click.echo(f"Modularity {found.modularity:.3f} (0: no more than by chance; above 0.3: clear).", err=True)
    records, columns = RankWriter(ask.graph, ask.lang).communities(found), ["community", "size", "central"]
    if ask.form == "html":
        central = (member for group in found.groups[: ask.limit] for member in group.members[:8])
        ask.page_of("Communities", central, records[: ask.limit], columns)
    else:
        ask.table(records, columns)


@main.command()
@click.option("--at", required=True, metavar="DATE", help="The day; what happened on it counts as after.")
@click.option(
    "--window", default="6m", show_default=True, metavar="TIME", help="How long before and after: 30d, 8w, 6m, 1y."
)
@click.option(
    "--by", type=click.Choice([m for m in MEASURES if m != "constraint"]), default="strength", show_default=True,
    help="The measure.",
)  # fmt: skip
@answers(*FORMATS, "html")
def changes(ask: Ask, at: str, window: str, by: str) -> None:
    """Show whose rank moved around a day, and through which events.

    \b
    panmunjom changes --at 2018-06-12
    """
    from graph.model.dates import parse_partial
    from graph.render.ranks import RankWriter

    day = parse_partial(at).earliest
    assert day is not None
    writer, found = RankWriter(ask.graph, ask.lang), ask.graph.changes(day, window, by)
    if found.undated:
        click.echo(f"{found.undated} events that came about are dated too vaguely to count.", err=True)
    if not found.moves:
        _find_nothing("Nobody moved: no events in the window.")
    moves = writer.changes(found)[: ask.limit]
    columns = ["label", "before", "after", "rise", "events"]
    if ask.form == "html":
        shown = found.moves[: ask.limit or 10]
        ask.page_of(f"{found.start} – {found.end}", (move.entity for move in shown), moves[: len(shown)], columns)
        return
    ask.told(writer.changes_lines(found, ask.limit or 10), lambda: moves, lambda: (moves, columns))


@main.command()
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(EXPORTS),
    default="trig",
    show_default=True,
    help="RDF, or a network.",
)
@click.option(
    "--layer",
    type=click.Choice(["claims", *LAYERS]),
    default="all",
    show_default=True,
    help="Of a network: which one.",
)
@click.option("--derived", is_flag=True, help="Of RDF: write the view as well, as default graph.")
@out_option()
@graph_options
def export(graph: KnowledgeGraph, lang: str, form: str, layer: str, derived: bool, out: str | None) -> None:
    """Write the graph for other programs: RDF stores, Gephi, Cytoscape, spreadsheets.

    \b
    panmunjom export -f gexf --layer actors -o actors.gexf
    panmunjom export -f trig --derived -o panmunjom.trig
    """
    emit(graph.export(form, layer=layer, derived=derived).rstrip("\n"), out)


@main.command()
@name_option("--about", multiple=True, help="Only what lies around it (repeatable).")
@click.option("--hops", type=click.IntRange(0, 6), default=2, show_default=True, help="How far around.")
@click.option(
    "--most", type=click.IntRange(min=1), default=300, show_default=True,
    help="At most so many things, the most important first.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="The heading.")
@click.option(
    "--tour", "stops", type=click.Path(dir_okay=False), metavar="FILE", help="A guided reading of your own."
)
@click.option("--open", "show_", is_flag=True, help="Open it in the browser.")
@out_option("panmunjom.html")
@graph_options
def page(
    graph: KnowledgeGraph, about: tuple[str, ...], hops: int, most: int, title: str | None,
    stops: str | None, show_: bool, out: str, lang: str,
) -> None:  # fmt: skip
    """Write the graph as one page: it opens anywhere, asks nothing of the network, and shows who says what.

    \b
    panmunjom page -o panmunjom.html
    panmunjom page --about Lavrov --hops 1 -o lavrov.html
    """
    from graph.page import read_tour

    centres = [take(graph, name).iri for name in about]
    made = graph.page(
        about=centres, hops=hops, most=most, title=title, language=lang,
        tour=read_tour(Path(stops)) if stops else None,
    )  # fmt: skip
    emit(made.html, out)
    if made.shown < made.total and not centres:
        click.echo(f"{made.shown} of {made.total} things shown; --most {made.total} shows all.", err=True)
    if show_:
        click.launch(str(Path(out).absolute()))


# --- sources and claims -----------------------------------------------------------------------------


@main.command()
@answers()
def sources(ask: Ask) -> None:
    """List the sources, with how many claims each makes.

    \b
    panmunjom sources
    """
    from collections import Counter

    counts = Counter(claim.source.iri for claim in ask.graph.claims())
    records = [ask.recorder.source(source, counts[source.iri]) for source in ask.graph.sources()]
    if ask.form in {"table", "md"}:  # for readers: a day that is not the day of publication says so
        for record, source in zip(records, ask.graph.sources(), strict=True):
            how = source.dated_by
            record["known_from"] = f"{record['known_from'] or ''}{f' ({how})' if how else ''}"
    ask.table(records, ["known_from", "source", "publisher", "title", "language", "claims"])


@main.command()
@name_argument("name", required=False)
@answers()
def claims(ask: Ask, name: str | None) -> None:
    """List claims in the curators' words: all, or those that speak of somebody or something.

    \b
    panmunjom claims "gas pipeline"
    """
    from graph.render.listings import list_claims

    found = ask.graph.claims(ask.maybe(name))
    if ask.form == "table":
        ask.listed(found, list_claims)
        return
    columns = ["claim", "paragraph", "locator", "certainty", "denied", "comment", "condition"]
    ask.table(map(ask.recorder.claim, found), columns)


@main.command()
@name_argument("name", required=False)
@answers()
def disagreements(ask: Ask, name: str | None) -> None:
    """Set side by side what sources say differently.

    \b
    panmunjom disagreements Matvienko
    """
    from graph.render.listings import list_disagreements

    found = ask.graph.disagreements(ask.maybe(name))
    if ask.form == "table":
        ask.listed(found, list_disagreements)
        return
    records = list(map(ask.recorder.disagreement, found))
    if ask.form != "json":
        records = [
            {**record, "value": reading["value"], **reading["claims"][0], "subject": record["subject"]}
            for record in records
            for reading in record["readings"]
        ]
    ask.table(records, ["subject", "on", "value", *EVIDENCE])


@main.command()
@click.argument("name", metavar="CLAIM|SOURCE")
@click.option("-f", "--format", "form", type=click.Choice(["text", "bibtex"]), default="text", show_default=True)
@graph_options
def cite(graph: KnowledgeGraph, name: str, lang: str, form: str) -> None:
    """Write a citation for a claim or a source.

    \b
    panmunjom cite valdai-2019-04-20/23
    panmunjom cite valdai-2019-04-20 -f bibtex
    """
    from graph.render.citation import bibtex, citation

    emit(bibtex(graph, name, lang) if form == "bibtex" else citation(graph, name, lang))


@main.command()
@click.argument("paths", nargs=-1, type=click.Path())
def check(paths: tuple[str, ...]) -> None:
    """Check data files, the shipped ones without a path: one line for each fault, with what to do.

    \b
    panmunjom check
    """
    from graph.check import check as findings
    from graph.render.safe import safe

    if sys.stderr.isatty():
        click.echo("Checking …", err=True)
    count = 0
    for finding in findings(*(paths or _data_from_environment())):
        count += 1
        click.echo(safe(str(finding)))
    click.echo(f"{count} fault{'s' if count > 1 else ''} found." if count else "Clean: nothing found.", err=True)
    raise SystemExit(1 if count else 0)


@main.group()
def new() -> None:
    """Begin something new in the data."""


@new.command("source")
@click.argument("url")
@click.option("--slug", metavar="SLUG", help="Name of the source: publisher-date-topic.")
@click.option("--title", metavar="TEXT", help="Title of the page.")
@name_option("--publisher", help="Who publishes it.")
@click.option("--published", metavar="DATE", help="Day, month or year of publication.")
@click.option("--language", default="en", show_default=True, metavar="TAG", help="Language of the page.")
@click.option("--kind", default="NewsReport", show_default=True, metavar="KIND", help="Kind of source.")
@out_option()
@graph_options
def new_source(
    graph: KnowledgeGraph, url: str, publisher: str | None, out: str | None, lang: str, **facts: Any
) -> None:
    """Begin the claims file of a source: its record, and the form of a claim to copy.

    It goes to data/claims, where there is such a folder here, or else into the current folder.

    \b
    panmunjom new source https://www.example.org/summit --published 2019-04-25 --slug example-2019-04-25-summit
    """
    from datetime import UTC, datetime

    from graph.check.template import Draft, begin_source

    publishing = take(graph, publisher).iri if publisher else None
    begun = begin_source(graph, Draft(url, datetime.now(UTC).date(), publisher=publishing, **facts))
    folder = Path("data/claims")
    file = Path(out) if out else (folder if folder.is_dir() else Path()) / f"{begun.slug}.trig"
    if file.exists():
        raise click.UsageError(f"{file} is there already; choose another --slug or -o.")
    emit(begun.text, str(file))
    click.echo("Next: fill it in, then run: panmunjom check", err=True)


@main.command()
@click.argument("word", required=False)
@output_options()
def queries(word: str | None, form: str, limit: int | None, out: str | None) -> None:
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
    emit_table(found, ["query", "title", "parameters"], form, limit, out)


@main.command()
@click.argument("name", required=False, metavar="[NAME|FILE|-]", shell_complete=_complete_query)
@click.option("-e", "--text", metavar="SPARQL", help="The query itself; the usual prefixes need no declaring.")
@click.option(
    "-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE",
    help="Choose what a query leaves open (repeatable).",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Show the query as it would run, and run nothing.")
@click.option("--iris", is_flag=True, help="Show IRIs instead of labels.")
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=30, show_default=True, metavar="SECONDS",
    help="Stop after so long (exit 124); inf for never.",
)  # fmt: skip
@click.option("--allow-service", is_flag=True, help="Let the query ask other servers (SERVICE).")
@click.option(
    "-f", "--format", "form", type=click.Choice([*ROW_FORMATS, *TRIPLE_FORMATS]),
    help="SELECT: table (usual) … html; CONSTRUCT: turtle (usual) … rdfxml.",
)  # fmt: skip
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="N", help="At most so many rows.")
@out_option()
@graph_options
def query(
    graph: KnowledgeGraph, name: str | None, text: str | None, given: tuple[str, ...], lang: str, explain: bool,
    timeout: float, allow_service: bool, form: str | None, limit: int | None, iris: bool, out: str | None,
) -> None:  # fmt: skip
    """Ask in SPARQL: by the name of a query (see `queries`), from a file, from stdin, or in place.

    Exit code 0: rows were found, or the answer is true; 1: none, or false.

    \b
    panmunjom query visits-of -p who="Ким Чен Ын"
    panmunjom query uncertain-visits -p host=Russia --source valdai-2019-04-20
    panmunjom query -e 'SELECT ?event { ?event pan:visitor person:sergey-lavrov }'
    panmunjom query actor-network -f turtle -o actors.ttl
    """
    from graph.render.labels import Labels
    from graph.sparql.results import Rows
    from graph.sparql.run import prepare, run

    prepared = prepare(graph, _query_text(name, text), _parameters(given))
    for warning in prepared.warnings:
        click.echo(f"Warning: {warning}", err=True)
    if explain:
        emit(prepared.explain().rstrip("\n"), out)
        return
    for parameter, term in prepared.entities.items():
        click.echo(f"{parameter}: {Labels(graph, lang)(term)}", err=True)
    answer = run(graph, prepared, timeout=timeout, allow_service=allow_service, language=lang)
    if form == "html" and isinstance(answer, Rows):
        from graph.page import rows_answer

        emit_page(graph, rows_answer(text or name or "", answer, limit), lang, out)
        return
    _emit_answer(answer, form, limit, iris, out)


def _query_text(name: str | None, text: str | None) -> str:
    if (name is None) == (text is None):
        raise click.UsageError(
            "Give the name of a query, a file, - for stdin, or a text with -e. `panmunjom queries` lists names."
        )
    if text is not None or name is None:
        return text or ""
    if name == "-":
        return sys.stdin.read()
    if name.endswith(".rq") or (Path(name).is_file() and os.sep in name):
        from graph.store.files import read_text

        return read_text(Path(name))
    return name


def _parameters(given: tuple[str, ...]) -> dict[str, Any]:
    pairs = [pair.partition("=") for pair in given]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise click.UsageError(f"-p {wrong[0]}: write NAME=VALUE.")
    return {name.strip(): value for name, _, value in pairs}


def _emit_answer(
    answer: Rows | Triples | bool, form: str | None, limit: int | None, iris: bool, out: str | None
) -> None:
    from itertools import chain, islice

    from graph.render import results
    from graph.sparql.results import Triples

    form = results.checked_format(answer, form)
    if isinstance(answer, bool):
        emit(results.write_answer(answer, form).rstrip("\n"), out)
        raise SystemExit(0 if answer else 1)
    if isinstance(answer, Triples):
        found = list(dict.fromkeys(answer))
        emit(results.write_triples(found[:limit], form).rstrip("\n"), out)
        _tell_rest(len(found[:limit]), len(found))
        return
    rows = islice(answer.once(), limit)
    first = list(islice(rows, 1))
    pieces = results.write_rows(answer.variables, chain(first, rows), form, iris=iris, width=_width(out))
    if out is not None:
        emit("".join(pieces), out)
    elif first or form != "table":
        for piece in pieces:
            click.echo(piece, nl=False)
    if limit is not None and next(answer.once(), None) is not None:
        click.echo(f"The first {limit} rows; there are more.", err=True)
    if not first:
        _find_nothing("Nothing found.")


def _quote_for_bash() -> None:
    """Let bash put in names with blanks as one word; zsh and fish quote them themselves."""
    from click.shell_completion import BashComplete, CompletionItem, add_completion_class

    class QuotingBash(BashComplete):
        def format_completion(self, item: CompletionItem[str]) -> str:
            quoted = re.sub(r"([^\w@%+=:,./-])", r"\\\1", item.value)
            return f"{item.type},{quoted}"

    add_completion_class(QuotingBash)


if "_PANMUNJOM_COMPLETE" in os.environ:
    _quote_for_bash()

if __name__ == "__main__":
    main()
