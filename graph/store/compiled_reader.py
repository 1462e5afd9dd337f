"""Reads claims, sources and entities out of a compiled graph: one read for each question."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property
from typing import Any

from graph.errors import UnknownNameError
from graph.model.claims import Claim
from graph.model.entities import Entity, Label
from graph.model.ontology import Ontology
from graph.model.sources import Source
from graph.model.vocabulary import LANGUAGES, PAN, slug
from graph.store import ready
from graph.store.compiled import SOURCE_OF_CLAIM, Records
from graph.store.reader import Reader, T, codes_in, states

_MENTIONING = """
SELECT claims.iri, record, sum FROM claims JOIN mentions ON claim = number
WHERE mentions.iri = ? AND NOT withdrawn ORDER BY number
"""
_MENTIONING_BOTH = """
SELECT claims.iri, record, sum FROM claims
JOIN mentions AS one ON one.claim = number JOIN mentions AS other ON other.claim = number
WHERE one.iri = ? AND other.iri = ? AND NOT withdrawn ORDER BY number
"""
_SAID_BY = f"SELECT record, sum FROM claims WHERE {SOURCE_OF_CLAIM} = ? AND NOT withdrawn ORDER BY number"
_DESCRIBED = "SELECT 1 FROM entities WHERE iri = ? UNION SELECT 1 FROM claims WHERE iri = ?"
_BEARING = "SELECT entity, preferred, language FROM names WHERE text = ?"


class CompiledReader(Reader):
    """Reads out of a compiled graph.

    Args:
        compiled: Its records.
    """

    def __init__(self, compiled: Records) -> None:
        self._compiled = compiled
        self._claims: dict[str, Claim] = {}
        self._sources: dict[str, Source] = {}
        self._entities: dict[str, Entity] = {}
        self._mentioning: dict[str, tuple[Claim, ...]] = {}
        self._all: tuple[Claim, ...] | None = None

    @cached_property
    def ontology(self) -> Ontology:  # type: ignore[override]
        """The vocabulary."""
        return Ontology(json.loads(self._compiled.text("vocabulary")))

    @property
    def tables(self) -> sqlite3.Connection:
        return self._compiled.connection

    def claim(self, iri: str) -> Claim:
        if iri not in self._claims:
            found = self._compiled.record("SELECT record, sum FROM claims WHERE iri = ?", iri)
            if found is None:
                raise UnknownNameError(slug(iri), what="claim")
            self._claims[iri] = ready.read_claim(found, self.source)
        return self._claims[iri]

    def claims(self) -> tuple[Claim, ...]:
        if self._all is None:
            self.sources()
            self._all = self._found("SELECT iri, record, sum FROM claims WHERE NOT withdrawn ORDER BY number")
        return self._all

    def each_claim(self) -> Iterator[Claim]:
        if self._all is not None:
            yield from self._all
        else:
            found = self._compiled.each_record("SELECT record, sum FROM claims WHERE NOT withdrawn ORDER BY number")
            yield from (ready.read_claim(record, self.source) for record in found)

    def dossiers(self) -> frozenset[str]:
        return frozenset(json.loads(self._compiled.text("dossiers")))

    def latest_sources(self) -> Iterator[Source]:
        found = self._compiled.each_record("SELECT record, sum FROM sources WHERE number >= 0 ORDER BY number DESC")
        yield from map(ready.read_source, found)

    def said_by(self, source: str) -> Iterator[Claim]:
        for record in self._compiled.each_record(_SAID_BY, source):
            yield ready.read_claim(record, self.source)

    def mentioning(self, iri: str) -> tuple[Claim, ...]:
        if iri not in self._mentioning:
            self._mentioning[iri] = self._found(_MENTIONING, iri)
        return self._mentioning[iri]

    def mentioning_both(self, one: str, other: str) -> tuple[Claim, ...]:
        return self._found(_MENTIONING_BOTH, one, other)

    def stating(self, iri: str, of: Container[str], to: Container[str]) -> tuple[Claim, ...]:
        if iri in self._mentioning:
            return super().stating(iri, of, to)
        rows = self._compiled.rows(_MENTIONING, iri)
        return self._read(row for row in rows if states(ready.read_triples(row[1]), iri, of, to))

    def source(self, iri: str) -> Source:
        if iri not in self._sources:
            found = self._compiled.record("SELECT record, sum FROM sources WHERE iri = ?", iri)
            if found is None:
                raise UnknownNameError(iri, what="source")
            self._sources[iri] = ready.read_source(found)
        return self._sources[iri]

    def sources(self) -> tuple[Source, ...]:
        sources = tuple(self.each_source())
        self._sources |= {source.iri: source for source in sources}
        return sources

    def cited(self, iri: str) -> Source | None:
        found = self._compiled.record("SELECT record, sum FROM sources WHERE iri = ? AND number >= 0", iri)
        return ready.read_source(found) if found else None

    def each_source(self) -> Iterator[Source]:
        found = self._compiled.each_record("SELECT record, sum FROM sources WHERE number >= 0 ORDER BY number")
        yield from map(ready.read_source, found)

    def forget(self) -> None:
        for kept in (self._claims, self._sources, self._entities, self._mentioning):
            kept.clear()
        self._all = None

    def entity(self, iri: str) -> Entity:
        if iri not in self._entities:
            found = self._compiled.record("SELECT record, sum FROM entities WHERE iri = ?", iri)
            self._entities[iri] = ready.read_entity(found) if found else Entity(iri, self._kind(iri), ())
        return self._entities[iri]

    def kept(self, name: str, make: Callable[[], T], write: Callable[[T], Any], read: Callable[[Any], T]) -> T:
        from graph.store.kept import kept

        return kept(self._compiled, name, make, write, read)

    def _kind(self, iri: str) -> str:
        """Return the kind of what has no record among the entities: a claim, or something only mentioned."""
        is_claim = self._compiled.rows("SELECT 1 FROM claims WHERE iri = ?", iri)
        return PAN + ("Claim" if is_claim else "Entity")

    def names(self) -> Iterator[tuple[str, Label, bool]]:
        for iri, text, language, preferred in self._compiled.rows(
            "SELECT entity, text, language, preferred FROM names ORDER BY place"
        ):
            yield iri, Label(text, language), bool(preferred)

    def beginning(self, letters: str) -> Iterator[str]:
        return iter(self._compiled.names_beginning(letters))

    def bearing(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        rows = [(iri, first) for iri, first, tag in self._compiled.rows(_BEARING, text) if tag in LANGUAGES]
        labels = frozenset(iri for iri, preferred in rows if preferred)
        return labels, frozenset(iri for iri, preferred in rows if not preferred)

    def identified(self, text: str) -> frozenset[str]:
        found = (self._compiled.rows("SELECT iri FROM codes WHERE code = ?", code) for code in codes_in(text))
        return frozenset(iri for rows in found for (iri,) in rows)

    def weight(self, iri: str) -> int:
        return int(self._compiled.rows("SELECT count(*) FROM mentions WHERE iri = ?", iri)[0][0])

    def instances(self, kinds: frozenset[str]) -> tuple[str, ...]:
        marks = ", ".join("?" * len(kinds))
        rows = self._compiled.rows(f"SELECT DISTINCT iri FROM kinds WHERE kind IN ({marks})", *sorted(kinds))
        return tuple(sorted(iri for (iri,) in rows))

    def is_mentioned(self, iri: str) -> bool:
        return bool(self._compiled.rows("SELECT 1 FROM mentions WHERE iri = ? LIMIT 1", iri))

    def is_described(self, iri: str) -> bool:
        return bool(self._compiled.rows(_DESCRIBED, iri, iri))

    def _found(self, query: str, *values: object) -> tuple[Claim, ...]:
        """Return the claims that a query finds, each read once."""
        return self._read(self._compiled.rows(query, *values))

    def _read(self, rows: Iterable[tuple[Any, ...]]) -> tuple[Claim, ...]:
        found = []
        for iri, record, sum_ in rows:
            if iri not in self._claims:
                self._claims[iri] = ready.read_claim(self._compiled.intact(record, sum_), self.source)
            found.append(self._claims[iri])
        return tuple(found)
