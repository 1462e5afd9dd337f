"""Dates as people write them: "May 2018", "12 June 2018", "весна 2018", "2018년 4월 27일"."""

from __future__ import annotations

import re

from graph.errors import DataError
from graph.model.dates import Span, edtf_span, parse_partial

_MONTHS = (
    "january jan январь января янв", "february feb февраль февраля фев", "march mar март марта мар",
    "april apr апрель апреля апр", "may май мая", "june jun июнь июня июн", "july jul июль июля июл",
    "august aug август августа авг", "september sep sept сентябрь сентября сен",
    "october oct октябрь октября окт", "november nov ноябрь ноября ноя", "december dec декабрь декабря дек",
)  # fmt: skip
_SEASONS = (
    "spring весна весны весной 봄", "summer лето лета летом 여름", "autumn fall осень осени осенью 가을",
)  # fmt: skip
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_SEASON = {word: number for number, words in enumerate(_SEASONS, 21) for word in words.split()}
_IDLE = frozenset("in on the of year в году год года г".split())
_KOREAN = re.compile(r"(\d+)\s*(년|월|일)")
_NUMERIC = re.compile(
    r"(?P<year>\d{4})[/.](?P<month>\d{1,2})(?:[/.](?P<day>\d{1,2}))?"
    r"|(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|-?го|-?е)?")


def read_date(text: str) -> Span:
    """Read a date as people write it, as the span of days that it covers.

    Args:
        text: A day, a month, a season or a year, as `2018-05-31`, `May 2018`, `31.05.2018`, `лето 2018`,
            `2018년 4월 27일`.

    Raises:
        DataError: The text is no such date.

    >>> [read_date(text).edtf for text in ("June 12, 2018", "12 июня 2018 года", "2018년 6월 12일")]
    ['2018-06-12', '2018-06-12', '2018-06-12']
    >>> read_date("spring 2018").edtf
    '2018-03-01/2018-05-31'
    """
    try:
        return parse_partial(text)
    except DataError:
        iso = _iso(text.strip().casefold())
        if iso is None:
            raise
        return edtf_span(iso) if iso[5:] in {"21", "22", "23"} else parse_partial(iso)


def _iso(text: str) -> str | None:
    """Return a date as a number of year, month and day, or of year and season, or None where it is none."""
    if found := _NUMERIC.fullmatch(text):
        parts = [found["year"] or found["y"], found["month"] or found["m"], found["day"] or found["d"]]
        return "-".join(part.zfill(2) for part in parts if part)
    parts_of = {unit: number for number, unit in _KOREAN.findall(text)}
    rest = _KOREAN.sub(" ", text) if parts_of else text
    year, month, day = (parts_of.get(unit) for unit in "년월일")
    for word in re.findall(r"[^\s,.]+", rest):
        if re.fullmatch(r"\d{4}", word) and year is None:
            year = word
        elif month is None and (number := _MONTH.get(word) or _SEASON.get(word)):
            month = str(number)
        elif day is None and (found := _ORDINAL.fullmatch(word)):
            day = found[1]
        elif word not in _IDLE:
            return None
    if year is None or (day is not None and month is None):
        return None
    return "-".join(part.zfill(2) for part in (year, month, day) if part)
