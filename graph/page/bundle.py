"""The parts of the page that are files: template, style, scripts, texts, and the library that draws."""

from __future__ import annotations

import base64
import hashlib
import json
import posixpath
import re
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from types import ModuleType
from typing import Any

from graph.model.vocabulary import LANGUAGES

HERE = files("graph") / "page"

Row = Mapping[str, Any]

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]*)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) ([\w$]+))", re.MULTILINE)

_COMMENT = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
"""A comment that stands by itself: browsers need none."""

_LETTERS = str.maketrans("<>&", "[].")
"""What base 85 may not hold inside HTML, and what stands for it."""


def script() -> str:
    """Return the modules of the page as one script: each in a scope of its own, what it imports before it.

    A page that is one file cannot import; so `import` becomes a look into the scope of the other module.
    """
    modules = dict(_modules(HERE / "script", ""))
    needs = {name: [_target(name, found[2]) for found in _IMPORT.finditer(text)] for name, text in modules.items()}
    order = TopologicalSorter(needs).static_order()
    scopes = "\n".join(_scope(name, modules[name]) for name in order)
    return f'(() => {{\n"use strict";\n{scopes}}})();\n'


def _modules(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of every module of a folder and of the folders in it."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _modules(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".js"):
            yield prefix + entry.name.removesuffix(".js"), entry.read_text(encoding="utf-8")


def _target(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _scope(name: str, text: str) -> str:
    def look(found: re.Match[str]) -> str:
        return f"const {{{found[1].replace(' as ', ': ')}}} = {_variable(_target(name, found[2]))};\n"

    body, given = _COMMENT.sub("", _IMPORT.sub(look, text)), ", ".join(_EXPORT.findall(text))
    return f"const {_variable(name)} = (() => {{\n{_EXPORT.sub('', body)}return {{ {given} }};\n}})();\n"


def _variable(name: str) -> str:
    return "module_" + re.sub(r"\W", "_", name)


def loader() -> str:
    """Return the script that unpacks the others, or shows the tables where a browser cannot."""
    return (HERE / "loader.js").read_text(encoding="utf-8")


def cover() -> str:
    """Return the script that takes away the title of the story where something else is asked for."""
    return (
        'if (location.hash) { document.getElementById("cover").hidden = true;'
        ' document.getElementById("app").dataset.view = "network"; }'
    )


def palette() -> str:
    """Return the colours and type of the page, for pages whose readers choose light or dark in their system."""
    text = (HERE / "style" / "0-palette.css").read_text(encoding="utf-8")
    light, _, inside = text.partition(':root[data-theme="dark"]')
    return f"{light}@media (prefers-color-scheme: dark) {{ :root{inside}}}"


def style() -> str:
    """Return the style sheets as one, in the order of their names."""
    sheets = sorted((HERE / "style").iterdir(), key=lambda entry: entry.name)
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.name.endswith(".css"))


def interface_texts() -> dict[str, Any]:
    """Return the texts of the interface by language."""
    return {
        language: json.loads((HERE / "texts" / f"{language}.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }


@cache
def pyvis() -> Any:
    """Return pyvis, loaded without all of IPython, of which it needs only the frames of notebooks."""

    def frame(*args: Any, **options: Any) -> Any:
        from IPython.display import IFrame

        return IFrame(*args, **options)

    stands_in = ModuleType("IPython.display")
    stands_in.IFrame = frame  # type: ignore[attr-defined]
    loaded = sys.modules.setdefault(stands_in.__name__, stands_in)
    try:
        import pyvis
    finally:
        if loaded is stands_in:
            del sys.modules[stands_in.__name__]
    return pyvis


@cache
def library() -> str:
    """Return vis-network as pyvis brings it along, with its banner.

    Its line ends are those that the HTML parser would make of them; the reference to a source map is a request, and
    goes.
    """
    path = files(pyvis()) / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    return re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", text)


_SPEAKERS = ("publisher", "author")
"""By what a source names those who speak in it."""


def carried(
    nodes: Iterable[Row], edges: Iterable[Row], graph: Mapping[str, Any], texts: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a page carries, tables by column, which takes a tenth less room; names of speakers once."""
    sources, voices = columns(graph["sources"]), graph["views"]["sources"]
    speaks = [name for role in _SPEAKERS for name in sources.get(role, [])]
    names = sorted({_fewest(each) for each in [*speaks, *(voice["names"] for voice in voices["voices"])] if each})
    numbers = {name: number for number, name in enumerate(names)}
    for role in _SPEAKERS:
        if role in sources:
            sources[role] = [numbers[_fewest(name)] if name else None for name in sources[role]]
    numbered = [{**voice, "names": numbers[_fewest(voice["names"])]} for voice in voices["voices"]]
    views = {**graph["views"], "sources": {**voices, "voices": numbered}}
    tables = {"claims": columns(graph["claims"]), "sources": sources, "speakers": names, "views": views}
    return {
        "nodes": columns(nodes, without=("id", "shape")),
        "edges": columns(edges, without=("id", "arrows")),
        "graph": {**graph, **tables},
        "texts": texts,
    }


def _fewest(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names in each language without the last that are as the first: that one counts instead."""
    last = max(at for at, name in enumerate(names) if name != names[0] or at == 0)
    return tuple(names[: last + 1])


def columns(rows: Iterable[Row], *, without: Collection[str] = ()) -> dict[str, list[Any]]:
    """Return rows as columns; what a row lacks is None.

    >>> columns([{"a": 1}, {"a": 2, "b": 3}])
    {'a': [1, 2], 'b': [None, 3]}
    """
    rows = list(rows)
    names = dict.fromkeys(chain.from_iterable(rows))
    return {name: [row.get(name) for row in rows] for name in names if name not in without}


def rows(columns: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Return columns as rows again.

    >>> rows({"a": [1, 2], "b": [None, 3]})
    [{'a': 1}, {'a': 2, 'b': 3}]
    """
    names, cells = list(columns), zip(*columns.values(), strict=True)
    return [{name: cell for name, cell in zip(names, row, strict=True) if cell is not None} for row in cells]


def packed(content: Any) -> str:
    """Return a text, or data as JSON, compressed and in letters that mean nothing to HTML.

    Uncompressed, a page would be four times as large.

    >>> unpacked(packed({"a": "<b> & c"}))
    '{"a":"<b> & c"}'
    """
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    press = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    pressed = press.compress(text.encode("utf-8")) + press.flush()
    return base64.b85encode(pressed).decode("ascii").translate(_LETTERS)


def unpacked(text: str) -> str:
    """Return what `packed` was given, as text."""
    back = {stand_in: letter for letter, stand_in in _LETTERS.items()}
    return zlib.decompress(base64.b85decode(text.translate(back)), -zlib.MAX_WBITS).decode("utf-8")


def digest(text: str) -> str:
    """Return the hash of an inline script or style as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
