"""Text from data, made harmless for terminals and files."""

from __future__ import annotations

import re
import unicodedata

_MAY_HARM = re.compile(r"[^\n\t -~]")
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML document can have."""

_HALF = re.compile("[\ud800-\udfff]")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """Show control characters, terminal escapes and bidirectional marks instead of obeying them.

    >>> safe("a\\x1b[31mb")
    'a␛[31mb'
    """
    if text.isprintable():
        return text
    return "".join(_visible(char) for char in text)


def safe_text(text: str) -> str:
    """Do the same for a text of several lines, whose line breaks and tabs stay.

    >>> safe_text("a\\tb\\n\\x1b[31mc")
    'a\\tb\\n␛[31mc'
    """
    return "".join(char if char in "\n\t" else _visible(char) for char in text) if _MAY_HARM.search(text) else text


def _visible(char: str) -> str:
    if char in "\n\t":
        return " "
    if ord(char) < 32:
        return chr(0x2400 + ord(char))
    if char in _BIDI or unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp", "Cs"}:
        return f"<U+{ord(char):04X}>"
    return char


def is_broken(text: str) -> bool:
    """Tell whether a text has half a character in it, a surrogate, which no file and no store can hold.

    >>> is_broken("Lavrov"), is_broken("Lav\\ud800rov")
    (False, True)
    """
    return not text.isascii() and _HALF.search(text) is not None


def width(text: str) -> int:
    """Return how many terminal cells a text takes; Hangul and other wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
