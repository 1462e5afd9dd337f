"""From what a person types to the entities it names, in three alphabets.

Names are plain strings here; nothing in this module knows of RDF. A text is tried in stages, exact ones first, and
the first stage that finds anything answers. What that stage finds in several entities is ambiguous, and all of
them are returned: nothing is guessed away.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from graph.names.romanisation import respellings
from graph.names.spelling import Index, clean, fold, plain_words, romanised_words

How = Literal[
    "slug",
    "label",
    "alias",
    "folded",
    "romanised",
    "part",
    "romanised part",
    "within",
    "romanised within",
    "similar",
]

LONGEST = 300
"""Texts of more characters are looked up as they stand, and not spelt out: no name is so long."""

LIKE = 80
"""The least likeness, of 100, of a name that is suggested."""

_ACTORS_AND_PLACES = frozenset({"state", "organisation", "group", "place"})
_NAMED_WHOLE = frozenset({"office", "tenure"})
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣]")


class Name(NamedTuple):
    """One label or alias of one entity: `preferred` tells the label from the aliases."""

    text: str
    language: str | None
    entity: str
    preferred: bool


class Match(NamedTuple):
    """An entity that a text names, the name by which it was found, and the stage that found it."""

    entity: str
    name: Name
    how: How


class Names:
    """The names of all entities, ready to be looked up.

    >>> lavrov = "https://w3id.org/panmunjom/person/sergey-lavrov"
    >>> names = Names([Name("Sergey Lavrov", "en", lavrov, True), Name("Сергей Лавров", "ru", lavrov, True)])
    >>> [(match.name.text, match.how) for match in names.find("lavrov")]
    [('Sergey Lavrov', 'part')]
    >>> [match.how for text in ("sergey-lavrov", "Lavrov, Sergey", "Sergej Lawrow") for match in names.find(text)]
    ['slug', 'folded', 'romanised']
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = tuple(names)
        self._by_text: dict[str, list[Name]] = {}
        self._by_slug: dict[str, list[Name]] = {}
        for name in self._names:
            self._by_text.setdefault(name.text, []).append(name)
            self._by_slug.setdefault(name.entity.rpartition("/")[2], []).append(name)

    def find(self, text: str) -> tuple[Match, ...]:
        """Find the entities that a text names, by the first of these stages that finds any.

        * slug, or IRI in any form ("kim-jong-un", "person:kim-jong-un"); label; alias;
        * folded: the same but for case, accents, spaces and punctuation, and whether the surname is last or first;
        * romanised: the same in another spelling or alphabet;
        * part: all words of the text are words of the name; a surname goes before other words of a person's name,
          a person before states, bodies and places, and those before all else;
        * within: all words of the name are among those of the text ("Сергей Викторович Лавров").

        The last two come folded and romanised too. A single word is sooner part of a name than a romanised one.
        Offices and tenures are named whole or not at all, and states and bodies not by *within*: such words
        describe a person ("the foreign minister of Russia").

        Returns:
            One match per entity, in the order of their IRIs; several are an ambiguity, none means not found.
        """
        text = text.strip()
        exact = self._by_text.get(text, [])
        return (
            _matches(self._identified(text), "slug")
            or _matches([name for name in exact if name.preferred], "label")
            or _matches(exact, "alias")
            or self._spelt(text)
        )

    def suggest(self, text: str, limit: int = 5) -> tuple[Match, ...]:
        """Return the entities with the names most like a text that `find` does not know, the likeliest first.

        Likeness cannot tell names apart: Kim Jong-un is more like Kim Jong-il than Choi Son-hee like Choe Son Hui.
        So it serves to ask "did you mean", never to choose.

        >>> names = Names([Name("Hanoi summit", "en", "https://w3id.org/panmunjom/event/hanoi-summit-2019", True)])
        >>> [match.name.text for match in names.suggest("Hanoy sumit")]
        ['Hanoi summit']
        """
        asked = _ascii(text[:LONGEST])
        scores = {name: _likeness(asked, _ascii(name.text)) for name in self._names} if asked else {}
        like = [name for name, score in scores.items() if score >= LIKE]
        best: dict[str, Match] = {}
        for name in sorted(like, key=lambda name: (-scores[name], _rank(name), len(name.text), name.text)):
            best.setdefault(name.entity, Match(name.entity, name, "similar"))
        return tuple(best.values())[:limit]

    def _identified(self, text: str) -> list[Name]:
        text = text.removeprefix("<").removesuffix(">")
        ending = "/" + text.replace(":", "/")
        named = self._by_slug.get(re.split("[/:]", text)[-1], [])
        return [name for name in named if name.entity == text or name.entity.endswith(ending)]

    def _spelt(self, text: str) -> tuple[Match, ...]:
        if len(text) > LONGEST or not fold(text):
            return ()
        return next((_matches(names, how) for how, names in self._stages(text) if names), ())

    def _stages(self, text: str) -> Iterator[tuple[How, list[Name]]]:
        """Yield each stage's finds; the next is searched, and its index built, only when it is asked for."""
        folded = _Search(self._folded, [fold(text)], self._names, _any)
        single = " " not in fold(text)
        yield "folded", folded.whole()
        if single:
            yield "part", folded.part()
        romanised = _Search(self._romanised, list(respellings(clean(text))), self._names, self._tells_enough(text))
        yield "romanised", romanised.whole()
        if not single:
            yield "part", folded.part()
        yield "romanised part", romanised.part()
        yield "within", folded.within()
        yield "romanised within", romanised.within()

    def _tells_enough(self, text: str) -> Callable[[Name], bool]:
        """Of what has a Korean name, leave out the names in letters that tell less than those of the text do.

        Latin o is 어 and 오 alike, and Cyrillic н n and ng: Ким Ён Чхоль is both Kim Yong-chol and Kim Yon-chol.
        """
        if _HANGUL.search(text):
            return lambda name: name.entity not in self._korean or bool(_HANGUL.search(name.text))
        if _CYRILLIC.search(text):
            return _any
        return lambda name: name.entity not in self._korean or not _CYRILLIC.search(name.text)

    @cached_property
    def _korean(self) -> frozenset[str]:
        return frozenset(name.entity for name in self._names if _HANGUL.search(name.text))

    @cached_property
    def _folded(self) -> Index:
        return Index((fold(name.text) for name in self._names), plain_words)

    @cached_property
    def _romanised(self) -> Index:
        return Index((clean(name.text) for name in self._names), romanised_words)


