"""Search: everything that words may mean, the likeliest and weightiest first: names, then claims, then sources."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from graph.conclusions.conclusions import Conclusions
from graph.errors import UnknownNameError
from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.sources import Source
from graph.model.vocabulary import LANGUAGES, PAN
from graph.names.index import Match, Names
from graph.names.persons import FILLERS
from graph.names.spelling import fold
from graph.names.states import StateForms, forms_of
from graph.names.stems import stem, stems
from graph.store.fulltext import FullText
from graph.store.reader import Reader

_MOST = 1_000
"""Words in more documents than this are alike common."""

_OF_ONE = 30
"""So many claims tell which words an entity has."""

_HANGUL = re.compile(r"[가-힣]{2,}")


class Hit(NamedTuple):
    """Something that a search found.

    Attributes:
        thing: An entity, a claim or a source.
        why: How it matched, in words.
    """

    thing: Entity | Claim | Source
    why: str


class Search:
    """Searches the names, claims and sources of one graph.

    Args:
        conclusions: Knows them.
        names: The names of its entities.
    """

    def __init__(self, conclusions: Conclusions, names: Names) -> None:
        self._conclusions, self._reader, self._names = conclusions, conclusions.reader, names
        self._states = StateForms(conclusions)

    def search(self, text: str) -> Iterator[Hit]:
        """Yield what a text may mean: what bears it as name or part of a name, then claims and sources.

        What is of a kind so named counts as well. Where nothing has all words, what has the rarest of them does.
        """
        found = list(map(self._hit, self.entities(text)))
        found += [Hit(thing, "of this kind") for thing in self._of_kind(text, {hit.thing for hit in found})]
        yield from found
        told = list(self.told(text))
        yield from told
        if not found and not told:
            yield from self._with_the_rarest(text)

    def _of_kind(self, text: str, told: Container[object]) -> list[Entity]:
        """Return the entities of the kind that a text is the name of, one or several, but those told already."""
        ontology, asked = self._conclusions.ontology, _stemmed(text)
        kinds = ontology.below(PAN + "Entity") - {PAN + "Entity", PAN + "Actor"}
        named = [
            kind for kind in sorted(kinds) if any(_stemmed(ontology.label(kind, la)) == asked for la in LANGUAGES)
        ]
        things = (thing for kind in named for thing in self._conclusions.entities(kind) if thing not in told)
        return sorted(dict.fromkeys(things), key=lambda thing: (-self._reader.weight(thing.iri), thing.iri))

    def _with_the_rarest(self, text: str) -> Iterator[Hit]:
        """Yield what has the rarest of the words, that first which has most of the others, and say which it lacks.

        Of an entity the claims that speak of it count as well, of an event its sides, of a claim the names of what
        it speaks of.
        """
        asked = self._words(text)
        words = {stem(word): word for word in fold(text).replace("-", " ").split() if stem(word) in asked}
        counts = {word: len(self._texts.matching([stems(word)], limit=_MOST)) for word in words.values()}
        found = [word for word in words.values() if counts[word]]
        if not found:
            return
        rarest = min(found, key=counts.__getitem__)
        hits = [*map(self._hit, self.with_words(rarest)), *self.told(rarest)]
        lacking = {hit: _lacking(asked, self._words_of(hit.thing)) for hit in hits}
        whole = [hit for hit in hits if stem(rarest) not in lacking[hit]]
        for hit in sorted(whole or hits, key=lambda hit: len(lacking[hit])):
            lacks = sorted(words.get(word) or self._conclusions.entity(word).label() for word in lacking[hit])
            yield hit._replace(why=f"{hit.why}, without {', '.join(lacks)}") if lacks else hit

    def _words_of(self, thing: Entity | Claim | Source) -> frozenset[str]:
        """Return the words by which something may be looked for."""
        if isinstance(thing, Source):
            return self._words(thing.title)
        if isinstance(thing, Claim):
            named = (self._conclusions.entity(iri) for iri in sorted(thing.mentions))
            return self._words(" / ".join([thing.comment, *(entity.label() for entity in named)]))
        names = [name.text for name in (*thing.labels, *thing.aliases)]
        names += [claim.comment for claim in self._reader.mentioning(thing.iri)[:_OF_ONE]]
        if event := self._conclusions.as_event(thing):
            names += [self._conclusions.entity(side).label() for side in self._conclusions.sides_at(event)]
        return self._words(" / ".join([*names, self._conclusions.ontology.label(thing.kind)]))

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
        for match in self._named_with(self._words(text)):
            found.setdefault(match.entity, match)
        return tuple(found.values())

    def _named_with(self, asked: frozenset[str]) -> Iterator[Match]:
        for name in self._names.beginning(self._telling(asked)):
            if _all_in(asked, self._words(name.text)):
                yield Match(name.entity, name, "words")

    def reworded(self, text: str) -> tuple[Match, ...]:
        """Return the entities of which a name has just the words of a text, a state in any of its forms."""
        asked = self._words(text)
        found = {match.entity: match for match in self._named_with(asked) if self._words(match.name.text) == asked}
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

    def _words(self, text: str) -> frozenset[str]:
        """Return the words of a text but those that tell nothing, states by their IRIs."""
        folded = f" {fold(text).replace('-', ' ')} "
        for _, form, iri in self._states.within(folded):
            folded = folded.replace(form, f" {iri} ")
        return frozenset(word if "/" in word else stem(word) for word in folded.split() if word not in FILLERS)


def write_texts(connection: sqlite3.Connection, documents: Iterable[tuple[str, str]]) -> None:
    """Fill a database with the words of documents, as `documents_of` gives them."""
    FullText(connection, lambda: documents)


def documents_of(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield the IRIs and the texts, folded, of all claims and sources."""
    for iri, text in reader.texts():
        yield iri, fold(text)
    for source in reader.each_source():
        yield source.iri, fold(source.title)


def _all_in(asked: frozenset[str], words: frozenset[str]) -> bool:
    return all(_has(words, word) for word in asked)


def _lacking(asked: frozenset[str], words: frozenset[str]) -> list[str]:
    return [word for word in asked if not _has(words, word)]


def _has(words: frozenset[str], word: str) -> bool:
    return word in words or (bool(_HANGUL.fullmatch(word)) and any(other.startswith(word) for other in words))


def _stemmed(text: str) -> list[str]:
    return [stem(word) for word in fold(text).split()]
