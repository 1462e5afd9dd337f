"""States in a text: their names and other forms, such as "Russian" for Russia, found by their first word."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from graph.conclusions.conclusions import Conclusions
from graph.model.entities import Entity
from graph.model.vocabulary import PAN
from graph.names.spelling import fold

_STATE = PAN + "State"
_TABLE = """
CREATE TABLE state_forms (first TEXT, place INTEGER, form TEXT, iri TEXT, PRIMARY KEY (first, place)) WITHOUT ROWID
"""
_HAS_TABLE = "SELECT 1 FROM sqlite_master WHERE name = 'state_forms'"
_BEGINNING = "SELECT place, form, iri FROM state_forms WHERE first = ? ORDER BY place"


class StateForm(NamedTuple):
    """How a state is called: its place among all such forms, its folded words between blanks, the state's IRI."""

    place: int
    text: str
    iri: str


class StateForms:
    """The names and forms of all states of one graph; of several that share one, the last counts.

    Args:
        conclusions: Knows the states. A compiled graph has a table of their forms, which is not read whole.
    """

    def __init__(self, conclusions: Conclusions) -> None:
        self._conclusions, self._reader = conclusions, conclusions.reader
        self._known: dict[str, list[StateForm]] = {}

    def within(self, text: str) -> list[StateForm]:
        """Return the forms that stand in a folded text between blanks, the longest first."""
        words = dict.fromkeys(text.split())
        found = [form for word in words for form in self._beginning(word) if form.text in text]
        return sorted(found, key=lambda form: (-len(form.text), form.place))

    def _beginning(self, word: str) -> list[StateForm]:
        """Return the forms of which the first word is a certain one."""
        if not self._has_table:
            return self._all.get(word, [])
        if word not in self._known:
            rows = map(StateForm._make, self._reader.tables.execute(_BEGINNING, (word,)))
            known = (form for form in rows if self._reader.is_mentioned(form.iri)) if self._is_narrowed else rows
            self._known[word] = _last_of_each(known)
        return self._known[word]

    @property
    def _is_narrowed(self) -> bool:
        return self._reader.whole is not self._reader

    @cached_property
    def _has_table(self) -> bool:
        return bool(self._reader.tables.execute(_HAS_TABLE).fetchone())

    @cached_property
    def _all(self) -> dict[str, list[StateForm]]:
        """All forms by their first words."""
        found: dict[str, list[StateForm]] = {}
        for form in _last_of_each(_forms_of(self._conclusions.entities(_STATE))):
            found.setdefault(_first_word(form), []).append(form)
        return found


def write_state_forms(connection: sqlite3.Connection, conclusions: Conclusions) -> None:
    """Fill a database with the forms of all states."""
    connection.execute(_TABLE)
    forms = _forms_of(conclusions.entities(_STATE))
    rows = ((_first_word(form), *form) for form in forms)
    connection.executemany("INSERT INTO state_forms VALUES (?, ?, ?, ?)", rows)
    connection.commit()


def forms_of(state: Entity) -> Iterator[str]:
    """Yield how a state is called, folded, between blanks."""
    for label in (*state.labels, *state.aliases, *state.forms):
        if len(label.text) > 1 and (folded := fold(label.text)):
            yield f" {folded.replace('-', ' ')} "


def _first_word(form: StateForm) -> str:
    return form.text.split()[0]


def _forms_of(states: Iterable[Entity]) -> Iterator[StateForm]:
    named = ((text, state.iri) for state in states for text in forms_of(state))
    for place, (text, iri) in enumerate(named):
        yield StateForm(place, text, iri)


def _last_of_each(forms: Iterable[StateForm]) -> list[StateForm]:
    """Return each form once, in the first of its places, for the last state that has it."""
    found: dict[str, StateForm] = {}
    for form in forms:
        found[form.text] = form._replace(place=found.get(form.text, form).place)
    return list(found.values())
