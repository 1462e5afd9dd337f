"""How deeply a text is nested: parsers call themselves for each level, and a deep one ends the process."""

from __future__ import annotations

import re
from collections.abc import Iterable

DEEPEST = 500
"""More levels than this are refused; people write ten."""

JSON = rb'(?P<opens>[\[{])|(?P<closes>[\]}])|"(?:[^"\\]|\\.)*+"?'
TURTLE = (
    rb'(?P<opens><<)|(?P<closes>>>)|<[^<>\s]*+>?|#[^\n]*+|"""(?:[^"\\]|\\.|"(?!""))*+|"(?:[^"\\\n]|\\.)*+"?'
    rb"|'''(?:[^'\\]|\\.|'(?!''))*+|'(?:[^'\\\n]|\\.)*+'?"
)
XML = (
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*+>?|(?P<closes></)[^>]*+>?"
    rb"""|<(?:[^>"'/]|"[^"]*+"|'[^']*+'|/(?!>))*+/>|(?P<opens><)"""
)
SPARQL = (
    rb'(?P<opens>[({\[])|(?P<closes>[)}\]])|<[^<>"{}|^`\\\s]*+>|#[^\n]*+|"""(?:[^"\\]|\\.|"(?!""))*+'
    rb"|'''(?:[^'\\]|\\.|'(?!''))*+"
    rb'|"(?:[^"\\\n]|\\.)*+"?'
    rb"|'(?:[^'\\\n]|\\.)*+'?"
)


def too_deep(content: bytes, marks: bytes) -> int | None:
    """Return where a text becomes deeper than `DEEPEST`, as a number of bytes; None where it never does.

    Args:
        content: The text.
        marks: What opens and closes a level in its language, and what may not be taken for that: `JSON`, `TURTLE` …

    >>> too_deep(b'[' * 3, JSON), too_deep(b'["[[["]' * 600, JSON), too_deep(b'[' * 501, JSON)
    (None, None, 500)
    """
    depth = 0
    for mark in _levels(content, marks):
        depth = depth + 1 if mark.lastgroup == "opens" else max(0, depth - 1)
        if depth > DEEPEST:
            return mark.start()
    return None


def _levels(content: bytes, marks: bytes) -> Iterable[re.Match[bytes]]:
    return (mark for mark in re.finditer(marks, content, re.DOTALL) if mark.lastgroup)


_ENTITY = re.compile(rb"<!ENTITY\s+([\w.:-]+)\s+(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(rb"&([\w.:-]+);")


def unpacked_size(xml: bytes) -> int:
    """Return how many bytes the entities of an XML document write out to: a few lines can stand for gigabytes.

    >>> unpacked_size(b'<!DOCTYPE x [<!ENTITY a "0123456789"><!ENTITY b "&a;&a;">]><x>&b;&b;&amp;</x>')
    40
    """
    sizes: dict[bytes, int] = {}
    end = 0
    for entity in _ENTITY.finditer(xml) if b"<!ENTITY" in xml else ():
        value = entity[2] or entity[3] or b""
        sizes[entity[1]] = len(_REFERENCE.sub(b"", value)) + _written_out(value, sizes)
        end = entity.end()
    return _written_out(xml[end:], sizes) if sizes else 0


def _written_out(text: bytes, sizes: dict[bytes, int]) -> int:
    return sum(sizes.get(reference[1], 0) for reference in _REFERENCE.finditer(text))