class _Search:
    """One text, in one or more spellings, looked for among the names that are admitted."""

    def __init__(
        self, index: Index, spellings: Sequence[str], names: Sequence[Name], admits: Callable[[Name], bool]
    ) -> None:
        self._index, self._spellings, self._names, self._admits = index, spellings, names, admits

    def whole(self) -> list[Name]:
        return self._at(self._index.whole(self._spellings))

    def part(self) -> list[Name]:
        surnames = self._at(self._index.surnames(self._spellings))
        people = [name for name in surnames if name.preferred and _kind(name) == "person"]
        if people:
            return people
        names = self._describing(self._index.parts(self._spellings))
        foremost = min(map(_rank, names), default=0)
        return _without_derived([name for name in names if _rank(name) == foremost])

    def within(self) -> list[Name]:
        names = self._describing(self._index.within(self._spellings))
        return [name for name in names if _kind(name) not in _ACTORS_AND_PLACES]

    def _at(self, places: Iterable[int]) -> list[Name]:
        return [name for name in (self._names[place] for place in places) if self._admits(name)]

    def _describing(self, places: Iterable[int]) -> list[Name]:
        return [name for name in self._at(places) if _kind(name) not in _NAMED_WHOLE]


def _any(name: Name) -> bool:
    return True


def _without_derived(names: list[Name]) -> list[Name]:
    """Drop names with all words of another's and more: the campus of a university is not what its name asks for."""
    words = {name: frozenset(fold(name.text).split()) for name in names}
    return [
        name
        for name in names
        if not any(words[other] < words[name] and other.entity != name.entity for other in names)
    ]


def _matches(names: Iterable[Name], how: How) -> tuple[Match, ...]:
    best: dict[str, Name] = {}
    for name in sorted(names, key=lambda name: (not name.preferred, len(name.text), name.text)):
        best.setdefault(name.entity, name)
    return tuple(Match(entity, best[entity], how) for entity in sorted(best))


def _kind(name: Name) -> str:
    return name.entity.split("/")[-2:][0]


def _rank(name: Name) -> int:
    kind = _kind(name)
    return 0 if kind == "person" else 1 if kind in _ACTORS_AND_PLACES else 2


def _ascii(text: str) -> str:
    from anyascii import anyascii  # here, as rapidfuzz below: both cost more than a look-up and are seldom needed

    return anyascii(fold(text)).casefold().replace("-", " ")


def _likeness(asked: str, text: str) -> float:
    """Score from 0 to 100 how like a name is as a whole, or how like its words are to those asked for."""
    from rapidfuzz.fuzz import ratio

    words = text.split()
    asked_words = asked.split()
    wordwise = sum(max((ratio(asked_word, word) for word in words), default=0) for asked_word in asked_words)
    return max(ratio(asked, text), wordwise / len(asked_words))
