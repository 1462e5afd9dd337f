"""Dates as people write and read them: spans of days, and all of EDTF that the graph knows."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from graph.errors import DataError

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SEASON = re.compile(r"(\d{4})-2([1-4])", re.ASCII)
_BLURRED = re.compile(r"(\d{3})X|(\d{2})XX|(\d{4})-XX(?:-XX)?|(\d{4}-\d{2})-XX", re.ASCII)
_SEASONS = ("spring", "summer", "autumn", "winter")
_MONTHS = ((3, 5), (6, 8), (9, 11), (12, 12))
_QUALIFIERS = "~?%"


class Span(NamedTuple):
    """A stretch of time between two days, both inside it; None is an open end."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def edtf(self) -> str:
        """The span in EDTF: a day, or an interval in which `..` stands for an open end."""
        if self.earliest == self.latest and self.earliest:
            return self.earliest.isoformat()
        return f"{self.earliest or '..'}/{self.latest or '..'}"

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two have a day in common.

        >>> Span(date(2018, 8, 1), date(2018, 8, 31)).overlaps(Span(date(2018, 9, 7), None))
        False
        >>> Span(None, date(2018, 8, 31)).overlaps(Span(date(2018, 8, 31), None))
        True
        """
        return not (_before(self.latest, other.earliest) or _before(other.latest, self.earliest))

    def contains(self, other: Span) -> bool:
        """Tell whether the other lies wholly inside this one."""
        starts = self.earliest is None or (other.earliest is not None and self.earliest <= other.earliest)
        return starts and (self.latest is None or (other.latest is not None and other.latest <= self.latest))

    @property
    def days(self) -> int | None:
        """How many days lie between its ends; None where one of them is open."""
        return (self.latest - self.earliest).days if self.earliest and self.latest else None

    def __bool__(self) -> bool:
        return self.earliest is not None or self.latest is not None


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def envelope(spans: Iterable[Span]) -> Span:
    """Return the least span that holds all given ones, open ends left out of account."""
    spans = tuple(spans)
    starts = [span.earliest for span in spans if span.earliest]
    ends = [span.latest for span in spans if span.latest]
    return Span(min(starts, default=None), max(ends, default=None))


def parse_partial(text: str) -> Span:
    """Read a day, month or year as the span of days that it covers.

    Args:
        text: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises:
        DataError: The text is no such date, or names a day that does not exist.

    >>> parse_partial("2018-02").latest
    datetime.date(2018, 2, 28)
    """
    found = _PARTIAL.fullmatch(text.strip())
    if not found:
        raise DataError(
            f"not a date: {text!r}; write a day, a month or a year: 2018-05-31, 2018-05, May 2018 or 2018"
        )
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        return Span(first, first if day else _last_of_month(year, month or 12))
    except (ValueError, calendar.IllegalMonthError):
        raise DataError(f"no such day: {text!r}") from None


@cache
def edtf_span(text: str) -> Span:
    """Return the days that an EDTF date admits.

    Args:
        text: A date in the Extended Date/Time Format (Library of Congress, 2019), levels 0 to 2.

    Raises:
        DataError: The text is no EDTF date, or its end lies before its beginning.

    >>> edtf_span("2018-23").edtf
    '2018-09-01/2018-11-30'
    >>> edtf_span("[..2024-01-23]").edtf
    '../2024-01-23'
    """
    inside = text[1:-1] if text[:1] == "[" and text[-1:] == "]" else None
    if inside is not None and ".." in inside:
        span = _between(*inside.split("..", 1), text=text)
    elif inside is not None:
        span = envelope(_point(part) for part in inside.split(","))
    elif ends := edtf_ends(text):
        span = Span(ends[0].earliest, ends[1].latest)
    else:
        span = _point(text)
    if span.earliest and span.latest and span.earliest > span.latest:
        raise DataError(f"the end of {text!r} lies before its beginning")
    return span


def edtf_ends(text: str) -> tuple[Span, Span] | None:
    """Return the days on which a stretch may begin and may end, open ones empty; None for one day, known or not.

    Raises:
        DataError: One of the ends is no date.
    """
    if "/" not in text:
        return None
    start, _, end = text.partition("/")
    if start in {"", ".."} and end in {"", ".."}:
        raise DataError(f"not a date: {text!r}; a stretch has a beginning or an end")
    return _end(start), _end(end)


def _end(text: str) -> Span:
    return Span() if text in {"", ".."} else _point(text)


def _between(start: str, end: str, *, text: str) -> Span:
    if not (start or end):
        raise DataError(f"not a date: {text!r}; a set has a beginning or an end")
    return Span(_end(start).earliest, _end(end).latest)


def _point(text: str) -> Span:
    """Read a date without an interval or a set around it."""
    bare = text.strip().rstrip(_QUALIFIERS)
    if season := _SEASON.fullmatch(bare):
        year, (first, last) = int(season[1]), _MONTHS[int(season[2]) - 1]
        return Span(date(year, first, 1), _last_of_month(year, last))
    if _PARTIAL.fullmatch(bare):
        return parse_partial(bare)
    if blurred := _BLURRED.fullmatch(bare):
        decade, century, year_of, month_of = blurred.groups()
        if year_of or month_of:
            return parse_partial(year_of or month_of)
        return Span(
            parse_partial((decade or century).ljust(4, "0")).earliest,
            parse_partial((decade or century).ljust(4, "9")).latest,
        )
    return _unusual(text)


def _unusual(text: str) -> Span:
    """Read what is seldom written: qualified parts, masked digits, long years."""
    from edtf import parse_edtf
    from edtf.parser import EDTFParseException

    try:
        parsed = parse_edtf(text)
        return Span(*(date(*point[:3]) for point in (parsed.lower_strict(), parsed.upper_strict())))
    except (EDTFParseException, ValueError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise DataError(f"not an EDTF date: {text!r}") from error


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def show_edtf(text: str, *, since: str = "since") -> str:
    """Write an EDTF date for readers, as short as it is clear.

    Args:
        text: The date.
        since: The word before a beginning without an end.

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
            start, _, end = inside.partition("..")
            return f"a day in {_show_interval(start, end)}"
        return " or ".join(_show_point(part) for part in inside.split(","))
    if "/" in text:
        start, _, end = text.partition("/")
        return _show_interval(start, end, since)
    return _show_point(text)


def show_span(span: Span) -> str:
    """Write a span of days for readers; a whole month or year by its name.

    >>> show_span(Span(date(2018, 6, 12), date(2018, 6, 12))), show_span(parse_partial("2018-06"))
    ('2018-06-12', '2018-06')
    """
    if span.earliest and span.latest:
        for length in (4, 7):
            part = span.earliest.isoformat()[:length]
            if span == parse_partial(part):
                return part
    return show_edtf(span.edtf)


def _show_interval(start: str, end: str, since: str = "since") -> str:
    if end in {"..", ""}:
        return f"{since} {_show_point(start)}"
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
    bare = text.rstrip(_QUALIFIERS)
    if season := _SEASON.fullmatch(bare):
        return f"{mark}{_SEASONS[int(season[2]) - 1]} {season[1]}"
    if blurred := _BLURRED.fullmatch(bare):
        decade, century, year, month = blurred.groups()
        if decade:
            return f"{mark}{decade}0s"
        return mark + (f"{century}00–99" if century else year or month)
    return mark + bare
