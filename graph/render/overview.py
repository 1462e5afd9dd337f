"""What is in the graph, at a glance, and what to ask it first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.conclusions.conclusions import Conclusions
from graph.model.dates import envelope
from graph.model.vocabulary import PAN
from graph.render.lines import Line, Run, line

_FIRST = (
    ("panmunjom show Lavrov", "what is known of somebody, and who says so"),
    ('panmunjom events "Kim Jong-un" --known-by 2019-04-20', "what was known on a day"),
    ('panmunjom path "Kim Jong-un" "gas pipeline"', "how two things are connected, hop by hop"),
    ("panmunjom disagreements", "where sources differ"),
    ("panmunjom page -o panmunjom.html", "an interactive page that works anywhere"),
)
_KINDS = (
    "Person",
    "State",
    "Organisation",
    "Group",
    "Place",
    "Event",
    "Process",
    "Measure",
    "Project",
    "Agreement",
)


def overview(conclusions: Conclusions) -> Iterator[Line]:
    """Yield counts by kind, sources, dates, and five commands to try."""
    claims, sources = conclusions.claims(), conclusions.reader.sources()
    span = envelope(event.span for event in conclusions.events if event.took_place)
    yield line(Run("Panmunjom", "title"), "  who met whom on Korea, and who says so")
    yield Line()
    yield line(f"{len(claims)} claims from {len(sources)} sources, events from {span.earliest} to {span.latest}")
    counts = Counter(kind for entity in conclusions.entities() for kind in conclusions.ontology.above(entity.kind))
    shown = [f"{counts[PAN + kind]} {_plural(kind)}" for kind in _KINDS if counts[PAN + kind]]
    yield line(", ".join(shown))
    certainties = Counter(claim.certainty for claim in claims)
    yield line(", ".join(f"{certainties[level]} {level}" for level in sorted(certainties, reverse=True)))
    yield Line()
    yield line(Run("Try", "heading"))
    width = max(len(command) for command, _ in _FIRST)
    for command, what in _FIRST:
        yield line(Run(command.ljust(width), "date"), f"  {what}", indent=2)
    if conclusions.lens:
        yield line(Run(f"Seen through: {conclusions.lens.describe()}", "dim"))


def _plural(kind: str) -> str:
    word = kind.lower()
    return {"person": "people", "process": "processes"}.get(word, word + "s")
