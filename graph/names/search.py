"""Search: everything that words may mean, the likeliest and weightiest first: names, then claims, then sources."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Container, Iterable, Iterator
from functools import cached_property

from graph.conclusions.conclusions import Conclusions
from graph.errors import UnknownNameError
from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.safe import is_broken
from graph.model.vocabulary import LANGUAGES, PAN
from graph.names.index import Match, Names
from graph.names.part_matches import Hit, PartMatches, date_in
from graph.names.persons import FILLERS
from graph.names.spelling import fold
from graph.names.states import forms_of
from graph.names.stems import stem, stems
from graph.names.words import WordSets, has_all
from graph.store.fulltext import FullText
from graph.store.reader import Reader

_LONG = 32
"""Days of a time in which so much happened that its events are not what is asked for first."""
_UNITS = re.compile(r"(\d+)\s*[년월일](?=\s|$)")
"""Numbers with the Korean words for year, month and day."""


class Search:
    """Searches the names, claims and sources of one graph.

    Args:
        conclusions: Knows them.
        names: The names of its entities.
    """

    def __init__(self, conclusions: Conclusions, names: Names) -> None:
        self._conclusions, self._reader, self._names = conclusions, conclusions.reader, names
        self._words = WordSets(conclusions)

    def search(self, text: str) -> Iterator[Hit]:
        """Yield what a text may mean: what bears it as name or part of a name, then claims and sources.

        What is of a kind so named counts as well, and what was on the days of which it is the date. Where nothing
        has all words, what has most of them does.
        """
        if is_broken(text):
            return
        dated = date_in(text)
        short = dated and not dated.rest and (dated.span.days or 0) < _LONG
        then = list(self._part_matches.on(dated)) if dated and short else []
        yield from then
        told = {hit.thing for hit in then}
        found = [hit for hit in self._named(text) if hit.thing not in told]
        if not found and (plain := _UNITS.sub(r"\1", text)) != text:
            found = [hit for hit in self._named(plain) if hit.thing not in told]
        yield from found if found or then else self._part_matches.found(text, dated)

    def _named(self, text: str) -> Iterator[Hit]:
        """Yield what has all words of a text in its name, is of the kind that it names, or tells all of them."""
        coded = [Hit(self._conclusions.entity(iri), "code") for iri in self._reader.identified(text.strip())]
        named = [
            hit for hit in map(self._hit, self.entities(text)) if all(hit.thing != each.thing for each in coded)
        ]
        found = [*coded, *named]
        found += [Hit(thing, "of this kind") for thing in self._of_kind(text, {hit.thing for hit in found})]
        yield from found
        yield from self.told(text)

    @cached_property
    def _part_matches(self) -> PartMatches:
        return PartMatches(self._conclusions, self._words, self._with_word, self._texts)

    def _with_word(self, word: str) -> Iterator[Hit]:
        yield from map(self._hit, self.with_words(word))
        yield from self.told(word)

    def _of_kind(self, text: str, told: Container[object]) -> list[Entity]:
        """Return the entities of the kind that a text is the name of, one or several, but those told already."""
        ontology, asked = self._conclusions.ontology, _stemmed(text)
        kinds = ontology.below(PAN + "Entity") - {PAN + "Entity", PAN + "Actor"}
        named = [
            kind for kind in sorted(kinds) if any(_stemmed(ontology.label(kind, la)) == asked for la in LANGUAGES)
        ]
        things = (thing for kind in named for thing in self._conclusions.entities(kind) if thing not in told)
        return sorted(dict.fromkeys(things), key=lambda thing: (-self._reader.weight(thing.iri), thing.iri))

    def entities(self, text: str) -> Iterator[Match]:
        """Yield the entities that a text may name: by stage, then by how many claims speak of them."""
        seen: set[str] = set()
        for stage in (self._names.whole(text), self._names.partly(text), self.with_words(text)):
            fresh = [match for match in stage if match.entity not in seen]
            seen.update(match.entity for match in fresh)
            yield from sorted(fresh, key=lambda match: self._order(text, match))

    def with_words(self, text: str) -> tuple[Match, ...]:
        """Return the entities with all words of a text in a name, in whatever form.

        A state is one word, and a Korean word is the same with a particle after it.
        """
        found: dict[str, Match] = {}
        for match in self._named_with(self._words.of(text)):
            found.setdefault(match.entity, match)
        return tuple(found.values())

    def _named_with(self, asked: frozenset[str]) -> Iterator[Match]:
        for name in self._names.beginning(self._telling(asked)):
            if has_all(self._words.of(name.text), asked):
                yield Match(name.entity, name, "words")

    def reworded(self, text: str) -> tuple[Match, ...]:
        """Return the entities of which a name has just the words of a text, a state in any of its forms."""
        asked = self._words.of(text)
        found = {
            match.entity: match for match in self._named_with(asked) if self._words.of(match.name.text) == asked
        }
        return tuple(found.values())

    def _telling(self, asked: frozenset[str]) -> frozenset[str]:
        """Return words with one of which a word must begin in any name that has all of those asked for."""
        plain = [word for word in asked if "/" not in word]
        if plain:
            return frozenset({max(plain, key=len)})
        return frozenset(form.split()[0] for iri in asked for form in forms_of(self._conclusions.entity(iri)))

    def told(self, text: str) -> Iterator[Hit]:
        """Yield the claims and the sources that have all words of a text, in whatever form."""
        words = [word for word in fold(text).split() if word not in FILLERS]
        for iri in self._texts.matching(map(stems, words)):
            if (claim := self._claim(iri)) is not None:
                yield Hit(claim, "in the claim")
            elif (source := self._reader.cited(iri)) is not None:
                yield Hit(source, "in the title")

    def _hit(self, match: Match) -> Hit:
        entity = self._conclusions.entity(match.entity)
        own = any(match.name.text == label.text for label in entity.labels)
        return Hit(entity, match.how if own else f"{match.how}: {match.name.text}")

    def _order(self, text: str, match: Match) -> tuple[bool, int, str]:
        """Put first what is of the kind that the text is the name of, then that of which most claims speak."""
        ontology = self._conclusions.ontology
        kinds = {fold(ontology.label(kind)) for kind in ontology.above(self._conclusions.entity(match.entity).kind)}
        return fold(text) not in kinds, -self._reader.weight(match.entity), match.entity

    def _claim(self, iri: str) -> Claim | None:
        """Return the claim with an IRI, unless the lens leaves it out."""
        try:
            claim = self._reader.claim(iri)
        except UnknownNameError:
            return None
        return None if claim.withdrawn else claim

    @cached_property
    def _texts(self) -> FullText:
        return FullText(self._reader.tables, lambda: documents_of(self._reader.whole))


def write_texts(connection: sqlite3.Connection, documents: Iterable[tuple[str, str]]) -> None:
    """Fill a database with the words of documents, as `documents_of` gives them."""
    FullText(connection, lambda: documents)


def documents_of(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield the IRIs and the texts, folded, of all claims and sources."""
    for iri, text in reader.texts():
        yield iri, fold(text)
    for source in reader.each_source():
        yield source.iri, fold(source.title)


def _stemmed(text: str) -> list[str]:
    return [stem(word) for word in fold(text).split()]
