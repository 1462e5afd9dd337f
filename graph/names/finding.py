"""From what people write to the entity they mean: names, and descriptors ("the Russian foreign minister")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from graph.conclusions.tenures import Tenure
from graph.errors import AmbiguousNameError, UnknownNameError
from graph.model.entities import Entity
from graph.names.index import Name, Names
from graph.store.reader import Records

_SLUG = re.compile(r"[a-z0-9:/-]*")
_WORD = re.compile(r"\w+")
_FILLER = {"the", "of", "a"}


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
        records: Where the names stand.
        tenures: Gives all tenures; called only for a descriptor.
        day: For which day a descriptor is meant.
    """

    def __init__(self, records: Records, tenures: Callable[[], Iterable[Tenure]], day: date) -> None:
        self._records, self._tenures, self._day = records, tenures, day

    @cached_property
    def names(self) -> Names:
        """The index of all names."""
        return Names(
            Name(label.text, label.language, iri, preferred) for iri, label, preferred in self._records.labels()
        )

    def find(self, text: str) -> tuple[Resolution, ...]:
        """Return every entity that the text may mean, the best kind of match alone."""
        if not _SLUG.fullmatch(text):
            for how, iris in zip(("label", "alias"), self._records.bearing(text.strip()), strict=True):
                if iris:  # found in the store, without an index of all names
                    return tuple(Resolution(self._records.entity(iri), how) for iri in sorted(iris))
        matches = self.names.find(text)
        partly = " " in text.strip() and matches and any(word in matches[0].how for word in ("part", "within"))
        if not matches or partly:
            holders = tuple(Resolution(t.holder, _explain(t)) for t in self._holders(text) if t.holder)
            if holders:
                return holders
        return tuple(Resolution(self._records.entity(match.entity), match.how) for match in matches)

    def resolve(self, text: str) -> Resolution:
        """Return the entity that the text means.

        Raises:
            UnknownNameError: Nothing bears the name; with suggestions.
            AmbiguousNameError: Several things do; with all of them.
        """
        found = self.find(text)
        if not found:
            close = dict.fromkeys(self._records.entity(m.entity).label() for m in self.names.suggest(text))
            raise UnknownNameError(text, list(close))
        if len(found) > 1:
            raise AmbiguousNameError(text, [(r.entity.label(), r.entity.slug) for r in found])
        return found[0]

    def _holders(self, text: str) -> tuple[Tenure, ...]:
        """Return the tenure that fits a descriptor best, or several that fit equally well."""
        words = set(_WORD.findall(text.casefold())) - _FILLER
        fitting = [tenure for tenure in self._tenures() if tenure.holder and self._describes(words, tenure)]
        if not fitting:
            return ()
        nearest = min(tenure.distance(self._day) for tenure in fitting)
        best = [tenure for tenure in fitting if tenure.distance(self._day) == nearest]
        return tuple({t.holder.iri: t for t in best if t.holder}.values())

    def _describes(self, words: set[str], tenure: Tenure) -> bool:
        return any(
            words == office | state for office in _word_sets(tenure.office) for state in _word_sets(tenure.of)
        )


def _word_sets(entity: Entity | None) -> list[set[str]]:
    if entity is None:
        return []
    names = (*entity.labels, *entity.aliases, *entity.forms)
    return [set(_WORD.findall(name.text.casefold())) - _FILLER for name in names]


def _explain(tenure: Tenure) -> str:
    return f"as {tenure.title()}" + (f" ({tenure.when})" if tenure.when else "")
