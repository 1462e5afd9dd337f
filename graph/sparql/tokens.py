"""The words of a SPARQL text: what in it is code, and what is comment, string or IRI."""

from __future__ import annotations

import re

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


def code(text: str) -> str:
    """Return a text of the same length in which comments, strings and IRIs are blanks.

    >>> code('ASK { ?s ?p "}" } # all')
    'ASK { ?s ?p     }      '
    """
    return _OPAQUE.sub(lambda match: re.sub(r"[^\n\r]", " ", match[0]), text)


def unescaped(text: str) -> str:
    r"""Return a text with every code point escape resolved, also those that only resolving brings about.

    >>> unescaped(r"\u0053ERVICE")
    'SERVICE'
    """
    while "\\" in text and (plain := _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)) != text:
        text = plain
    return text
