"""Dates as people write and read them: spans of days, and all of EDTF that the graph knows."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import product
from typing import NamedTuple

from graph.errors import DataError

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TIME = r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:[01]\d|2[0-3])(?::[0-5]\d)?)?"
_POINT = re.compile(
    r"[~?%]?(?P<year>[0-9X]{4})(?:S(?P<digits>[1-4]))?[~?%]?"
    r"(?:-[~?%]?(?P<month>[0-9X]{2})[~?%]?"
    rf"(?:-[~?%]?(?P<day>[0-9X]{{2}})[~?%]?(?:{_TIME})?)?)?",
    re.ASCII,
)
_BEYOND = re.compile(r"-\d{4}.*|Y-?\d+.*", re.ASCII)
_PARTS_OF_YEARS = {
    "21": (3, 5, "spring"), "22": (6, 8, "summer"), "23": (9, 11, "autumn"), "24": (12, 12, "winter"),
    "25": (3, 5, "spring"), "26": (6, 8, "summer"), "27": (9, 11, "autumn"), "28": (12, 12, "winter"),
    "29": (9, 11, "spring"), "30": (12, 12, "summer"), "31": (3, 5, "autumn"), "32": (6, 8, "winter"),
    "33": (1, 3, "January – March"), "34": (4, 6, "April – June"),
    "35": (7, 9, "July – September"), "36": (10, 12, "October – December"),
    "37": (1, 4, "January – April"), "38": (5, 8, "May – August"), "39": (9, 12, "September – December"),
    "40": (1, 6, "first half of"), "41": (7, 12, "second half of"),
}  # fmt: skip
"""Seasons, also those of either half of the world, and other parts of years: their months, inside the year."""


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


def iso_day(text: str) -> date:
    """Read YYYY-MM-DD and nothing else, such as the weeks and basic forms that Python takes as well.

    Raises:
        ValueError: It is no such day.

    >>> iso_day("2018-05-31")
    datetime.date(2018, 5, 31)
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


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
        text: A date in the Extended Date/Time Format (Library of Congress, 2019), levels 0 to 2, between the years
            0001 and 9999.

    Raises:
        DataError: The text is no EDTF date, or its end lies before its beginning.

    >>> edtf_span("2018-23").edtf
    '2018-09-01/2018-11-30'
    >>> edtf_span("[..2024-01-23]").edtf
    '../2024-01-23'
    >>> edtf_span("156X-12-25").edtf
    '1560-12-25/1569-12-25'
    """
    if ends := edtf_ends(text):
        return _interval(ends[0].earliest, ends[1].latest, text)
    members = _members(text)
    if members is None:
        return _point_bounds(text)
    spans = [_member(member, text) for member in members]
    starts, ends_ = [span.earliest for span in spans], [span.latest for span in spans]
    known = envelope(spans)
    return Span(None if None in starts else known.earliest, None if None in ends_ else known.latest)


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
    return _bounds_of_end(start), _bounds_of_end(end)


def _bounds_of_end(text: str) -> Span:
    return Span() if text in {"", ".."} else _point_bounds(text)


def _members(text: str) -> list[str] | None:
    """Return what a set lists, in `[]` one of them, in `{}` all of them; None for what is no set."""
    return [part.strip() for part in text[1:-1].split(",")] if text[:1] + text[-1:] in {"[]", "{}"} else None


def _member(text: str, whole: str) -> Span:
    start, between, end = text.partition("..")
    if not between:
        return _point_bounds(text)
    if not (start or end):
        raise DataError(f"not a date: {whole!r}; a set has a beginning or an end")
    return _interval(_bounds_of_end(start).earliest, _bounds_of_end(end).latest, whole)


def _interval(earliest: date | None, latest: date | None, text: str) -> Span:
    if _before(latest, earliest):
        raise DataError(f"the end of {text!r} lies before its beginning")
    return Span(earliest, latest)


@cache
def _point_bounds(text: str) -> Span:
    """Read a date without an interval or a set around it: the first and the last day that fit it."""
    found = _POINT.fullmatch(text)
    if not found or (found["digits"] and found["month"]):  # of a year alone so many digits count
        beyond = "; years run from 0001 to 9999" if _BEYOND.fullmatch(text) else ""
        raise DataError(f"not an EDTF date: {text!r}{beyond}")
    year, digits, month, day = found["year"], found["digits"], found["month"] or "XX", found["day"] or "XX"
    if digits:  # the last digits are estimated
        year = year[: int(digits)].ljust(4, "X")
    months: Iterable[int] = _fitting_numbers(month, 12)
    if month in _PARTS_OF_YEARS and not found["day"]:
        first, last, _ = _PARTS_OF_YEARS[month]
        months = range(first, last + 1)
    fitting = _fitting_numbers(year, 9999), tuple(months), _fitting_numbers(day, 31)
    earliest = _first_day(*fitting)
    latest = _first_day(*(parts[::-1] for parts in fitting))
    if earliest is None or latest is None:
        raise DataError(f"no such day: {text!r}")
    return Span(earliest, latest)


def _fitting_numbers(digits: str, most: int) -> tuple[int, ...]:
    """Return the numbers from 1 on that digits stand for, of which X stands for any."""
    if digits.isdecimal():
        number = int(digits)
        return (number,) if 1 <= number <= most else ()
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    pattern = re.compile(digits.replace("X", "."))
    return tuple(n for n in range(max(low, 1), min(high, most) + 1) if pattern.fullmatch(str(n).zfill(len(digits))))


def _first_day(years: tuple[int, ...], months: tuple[int, ...], days: tuple[int, ...]) -> date | None:
    """Return the first combination that is a day."""
    for year, month, day in product(years, months, days):
        with suppress(ValueError):
            return date(year, month, day)
    return None


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
    >>> show_edtf("?2018-06-~12")
    'perhaps c. 2018-06-12'
    """
    if (members := _members(text)) is not None:
        joint, within = (" or ", "a day in ") if text[0] == "[" else (" and ", "")
        return joint.join(_show_member(member, within) for member in members)
    if "/" in text:
        start, _, end = text.partition("/")
        return _show_interval(start, end, since)
    return _show_point(text)


def _show_member(text: str, within: str) -> str:
    start, between, end = text.partition("..")
    if start and end:
        return within + _show_interval(start, end)
    if between:
        return f"from {_show_point(start)} on" if start else f"by {_show_point(end)}"
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
        if len(end) == len(start) == 10 and "X" not in start + end and start[:length] == end[:length]:
            shown = end[length:]
            break
    return f"{_show_point(start)} – {shown}"


def _show_point(text: str) -> str:
    found = _POINT.fullmatch(text)
    if not found:
        return text
    year, month, day = found["year"], found["month"], found["day"]
    mark = ("perhaps " if {"?", "%"} & {*text} else "") + ("c. " if {"~", "%", "S"} & {*text} else "")
    if month in _PARTS_OF_YEARS and not day:
        return f"{mark}{_PARTS_OF_YEARS[month][2]} {year}"
    shown = "-".join(part for part in (year, month, day) if part).removesuffix("-XX").removesuffix("-XX")
    if re.fullmatch(r"\d{3}X", shown):
        shown = f"{year[:3]}0s"
    elif re.fullmatch(r"\d\dXX", shown):
        shown = f"{year[:2]}00–99"
    if found["digits"]:  # the last digits are estimated
        shown += f" ({year[: int(found['digits'])].ljust(4, '0')}–{year[: int(found['digits'])].ljust(4, '9')})"
    return mark + shown
