"""The scale of time: half by the calendar, half by order, so that crowded months get room and empty years none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Scale:
    """A piecewise linear map from days to places on the axis.

    Attributes:
        days: Ordinals of days, ascending.
        places: The place of each.
    """

    days: tuple[int, ...]
    places: tuple[int, ...]

    @classmethod
    def over(cls, days: Iterable[date], step: int) -> Scale:
        """Make a scale on which each of the given days has, on the mean, one step of room."""
        ordinals = sorted({day.toordinal() for day in days})
        if not ordinals:
            return cls((date(2000, 1, 1).toordinal(),), (0,))
        first, last, width = ordinals[0], ordinals[-1], step * max(len(ordinals) - 1, 1)
        length = max(last - first, 1)
        places = [
            round(width * ((day - first) / length * 0.35 + rank / max(len(ordinals) - 1, 1) * 0.65))
            for rank, day in enumerate(ordinals)
        ]
        return cls(tuple(ordinals), tuple(places))

    def __call__(self, day: date) -> int:
        """Return the place of a day; days beyond the ends go on at the mean pace."""
        ordinal = day.toordinal()
        if len(self.days) == 1:
            return self.places[0]
        at = min(max(bisect_right(self.days, ordinal), 1), len(self.days) - 1)
        before, after = self.days[at - 1], self.days[at]
        left, right = self.places[at - 1], self.places[at]
        if before <= ordinal <= after:
            return round(left + (right - left) * (ordinal - before) / (after - before))
        pace = self.places[-1] / (self.days[-1] - self.days[0])
        beyond = ordinal - self.days[-1] if ordinal > after else ordinal - self.days[0]
        return round((self.places[-1] if ordinal > after else self.places[0]) + beyond * pace)
