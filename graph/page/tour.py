"""Tours: guided readings of the graph, step by step, from a data file."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.page.opening import Opening, day, read_opening, translations
from graph.store.files import read_text
from graph.store.resources import shipped

_ARRANGEMENTS = ("network", "storyline")


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a tour.

    Attributes:
        title: Heading in each language.
        text: A few sentences in each language.
        focus: Slugs of what it is about, the most important first.
        arrangement: `network` or `storyline`.
        known_by: Day on which the reader stands, if not today.
        claims: What it says rests on these, in the order of its sentences: `valdai-2019-04-20/86` …
    """

    title: Mapping[str, str]
    text: Mapping[str, str]
    focus: tuple[str, ...]
    arrangement: str = "network"
    known_by: date | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tour:
    """A guided reading: its title, its steps, and the picture with which the page opens, if it has one."""

    title: Mapping[str, str]
    steps: tuple[Stop, ...]
    opening: Opening | None = None

    def resting_on(self, claims: Collection[str]) -> Tour:
        """Return the tour with those steps alone of which every claim is among the given ones."""
        steps = tuple(step for step in self.steps if set(step.claims) <= set(claims))
        return replace(self, steps=steps, opening=self.opening and self.opening.resting_on(claims))

    def among(self, slugs: Collection[str]) -> Tour | None:
        """Return the tour with what a page shows of its stops; None where hardly anything is left."""
        kept = [replace(step, focus=tuple(slug for slug in step.focus if slug in slugs)) for step in self.steps]
        steps = tuple(step for step in kept if step.focus)
        opening = self.opening.among(slugs) if self.opening else None
        return replace(self, steps=steps, opening=opening) if len(steps) > 1 else None


def read_tour(path: Path | None = None) -> Tour:
    """Read a tour from a JSON file, the shipped one without a path.

    Raises:
        DataError: The file cannot be read or is no tour; says which step and what is wrong.

    >>> 5 <= len(read_tour().steps) <= 8
    True
    """
    path = path or shipped("data") / "tour.json"
    try:
        record = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise DataError(
            f"is not JSON: {error.msg}", path=str(path), line=error.lineno, column=error.colno
        ) from error
    if not isinstance(record, dict) or not isinstance(record.get("steps"), list) or not record["steps"]:
        raise DataError('is no tour: it needs {"title": …, "steps": [ … ]}', path=str(path))
    steps = tuple(_stop(step, f"step {number}", path) for number, step in enumerate(record["steps"], 1))
    opening = read_opening(record["opening"], path) if "opening" in record else None
    return Tour(translations(record.get("title"), "title", path), steps, opening)


def _stop(record: Any, where: str, path: Path) -> Stop:
    if not isinstance(record, dict):
        raise DataError(f"{where} is no object", path=str(path))
    focus = record.get("focus")
    if not isinstance(focus, list) or not focus or not all(isinstance(slug, str) for slug in focus):
        raise DataError(f"{where}: focus must be a list of slugs, such as person/kim-jong-un", path=str(path))
    arrangement = record.get("arrangement", "network")
    if arrangement not in _ARRANGEMENTS:
        raise DataError(f"{where}: arrangement must be one of {', '.join(_ARRANGEMENTS)}", path=str(path))
    known_by = day(record["known_by"], f"{where}: known_by", path) if record.get("known_by") else None
    claims = record.get("claims", [])
    if not isinstance(claims, list) or not all(isinstance(claim, str) for claim in claims):
        raise DataError(f'{where}: claims must be a list such as ["valdai-2019-04-20/86"]', path=str(path))
    return Stop(
        title=translations(record.get("title"), f"{where}: title", path),
        text=translations(record.get("text"), f"{where}: text", path),
        focus=tuple(focus),
        arrangement=arrangement,
        known_by=known_by,
        claims=tuple(claims),
    )
