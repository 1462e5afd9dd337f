"""Part matches: what has most of the words of a text, and was then when it says, where nothing has them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.errors import DataError
from graph.model.claims import Claim
from graph.model.dates import Span
from graph.model.entities import Entity
from graph.model.sources import Source
from graph.model.spoken_dates import read_date
from graph.model.vocabulary import PAN
from graph.names.spelling import fold
from graph.names.stems import stem, stems
from graph.names.words import WordSets, has
from graph.store.fulltext import FullText

_MOST = 1_000
"""Words in more documents than this are alike common."""
_OF_ONE = 30
"""So many claims tell which words an entity has."""
SCREEN = 20
"""So many hits are shown at first."""
_WEIGHED = 400
"""So many of what has the rarest word are weighed."""
_CLOSE = 62
"""What is dated no more closely than to so many days is no match for a date."""
_TEXTS = ("Agreement", "Measure")
_YEARS = range(1900, 2051)
_DATE_WORDS = 4


class Hit(NamedTuple):
    """Something that a search found.

    Attributes:
        thing: An entity, a claim or a source.
        why: How it matched, in words.
        lacks: The words that it lacks, where nothing has them all.
    """

    thing: Entity | Claim | Source
    why: str
    lacks: tuple[str, ...] = ()


class DateWithin(NamedTuple):
    """A date that stands in a text: as it is written, the days that it covers, and the rest of the text."""

    text: str
    span: Span
    rest: str


def date_in(text: str) -> DateWithin | None:
    """Return the longest date in a text, if there is one with a year in it.

    >>> date_in("инициатива июль 2017")
    DateWithin(text='июль 2017', span=Span(earliest=datetime.date(2017, 7, 1), latest=datetime.date(2017, 7, 31)), \
rest='инициатива')
    """
    words = text.split()
    for length in range(min(_DATE_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length])
            try:
                span = read_date(part)
            except DataError:
                continue
            if span.earliest and span.latest and span.earliest.year in _YEARS:
                return DateWithin(part, span, " ".join([*words[:start], *words[start + length :]]))
    return None


class PartMatches:
    """Finds what matches a text in part.

    Args:
        conclusions: Knows the things.
        words: Gives the words of texts.
        with_word: Gives what has a word in its name or text.
        texts: The texts of claims and sources.
    """

    def __init__(
        self, conclusions: Conclusions, words: WordSets, with_word: Callable[[str], Iterable[Hit]], texts: FullText
    ) -> None:
        self._conclusions, self._reader = conclusions, conclusions.reader
        self._words, self._with_word, self._texts = words, with_word, texts

    def on(self, dated: DateWithin) -> Iterator[Hit]:
        """Yield the events that lie in a span of time, the more closely dated and weightier first."""
        found = [event for event in self._events_in(dated.span) if event.claims]
        found.sort(
            key=lambda event: (event.span.days or 0, -self._reader.weight(event.entity.iri), event.entity.iri)
        )
        yield from (Hit(event.entity, "then") for event in found)

    def found(self, text: str, dated: DateWithin | None) -> Iterator[Hit]:
        """Yield what has the rarest of the words, that first which has most of the others, and what it lacks.

        A date is a word that all have which lie in it. Of an entity the claims that speak of it count as well, of
        an event its sides, of a claim the names of what it speaks of.
        """
        asked = self._words.of(dated.rest if dated else text)
        shown = {stem(word): word for word in fold(text).replace("-", " ").split()}
        shown |= {word: self._conclusions.entity(word).label() for word in asked if "/" in word}
        telling, hits = self._candidates(asked, shown, dated)
        lacking: dict[Hit, tuple[str, ...]] = {}
        for hit in hits[:_WEIGHED]:
            words = self._words_of(hit.thing)
            lacks = [shown[word] for word in asked if not has(words, word)]
            lacks += [dated.text] if dated and not self._lies_in(hit.thing, dated.span) else []
            lacking[hit] = tuple(sorted(lacks))
        least = len(asked) if dated and telling == dated.text else len(asked) + 1  # a date alone is no match
        whole = [hit for hit in lacking if telling not in lacking[hit] and len(lacking[hit]) < least]
        for hit in sorted(whole or lacking, key=lambda hit: len(lacking[hit])):
            why = f"{hit.why}, without {', '.join(lacking[hit])}" if lacking[hit] else hit.why
            yield hit._replace(why=why, lacks=lacking[hit])

    def _candidates(
        self, asked: frozenset[str], shown: dict[str, str], dated: DateWithin | None
    ) -> tuple[str, list[Hit]]:
        """Return the rarest of the words that anything has, and what has it."""
        ways = [(shown[word], list(self._with_word(shown[word]))) for word in asked if self._is_rare(word, shown)]
        ways += [(shown[iri], list(self._of_state(iri))) for iri in asked if "/" in iri]
        ways += [(dated.text, list(self._then(dated)))] if dated else []
        return min((way for way in ways if way[1]), key=lambda way: (len(way[1]), way[0]), default=("", []))

    def _is_rare(self, word: str, shown: dict[str, str]) -> bool:
        """Tell whether a word that is no state's is in few enough texts to tell something."""
        return "/" not in word and len(self._texts.matching([stems(shown[word])], limit=_MOST)) < _MOST

    def _of_state(self, iri: str) -> Iterator[Hit]:
        """Yield a state, who held an office for it, what claims link it with, and these claims."""
        things: dict[Entity, None] = {self._conclusions.entity(iri): None}
        claims = self._reader.mentioning(iri)
        for claim in claims:
            for name in sorted(name for name in claim.mentions if not name.startswith(PAN)):
                entity = self._conclusions.entity(name)
                if entity.kind == PAN + "Tenure":
                    entity = self._conclusions.tenure(name).holder or entity
                things[entity] = None
        yield from (Hit(thing, "of this state") for thing in things if thing.labels)
        yield from (Hit(claim, "in the claim") for claim in claims if not claim.withdrawn)

    def _then(self, dated: DateWithin) -> Iterator[Hit]:
        """Yield the texts, the measures and the events that lie in a date."""
        texts = (thing for kind in _TEXTS for thing in self._conclusions.entities(PAN + kind))
        yield from (Hit(thing, "then") for thing in texts if self._lies_in(thing, dated.span))
        yield from (hit for hit in self.on(dated) if self._lies_in(hit.thing, dated.span))

    def _events_in(self, span: Span) -> list[Event]:
        return [
            event for event in self._conclusions.events if event.span.days is not None and event.span.overlaps(span)
        ]

    def _lies_in(self, thing: Entity | Claim | Source, span: Span) -> bool:
        """Tell whether something lies in a span of time: by its dates, by those of what it came out of or tells."""
        if isinstance(thing, Source):
            return False
        if isinstance(thing, Claim):
            names = {triple.subject for triple in thing.triples}
        else:
            origins = (
                c for c in self._reader.mentioning(thing.iri) for t in c.triples if t.predicate == PAN + "outcome"
            )
            names = {thing.iri, *(t.subject for c in origins for t in c.triples if t.object == thing.iri)}
        spans = (self._conclusions.conclusion(name).when.span for name in names)
        return any(own.days is not None and own.days <= _CLOSE and own.overlaps(span) for own in spans)

    def _words_of(self, thing: Entity | Claim | Source) -> frozenset[str]:
        """Return the words by which something may be looked for."""
        if isinstance(thing, Source):
            return self._words.of(thing.title)
        if isinstance(thing, Claim):
            named = (self._conclusions.entity(iri) for iri in sorted(thing.mentions))
            return self._words.of(" / ".join([thing.comment, *(name for each in named for name in _names(each))]))
        names = [*_names(thing), *(claim.comment for claim in self._reader.mentioning(thing.iri)[:_OF_ONE])]
        if event := self._conclusions.as_event(thing):
            sides = self._conclusions.sides
            for actor in event.actors:  # of whom no office then is known, one at any time tells whose they are
                own = sides.of(actor.iri, event.span) or sides.of(actor.iri, None)
                names += [self._conclusions.entity(side).label() for side in own]
        return self._words.of(" / ".join([*names, self._conclusions.ontology.label(thing.kind)]))


def best_of(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return those of some hits that lack the fewest words; where these fill no screen, others too."""
    for most in sorted({len(hit.lacks) for hit in hits}):
        best = [hit for hit in hits if len(hit.lacks) <= most]
        if len(best) >= SCREEN:
            return best
    return hits


def _names(entity: Entity) -> list[str]:
    return [name.text for name in (*entity.labels, *entity.aliases)]
