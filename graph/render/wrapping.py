"""Where lines of text may end: behind words, and within what is written without blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model.safe import width

_WORD = re.compile(r"[^ ]+ *| +")


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Yield a text in lines of whole words; a longer word, an address say, stays whole.

    >>> list(wrapped("who met whom", 7))
    ['who met', 'whom']
    """
    line, used = "", 0
    for word in words_with_blanks(text, columns):
        cells = width(word.rstrip())
        if line.strip() and used + cells > columns:
            yield line.rstrip()
            line, used = "", 0
        line += word
        used += width(word)
    yield line.rstrip()


def words_with_blanks(text: str, columns: int | None = None) -> Iterator[str]:
    """Yield the words of a text, each with the blanks behind it.

    Args:
        text: What to write.
        columns: Cells of a line. A word of wide characters that is longer comes in its characters, between which
            a line may end (Unicode Standard Annex 14, class ID).
    """
    for word in _WORD.findall(text):
        yield from _pieces(word, columns)


def _pieces(word: str, columns: int | None) -> Iterator[str]:
    if columns is None or (cells := width(word.rstrip())) <= columns or cells == len(word.rstrip()):
        yield word
        return
    part = ""
    for char in word:
        if part and width(part[-1]) == 2 and char != " ":
            yield part
            part = ""
        part += char
    yield part
