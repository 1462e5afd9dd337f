"""How a name is written, apart from what it names: cleaned, folded, read letter by letter, and compared.

A form is a sequence of letters with the places where words and units begin; spaces part units, hyphens words within
them. Folded, a letter is itself; romanised, it is any of several (see `graph.romanise`). One index serves both, for
a folded letter agrees with itself alone.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Self

from graph.names import romanisation as romanise

Words = Sequence[Sequence[str]]
"""The words of one unit, each a sequence of letters."""

WordReader = Callable[[Sequence[str]], list[Words]]
"""What reads units as words: `plain_words` or `romanised_words`."""

_POSSESSIVE = re.compile(r"['’‘ʼ`´]s\b")
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´ʹ′]")
_HYPHENS = re.compile(r"(?<=\w)\s*[-‐‑]\s*(?=\w)")
_PUNCTUATION = re.compile(r"(?:[^\w-]|_|(?<!\w)-|-(?!\w))+")
_ACCENTS = re.compile(r"(?<!и)\u0306|(?<!е)\u0308|[\u0300-\u0305\u0307\u0309-\u036f]")
_RUSSIAN_ACCENTS = str.maketrans("йё", "ие")


def clean(text: str) -> str:
    """Lower the case, drop a leading "the" and accents but those of й and ё, keep only the hyphens within words.

    >>> clean(" KIM  Chŏng‑ŭn's"), clean("Сергей «Шойгу́»"), clean("P'yŏngyang")
    ('kim chong-un', 'сергей шойгу', 'pyongyang')
    """
    if not text.isprintable():
        text = "".join(_printable(character) for character in text)
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))
    text = _APOSTROPHES.sub("", _POSSESSIVE.sub("", text))
    return _PUNCTUATION.sub(" ", _HYPHENS.sub("-", text)).strip().removeprefix("the ")


def fold(text: str) -> str:
    """Clean a text and drop the accents of й and ё as well.

    >>> fold("Ким Ён Нам") == fold("КИМ ЕН НАМ")
    True
    """
    return clean(text).translate(_RUSSIAN_ACCENTS)


def plain_words(units: Sequence[str]) -> list[Words]:
    """Read folded units: each letter is itself."""
    return [unit.split("-") for unit in units]


def romanised_words(units: Sequence[str]) -> list[Words]:
    """Read cleaned units as the Korean letters they may stand for, the first word as a surname."""
    first, *rest = (unit.split("-") for unit in units)
    words = [romanise.with_surname(first, alone=not rest), *rest]
    return [[romanise.letters(word) for word in unit] for unit in words]


class Form(NamedTuple):
    """The letters of a name, their skeleton, and where its words and its units begin (and the last one ends)."""

    letters: Sequence[str]
    skeleton: str
    words: Sequence[int]
    units: Sequence[int]

    @classmethod
    def read(cls, units: Sequence[str], reader: WordReader) -> Self:
        """Read units with one of the two readers."""
        letters: list[str] = []
        words, ends = [0], [0]
        for unit in reader(units):
            for word in unit:
                letters += word
                words.append(len(letters))
            ends.append(len(letters))
        return cls(letters, romanise.skeleton(letters), words, ends)

    def slices(self) -> list[Sequence[str]]:
        """Return the letters of each unit."""
        return [self.letters[start:end] for start, end in pairwise(self.units)]

    def has_at_end(self, other: "Form") -> bool:
        """Tell whether the other form is the first or the last of this one's units, as a surname is."""
        mine = self.slices()
        return len(mine) > 1 and any(romanise.agree(unit, other.letters) for unit in (mine[0], mine[-1]))

    def has_run(self, other: "Form") -> bool:
        """Tell whether the other form is one or several whole words of this one, side by side."""
        start = self.skeleton.find(other.skeleton)
        while start >= 0:
            end = start + len(other.letters)
            if start in self.words and end in self.words and romanise.agree(self.letters[start:end], other.letters):
                return True
            start = self.skeleton.find(other.skeleton, start + 1)
        return False

    def has_units(self, other: "Form") -> bool:
        """Tell whether every unit of the other form is one of this longer one's, in any order."""
        if len(other.units) >= len(self.units):
            return False
        mine = self.slices()
        return all(any(romanise.agree(unit, own) for own in mine) for unit in other.slices())

    def has_in_order(self, other: "Form") -> bool:
        """Tell whether the other form's units are among this one's, in its order but with gaps."""
        mine = iter(self.slices())
        return all(any(romanise.agree(unit, own) for own in mine) for unit in other.slices())


class Index:
    """Forms of many texts, cleaned or folded, to be asked with a text in one or more spellings; answers are places.

    >>> index = Index(["sergey lavrov", "hanoi summit"], plain_words)
    >>> index.whole(["lavrov sergey"]), index.parts(["summit"]), index.within(["the hanoi summit"])
    ([0], [1], [1])
    """

    def __init__(self, texts: Iterable[str], reader: WordReader) -> None:
        self._reader = reader
        self._forms = [Form.read(text.split(" "), reader) for text in texts]
        self._by_skeleton: dict[str, list[int]] = {}
        for place, form in enumerate(self._forms):
            self._by_skeleton.setdefault(form.skeleton, []).append(place)

    def whole(self, spellings: Sequence[str]) -> list[int]:
        """Find texts that agree as they stand, or else with their first words put last."""
        return self._agreeing(self._read(spellings)) or self._agreeing(self._rotations(spellings))

    def surnames(self, spellings: Sequence[str]) -> list[int]:
        """Find texts of which a spelling is the first or the last unit."""
        asked = self._read(spellings)
        return [place for place, form in enumerate(self._forms) if any(map(form.has_at_end, asked))]

    def parts(self, spellings: Sequence[str]) -> list[int]:
        """Find texts in which all words of a spelling are words."""
        asked = self._read(spellings)
        return [
            place
            for place, form in enumerate(self._forms)
            if any(form.has_run(other) or form.has_units(other) for other in asked)
        ]

    def within(self, spellings: Sequence[str]) -> list[int]:
        """Find the longest texts of two or more words that make up half or more of a spelling's."""
        found: dict[int, int] = {}
        for asked in self._rotations(spellings):
            length = len(asked.units) - 1
            for place, form in enumerate(self._forms):
                units = len(form.units) - 1
                if 2 <= units < length <= 2 * units and asked.has_in_order(form):
                    found[place] = units
        longest = max(found.values(), default=0)
        return [place for place, units in found.items() if units == longest]

    def _agreeing(self, asked: Iterable[Form]) -> list[int]:
        return [
            place
            for form in asked
            for place in self._by_skeleton.get(form.skeleton, ())
            if romanise.agree(self._forms[place].letters, form.letters)
        ]

    def _read(self, spellings: Iterable[str]) -> list[Form]:
        forms = (Form.read(spelling.split(" "), self._reader) for spelling in spellings)
        return [form for form in forms if form.letters]

    def _rotations(self, spellings: Iterable[str]) -> list[Form]:
        split = [spelling.split(" ") for spelling in spellings]
        return self._read(" ".join(units[turn:] + units[:turn]) for units in split for turn in range(len(units)))


def _printable(character: str) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    return character if character.isprintable() else " "
