"""Dates as people write and read them: partial days, EDTF shown plainly."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

from graph.errors import LensError

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


class Span(NamedTuple):
    """A stretch of time between two days, both inside it; None is an open end."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def edtf(self) -> str:
        """The span as an EDTF interval, `..` standing for an open end."""
        return f"{self.earliest or '..'}/{self.latest or '..'}"

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two have a day in common.

        >>> Span(date(2018, 8, 1), date(2018, 8, 31)).overlaps(Span(date(2018, 9, 7), None))
        False
        """
        return not (_before(self.latest, other.earliest) or _before(other.latest, self.earliest))

    def contains(self, other: Span) -> bool:
        """Tell whether the other lies wholly inside this one."""
        starts = self.earliest is None or (other.earliest is not None and self.earliest <= other.earliest)
        return starts and (self.latest is None or (other.latest is not None and other.latest <= self.latest))

    def __bool__(self) -> bool:
        return self.earliest is not None or self.latest is not None


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def envelope(spans: list[Span]) -> Span:
    """Return the least span that holds all given ones, open ends left out of account."""
    starts = [span.earliest for span in spans if span.earliest]
    ends = [span.latest for span in spans if span.latest]
    return Span(min(starts, default=None), max(ends, default=None))


def parse_partial(text: str) -> Span:
    """Read a day, month or year as the span of days that it covers.

    Args:
        text: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises:
        LensError: The text is no such date, or names a day that does not exist.

    >>> parse_partial("2018-02").latest
    datetime.date(2018, 2, 28)
    """
    found = _PARTIAL.fullmatch(text.strip())
    if not found:
        raise LensError(f"not a date: {text!r}; write a day, a month or a year: 2018-05-31, 2018-05 or 2018")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        raise LensError(f"no such day: {text!r}") from None
    return Span(first, last)


def show_edtf(text: str) -> str:
    """Write an EDTF date for readers, as short as it is clear.

    >>> show_edtf("2018-09-18/2018-09-20")
    '2018-09-18 – 20'
    >>> show_edtf("[2019-04-16..2019-04-30]")
    'a day in 2019-04-16 – 30'
    >>> show_edtf("2018~")
    'c. 2018'
    """
    if text.startswith("[") and text.endswith("]"):
        inside = text[1:-1]
        if inside.startswith(".."):
            return f"by {_show_point(inside[2:])}"
        if inside.endswith(".."):
            return f"from {_show_point(inside[:-2])} on"
        if ".." in inside:
            return f"a day in {_show_interval(*inside.split('..', 1))}"
        return " or ".join(_show_point(part) for part in inside.split(","))
    if "/" in text:
        return _show_interval(*text.split("/", 1))
    return _show_point(text)


def _show_interval(start: str, end: str) -> str:
    if end in {"..", ""}:
        return f"since {_show_point(start)}"
    if start in {"..", ""}:
        return f"until {_show_point(end)}"
    if start == end:
        return _show_point(start)
    shown = _show_point(end)
    for length in (8, 5):  # the same month, the same year
        if len(end) == 10 and len(start) == 10 and start[:length] == end[:length]:
            shown = end[length:]
            break
    return f"{_show_point(start)} – {shown}"


def _show_point(text: str) -> str:
    text = text.strip()
    mark = {"~": "c. ", "?": "perhaps ", "%": "perhaps c. "}.get(text[-1:], "")
    text = text.rstrip("~?%")
    year, _, month = text.partition("-")
    if month in _SEASONS:
        return f"{mark}{_SEASONS[month]} {year}"
    if text.endswith("X"):
        return f"{mark}{text.rstrip('X').ljust(4, '0')}s" if len(text) == 4 else f"{mark}{text.split('-X')[0]}"
    return mark + text
