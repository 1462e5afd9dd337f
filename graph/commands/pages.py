"""Pages: the interactive page, and a tour of what there is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands.options import data_from_environment, graph_options, name_option, out_option
from graph.commands.output import emit, painted, take
from graph.commands.terminal import note
from graph.commands.types import Command, Whole

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph


@click.command(cls=Command)
@name_option("--about", multiple=True, help="Only what lies around it (repeatable).")
@click.option("--hops", type=Whole(0, 6), default=2, show_default=True, help="How far around.")
@click.option(
    "--most", type=Whole(min=1), default=300, show_default=True,
    help="Draw so many things at first, the most important; the page holds all. With --about it holds no more.",
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

    centres = [take(graph, name).entity for name in about]
    made = graph.page(
        about=centres, hops=hops, most=most, title=title, language=lang,
        tour=read_tour(Path(stops)) if stops else None,
    )  # fmt: skip
    emit(made.html, out)
    if made.drawn < made.held:
        note(f"{made.drawn} of {made.held} things are drawn at first; the page holds them all.")
    if show_:
        click.launch(str(Path(out).absolute()))


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


@click.command(cls=Command)
@out_option("panmunjom.html")
@click.pass_context
def tour(ctx: click.Context, out: str) -> None:
    """Show in a minute what there is: a check, a look-up, a path, a ranking, a query and a page.

    \b
    panmunjom tour
    """
    import shlex

    program = ctx.find_root().command
    from graph.knowledge import open_graph

    graph = open_graph(*data_from_environment())
    click.echo(f"Loaded {len(graph.claims())} claims from {len(graph.sources())} sources.")
    failed = 0
    for what, command in _TOUR:
        line = command.format(page=shlex.quote(out))
        click.echo(f"\n{painted(what, 'heading')}\n{painted(f'$ panmunjom {line}', 'title')}")
        try:
            program(shlex.split(line), prog_name="panmunjom", standalone_mode=False)
        except SystemExit as end:
            failed |= bool(end.code)
    note(f"\nOpen {out} in a browser. More: panmunjom --help")
    raise SystemExit(failed)
