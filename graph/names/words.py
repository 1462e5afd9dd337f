"""Words: those of a text in a form in which texts can be compared, whatever their inflection."""

from __future__ import annotations

import re

from graph.conclusions.conclusions import Conclusions
from graph.names.persons import FILLERS
from graph.names.spelling import fold
from graph.names.states import StateForms
from graph.names.stems import stem

_HANGUL = re.compile(r"[가-힣]{2,}")


class WordSets:
    """Gives the words of texts: stems of them, and the IRIs of states in any of their forms.

    Args:
        conclusions: Knows the states.
    """

    def __init__(self, conclusions: Conclusions) -> None:
        self._states = StateForms(conclusions)

    def of(self, text: str) -> frozenset[str]:
        """Return the words of a text but those that tell nothing, states by their IRIs."""
        folded = f" {fold(text).replace('-', ' ')} "
        for _, form, iri in self._states.within(folded):
            folded = folded.replace(form, f" {iri} ")
        return frozenset(word if "/" in word else stem(word) for word in folded.split() if word not in FILLERS)


def has_all(words: frozenset[str], asked: frozenset[str]) -> bool:
    """Tell whether all words that are asked for are among some."""
    return all(has(words, word) for word in asked)


def has(words: frozenset[str], word: str) -> bool:
    """Tell whether a word is among some; a Korean word is the same with a particle after it."""
    return word in words or (bool(_HANGUL.fullmatch(word)) and any(other.startswith(word) for other in words))
