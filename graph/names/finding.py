"""From what people write to the entity they mean: names, and descriptors ("the Russian foreign minister")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.tenures import Tenure, last_holder
from graph.errors import AmbiguousNameError, UnknownNameError
from graph.model.entities import Entity
from graph.names.index import Name, Names

_SLUG = re.compile(r"[a-z0-9:/-]*")
_WORD = re.compile(r"\w+")
_FILLER = {"the", "of", "a", "to"}


class Resolution(NamedTuple):
    """Which entity a name was taken for, and why.

    Attributes:
        entity: The entity.
        how: `"label"`, `"alias"`, `"folded"` …, or in words for a descriptor.
    """

    entity: Entity
    how: str


class Finder:
    """Resolves names against the entities of one graph.

    Args:
        conclusions: Knows the entities, and who held which office.
        day: For which day a descriptor is meant.

    Attributes:
        reader: Where the names stand.
    """

    def __init__(self, conclusions: Conclusions, day: date) -> None:
        self._conclusions, self._day = conclusions, day
        self.reader = conclusions.reader

    @cached_property
    def names(self) -> Names:
        """The index of all names."""
        return Names(
            Name(label.text, label.language, iri, preferred)
            for iri, label, preferred in self._conclusions.reader.names()
        )

    def find(self, text: str) -> tuple[Resolution, ...]:
        """Return every entity that the text may mean, the best kind of match alone."""
        if not _SLUG.fullmatch(text):
            for how, iris in zip(("label", "alias"), self._conclusions.reader.bearing(text.strip()), strict=True):
                if iris:  # found in the store, without an index of all names
                    return tuple(Resolution(self._conclusions.entity(iri), how) for iri in sorted(iris))
        matches = self.names.find(text)
        partly = " " in text.strip() and matches and any(word in matches[0].how for word in ("part", "within"))
        if not matches or partly:
            holders = self._holders(text)
            if holders:
                return holders
        return tuple(Resolution(self._conclusions.entity(match.entity), match.how) for match in matches)

    def resolve(self, text: str) -> Resolution:
        """Return the entity that the text means.

        Raises:
            UnknownNameError: Nothing bears the name; with suggestions.
            AmbiguousNameError: Several things do; with all of them.
        """
        found = self.find(text)
        if not found:
            close = dict.fromkeys(self._conclusions.entity(m.entity).label() for m in self.names.suggest(text))
            raise UnknownNameError(text, list(close))
        if len(found) > 1:
            raise AmbiguousNameError(text, [(r.entity.label(), r.entity.slug) for r in found])
        return found[0]

    def _holders(self, text: str) -> tuple[Resolution, ...]:
        """Return who held the office that a text describes, or several who may have; else who held it last."""
        words = set(_WORD.findall(text.casefold())) - _FILLER
        fitting = [tenure for tenure in self._conclusions.tenures if tenure.holder and _describes(words, tenure)]
        found = {}
        for office, of in sorted({(t.office.iri, t.of.iri) for t in fitting if t.office and t.of}):
            for tenure, how in self._held(office, of, fitting):
                if tenure.holder:
                    found[tenure.holder.iri] = Resolution(tenure.holder, f"as {tenure.title()} ({how})")
        return tuple(found.values())

    def _held(self, office: str, of: str, fitting: list[Tenure]) -> Iterator[tuple[Tenure, str]]:
        holdings = self._conclusions.holders(office, of, self._day)
        for holding in holdings:
            if holding.grade == holdings[0].grade:
                yield holding.tenure, holding.text
        if not holdings:
            last = last_holder((t for t in fitting if _is_in(t, office, of)), self._day)
            if last:
                yield last, f"last known, until {last.term.latest}"


def _is_in(tenure: Tenure, office: str, of: str) -> bool:
    return bool(tenure.office and tenure.of and (tenure.office.iri, tenure.of.iri) == (office, of))


def _describes(words: set[str], tenure: Tenure) -> bool:
    return any(words == office | state for office in _word_sets(tenure.office) for state in _word_sets(tenure.of))


def _word_sets(entity: Entity | None) -> list[set[str]]:
    if entity is None:
        return []
    names = (*entity.labels, *entity.aliases, *entity.forms)
    return [set(_WORD.findall(name.text.casefold())) - _FILLER for name in names]
