"""From what a person types to the entities it names, in three alphabets.

Names are plain strings here; nothing in this module knows of RDF. A text is tried in stages, exact ones first, and
the first stage that finds anything answers. What that stage finds in several entities is ambiguous, and all of
them are returned: nothing is guessed away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from graph.names.forms import FormIndex
from graph.names.persons import (
    FILLERS,
    HONORIFICS,
    has_initials,
    is_patronymic,
    nominatives,
    surname_with_initials,
)
from graph.names.romanisation import respellings
from graph.names.similarity import likeness_to
from graph.names.spelling import clean, fold
from graph.names.table import Name, NameTable
from graph.store.database import Database

How = Literal[
    "slug",
    "label",
    "alias",
    "folded",
    "initials",
    "inflected",
    "romanised",
    "part",
    "romanised part",
    "within",
    "romanised within",
    "words",
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
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ACRONYM = re.compile(r"[A-Z]{2,5}")


class Match(NamedTuple):
    """An entity that a text names, the name by which it was found, and the stage that found it."""

    entity: str
    name: Name
    how: How


class Names:
    """The names of all entities, ready to be looked up.

    Args:
        names: The names: a table of them, or all of them.
        titles: Gives the words, folded, that may stand beside a person's name without being part of it.

    >>> lavrov = "https://w3id.org/panmunjom/person/sergey-lavrov"
    >>> names = Names([Name("Sergey Lavrov", "en", lavrov, True), Name("Сергей Лавров", "ru", lavrov, True)])
    >>> [(match.name.text, match.how) for match in names.find("lavrov")]
    [('Sergey Lavrov', 'part')]
    >>> [match.how for text in ("sergey-lavrov", "Lavrov, Sergey", "Sergej Lawrow") for match in names.find(text)]
    ['slug', 'folded', 'romanised']
    """

    def __init__(
        self, names: NameTable | Iterable[Name], titles: Callable[[], frozenset[str]] = lambda: HONORIFICS
    ) -> None:
        own = names if isinstance(names, NameTable) else NameTable(Database(), lambda: names)
        self._names, self._titles = own, titles

    def find(self, text: str) -> tuple[Match, ...]:
        """Find the entities that a text names, by the first stage of `whole` or else of `partly` that finds any.

        Returns:
            One match per entity, in the order of their IRIs; several are an ambiguity, none means not found.
        """
        return self.whole(text) or self.partly(text)

    def whole(self, text: str) -> tuple[Match, ...]:
        """Find the entities of which a text is the whole name.

        * slug, or IRI in any form ("kim-jong-un", "person:kim-jong-un"); label; alias;
        * folded: the same but for case, accents, spaces and punctuation, and whether the surname is last or first;
        * initials: a person's surname and the first letters of the other names ("S. Lavrov", "Лавров С.В.");
        * inflected: in a case of Russian ("Путина");
        * romanised: the same in another spelling or alphabet. A single word is sooner part of a name than that, and
          a short word in capitals is no spelling of anything.
        """
        text = text.strip()
        exact = self._names.written(text)
        return (
            _matches(self._identified(text), "slug")
            or _matches([name for name in exact if name.preferred], "label")
            or _matches(exact, "alias")
            or self._first(text, self._whole_stages)
        )

    def partly(self, text: str) -> tuple[Match, ...]:
        """Find the entities of whose names a text is a part, or which are named within it.

        * part: all words of the text are words of the name; a person's surname goes before all else;
        * within: all words of the name are among those of the text, and the others are titles or a patronymic
          ("Сергей Викторович Лавров", "Marshal Kim Jong-un").

        Both come folded and romanised. Offices and tenures are named whole or not at all, and states and bodies not
        by *within*: such words describe a person ("the foreign minister of Russia").
        """
        return self._first(text.strip(), self._part_stages)

    def beginning(self, words: Iterable[str]) -> list[Name]:
        """Return the names of which a word begins with one of some, when folded."""
        return self._names.at(self._names.folded.beginning(words))

    def suggest(self, text: str, limit: int = 5) -> tuple[Match, ...]:
        """Return the entities with the names most like a text that `find` does not know, people first.

        Likeness cannot tell names apart: Kim Jong-un is more like Kim Jong-il than Choi Son-hee like Choe Son Hui.
        So it serves to ask "did you mean", never to choose.

        >>> names = Names([Name("Hanoi summit", "en", "https://w3id.org/panmunjom/event/hanoi-summit-2019", True)])
        >>> [match.name.text for match in names.suggest("Hanoy sumit")]
        ['Hanoi summit']
        """
        asked = "" if _is_acronym(text) else _ascii(text[:LONGEST])
        likeness = likeness_to(asked) if asked else lambda _: 0.0
        places = {place: score for text, place in self._names.each_folded() if (score := likeness(text)) >= LIKE}
        scores = dict(zip(self._names.at(places), places.values(), strict=True))
        best: dict[str, Match] = {}
        for name in sorted(scores, key=lambda n: (_folder_of(n) != "person", -scores[n], len(n.text), n.text)):
            best.setdefault(name.entity, Match(name.entity, name, "similar"))
        return tuple(best.values())[:limit]

    def _identified(self, text: str) -> list[Name]:
        text = text.removeprefix("<").removesuffix(">")
        ending = "/" + text.replace(":", "/")
        named = self._names.with_slug(re.split("[/:]", text)[-1])
        return [name for name in named if name.entity == text or name.entity.endswith(ending)]

    def _first(self, text: str, stages: Callable[[str], Iterator[tuple[How, list[Name]]]]) -> tuple[Match, ...]:
        if len(text) > LONGEST or not fold(text):
            return ()
        return next((_matches(names, how) for how, names in stages(text) if names), ())

    def _whole_stages(self, text: str) -> Iterator[tuple[How, list[Name]]]:
        """Yield each stage's finds; the next is searched, and its index built, only when it is asked for."""
        yield "folded", self._search(text).whole()
        yield "initials", self._with_initials(text)
        if _HAN.search(text):
            yield "romanised", self._names.joined(_ascii(text).replace(" ", ""))
        if _CYRILLIC.search(text):
            yield "inflected", self._inflected(text).whole()
            yield "inflected", self._inflected(text).surnamed()
        if " " in fold(text) and not _is_acronym(text):
            yield "romanised", self._search(text, romanised=True).whole()

    def _part_stages(self, text: str) -> Iterator[tuple[How, list[Name]]]:
        if _is_acronym(text):
            found = self._search(text)
            yield "part", found.surnamed() or [n for n in found.part() if text in re.split(r"\W+", n.text)]
            return
        yield "part", self._search(text).part()
        if " " not in fold(text):
            yield "romanised", self._search(text, romanised=True).whole()
        yield "romanised part", self._search(text, romanised=True).part()
        yield "within", self._titled(text, self._search(text).within())
        yield "romanised within", self._titled(text, self._search(text, romanised=True).within())

    def _search(self, text: str, *, romanised: bool = False) -> _Lookup:
        if romanised:
            spellings = list(respellings(clean(text)))
            return _Lookup(self._names.romanised, spellings, self._names, self._tells_enough(text))
        return _Lookup(self._names.folded, [fold(text)], self._names, _whatever_name)

    def _inflected(self, text: str) -> _Lookup:
        return _Lookup(self._names.folded, list(nominatives(fold(text))), self._names, _whatever_name)

    def _with_initials(self, text: str) -> list[Name]:
        surname = surname_with_initials(text)
        found = self._names.at(self._names.folded.surnames([surname])) if surname else []
        return [name for name in found if _folder_of(name) == "person" and has_initials(name.text, text)]

    def _titled(self, text: str, names: Iterable[Name]) -> list[Name]:
        """Return the names to which a text adds but titles, a patronymic and words that tell nothing."""
        words = fold(text).replace("-", " ").split()
        titles = self._titles() | FILLERS
        idle = [word for word in words if word in titles or is_patronymic(word)]

        def tells_all(name: Name) -> bool:
            own = fold(name.text).replace("-", " ").split()
            return len(words) - len(own) <= sum(word not in own for word in idle)

        return [name for name in names if tells_all(name)]

    def _tells_enough(self, text: str) -> Callable[[Name], bool]:
        """Of what has a Korean name, leave out the names in letters that tell less than those of the text do.

        Latin o is 어 and 오 alike, and Cyrillic н n and ng: Ким Ён Чхоль is both Kim Yong-chol and Kim Yon-chol.
        """
        if _HANGUL.search(text):
            return lambda name: not self._is_korean(name.entity) or bool(_HANGUL.search(name.text))
        if _CYRILLIC.search(text):
            return _whatever_name
        return lambda name: not self._is_korean(name.entity) or not _CYRILLIC.search(name.text)

    def _is_korean(self, entity: str) -> bool:
        return any(_HANGUL.search(name.text) for name in self._names.of(entity))


