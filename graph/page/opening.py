"""Openings: the first picture of a page, two shores and the ways between them, told step by step."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import DataError

_SHORES = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a step, in each language, and the claims that it rests on: `valdai-2019-04-20/86` …"""

    text: Mapping[str, str]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A way from one shore to the other. What became of it, how sure and when, is concluded from the event.

    Attributes:
        event: Slug of the event that it stands for.
        start: Slug of the shore from which it sets out.
        name: What stands at its end, in each language.
        word: A word or two below that.
    """

    event: str
    start: str
    name: Mapping[str, str]
    word: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """One step of an opening.

    Attributes:
        title: Heading in each language.
        way: The way that is added to the picture.
        known_by: Day of knowledge by which the way is drawn.
        sentences: What is told.
    """

    title: Mapping[str, str]
    way: Crossing
    known_by: date
    sentences: tuple[Sentence, ...]

    @property
    def claims(self) -> frozenset[str]:
        """All claims that it rests on."""
        return frozenset(claim for sentence in self.sentences for claim in sentence.claims)


@dataclass(frozen=True, slots=True)
class Opening:
    """The first picture of a page: its title, a sentence below it, the slugs of its two shores, and its scenes."""

    title: Mapping[str, str]
    lead: Mapping[str, str]
    shores: tuple[str, ...]
    scenes: tuple[Scene, ...]

    def resting_on(self, claims: Collection[str]) -> Opening:
        """Return the opening with those scenes alone of which every claim is among the given ones."""
        return replace(self, scenes=tuple(scene for scene in self.scenes if scene.claims <= set(claims)))

    def among(self, slugs: Collection[str]) -> Opening | None:
        """Return the opening with the scenes whose event a page holds; None where hardly anything is left."""
        scenes = tuple(scene for scene in self.scenes if scene.way.event in slugs)
        return replace(self, scenes=scenes) if len(scenes) > 1 and set(self.shores) <= set(slugs) else None


def read_opening(record: Any, path: Path) -> Opening:
    """Read an opening from the record of a tour.

    Raises:
        DataError: It is none; says where and what is wrong.
    """
    where = "opening"
    if not isinstance(record, dict) or not isinstance(record.get("steps"), list) or not record["steps"]:
        raise DataError('opening needs {"title": …, "lead": …, "shores": [ … ], "steps": [ … ]}', path=str(path))
    shores = slugs(record.get("shores"), f"{where}: shores", path)
    if len(shores) != _SHORES:
        raise DataError(f"{where}: shores must be two slugs, such as state/russia", path=str(path))
    scenes = [_scene(step, f"{where}, step {at}", shores, path) for at, step in enumerate(record["steps"], 1)]
    return Opening(
        translations(record.get("title"), f"{where}: title", path),
        translations(record.get("lead"), f"{where}: lead", path),
        shores, tuple(scenes),
    )  # fmt: skip


def _scene(record: Any, where: str, shores: Collection[str], path: Path) -> Scene:
    if not isinstance(record, dict) or not isinstance(record.get("way"), dict):
        raise DataError(
            f'{where} needs {{"title": …, "way": {{ … }}, "known_by": …, "sentences": [ … ]}}', path=str(path)
        )
    way, said = record["way"], record.get("sentences")
    if way.get("from") not in shores:
        raise DataError(f"{where}: a way comes from one of the shores: {', '.join(shores)}", path=str(path))
    if not isinstance(way.get("event"), str):
        raise DataError(f"{where}: a way needs an event, such as event/lavrov-in-dprk-2018", path=str(path))
    if not isinstance(said, list) or not said or not all(isinstance(one, dict) for one in said):
        raise DataError(f'{where}: sentences must be a list of {{"text": …, "claims": [ … ]}}', path=str(path))
    return Scene(
        title=translations(record.get("title"), f"{where}: title", path),
        way=Crossing(
            way["event"], way["from"],
            translations(way.get("name"), f"{where}: name", path),
            translations(way.get("word"), f"{where}: word", path),
        ),
        known_by=day(record.get("known_by"), f"{where}: known_by", path),
        sentences=tuple(
            Sentence(
                translations(one.get("text"), f"{where}: text", path),
                slugs(one.get("claims"), f"{where}: claims", path),
            )
            for one in said
        ),
    )  # fmt: skip


def day(value: Any, where: str, path: Path) -> date:
    """Read a day.

    Raises:
        DataError: It is none.
    """
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise DataError(f"{where} must be a day such as 2019-04-20", path=str(path)) from None


def slugs(value: Any, where: str, path: Path) -> tuple[str, ...]:
    """Read a list of names.

    Raises:
        DataError: It is none, or is empty.
    """
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise DataError(f'{where} must be a list such as ["valdai-2019-04-20/86"]', path=str(path))
    return tuple(value)


def translations(value: Any, where: str, path: Path) -> Mapping[str, str]:
    """Read a text in several languages.

    Raises:
        DataError: It is none, or lacks English.
    """
    if not isinstance(value, dict) or not value.get("en") or not all(isinstance(v, str) for v in value.values()):
        raise DataError(f'{where} needs a text at least in English: {{"en": "…"}}', path=str(path))
    return value
