"""Data: check it, begin a source, write it for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.commands.options import data_from_environment, for_spreadsheets, graph_options, name_option, out_option
from graph.commands.output import emit, emit_piece, take
from graph.commands.terminal import note, progress
from graph.commands.types import Command
from graph.export.formats import EXPORT_FORMATS
from graph.network.layers import LAYERS

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path())
def check(paths: tuple[str, ...]) -> None:
    """Check data files, the shipped ones without a path: one line for each fault, with what to do.

    \b
    panmunjom check
    """
    from graph.check import check as findings
    from graph.model.safe import safe

    count = 0
    progress.begin("Checking")
    for finding in findings(*(paths or data_from_environment())):
        count += 1
        emit_piece(f"{safe(str(finding))}\n", styled=True)
    some = f"{count} fault{'s' if count > 1 else ''} found; mend, and check again: some show only then."
    note(some if count else "Clean: nothing found.")
    raise SystemExit(1 if count else 0)


@click.group()
def new() -> None:
    """Begin something new in the data."""


@new.command("source", cls=Command)
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

    from graph.check.template import SourceFacts, begin_source
    from graph.model.safe import safe

    publishing = take(graph, publisher).entity.iri if publisher else None
    begun = begin_source(
        graph.conclusions.reader, SourceFacts(url, datetime.now(UTC).date(), publisher=publishing, **facts)
    )
    folder = Path("data/claims")
    file = Path(out) if out else (folder if folder.is_dir() else Path()) / f"{begun.slug}.trig"
    if file.exists():
        raise click.UsageError(f"{safe(str(file))} is there already; choose another --slug or -o.")
    emit(begun.text, str(file))
    note(
        f"Next: fill it in, then run: panmunjom check{'' if file.parent == folder and not out else f' {safe(str(file))}'}"
    )


@click.command(cls=Command)
@click.option(
    "-f",
    "--format",
    "--as",
    "form",
    type=click.Choice(EXPORT_FORMATS),
    default="trig",
    show_default=True,
    help="RDF, nanopublications, or a network.",
)
@click.option(
    "--layer",
    type=click.Choice(LAYERS),
    default="all",
    show_default=True,
    help="Of a network: which one.",
)
@click.option("--derived", is_flag=True, help="Of RDF: write the view as well, as default graph.")
@click.option(
    "--paths", is_flag=True, help="Of RDF: write what paths cost as well, for a store that is asked for them."
)
@click.option("--aligned", is_flag=True, help="Of RDF: say it in SEM, schema.org, ORG, PROV-O … as well.")
@for_spreadsheets
@out_option()
@graph_options
def export(
    graph: KnowledgeGraph,
    lang: str,
    form: str,
    layer: str,
    derived: bool,
    aligned: bool,
    paths: bool,
    out: str | None,
) -> None:
    """Write the graph for other programs: RDF stores, Gephi, Cytoscape, spreadsheets.

    \b
    panmunjom export -f gexf --layer actors -o actors.gexf
    panmunjom export -f trig --derived -o panmunjom.trig
    panmunjom export -f nq --derived --paths -o panmunjom.nq
    panmunjom export -f jsonld --aligned -o panmunjom.jsonld
    panmunjom export --as nanopub -o nanopubs.trig
    """
    denied = sum(claim.denied for claim in graph.claims()) if form == "nanopub" else 0
    emit(graph.export(form, layer=layer, derived=derived, aligned=aligned, paths=paths).rstrip("\n"), out)
    if denied:
        note(f"{denied} claims deny something: they are no assertions, and left out.")
