"""Events as a timeline of text: a rail with years, and marks for how far each event came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.conclusions.events import Event
from graph.model.vocabulary import Status
from graph.render.evidence import evidence
from graph.render.lines import Line, Run, line

_MARKS = {
    Status.HELD: "●",
    Status.ONGOING: "●",
    None: "●",
    Status.PLANNED: "○",
    Status.PROPOSED: "○",
    Status.NOT_HELD: "×",
    Status.CANCELLED: "×",
    Status.UNREALISED: "┄",
    Status.UNKNOWN: "?",
}


def timeline(events: Iterable[Event], language: str = "en") -> Iterator[Line]:
    """Yield events, ordered by time, along a rail.

    `●` came about, `○` is planned or proposed, `×` was cancelled or not held, `┄` is only hoped for or feared.
    """
    year: int | None = None
    undated = []
    for event in events:
        if event.day is None:
            undated.append(event)
            continue
        if event.day.year != year:
            if year is not None:
                passed = event.day.year - year
                yield line(Run("│" if passed == 1 else f"┊  {passed} years on", "dim"), indent=2)
            year = event.day.year
            yield line(Run(str(year), "heading"))
        yield from _event(event, language)
    if undated:
        if year is not None:
            yield Line()
        yield line(Run("Undated", "heading"))
    for event in undated:
        yield from _event(event, language)


def _event(event: Event, language: str) -> Iterator[Line]:
    who = ", ".join(actor.label(language) for actor in event.actors)
    state = f"{event.status} · " if event.status and not event.status.came_about else ""
    yield line(
        f"{_MARKS[event.status]}  ",
        Run(f"{event.when}  " if event.when else "", "date"),
        event.entity.label(language),
        Run(f"  {who}" if who else "", "dim"),
        indent=2,
        hang=5,
    )
    yield line(Run(f"│  {state}{evidence(event.claims, most=1)}", "dim"), indent=2, hang=5)
