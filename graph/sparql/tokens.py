"""The words of a SPARQL text: what in it is code, and what is comment, string or IRI."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPAQUE = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*>                          # IRI
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}               # long strings
    | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'      # short strings
    | \#[^\n\r]*                                         # comment
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})")


def code(text: str, fill: str = " ") -> str:
    """Return a text of the same length in which comments, strings and IRIs are blanks.

    Args:
        text: The text.
        fill: What to put for each character of strings and IRIs instead.

    >>> code('ASK { ?s ?p "}" } # all')
    'ASK { ?s ?p     }      '
    """
    return _OPAQUE.sub(lambda match: re.sub(r"[^\n\r]", " " if match[0][0] == "#" else fill, match[0]), text)


_STAR = re.compile(
    r"\s*(?:(?:PREFIX\s+[\w.-]*:|BASE|VERSION)\s+)*SELECT(?:\s+(?:DISTINCT|REDUCED))?\s*\*", re.IGNORECASE
)
_VARIABLE = re.compile(r"[?$](\w+)")


def bracket_end(plain: str, opening: int) -> int:
    """Return the place behind the bracket that closes the one at a place, or the end of the text.

    >>> bracket_end("a (b (c)) d", 2), bracket_end("{ {} ", 0)
    (9, 5)
    """
    own, other = plain[opening], {"(": ")", "{": "}"}[plain[opening]]
    depth = 0
    for mark in re.finditer(f"[{own}{other}]", plain[opening:]):
        depth += 1 if mark[0] == own else -1
        if not depth:
            return opening + mark.end()
    return len(plain)


def variables_of_star(text: str, found: list[str]) -> list[str]:
    """Return the columns of a `SELECT *` in the order in which the text has them; those of others as they are.

    >>> variables_of_star("SELECT * { ?s ?p ?o }", ["o", "p", "s"])
    ['s', 'p', 'o']
    """
    plain = code(text)
    if not _STAR.match(plain):
        return found
    written = [name for name in dict.fromkeys(_VARIABLE.findall(plain)) if name in found]
    return written + [name for name in found if name not in written]


def iris(text: str) -> Iterator[str]:
    """Yield the IRIs that stand in a text in brackets, those in comments and strings left out.

    >>> list(iris('ASK { ?s <http://e/p> "<http://e/q>" } # <http://e/r>'))
    ['http://e/p']
    """
    return (match[0][1:-1] for match in _OPAQUE.finditer(text) if match[0].startswith("<"))


def unescaped(text: str) -> str:
    r"""Return a text with every code point escape resolved, also those that only resolving brings about.

    >>> unescaped(r"\u0053ERVICE")
    'SERVICE'
    """
    while "\\" in text and (plain := _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)) != text:
        text = plain
    return text
