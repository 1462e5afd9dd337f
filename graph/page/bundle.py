"""The parts of the page that are files: template, style, scripts, texts, and the library that draws."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from typing import Any

from graph.model.vocabulary import LANGUAGES

HERE = files("graph") / "page"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) ([\w$]+))", re.MULTILINE)


def script() -> str:
    """Return the modules of the page as one script: each in a scope of its own, what it imports before it.

    A page that is one file cannot import; so `import` becomes a look into the scope of the other module.
    """
    texts = {
        entry.name.removesuffix(".js"): entry.read_text(encoding="utf-8")
        for entry in sorted((HERE / "script").iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".js")
    }
    needs = {name: {found[1] for found in _IMPORT.findall(text)} for name, text in texts.items()}
    scopes = (_scope(name, texts[name]) for name in TopologicalSorter(dict(sorted(needs.items()))).static_order())
    return "\n".join(scopes)


def _scope(name: str, text: str) -> str:
    body = _IMPORT.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = {_variable(found[2])};\n", text)
    given = ", ".join(_EXPORT.findall(text))
    return (
        f"const {_variable(name)} = await (async () => {{\n{_EXPORT.sub('', body)}return {{ {given} }};\n}})();\n"
    )


def _variable(name: str) -> str:
    return "module_" + name.replace("-", "_")


def style() -> str:
    """Return the style sheets as one, in the order of their names."""
    sheets = sorted((HERE / "style").iterdir(), key=lambda entry: entry.name)
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.name.endswith(".css"))


def texts() -> dict[str, Any]:
    """Return the texts of the interface by language."""
    return {
        language: json.loads((HERE / "texts" / f"{language}.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }


@cache
def library() -> str:
    """Return vis-network as pyvis brings it along, with its banner.

    Its line ends are those that the HTML parser will make of them, or its hash would not be that of what runs; the
    reference to a source map is a request, and goes.
    """
    path = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    return re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", text)


def packed(content: Any) -> str:
    """Return a text, or data as JSON, compressed and in letters that mean nothing to HTML.

    Uncompressed, a page would be three times as large.
    """
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(press.compress(text.encode("utf-8")) + press.flush()).decode("ascii")


def digest(text: str) -> str:
    """Return the hash of an inline script or style as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
