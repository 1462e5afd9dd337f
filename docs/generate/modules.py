"""reference.md: the docstrings of all public names."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import griffe
import griffe2md
from jinja2 import Environment

import graph

INTRODUCTION = """\
# Reference of the library

Made by `python docs/generate` from the docstrings. Everything here is imported from `graph`; [api.md](api.md) is the
tutorial."""

_FIRST = ("open_graph", "KnowledgeGraph", "Lens")
_LINK = re.compile(r"\[(\*\*\w+\*\*|[\w.]+)\]\(#[\w.-]+\)")
_CODE = re.compile(r"<code>(.*?)</code>", re.DOTALL)
_CONFIG = griffe2md.ConfigDict(
    **{**griffe2md.default_config, "show_signature_annotations": True, "summary": False, "show_root_full_path": False,
       "show_root_members_full_path": False, "show_object_full_path": False, "members_order": "source",
       "show_if_no_docstring": False, "line_length": 100, "heading_level": 2}
)  # fmt: skip


def reference() -> str:
    """Return the whole page."""
    root = Path(graph.__file__).parents[1]
    package = griffe.load("graph", search_paths=[root], docstring_parser="google", resolve_aliases=True)
    names = [*_FIRST, *(name for name in graph.__all__ if name not in _FIRST)]
    templates = griffe2md.prepare_env()  # once: compiling them takes longer than all else here
    return "\n\n".join([INTRODUCTION, *(_section(package[name], templates) for name in names)]) + "\n"


def _section(thing: griffe.Object | griffe.Alias, templates: Environment) -> str:
    described = thing.final_target if isinstance(thing, griffe.Alias) else thing
    template = templates.get_template(f"{described.kind.value}.md.jinja")
    text = template.render(griffe2md.prepare_context(described, _CONFIG))
    text = _LINK.sub(r"\1", text)
    return _CODE.sub(lambda code: f"`{unescape(code[1])}`", text).strip()
