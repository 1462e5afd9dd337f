"""What a day changed: whose rank moved between the time before and the time after, and through which occasions."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import TYPE_CHECKING

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.occasions import Occasion
from graph.errors import RankError
from graph.model.entities import Entity
from graph.network.footing import Footing, footing_of, footings
from graph.network.measures import MEASURES, measure, places
from graph.network.meetings import anybody_met, who_met

if TYPE_CHECKING:
    import networkx as nx

_WINDOW = re.compile(r"(\d{1,4})([dwmy])")


@dataclass(frozen=True, slots=True)
class Move:
    """How far one entity moved.

    Attributes:
        entity: Who.
        before: Rank before the day, None where it met nobody.
        after: Rank from the day on, None where it met nobody.
        score_before: Score before.
        score_after: Score after.
        occasions: Those behind it, by time: from the day on; of those who fell and were not there on it, before it.
        footing: How many occasions and sources these are, and how much hangs on one source.
        on_the_day: At how many events of the day itself it was.
    """

    entity: Entity
    before: int | None
    after: int | None
    score_before: float
    score_after: float
    occasions: tuple[Occasion, ...]
    footing: Footing
    on_the_day: int

    @property
    def rise(self) -> float:
        """By how much its score rose; negative where it fell."""
        return round(self.score_after - self.score_before, 9)


@dataclass(frozen=True, slots=True)
class Changes:
    """Whose rank moved around a day.

    Attributes:
        at: The day; what took place on it counts as after.
        start: First day of the time before.
        end: Last day of the time after.
        by: The measure.
        before: The occasions of the time before on which somebody met somebody, by time.
        after: The same of the time after.
        day: Those that surely were under way on the day itself.
        moves: Who moved: first who was there on the day, the most of its events first; then the farthest first.
        undated: How many occasions have no date near enough to be told before or after.
        footing: How many occasions and sources stand behind both times, and how much hangs on one source.
        dossiers: The same by dossier in place of source.
    """

    at: date
    start: date
    end: date
    by: str
    before: tuple[Occasion, ...]
    after: tuple[Occasion, ...]
    day: tuple[Occasion, ...]
    moves: tuple[Move, ...]
    undated: int
    footing: Footing
    dossiers: Footing


def changes(conclusions: Conclusions, at: date, window: str = "6m", by: str = "strength") -> Changes:
    """Compare who was central before a day and from it on.

    An occasion that may have been on either side, by its dates, counts as after if the day itself is among them,
    and else by its last possible day; it must lie wholly within the window.

    Args:
        conclusions: Gives the occasions.
        at: The day.
        window: How long the times before and after are: days, weeks, months or years, such as `30d` or `6m`.
        by: A measure of `graph.network.measures`, taken on those who met in each time.

    Raises:
        RankError: The window or the measure is none.
    """
    if by not in MEASURES or by == "constraint":
        raise RankError(f"no measure for changes: {by!r}; use strength, degree, betweenness, closeness or pagerank")
    start, end = _shifted(at, window, -1), _shifted(at, window, 1)
    before, after, undated = [], [], 0
    for occasion in conclusions.occasions:
        first, last = occasion.span
        if first is None or last is None:
            undated += anybody_met(occasion)
        elif start <= first and last < at:
            before.append(occasion)
        elif start <= first and at <= last <= end:
            after.append(occasion)
    old, new = who_met(before), who_met(after)
    came_after = _met_on(new)
    day = tuple(occasion for occasion in came_after if occasion.took_up(at))
    moves = _moves(conclusions, by, old, new, _there(day, at))
    by_source, by_dossier = footing_of(who_met([*before, *after]))
    return Changes(at, start, end, by, _met_on(old), came_after, day, moves, undated, by_source, by_dossier)


def _met_on(network: nx.Graph) -> tuple[Occasion, ...]:
    """Return the occasions on which those in a network met, by time."""
    found = {one.iri: one for _, met in network.nodes(data="occasions") for one in met}
    return tuple(sorted(found.values(), key=lambda occasion: occasion.sort_key))


def _there(occasions: Iterable[Occasion], day: date) -> dict[str, int]:
    """Return who was there on a day, and at how many of its events."""
    found: dict[str, int] = {}
    for occasion in occasions:
        for gathering in occasion.gatherings:
            if gathering.took_up(day):
                for one in gathering.present:
                    found[one.actor.iri] = found.get(one.actor.iri, 0) + 1
    return found


def _moves(
    conclusions: Conclusions, by: str, old: nx.Graph, new: nx.Graph, there: dict[str, int]
) -> tuple[Move, ...]:
    old_scores, new_scores = measure(old, by), measure(new, by)
    before, after = places(old_scores), places(new_scores)
    behind = footings(old), footings(new)
    moves = []
    for iri in sorted(old_scores.keys() | new_scores.keys()):
        scores = old_scores.get(iri, 0.0), new_scores.get(iri, 0.0)
        later = iri in new_scores and (scores[1] >= scores[0] or iri in there or iri not in old_scores)
        move = Move(
            conclusions.entity(iri), before.get(iri), after.get(iri), round(scores[0], 9), round(scores[1], 9),
            (new if later else old).nodes[iri]["occasions"], behind[later][iri], there.get(iri, 0),
        )  # fmt: skip
        if move.rise or move.before != move.after or move.on_the_day:
            moves.append(move)
    return tuple(sorted(moves, key=_farthest))


def _farthest(move: Move) -> tuple[float, ...]:
    """Sort key: who was there on the day by their place after it; the others by how far they moved."""
    place = move.after or move.before or 0
    if move.on_the_day:
        return -move.on_the_day, place
    return 0, -abs(move.rise), -move.rise, place


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
