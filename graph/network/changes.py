"""What a day changed: whose rank moved between the time before it and the time after, and through which events."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.errors import RankError
from graph.model.entities import Entity
from graph.network.layers import counted, meetings
from graph.network.measures import MEASURES, Scores, measure, places

_WINDOW = re.compile(r"(\d{1,4})([dwmy])")


@dataclass(frozen=True, slots=True)
class Move:
    """How far one entity moved.

    Attributes:
        entity: Who.
        before: Rank before the day, None where it shared no event.
        after: Rank from the day on, None where it shared no event.
        score_before: Score before.
        score_after: Score after.
        events: The events behind it, by time: after the day of those who rose, before it of those who fell.
    """

    entity: Entity
    before: int | None
    after: int | None
    score_before: float
    score_after: float
    events: tuple[Event, ...]

    @property
    def rise(self) -> float:
        """By how much its score rose; negative where it fell."""
        return round(self.score_after - self.score_before, 9)


@dataclass(frozen=True, slots=True)
class Changes:
    """Whose rank moved around a day.

    Attributes:
        at: The day; events on it count as after.
        start: First day of the time before.
        end: Last day of the time after.
        by: The measure.
        before: The events of the time before, by time.
        after: The events of the time after, by time.
        moves: Who moved, the farthest first.
        undated: How many events that came about have no date near enough to be told before or after.
    """

    at: date
    start: date
    end: date
    by: str
    before: tuple[Event, ...]
    after: tuple[Event, ...]
    moves: tuple[Move, ...]
    undated: int


def changes(conclusions: Conclusions, at: date, window: str = "6m", by: str = "strength") -> Changes:
    """Compare who was central before a day and from it on.

    Only events that came about count. One that may have been on either side, by its dates, counts as after if the
    day itself is among them, and else by its last possible day; it must lie wholly within the window.

    Args:
        conclusions: Gives the events.
        at: The day.
        window: How long the times before and after are: days, weeks, months or years, such as `30d` or `6m`.
        by: A measure of `graph.measures`, taken on the actors of the events of each time.

    Raises:
        RankError: The window or the measure is none.
    """
    if by not in MEASURES or by == "constraint":
        raise RankError(f"no measure for changes: {by!r}; use strength, degree, betweenness, closeness or pagerank")
    start, end = _shifted(at, window, -1), _shifted(at, window, 1)
    before, after, undated = [], [], 0
    for event in filter(counted, conclusions.events):
        first, last = event.span
        if first is None or last is None:
            undated += 1
        elif start <= first and last < at:
            before.append(event)
        elif start <= first and at <= last <= end:
            after.append(event)
    scores = [measure(meetings(time), by) for time in (before, after)]
    return Changes(
        at, start, end, by, tuple(before), tuple(after), _moves(conclusions, scores, before, after), undated
    )


def _moves(
    conclusions: Conclusions, scores: list[Scores], before: Iterable[Event], after: Iterable[Event]
) -> tuple[Move, ...]:
    old, new = scores
    before_at, after_at = places(old), places(new)
    moves = []
    for iri in sorted(old.keys() | new.keys()):
        rose = new.get(iri, 0.0) >= old.get(iri, 0.0)
        behind = tuple(e for e in (after if rose else before) if any(actor.iri == iri for actor in e.actors))
        move = Move(
            conclusions.entity(iri), before_at.get(iri), after_at.get(iri),
            round(old.get(iri, 0.0), 9), round(new.get(iri, 0.0), 9), behind,
        )  # fmt: skip
        if move.rise or move.before != move.after:
            moves.append(move)
    moves.sort(key=lambda move: (-abs(move.rise), -move.rise, move.entity.iri))
    return tuple(moves)


def _shifted(day: date, window: str, sign: int) -> date:
    """Return the day a window before or after another; a day that the month lacks becomes its last."""
    found = _WINDOW.fullmatch(window.strip())
    if not found or not int(found[1]):
        raise RankError(f"no window: {window!r}; write a number of days, weeks, months or years: 30d, 8w, 6m, 1y")
    number, unit = sign * int(found[1]), found[2]
    if unit in "dw":
        ordinal = day.toordinal() + number * (7 if unit == "w" else 1)
        return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if year < MINYEAR or year > MAXYEAR:
        return date.min if sign < 0 else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
