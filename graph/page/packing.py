"""How a page carries its data: tables by column, what would be told twice once, compressed, in letters."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import Any

from graph.model.vocabulary import LANGUAGES

Row = Mapping[str, Any]

_SPEAKERS = ("publisher", "author")
"""By what a source names those who speak in it."""

_BITS = 13
"""So many bits two letters hold: 91 times 91 are more than two to the power of 13."""

_LETTERS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "<>&")
"""All that can be seen in ASCII and means nothing to HTML."""

_PAIRS = [first + second for first in _LETTERS for second in _LETTERS][: 1 << _BITS]

_HALF = 6
"""So many bits one letter holds, the last."""


def carried(
    nodes: Iterable[Row], edges: Iterable[Row], graph: Mapping[str, Any], texts: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a page carries, tables by column, which takes a tenth less room; `columns.js` reads it.

    Names of those who speak stand there once, the subject of statements that follow each other as well, names in
    each language in a column of their own; a day on which something was once.
    """
    sources, voices = columns(graph["sources"]), graph["views"]["sources"]
    speaks = [name for role in _SPEAKERS for name in sources.get(role, [])]
    names = sorted({_fewest(each) for each in [*speaks, *(voice["names"] for voice in voices["voices"])] if each})
    numbers = {name: number for number, name in enumerate(names)}
    for role in _SPEAKERS:
        if role in sources:
            sources[role] = [numbers[_fewest(name)] if name else None for name in sources[role]]
    numbered = [{**voice, "names": numbers[_fewest(voice["names"])]} for voice in voices["voices"]]
    tables = {
        "claims": columns({**claim, "triples": _by_subject(claim["triples"])} for claim in graph["claims"]),
        "things": columns(map(_named, graph["things"])),
        "sources": sources,
        "speakers": names,
        "concluded": [list(map(_dated, entries)) for entries in graph["concluded"]],
        "views": {**graph["views"], "sources": {**voices, "voices": numbered}},
    }
    return {
        "nodes": columns(map(_named, nodes), without=("id", "shape")),
        "edges": columns(edges, without=("id", "arrows")),
        "graph": {**graph, **tables},
        "texts": texts,
    }


def _fewest(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names in each language without the last that are as the first: that one counts instead."""
    last = max(at for at, name in enumerate(names) if name != names[0] or at == 0)
    return tuple(names[: last + 1])


def _by_subject(triples: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Return statements about the same thing together: the thing, then relation and object of each.

    >>> _by_subject([[1, "visitor", 2], [1, "host", 3], [2, "side", 3]])
    [[1, 'visitor', 2, 'host', 3], [2, 'side', 3]]
    """
    return [
        [subject, *(part for triple in about for part in triple[1:])]
        for subject, about in groupby(triples, key=lambda triple: triple[0])
    ]


def _named(thing: Row) -> dict[str, Any]:
    """Return a thing with its names in other languages apart, and without a label that is its slug.

    >>> _named({"slug": "person/a", "label": "A", "names": ["А"]})
    {'slug': 'person/a', 'label': 'A', 'ru': 'А'}
    """
    names = dict(zip(LANGUAGES[1:], thing["names"], strict=False))
    unsaid = {"names", "label"} if thing["label"] == thing["slug"] else {"names"}
    return {key: value for key, value in thing.items() if key not in unsaid} | names


def _dated(entry: Row) -> dict[str, Any]:
    """Return what was concluded of a thing; if it is dated to a day, that day once.

    >>> _dated({"when": {"dates": ["2018-05-31"], "first": "2018-05-31", "last": "2018-05-31", "basis": "own"}})
    {'when': {'basis': 'own', 'on': '2018-05-31'}}
    """
    when = entry.get("when", {})
    if not when or not [when.get("first")] == [when.get("last")] == when.get("dates"):
        return dict(entry)
    rest = {key: value for key, value in when.items() if key not in {"dates", "first", "last"}}
    return {**entry, "when": {**rest, "on": when["first"]}}


def columns(rows: Iterable[Row], *, without: Collection[str] = ()) -> dict[str, list[Any]]:
    """Return rows as columns; what a row lacks is None.

    >>> columns([{"a": 1}, {"a": 2, "b": 3}])
    {'a': [1, 2], 'b': [None, 3]}
    """
    rows = list(rows)
    names = dict.fromkeys(chain.from_iterable(rows))
    return {name: [row.get(name) for row in rows] for name in names if name not in without}


def packed(content: Any) -> str:
    """Return a text, or data as JSON, compressed and in letters that mean nothing to HTML.

    Uncompressed, a page would be four times as large.

    >>> packed({"a": "<b> & c"})
    '`8jkA,0U.sGGnXZ8BO8f!'
    """
    if isinstance(content, str):  # the scripts, which are the same for every page
        return _pressed_once(content)
    return _pressed(json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def _pressed(text: str) -> str:
    press = zlib.compressobj(7, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return lettered(press.compress(text.encode(errors="replace")) + press.flush())


_pressed_once = lru_cache(maxsize=2)(_pressed)


def lettered(data: bytes) -> str:
    """Return bytes as letters, 13 bits in two of them; what is left at the end in one if that holds it.

    >>> lettered(bytes(2)), lettered(b"\\xff" * 13)
    ('!!!', '~"~"~"~"~"~"~"~"')
    """
    pairs, mask, shifts = _PAIRS, (1 << _BITS) - 1, range(7 * _BITS, -1, -_BITS)
    end = len(data) - len(data) % _BITS
    whole = [int.from_bytes(data[at : at + _BITS], "big") for at in range(0, end, _BITS)]
    text = "".join([pairs[number >> shift & mask] for number in whole for shift in shifts])
    bits, number = 8 * (len(data) - end), int.from_bytes(data[end:], "big")
    while bits >= _BITS:
        bits -= _BITS
        text += pairs[number >> bits & mask]
    number &= (1 << bits) - 1
    if bits > _HALF:
        return text + pairs[number << _BITS - bits]
    return text + (_LETTERS[number << _HALF - bits] if bits else "")
