"""The parts of the page that are files: template, style, scripts, texts, and the library that draws."""

from __future__ import annotations

import base64
import hashlib
import json
import posixpath
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Any

from graph.model.vocabulary import LANGUAGES

HERE = files("graph") / "page"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]*)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) ([\w$]+))", re.MULTILINE)

_COMMENT = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
"""A comment that stands by itself: browsers need none."""


@cache
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


@cache
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


def digest(text: str) -> str:
    """Return the hash of an inline script or style as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
