"""Events as a timeline of text: a rail with years, and marks for how far each event came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.model.vocabulary import Stage
from graph.render.dates import dated
from graph.render.evidence import evidence
from graph.render.lines import Line, Run, line
from graph.render.listings import participants
from graph.render.states import state_of_event
from graph.render.words import words

_MARKS = {
    Stage.TOOK_PLACE: "●",
    Stage.LIES_AHEAD: "○",
    Stage.CAME_TO_NOTHING: "×",
    Stage.NEVER_PLANNED: "┄",
    Stage.NOT_SAID: "?",
}


def list_timeline(events: Iterable[Event], conclusions: Conclusions, language: str = "en") -> Iterator[Line]:
    """Yield events, ordered by time, along a rail.

    `●` took place, `○` is planned or proposed, `×` came to nothing, `┄` is only hoped for or feared, `?` is not
    said.
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
        yield from _event(event, conclusions, language)
    if undated:
        if year is not None:
            yield Line()
        yield line(Run(words(language)["undated"].capitalize(), "heading"))
    for event in undated:
        yield from _event(event, conclusions, language)


def _event(event: Event, conclusions: Conclusions, language: str) -> Iterator[Line]:
    who = participants(event, event.actors, language)
    plain = event.took_place and not (event.conclusion.remark or event.conclusion.against)
    told = state_of_event(event, conclusions.ontology, language)
    state = f"{told} · " if told and not plain else ""
    said = evidence(event.claims, conclusions, language, most=1) if event.claims else words(language)["named_only"]
    yield line(
        f"{_MARKS[event.conclusion.stage]}  ",
        Run(f"{dated(event.when, language)}  " if event.when else "", "date"),
        event.entity.label(language),
        Run(f"  {who}" if who else "", "dim"),
        indent=2,
        hang=5,
    )
    yield line(Run(f"│  {state}{said}", "dim"), indent=2, hang=5)
