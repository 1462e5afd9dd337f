"""The forms of all names in a database, found by how they or their words begin."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from graph.names import romanisation as romanise
from graph.names.spelling import Form, WordReader

_TABLE = """
CREATE TABLE {} (skeleton TEXT, place INTEGER, word INTEGER, PRIMARY KEY (skeleton, place, word)) WITHOUT ROWID
"""
_LAST = "\U0010ffff"


class FormIndex:
    """Forms of names, to be asked with a text in one or more spellings; answers are places in the table of names.

    Of each name the table has the skeleton from each of its words on, so that what begins with a word is found by
    an index, as in a suffix array (Manber and Myers 1990) of words.

    Args:
        connection: The database with the table of names.
        table: What the table of forms is called; it is made where it is not there yet.
        spell: Folds or cleans a name.
        reader: Reads the words of a name that was folded or cleaned.
        admits: Tells the entities, by their IRIs, of which names count.
    """

    def __init__(
        self, connection: sqlite3.Connection, table: str, spell: Callable[[str], str], reader: WordReader,
        admits: Callable[[str], bool],
    ) -> None:  # fmt: skip
        self._connection, self._table, self._admits = connection, table, admits
        self._spell, self._reader = spell, reader
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
            connection.execute(_TABLE.format(table))
            connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", self._rows())
            connection.commit()

    def whole(self, spellings: Sequence[str]) -> list[int]:
        """Find names that agree as they stand, or else with their first words put last."""
        return self._agreeing(self._read(spellings)) or self._agreeing(self._rotations(spellings))

    def surnames(self, spellings: Sequence[str]) -> list[int]:
        """Find names of which a spelling is the first or the last unit."""
        asked = self._read(spellings)
        places = [place for form in asked for place in self._beginning(form.skeleton, first=True)]
        places += [place for form in asked for place in self._ending(form.skeleton)]
        return [place for place, form in self._forms(places) if any(map(form.has_at_end, asked))]

    def beginning(self, words: Iterable[str]) -> list[int]:
        """Find names of which a word begins with one of some."""
        return sorted({place for form in self._read(words) for place in self._beginning(form.skeleton)})

    def parts(self, spellings: Sequence[str]) -> list[int]:
        """Find names in which all words of a spelling are words."""
        asked = self._read(spellings)
        places = [place for form in asked for place in self._beginning(form.skeletons[0])]
        return [
            place
            for place, form in self._forms(places)
            if any(form.has_run(other) or form.has_units(other) for other in asked)
        ]

    def within(self, spellings: Sequence[str]) -> list[int]:
        """Find the longest names of two or more words that make up half or more of a spelling's."""
        rotations = list(self._rotations(spellings))
        units = dict.fromkeys(unit for asked in rotations for unit in asked.skeletons)
        places = [place for unit in units for place in self._beginning(unit, first=True)]
        forms = list(self._forms(places))
        found: dict[int, int] = {}
        for asked in rotations:
            length = len(asked.units) - 1
            for place, form in forms:
                count = len(form.units) - 1
                if 2 <= count < length <= 2 * count and asked.has_in_order(form):
                    found[place] = count
        longest = max(found.values(), default=0)
        return sorted(place for place, count in found.items() if count == longest)

    def _rows(self) -> Iterator[tuple[str, int, int]]:
        for place, text in self._connection.execute("SELECT place, text FROM names"):
            for word, skeleton in enumerate(self._form(text).endings):
                yield skeleton, place, word

    def _agreeing(self, asked: Iterable[Form]) -> list[int]:
        return [
            place
            for form in asked
            for place, other in self._forms(self._ending(form.skeleton, first=True))
            if romanise.agree(other.letters, form.letters)
        ]

    def _beginning(self, skeleton: str, *, first: bool = False) -> Iterator[int]:
        """Yield the places of the names of which a word, or the first one, begins so."""
        only = " AND word = 0" if first else ""
        query = f"SELECT place FROM {self._table} WHERE skeleton >= ? AND skeleton < ?{only}"
        yield from (place for (place,) in self._connection.execute(query, (skeleton, skeleton + _LAST)))

    def _ending(self, skeleton: str, *, first: bool = False) -> Iterator[int]:
        """Yield the places of the names that are so from one of their words, or from the first one, to the end."""
        only = " AND word = 0" if first else ""
        query = f"SELECT place FROM {self._table} WHERE skeleton = ?{only}"
        yield from (place for (place,) in self._connection.execute(query, (skeleton,)))

    def _forms(self, places: Iterable[int]) -> Iterator[tuple[int, Form]]:
        """Yield the forms at some places that count, each once and in their order."""
        for place in sorted(set(places)):
            query = "SELECT text, entity FROM names WHERE place = ?"
            text, entity = self._connection.execute(query, (place,)).fetchone()
            if self._admits(entity):
                yield place, self._form(text)

    def _form(self, text: str) -> Form:
        return Form.read(self._spell(text).split(" "), self._reader)

    def _read(self, spellings: Iterable[str]) -> list[Form]:
        forms = (Form.read(spelling.split(" "), self._reader) for spelling in spellings)
        return [form for form in forms if form.letters]

    def _rotations(self, spellings: Iterable[str]) -> list[Form]:
        split = [spelling.split(" ") for spelling in spellings]
        return self._read(" ".join(units[turn:] + units[:turn]) for units in split for turn in range(len(units)))