class _Lookup:
    """One text, in one or more spellings, looked for among the names that are admitted."""

    def __init__(
        self, index: FormIndex, spellings: Sequence[str], names: NameTable, admits: Callable[[Name], bool]
    ) -> None:
        self._index, self._spellings, self._names, self._admits = index, spellings, names, admits

    def whole(self) -> list[Name]:
        return self._at(self._index.whole(self._spellings))

    def part(self) -> list[Name]:
        if people := self.surnamed():
            return people
        names = self._describing(self._index.parts(self._spellings))
        return [name for name in names if _folder_of(name) == "person"] or _without_derived(names)

    def surnamed(self) -> list[Name]:
        surnames = self._at(self._index.surnames(self._spellings))
        return [name for name in surnames if name.preferred and _folder_of(name) == "person"]

    def within(self) -> list[Name]:
        names = self._describing(self._index.within(self._spellings))
        return [name for name in names if _folder_of(name) not in _ACTORS_AND_PLACES]

    def _at(self, places: Iterable[int]) -> list[Name]:
        return list(filter(self._admits, self._names.at(places)))

    def _describing(self, places: Iterable[int]) -> list[Name]:
        return [name for name in self._at(places) if _folder_of(name) not in _NAMED_WHOLE]


def _whatever_name(name: Name) -> bool:
    return True


def _is_acronym(text: str) -> bool:
    """Tell whether a text is a short word in capitals: a code or an acronym, which nobody spells otherwise."""
    return _ACRONYM.fullmatch(text) is not None


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


def _folder_of(name: Name) -> str:
    return name.entity.split("/")[-2:][0]


def _ascii(text: str) -> str:
    from anyascii import anyascii  # here, as rapidfuzz below: both cost more than a look-up and are seldom needed

    return anyascii(fold(text)).casefold().replace("-", " ")
