"""Pages: HTML that is read without script, and the records of the same answers as JSON."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.model.safe import safe_text
from graph.model.vocabulary import LANGUAGES
from graph.render.words import words
from graph.serve.negotiation import FORMS
from graph.serve.reply import Reply
from graph.serve.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Environment

    from graph.render.lines import Line
    from graph.serve.visit import Visit

HERE = Path(__file__).resolve().parent
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors "
)


def html_page(visit: Visit, template: str, *, status: int = 200, framed: bool = False, **content: Any) -> Reply:
    """Return a page.

    Args:
        visit: Whose answer it is; its language and lens are the page's.
        template: Name of its template.
        status: The HTTP status.
        framed: Whether pages of others may show it in a frame.
        content: What the template shows, by name.
    """
    question, told = visit.question, words(visit.language)
    writer = Writer(visit, told)
    text = environment().get_template(template).render(
        q=question, graph=visit.graph, w=writer, t=told, link=question.link,
        lens=visit.graph.lens.describe(), unlensed=writer.whole(), languages=LANGUAGES,
        names=page_words(), form_titles={form.name: form.title for form in FORMS.values()}, **content,
    )  # fmt: skip
    return Reply(
        text.encode(),
        "html",
        status,
        (("content-security-policy", _POLICY + "*" if framed else f"{_POLICY}'none'"),),
    )


def json_reply(record: object, status: int = 200) -> Reply:
    """Return a record as JSON."""
    return Reply(json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n", "json", status)


def lines_reply(lines: Iterable[Line]) -> Reply:
    """Return lines as the terminal has them."""
    from graph.render.lines import layout

    text = layout(lines, None, lambda text, style: text)
    return Reply(f"{text or 'Nothing found.'}\n".encode(), "txt")


@cache
def page_words() -> Mapping[str, Mapping[str, str]]:
    """Return the words of pages, by language."""
    return {language: words(language) for language in LANGUAGES}


def _harmless(value: Any) -> Any:
    """Show control characters in what a template fills in, instead of sending them."""
    return safe_text(value) if type(value) is str else value


@cache
def environment() -> Environment:
    """Return what fills in templates; every text is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(str(HERE / "templates")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False, finalize=_harmless,
    )  # fmt: skip
    for name in made.list_templates():
        made.get_template(name)
    return made
