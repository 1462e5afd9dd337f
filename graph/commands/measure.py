"""Measure: who matters, who belongs together, whose rank moved."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from graph.commands.engines import engine_options
from graph.commands.options import answers
from graph.commands.output import Ask, find_nothing
from graph.commands.terminal import note
from graph.commands.types import Command, Day
from graph.network.grouping import GROUPINGS
from graph.network.layers import LAYERS
from graph.network.measures import MEANINGS, MEASURES
from graph.render.tables import TABLE_FORMATS
from graph.render.words import counted, words

if TYPE_CHECKING:
    from graph.network.ranks import Ranking
    from graph.render.ranks import RankWriter
    from graph.spark import Spark

_PLACES = 15

layer_option = click.option(
    "--layer", type=click.Choice(LAYERS[1:]), default="actors", show_default=True,
    help="Who met on the same occasions, all that is linked, or causes and conditions.",
)  # fmt: skip


@click.command(cls=Command)
@click.option(
    "--by", type=click.Choice(list(MEANINGS)), default="betweenness", show_default=True,
    help="The measure; cut: whose removal cuts whom off.",
)  # fmt: skip
@click.option("--kind", metavar="KIND", help="Only these, such as person or state: actors among themselves.")
@click.option("--no-heads", is_flag=True, help="Leave out heads of states and governments, when they were that.")
@click.option(
    "--between",
    nargs=2,
    metavar="BLOC BLOC",
    help="Who bridges the sides of two, such as Russia DPRK; with --by strength, who met when the two met.",
)
@layer_option
@engine_options
@answers(*TABLE_FORMATS, "html")
def rank(  # the options of one ranking
    ask: Ask, by: str, kind: str | None, no_heads: bool, between: tuple[str, str] | None, layer: str,
    spark: Spark | None,
) -> None:  # fmt: skip
    """Rank who matters, and tell on how many occasions and sources, and on which of them, that hangs.

    An occasion is an event with its parts: a summit with its dinner and signing counts once.

    \b
    panmunjom rank --by betweenness --kind person --no-heads
    panmunjom rank --between Russia DPRK
    panmunjom rank --between USA DPRK --by strength --kind person
    panmunjom rank --by cut
    """
    from graph.render.ranks import RankWriter

    writer = RankWriter(ask.conclusions, ask.lang)
    if by == "cut":
        if spark:
            raise click.UsageError("cut is looked for here alone; leave out --engine.")
        if kind or between or no_heads:
            raise click.UsageError("--kind, --no-heads and --between are for scores, not for cut.")
        _cut(ask, writer, layer)
        return
    blocs = (ask.take(between[0]), ask.take(between[1])) if between else None
    if spark and blocs:
        raise click.UsageError("--between is measured here alone; leave out --engine.")
    found = ask.graph.rank(by, kind=kind, layer=layer, between=blocs, heads=not no_heads, spark=spark)
    told = words(ask.lang)
    note(told["nodes_measured"].format(by, told[f"meaning_{by}"], found.size))
    if between and by == "betweenness":
        talks = f"panmunjom rank --between {shlex.quote(between[0])} {shlex.quote(between[1])} --by strength"
        note(told["talked"].format(talks))
    _note_undated(found.undated, ask.lang)
    for remark in (*writer.left_out(found), *writer.cautions(found, ask.limit or _PLACES)):
        note(remark)
    if ask.form == "html":
        from graph.page import ranking_answer

        ask.page(ranking_answer(found, ask.limit or _PLACES))
    elif ask.in_lines:
        ask.listed(found.standings, lambda shown, *_: writer.ranking_lines(found, shown), usual=_PLACES)
    else:
        ask.table(writer.ranking(found), _ranking_columns(found), usual=_PLACES)


def _ranking_columns(ranking: Ranking) -> list[str]:
    columns = ["rank", "label", "kind", "score"]
    columns += ["effective_size"] if ranking.by == "constraint" else []
    columns += ["occasions" if ranking.layer == "actors" else "links", "sources", "single_source"]
    columns += ["drops_most_without"] if any(standing.losses for standing in ranking.standings) else []
    return columns


def _note_undated(number: int, language: str) -> None:
    if number:
        note(counted(number, "too_vague", language))


def _cut(ask: Ask, writer: RankWriter, layer: str) -> None:
    found = ask.graph.cuts(layer)
    records, columns = writer.cuts(found), ["removed", "number", "cut_off"]
    note(f"cut: {MEANINGS['cut']}.")
    if ask.form == "html":
        ask.page_of(
            f"cut: {MEANINGS['cut']}", (entity for cut in found for entity in cut.removed), records, columns
        )
    else:
        ask.table(records, columns)


@click.command(cls=Command)
@click.option(
    "--by",
    type=click.Choice(list(GROUPINGS)),
    help="What splits: louvain (usual; not with Spark), labels, components.",
)
@layer_option
@engine_options
@answers(*TABLE_FORMATS, "html")
def communities(ask: Ask, by: str | None, layer: str, spark: Spark | None) -> None:
    """Show who is linked more with each other than with the rest.

    \b
    panmunjom communities
    panmunjom communities --by components --layer all
    """
    from graph.render.ranks import RankWriter

    found = ask.graph.communities(layer, by or ("labels" if spark else "louvain"), spark=spark)
    note(f"{found.by}: {found.meaning}.")
    note(f"Modularity {found.modularity:.3f} (0: no more than by chance; above 0.3: clear).")
    records, columns = RankWriter(ask.conclusions, ask.lang).communities(found), ["community", "size", "central"]
    if ask.form == "html":
        central = (member for group in found.groups[: ask.limit] for member in group.members[:8])
        ask.page_of("Communities", central, records[: ask.limit], columns)
    else:
        ask.table(records, columns)


@click.command(cls=Command)
@click.option(
    "--at", required=True, type=Day(), metavar="DATE", help="The day; what happened on it counts as after."
)
@click.option(
    "--window", default="6m", show_default=True, metavar="TIME", help="How long before and after: 30d, 8w, 6m, 1y."
)
@click.option(
    "--by", type=click.Choice([m for m in MEASURES if m != "constraint"]), default="strength", show_default=True,
    help="The measure.",
)  # fmt: skip
@answers(*TABLE_FORMATS, "html")
def changes(ask: Ask, at: str, window: str, by: str) -> None:
    """Show whose rank moved around a day, and through which occasions; first who was there on the day.

    \b
    panmunjom changes --at 2018-06-12
    """
    from graph.model.spoken_dates import read_date
    from graph.render.ranks import RankWriter, cautions

    day = read_date(at).earliest
    assert day is not None
    writer, found = RankWriter(ask.conclusions, ask.lang), ask.graph.changes(day, window, by)
    _note_undated(found.undated, ask.lang)
    if not found.moves:
        find_nothing(words(ask.lang)["nobody_moved"])
    for caution in cautions(found.footing, found.dossiers, "occasions", ask.lang):
        note(caution)
    moves = writer.changes(found)[: ask.limit]
    columns = ["label", "before", "after", "rise", "sources", "behind"]
    if ask.form == "html":
        shown = found.moves[: ask.limit or 10]
        ask.page_of(f"{found.start} – {found.end}", (move.entity for move in shown), moves[: len(shown)], columns)
        return
    ask.told(writer.changes_lines(found, ask.limit or 10), lambda: moves, lambda: (moves, columns))
