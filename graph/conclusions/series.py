"""Series: events that are numbered, such as rounds of talks, and the numbers that are missing among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from graph.conclusions.events import Event

_NUMBER = re.compile(r"제(\d{1,3})차|\b(\d{1,3})(?:st|nd|rd|th)\b")
_LEAST = 3
"""So many numbered events make a series."""


def numbers_missing(events: Iterable[Event]) -> dict[str, str]:
    """Return the numbers that are missing in series of events.

    Events are of one series where their names have the same words before a comma or bracket but for the number.

    Args:
        events: Those that are told.

    Returns:
        The missing numbers for readers, such as `13 – 19`, by the IRI of the event that comes after them.
    """
    series: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for event in events:
        if numbered := _numbered(event):
            name, number = numbered
            series[event.entity.kind, name].setdefault(number, event.entity.iri)
    missing: dict[str, str] = {}
    for members in series.values():
        if len(members) >= _LEAST:
            for last, number in pairwise(sorted(members)):
                if number > last + 1:
                    missing[members[number]] = _stretch(last + 1, number - 1)
    return missing


def _numbered(event: Event) -> tuple[str, int] | None:
    """Return the name of the series that an event is of, and its number in it."""
    for label in event.entity.labels:
        found = list(_NUMBER.finditer(label.text))
        if found:
            start, end = found[-1].span()
            name = f"{label.text[:start]} {re.split('[,(]', label.text[end:])[0]}"
            return " ".join(name.split()), int(found[-1][1] or found[-1][2])
    return None


def _stretch(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} – {last}"
