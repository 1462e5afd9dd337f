"""Connect: how things hang together, what lies around them, and why they are as they are."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import click

from graph.commands.options import answers, name_argument, name_option, names_argument
from graph.commands.output import EVIDENCE, Ask, find_nothing, tell_rest
from graph.commands.types import Command, Whole
from graph.render.tables import TABLE_FORMATS

if TYPE_CHECKING:
    from graph.network.connections import Connection
    from graph.render.paths import PathWriter

_HOP = ["sentence", "date", "status", *EVIDENCE]


@click.command(cls=Command)
@names_argument("names", nargs=-1, required=True, metavar="FROM TO [MORE]...")
@name_option("--through", multiple=True, help="Only paths that meet this (repeatable).")
@name_option("--avoid", multiple=True, help="Only paths that do not meet this (repeatable).")
@click.option("--no-states", is_flag=True, help="Only paths that pass through no state.")
@click.option("--in-order", is_flag=True, help="Only paths on which each event is over before the next begins.")
@click.option(
    "--max-hops",
    type=Whole(1, 30),
    show_default="8",
    help="Only paths of at most so many hops.",
)
@click.option("--explain", is_flag=True, help="Show what each hop costs, and why.")
@answers(*TABLE_FORMATS, "html")
def path(
    ask: Ask, names: tuple[str, ...], through: tuple[str, ...], avoid: tuple[str, ...], no_states: bool,
    in_order: bool, max_hops: int | None, explain: bool,
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
    ask.graph.expect(*names, *through, *avoid)
    ends, met, avoided = (list(map(ask.take, given)) for given in (names, through, avoid))
    writer = PathWriter(ask.conclusions, ask.lang, explain=explain)
    if len(ends) > 2:
        if met or in_order:
            raise click.UsageError("--through and --in-order are for two ends; name what to go through as an end.")
        if max_hops or ask.limit:
            raise click.UsageError("--max-hops and -n are for two ends; of three or more there is one connection.")
        _connect(ask, writer, ask.graph.connection(*ends, avoid=avoided, states=not no_states))
        return
    found = ask.graph.paths(
        *ends, limit=ask.limit or 3, max_hops=max_hops or 8, through=met, avoid=avoided, states=not no_states,
        in_order=in_order,
    )  # fmt: skip
    if ask.form == "html":
        from graph.page import paths_answer

        ask.page(paths_answer(found, ask.lang))
        return
    rows = ["path", "hop", *_HOP]
    ask.told(writer.paths(found), lambda: writer.records(found, ask.resolved), lambda: (writer.rows(found), rows))


def _connect(ask: Ask, writer: PathWriter, found: Connection) -> None:
    if ask.form == "html":
        from graph.page import connection_answer

        ask.page(connection_answer(found, ask.lang))
        return
    record = functools.partial(writer.connection_record, found, ask.resolved)
    ask.told(writer.connection(found), record, lambda: (writer.rows([found]), _HOP))


@click.command(cls=Command)
@name_argument("name", required=True, metavar="NAME")
@click.option("--hops", type=Whole(1, 8), default=1, show_default=True, help="How far to go.")
@answers(*TABLE_FORMATS, "html")
def around(ask: Ask, name: str, hops: int) -> None:
    """Show all that is linked with somebody or something, step by step, the most telling links first.

    \b
    panmunjom around Matvienko
    panmunjom around "gas pipeline" --hops 2 -n 20
    """
    from graph.render.paths import PathWriter

    entity, writer = ask.take(name), PathWriter(ask.conclusions, ask.lang)
    found = ask.graph.around(entity, hops)
    shown = found[: ask.limit]
    if ask.form == "html":
        from graph.page import around_answer

        ask.page(around_answer(entity, shown, ask.lang))
    elif found or not ask.in_lines:
        records = functools.partial(writer.around_records, shown)
        ask.told(writer.around(shown), records, lambda: (records(), ["distance", "label", *_HOP]))
    if not found:
        find_nothing("It is linked with nothing here.")
    tell_rest(len(shown), len(found))


@click.command(cls=Command)
@name_argument("name", required=True, metavar="NAME")
@click.option("--all", "whole", is_flag=True, help="Fold nothing.")
@answers(*TABLE_FORMATS, "html")
def why(ask: Ask, name: str, whole: bool) -> None:
    """Show what stands in the way of something, what it needs, who wants it, and what would follow.

    \b
    panmunjom why "gas pipeline"
    panmunjom why "six-party talks" --all
    """
    import dataclasses

    from graph.render.causes import CauseWriter

    writer, found = CauseWriter(ask.conclusions, ask.lang), ask.graph.why(ask.take(name))
    is_known = bool(found.causes or found.effects or found.accounts)
    if ask.limit:
        found = dataclasses.replace(found, causes=found.causes[: ask.limit], effects=found.effects[: ask.limit])
    if ask.form == "html":
        from graph.page import why_answer

        ask.page(why_answer(found, ask.lang))
    elif is_known or not ask.in_lines:
        rows = ["direction", "depth", *_HOP]
        ask.told(
            writer.write(found, whole=whole or bool(ask.limit)),
            lambda: writer.record(found, next(iter(ask.resolved), None)),
            lambda: (writer.rows(found), rows),
        )
    if not is_known:
        find_nothing("Nothing here stands in its way, is needed for it, or follows from it.")
