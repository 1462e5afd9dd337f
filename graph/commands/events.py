"""Events: those of somebody or something, by time, or how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from graph.commands.options import answers, name_argument, name_option
from graph.commands.output import Ask, find_nothing, tell_rest, told
from graph.commands.terminal import note
from graph.commands.types import Command, Whole
from graph.conclusions.tallies import TALLIES
from graph.render.tables import TABLE_FORMATS

if TYPE_CHECKING:
    from graph.conclusions.events import Event
    from graph.model.entities import Entity

MANY = 100
"""More events than this are told year by year."""

EVENT = ["date", "label", "kind", "status", "certainty", "participants", "places", "evidence"]


@click.command(cls=Command)
@name_argument("name", required=False, metavar="[NAME]")
@name_option("--with", "with_", help="Only those with this one's side.")
@click.option("--itself", is_flag=True, help="Only who takes part, and not for whom.")
@click.option("--kind", metavar="KIND", help="Only this kind of event, such as summit, and those below it.")
@click.option("--role", metavar="ROLE", help="Only those in which NAME, or somebody, has this role, such as host.")
@click.option("--year", type=Whole(1, 9999), metavar="YYYY", help="Only the page of this year.")
@click.option(
    "--count", "by", type=click.Choice(TALLIES), help="Count instead of listing; an event with its parts is one."
)
@click.option("--parts", is_flag=True, help="Parts of events in full, and not under their wholes.")
@click.option("--all", "whole", is_flag=True, help="All years at once, however many events.")
@answers(*TABLE_FORMATS, "timeline", "html")
def events(
    ask: Ask, name: str | None, with_: str | None, itself: bool, kind: str | None, role: str | None, year: int | None,
    by: str | None, parts: bool, whole: bool,
) -> None:  # fmt: skip
    """List events by time: all, or those of somebody, at a place, in a process, about a measure or a project.

    Of a state or body the events count in which somebody acts for it; --itself leaves those out.

    \b
    panmunjom events Lavrov --with DPRK
    panmunjom events "Kaesong industrial complex"
    panmunjom events "Kim Jong-un" --kind summit --known-by 2019-04-20
    panmunjom events DPRK --role host --count year
    panmunjom events --year 2018
    panmunjom events Matvienko -f timeline
    """
    from graph.render.listings import list_events, list_groups, list_wholes

    about, other = ask.maybe(name), ask.maybe(with_)
    found = ask.graph.events(about, other, itself=itself, year=year, kind=kind, role=role)
    if year and not found and ask.in_lines:
        _tell_years(ask.graph.events(about, other, itself=itself, kind=kind, role=role), year)
    ontology = ask.graph.ontology
    if kind and found and ontology.kind(kind) not in ontology.events:
        note(f"{kind} is no kind of event: these are the events out of which came what is of that kind.")
    many = ask.in_lines and len(found) > MANY and not (whole or ask.limit or year)
    if by or many:
        _tell_counts(ask, found, by, about)
    elif ask.form == "timeline":
        from graph.render.timeline import list_timeline

        shown = found[: ask.limit]
        if shown:
            ask.lines(list_timeline(shown, ask.conclusions, ask.lang))
        tell_rest(len(shown), len(found))
    elif ask.form == "html":
        shown = found[: ask.limit or MANY]
        records = list(map(ask.recorder.event, shown))
        ask.page_of(name or "Events", (event.entity for event in shown), records, EVENT)
        tell_rest(len(shown), len(found))
    elif ask.in_lines:
        all_of_it = not (other or kind or role or year or ask.graph.lens)
        write = list_events if parts else partial(list_wholes, whole=all_of_it)
        groups = _grouped(ask, found, in_window=bool(year or ask.graph.lens.span), together=other is not None)
        ask.listed([event for _, events in groups for event in events], partial(list_groups, write, groups))
    else:
        groups = _grouped(ask, found, in_window=bool(year or ask.graph.lens.span), together=False)
        ask.table((ask.recorder.event(event) for _, events in groups for event in events), EVENT)


def _grouped(
    ask: Ask, found: Sequence[Event], *, in_window: bool, together: bool
) -> list[tuple[str, list[Event]]]:  # fmt: skip
    """Return events in groups, each under the key of its heading: what surely fits comes first, under none."""
    groups: dict[str, list[Event]] = {"": [], "apart": [], "one_ended": [], "no_day": []}
    for event in found:
        if in_window and event.span.days is None:
            groups["one_ended" if event.span else "no_day"].append(event)
        elif together and not ask.graph.ontology.brings_together(event.entity.kind):
            groups["apart"].append(event)
        else:
            groups[""].append(event)
    return [(key, events) for key, events in groups.items() if events]


def _tell_years(found: Sequence[Event], year: int) -> None:
    """End where nothing was found in a year, with the years in which there is something."""
    if not found:
        return
    years = sorted({event.day.year for event in found if event.day})
    find_nothing(told("other_years").format(year, len(found), ", ".join(map(str, years)) or told("undated")))


def _tell_counts(ask: Ask, found: Sequence[Event], by: str | None, about: Entity | None) -> None:
    """Print how many events there are; of persons, whom somebody met."""
    from graph.conclusions.tallies import tally
    from graph.model.vocabulary import PAN
    from graph.render.listings import list_tally

    met_by = about.iri if about and about.kind == PAN + "Person" else None
    counts = tally(found, by or "year", ask.conclusions, ask.lang, met_by=met_by)
    if by == "person":
        counts = counts[: ask.limit]
    ask.told(
        list_tally(counts),
        lambda: _tallied(counts, by),
        lambda: (_tallied(counts, by), [by or "year", "events"]),
    )
    if by == "person":
        note(told("met_counted") if met_by else told("present_counted"))
        return
    note(
        f"{len(found)} events"
        + ("; --year YYYY shows one year, --all shows all." if by is None else ", parts counted with their wholes.")
    )
    if never := sum(not event.took_place for event in found) if by else 0:
        note(told("never_counted").format(never))


def _tallied(counts: list[tuple[str, int]], by: str | None) -> list[dict[str, object]]:
    return [{by or "year": heading, "events": count} for heading, count in counts]
