"""Words like a word, and names like a name: what somebody may have meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

_LEAST = 60
"""The least likeness, of 100, of a word that is offered."""


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the known words that are most like a word, the likeliest first; none where all are unlike it.

    >>> nearest("visiter", ["host", "visitor"])
    ['visitor']
    """
    from rapidfuzz import process  # here: it costs more than a look-up, and is seldom needed

    return [like for like, _, _ in process.extract(word, sorted(known), limit=most, score_cutoff=_LEAST)]


def likeness_to(asked: str) -> Callable[[str], float]:
    """Return what scores from 0 to 100 how like a folded name is as a whole, or its words are to those asked for.

    Each word is scored once, however many names have it.

    Args:
        asked: What was asked for, in plain letters.
    """
    from anyascii import anyascii
    from rapidfuzz.fuzz import ratio

    asked_words = asked.split()

    @cache
    def by_word(word: str) -> tuple[float, ...]:
        return tuple(ratio(one, word) for one in asked_words)

    def likeness(folded: str) -> float:
        text = str(anyascii(folded)).casefold().replace("-", " ")
        best: Iterable[float] = map(max, zip(*map(by_word, text.split()), strict=True))
        return max(float(ratio(asked, text)), sum(best) / len(asked_words))

    return likeness
