"""Events, claims and disagreements as lists for the terminal: what, then who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.disagreements import Disagreement
from graph.conclusions.events import Event
from graph.model.claims import Claim
from graph.model.vocabulary import PAN
from graph.render.evidence import conditional, evidence, qualified_claim
from graph.render.lines import Line, Run, line
from graph.render.sentences import show_object

_UNDATED = date.max


def list_events(events: Iterable[Event], conclusions: Conclusions, language: str = "en") -> Iterator[Line]:
    """Yield two lines for each event: when and what it was; how far it came, who was there, and who says so."""
    for event in events:
        kind = conclusions.ontology.label(event.entity.kind, language)
        where = ", ".join(placing.place.label(language) for placing in event.placings)
        yield line(
            Run(f"{event.when or 'undated'}  ", "date"),
            event.entity.label(language),
            Run(f"  {kind}" + (f" · {where}" if where else ""), "dim"),
        )
        who = _who(event, conclusions, language)
        state = f"{event.state} · " if event.state else ""
        yield line(f"{state}{event.certainty}", f"  {who}" if who else "", indent=4)
        yield line(Run(evidence(event.claims, conclusions, language, most=1), "dim"), indent=4)


def _who(event: Event, conclusions: Conclusions, language: str) -> str:
    """Name those who took part, heads of delegations first and as such."""
    heads = {part.actor.iri: part.actor for part in event.participations if part.role == PAN + "head"}
    others = ", ".join(actor.label(language) for actor in event.actors if actor.iri not in heads)
    if not heads:
        return others
    led = ", ".join(actor.label(language) for actor in heads.values())
    return f"{conclusions.ontology.label(PAN + 'head', language)}: {led}" + (f"; {others}" if others else "")


def list_years(events: Sequence[Event]) -> Iterator[Line]:
    """Yield one line for each year: how many events, and a bar."""
    years = Counter((event.day or _UNDATED).year for event in events)
    most = max(years.values(), default=1)
    for year, count in sorted(years.items()):
        bar = "▇" * max(1, round(40 * count / most))
        yield line(
            Run("undated" if year == _UNDATED.year else f"{year}   ", "date"), f" {count:4}  ", Run(bar, "dim")
        )


def list_claims(claims: Iterable[Claim], conclusions: Conclusions, language: str = "en") -> Iterator[Line]:
    """Yield each claim in the curators' words, with its number, place, certainty and condition."""
    for claim in claims:
        yield line(claim.comment)
        yield line(
            Run(conditional(qualified_claim(claim, conclusions, language), claim, conclusions, language), "dim"),
            indent=4,
        )


def list_disagreements(
    found: Iterable[Disagreement], conclusions: Conclusions, language: str = "en"
) -> Iterator[Line]:
    """Yield each thing that sources differ on, and below it what each of them says."""
    for disagreement in found:
        on = disagreement.relation
        label = "what happened" if on == PAN + "contradicts" else conclusions.ontology.label(on, language)
        yield line(Run(disagreement.subject.label(language), "title"), Run(f"  {label}", "warning"))
        for reading in disagreement.readings:
            value = show_object(reading.value, conclusions, language)
            yield line(value, Run(f"  {evidence(reading.claims, conclusions, language)}", "dim"), indent=4)
