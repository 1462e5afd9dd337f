"""How a name is written, apart from what it names: cleaned, folded, read letter by letter, and compared.

A form is a sequence of letters with the places where words and units begin; spaces part units, hyphens words within
them. Folded, a letter is itself; romanised, it is any of several (`graph.names.romanisation`). One index serves
both (`graph.names.forms`), for a folded letter agrees with itself alone.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
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

    @property
    def endings(self) -> list[str]:
        """The skeletons of what remains from the beginning of each word on, the whole first."""
        return [self.skeleton[start:] for start in self.words[:-1]]

    @property
    def skeletons(self) -> list[str]:
        """The skeleton of each unit."""
        return [self.skeleton[start:end] for start, end in pairwise(self.units)]

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


def _printable(character: str) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    return character if character.isprintable() else " "
