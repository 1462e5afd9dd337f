"""Events, claims and disagreements as lists for the terminal: what, then who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from graph.conclusions.chronology import folded
from graph.conclusions.concerned import concerned_in
from graph.conclusions.conclusions import Conclusions
from graph.conclusions.disagreements import Disagreement
from graph.conclusions.events import Event
from graph.conclusions.series import numbers_missing
from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.safe import width
from graph.model.vocabulary import PAN
from graph.render.dates import dated, day_of
from graph.render.evidence import conditional, evidence, qualified_claim
from graph.render.lines import Line, Run, line
from graph.render.schema import HitRecord
from graph.render.sentences import show_object
from graph.render.states import certainty_of, state_of_event
from graph.render.words import words

_BAR = 30


def missing_line(numbers: str, language: str) -> Line:
    """Return a line that says which numbers of a series are missing."""
    return line(Run(words(language)["numbers_missing"].format(numbers), "dim"), indent=4)


def list_wholes(
    events: Sequence[Event], conclusions: Conclusions, language: str = "en", *, whole: bool = False
) -> Iterator[Line]:
    """Yield each event as `list_events` does, its parts below it by name alone.

    Args:
        events: The events.
        conclusions: Names what they are about.
        language: `"en"`, `"ru"` or `"ko"`.
        whole: Whether they are all that there are, so that a number which is missing among them is not told.
    """
    missing = numbers_missing(events) if whole else {}
    for event, parts in folded(events):
        if event.entity.iri in missing:
            yield missing_line(missing[event.entity.iri], language)
        yield from list_events([event], conclusions, language)
        if parts:
            names = "; ".join(_part(part, event, language) for part in parts)
            told = f"with {len(parts)} part{'s' if len(parts) > 1 else ''}: {names}"
            if language != "en":
                told = words(language)["with_parts"].format(len(parts), names)
            yield line(Run(told, "dim"), indent=4)


def _part(part: Event, whole: Event, language: str) -> str:
    """Name a part, with its days where they are not those of the whole."""
    name = part.entity.label(language)
    hides = part.when in {"", whole.when} or part.when.startswith("(")
    return name if hides else f"{dated(part.when, language)} {name}"


def meetings_first(events: Sequence[Event], conclusions: Conclusions) -> list[Event]:
    """Return events in their order, but those last in which nobody comes together, such as letters."""
    return sorted(events, key=lambda event: not conclusions.ontology.brings_together(event.entity.kind))


def list_meetings(
    write: Callable[[Sequence[Event], Conclusions, str], Iterable[Line]], events: Sequence[Event],
    conclusions: Conclusions, language: str = "en",
) -> Iterator[Line]:  # fmt: skip
    """Yield events in the order of `meetings_first`, with a line before those in which nobody comes together."""
    together = [event for event in events if conclusions.ontology.brings_together(event.entity.kind)]
    apart = events[len(together) :]
    yield from write(together, conclusions, language)
    if together and apart:
        yield Line()
        yield line(Run(words(language)["apart"], "heading"), Run(f"  {len(apart)}", "dim"))
    yield from write(apart, conclusions, language)


def list_events(events: Iterable[Event], conclusions: Conclusions, language: str = "en") -> Iterator[Line]:
    """Yield lines for each event: when and what it was; how far it came, who was there, and who says so."""
    for event in events:
        kind = conclusions.ontology.label(event.entity.kind, language)
        where = ", ".join(placing.place.label(language) for placing in event.placings)
        yield line(
            Run(f"{day_of(event.when, language)}  ", "date"),
            event.entity.label(language),
            Run(f"  {kind}" + (f" · {where}" if where else ""), "dim"),
        )
        if not event.claims:
            yield line(Run(words(language)["named_only"], "dim"), indent=4)
            continue
        who = _participants(event, conclusions, language)
        state = state_of_event(event, conclusions.ontology, language)
        sure = certainty_of(event.certainty, conclusions.ontology, language) if event.certainty else ""
        yield line(" · ".join(filter(None, [state, sure])), f"  {who}" if who else "", indent=4)
        yield line(Run(evidence(event.claims, conclusions, language, most=1), "dim"), indent=4)


def participants(event: Event, actors: Iterable[Entity], language: str) -> str:
    """Name some of those who took part; of whom only one can have, `one or else the other`."""
    groups: list[list[Entity]] = []
    for actor in actors:
        for group in groups:
            if all(event.only_one_of(actor.iri, other.iri) for other in group):
                group.append(actor)
                break
        else:
            groups.append([actor])
    return ", ".join(" or else ".join(actor.label(language) for actor in group) for group in groups)


def _participants(event: Event, conclusions: Conclusions, language: str) -> str:
    """Name those who took part, heads of delegations first and as such, and then whom it concerns."""
    concerned = participants(event, concerned_in(event, conclusions), language)
    about = f"{conclusions.ontology.label(PAN + 'concerns', language)}: {concerned}" if concerned else ""
    return "; ".join(filter(None, [_who_took_part(event, conclusions, language), about]))


def _who_took_part(event: Event, conclusions: Conclusions, language: str) -> str:
    heads = {part.actor.iri: part.actor for part in event.participations if part.role == PAN + "head"}
    others = participants(event, (actor for actor in event.actors if actor.iri not in heads), language)
    if not heads:
        return others
    led = participants(event, heads.values(), language)
    return f"{conclusions.ontology.label(PAN + 'head', language)}: {led}" + (f"; {others}" if others else "")


def list_tally(counts: Sequence[tuple[str, int]]) -> Iterator[Line]:
    """Yield one line for each count: what, how many, and a bar."""
    most = max((count for _, count in counts), default=1)
    longest = max((width(heading) for heading, _ in counts), default=0)
    for heading, count in counts:
        bar = "▇" * max(1, round(_BAR * count / most))
        padding = " " * (longest - width(heading))
        yield line(Run(heading, "date"), f"{padding}{count:6}  ", Run(bar, "dim"))


def list_hits(records: Iterable[HitRecord]) -> Iterator[Line]:
    """Yield two lines for each thing found: its name, kind and date; how commands take it, and why it matched."""
    for record in records:
        date = f" · {record['date']}" if record["date"] else ""
        yield line(record["label"], Run(f"  {record['kind']}{date}", "dim"))
        yield line(Run(f"{record['slug']} · {record['why']}", "dim"), indent=4)


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
