"""Look up: who or what something is, its claims, and who says so."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import click

from graph.commands.options import answers, graph_options, name_argument, name_option
from graph.commands.output import EVIDENCE, Ask, emit, find_nothing, tell_rest, told
from graph.commands.terminal import note
from graph.commands.types import Command
from graph.model.vocabulary import PAN
from graph.render.words import words

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph
    from graph.model.claims import Claim
    from graph.model.entities import Entity


@click.command(cls=Command)
@name_argument("text", required=True, metavar="TEXT")
@answers()
@name_option("--kind", metavar="KIND", help="Only things of this kind, such as summit, claim or source.")
@click.option("--all", "whole", is_flag=True, help="Also what has fewer of the words, where nothing has them all.")
def find(ask: Ask, text: str, kind: str | None, whole: bool) -> None:
    """Search: what bears a name in any of the languages, then the claims and titles that have the words.

    The likeliest and weightiest come first, 20 of them unless -n says otherwise.

    \b
    panmunjom find Kim
    panmunjom find "nuclear test" --kind event
    panmunjom find 제재
    """
    from graph.names.part_matches import SCREEN, best_of
    from graph.render.listings import list_hits

    found = ask.graph.search(text, kind=kind)
    if hidden := ask.graph.finder.hidden(text):
        from graph.commands.refusal import worded

        note(worded(hidden))
    hits = found if whole else best_of(found)
    if len(hits) < len(found):
        note(told("fewer_words").format(len(found) - len(hits)))
    if ask.in_lines:
        shown = hits[: ask.limit or SCREEN]
        ask.lines(list_hits(map(ask.recorder.hit, shown)))
        tell_rest(len(shown), len(hits))
        return
    ask.table(map(ask.recorder.hit, hits), ["label", "kind", "date", "slug", "why"])


@click.command(cls=Command)
@name_argument("name", required=True, metavar="NAME")
@click.option("--all", "whole", is_flag=True, help="Fold nothing.")
@answers()
def show(ask: Ask, name: str, whole: bool) -> None:
    """Show all that is known of somebody or something, with its sources; -n is how much of each section.

    \b
    panmunjom show Lavrov
    panmunjom show 김정은 --known-by 2019-04-20
    """
    if ask.in_lines and (offices := ask.graph.finder.offices(name.strip())):
        _show_offices(ask, offices, None if whole else ask.limit)
        return
    card = ask.graph.card(ask.take(name))
    if ask.in_lines:
        from graph.render.cards import CardWriter
        from graph.render.holders import list_holders
        from graph.render.sections import FOLD

        fold = None if whole else ask.limit or FOLD
        term = next((resolution.tenure for _, resolution in ask.taken if resolution.tenure), None)
        holders = list_holders(term.office, term.of, ask.conclusions, ask.lang) if term and term.office else ()
        writer = CardWriter(ask.conclusions, ask.lang, fold, strictly=ask.limit is not None)
        ask.lines(chain(holders, writer.write(card)))
    elif ask.in_json:
        ask.json(ask.recorder.card(card, next(iter(ask.resolved), None)))
    else:
        ask.table(ask.recorder.card_rows(card), ["section", "date", "statement", *EVIDENCE])


def _show_offices(ask: Ask, offices: tuple[Entity, ...], most: int | None) -> None:
    """Show who held each of some offices, and when."""
    from graph.render.holders import list_holders

    note(f"{len(offices)} offices; `panmunjom show` with the name of one shows it in full.")
    ask.lines(line for office in offices for line in list_holders(office, None, ask.conclusions, ask.lang, most))


@click.command(cls=Command)
@click.option("--country", metavar="COUNTRY", help="Only of this country: a two-letter code, or a state's name.")
@click.option("--kind", metavar="KIND", help="Only of this kind of publisher, such as newspaper.")
@name_option("--publisher", help="Only what this one publishes or wrote.")
@answers()
def sources(ask: Ask, country: str | None, kind: str | None, publisher: str | None) -> None:
    """List the sources, with how many claims each makes.

    Country and kind are those of who speaks: of an agency's text in a newspaper, the agency's.

    \b
    panmunjom sources
    panmunjom sources --country Russia --kind "news agency"
    panmunjom sources --publisher KCNA
    """
    from collections import Counter

    counts = Counter(claim.source.iri for claim in ask.graph.claims())
    found = ask.graph.sources(country=country, kind=kind, publisher=ask.maybe(publisher))
    records = [ask.recorder.source(source, counts[source.iri]) for source in found]
    if ask.form in {"table", "md"}:  # for readers: a day that is not the day of publication says so
        for record, source in zip(records, found, strict=True):
            how = source.dated_by
            record["known_from"] = f"{record['known_from'] or ''}{f' ({how})' if how else ''}"
    ask.table(records, ["known_from", "source", "short_name", "country", "title", "language", "claims"])


@click.command(cls=Command)
@name_argument("name", required=False, metavar="[NAME]")
@answers()
def claims(ask: Ask, name: str | None) -> None:
    """List claims in the curators' words: all, or those that speak of somebody or something.

    With --since or --until, those come last that speak of what has no date, or goes on.

    \b
    panmunjom claims "gas pipeline"
    panmunjom claims "Kim Jong-un" --since 2026-02
    """
    from graph.render.listings import list_claims

    found = ask.graph.claims(ask.maybe(name))
    if ask.graph.lens.span:
        found = tuple(sorted(found, key=ask.conclusions.is_dated, reverse=True))
        last = sum(not ask.conclusions.is_dated(claim) for claim in found)
        note(f"{last} of {len(found)} claims come last: they speak of what has no date, or goes on.")
    if ask.in_lines:
        ask.listed(found, list_claims)
        return
    columns = ["claim", "paragraph", "locator", "certainty", "denied", "comment", "condition"]
    ask.table(map(ask.recorder.claim, found), columns)


@click.command(cls=Command)
@name_argument("name", required=False, metavar="[NAME]")
@answers()
def disagreements(ask: Ask, name: str | None) -> None:
    """Set side by side what sources say differently: dates, outcomes, values, and what one says and another denies.

    \b
    panmunjom disagreements Matvienko
    """
    from graph.render.listings import list_disagreements

    about = ask.maybe(name)
    found = ask.graph.disagreements(about)
    if ask.in_lines and about and not found:
        find_nothing(_compared(ask.graph.claims(about), about, ask.lang))
    if ask.in_lines:
        ask.listed(found, list_disagreements)
        return
    records = list(map(ask.recorder.disagreement, found))
    if ask.in_json:
        ask.json(records)
        return
    rows = [
        {"subject": record["subject"], "on": record["on"], "value": reading["value"], **reading["claims"][0]}
        for record in records
        for reading in record["readings"]
    ]
    ask.table(rows, ["subject", "on", "value", *EVIDENCE])


def _compared(claims: tuple[Claim, ...], about: Entity, language: str) -> str:
    """Return what was compared in vain and what was not, and who rejects something without denying it."""
    told = words(language)
    stated = [(triple, claim) for claim in claims for triple in claim.triples]
    against = sum(triple.predicate == PAN + "rejects" and triple.object == about.iri for triple, _ in stated)
    noted = {claim.iri for triple, claim in stated if triple.predicate == PAN + "note"}
    parts = [
        told["nothing_differs"].format(len(claims), len({c.source.iri for c in claims}), about.label(language))
    ]
    parts += [told["notes_not_compared"].format(len(noted))] if noted else []
    parts += [told["rejected"].format(against)] if against else []
    return " ".join(parts)


@click.command(cls=Command)
@click.argument("name", metavar="CLAIM|SOURCE")
@click.option("-f", "--format", "form", type=click.Choice(["text", "bibtex"]), default="text", show_default=True)
@graph_options
def cite(graph: KnowledgeGraph, name: str, lang: str, form: str) -> None:
    """Write a citation for a claim or a source.

    \b
    panmunjom cite valdai-2019-04-20/23
    panmunjom cite valdai-2019-04-20 -f bibtex
    """
    from graph.names.references import claim_or_source_named
    from graph.render.citation import bibtex, citation

    cited = claim_or_source_named(name, graph.conclusions.reader)
    emit((bibtex if form == "bibtex" else citation)(cited, graph.conclusions, lang))
