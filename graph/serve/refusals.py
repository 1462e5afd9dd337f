"""Refusals: what the library refuses, with the HTTP status that fits, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.errors import (
    AmbiguousNameError,
    EmptyLensError,
    ForbiddenQueryError,
    NoPathError,
    PanmunjomError,
    UnknownNameError,
)
from graph.model.safe import safe
from graph.serve.pages import html_page, json_reply
from graph.serve.reply import Reply
from graph.serve.visit import Visit

_STATUS = (
    (AmbiguousNameError, 300),
    (ForbiddenQueryError, 403),
    (UnknownNameError, 404),
    (EmptyLensError, 404),
    (NoPathError, 404),
    (PanmunjomError, 400),
)
_LOOSER = {
    "allow_service": "this server asks no other",
    "dossiers": "choose it with dossier=",
    "states": "without states=no",
    "max_hops": "with more hops",
}


def refusal(visit: Visit, error: PanmunjomError) -> Reply:
    """Return the reply that tells of an error."""
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    message = "\n".join(map(safe, worded(error).split("\n")))
    asked = error.name if isinstance(error, AmbiguousNameError | UnknownNameError) else ""
    return _refusal(
        visit, status, message, asked=asked,
        candidates=error.candidates if isinstance(error, AmbiguousNameError) else (),
        suggestions=error.suggestions if isinstance(error, UnknownNameError) else (),
        claims=error.claims if isinstance(error, UnknownNameError) else (),
    )  # fmt: skip


def page_not_found(visit: Visit) -> Reply:
    """Return the reply to an address that nothing answers."""
    return _refusal(visit, 404, f"Nothing here goes by {safe(visit.question.path)}.")


def worded(error: PanmunjomError) -> str:
    """Return what is wrong, and what to change in the address."""
    if not error.loosen:
        return str(error).replace(" (--allow-service)", "").replace("; if you trust the query, allow it", "")
    return f"{error.message}; {', '.join(_LOOSER.get(name, f'without {name}') for name in error.loosen)}"


def _refusal(visit: Visit, status: int, message: str, *, asked: str = "", **more: Sequence[object]) -> Reply:
    if visit.form == "html":
        question = visit.question
        given = [pair for pair in question.params if pair not in question.lens]

        def instead(name: str) -> str:
            """Return the address of the same question with another name in the place of the one that was asked."""
            if any(value == asked for _, value in given):
                return question.link(
                    question.path, [(key, name if value == asked else value) for key, value in given]
                )
            return question.link("/show", [("name", name)])

        nothing: dict[str, Any] = {"candidates": (), "suggestions": (), "claims": ()}
        return html_page(
            visit, "refusal.html", status=status, title=str(status), message=message, asked=asked, instead=instead,
            **{**nothing, **more},
        )  # fmt: skip
    if visit.form in {"json", "jsonld", "srj"}:
        return json_reply({"error": message, **{name: value for name, value in more.items() if value}}, status)
    return Reply(f"{message}\n".encode(), "text/plain; charset=utf-8", status)
