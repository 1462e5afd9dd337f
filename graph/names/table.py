"""The table of all names: as they stand, and by the letters of their words; it is read by indices, never whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from graph.names.forms import FormIndex
from graph.names.spelling import clean, fold, plain_words, romanised_words

_NAMES = """
CREATE TABLE names (place INTEGER PRIMARY KEY, text TEXT, language TEXT, entity TEXT, preferred INTEGER,
    slug TEXT, folded TEXT, joined TEXT);
CREATE INDEX names_by_text ON names (text);
CREATE INDEX names_by_slug ON names (slug);
CREATE INDEX names_by_entity ON names (entity);
CREATE INDEX names_by_joined ON names (joined);
"""
_FILL = "INSERT INTO names (text, language, entity, preferred, slug, folded, joined) VALUES (?, ?, ?, ?, ?, ?, ?)"
_COLUMNS = "text, language, entity, preferred"


class Name(NamedTuple):
    """One label or alias of one entity: `preferred` tells the label from the aliases."""

    text: str
    language: str | None
    entity: str
    preferred: bool


class NameTable:
    """All names in a database, which it fills where they are not there yet.

    Args:
        connection: The database.
        names: Gives all names.
        admits: Tells the entities, by their IRIs, of which names count; all without it.
    """

    def __init__(
        self, connection: sqlite3.Connection, names: Callable[[], Iterable[Name]],
        admits: Callable[[str], bool] = lambda _: True,
    ) -> None:  # fmt: skip
        self._connection, self._admits = connection, admits
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'names'").fetchone():
            rows = list(map(_row, names()))  # first, as reading them may fail
            connection.executescript(_NAMES)
            connection.executemany(_FILL, rows)
            connection.commit()

    @cached_property
    def folded(self) -> FormIndex:
        """The names by their letters, folded."""
        return FormIndex(self._connection, "folded_forms", fold, plain_words, self._admits)

    @cached_property
    def romanised(self) -> FormIndex:
        """The names by the Korean letters that theirs may stand for."""
        return FormIndex(self._connection, "romanised_forms", clean, romanised_words, self._admits)

    def each_folded(self) -> Iterator[tuple[str, int]]:
        """Yield all names, folded, with their places."""
        for text, place, entity in self._connection.execute(
            "SELECT folded, place, entity FROM names ORDER BY place"
        ):
            if self._admits(entity):
                yield text, place

    def written(self, text: str) -> list[Name]:
        """Return the names that are written just so."""
        return list(self._found("FROM names WHERE text = ? ORDER BY place", text))

    def with_slug(self, slug: str) -> list[Name]:
        """Return the names of the entities with a slug."""
        return list(self._found("FROM names WHERE slug = ? ORDER BY place", slug))

    def joined(self, text: str) -> list[Name]:
        """Return the names that are written so but for blanks, when folded."""
        return list(self._found("FROM names WHERE joined = ? ORDER BY place", text))

    def of(self, entity: str) -> list[Name]:
        """Return the names of an entity."""
        return list(self._found("FROM names WHERE entity = ? ORDER BY place", entity))

    def at(self, places: Iterable[int]) -> list[Name]:
        """Return the names at some places."""
        return [name for place in places for name in self._found("FROM names WHERE place = ?", place)]

    def _found(self, query: str, *values: object) -> Iterator[Name]:
        for text, language, entity, preferred in self._connection.execute(f"SELECT {_COLUMNS} {query}", values):
            if self._admits(entity):
                yield Name(text, language, entity, bool(preferred))


def _row(name: Name) -> tuple[object, ...]:
    folded = fold(name.text)
    return *name, name.entity.rpartition("/")[2], folded, folded.replace(" ", "")
