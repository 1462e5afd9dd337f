"""Words like a word: what somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable

_LEAST = 60
"""The least likeness, of 100, of a word that is offered."""


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the known words that are most like a word, the likeliest first; none where all are unlike it.

    >>> nearest("visiter", ["host", "visitor"])
    ['visitor']
    """
    from rapidfuzz import process  # here: it costs more than a look-up, and is seldom needed

    return [like for like, _, _ in process.extract(word, sorted(known), limit=most, score_cutoff=_LEAST)]
