"""Refusals: what the library refuses, in the words of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from graph.errors import PanmunjomError, UnknownNameError

_LISTS = {
    "source": "`panmunjom sources` lists them.",
    "claim": "`panmunjom claims` lists them.",
    "query": "`panmunjom queries` lists them.",
}
_LOOSER = {
    "through": "without --through",
    "avoid": "without --avoid",
    "states": "without --no-states",
    "in_order": "without --in-order",
    "max_hops": "with a higher --max-hops",
}
_CHANGED = {
    "layer": "try --layer all",
    "derived": "see --derived",
    "aligned": "see --aligned",
    "dossiers": "choose it with --dossier",
    "allow_service": "if you trust the query, allow it (--allow-service)",
}


class Refusal(click.ClickException):
    """What the library refuses, worded for the command line."""

    def __init__(self, error: PanmunjomError) -> None:
        from graph.errors import DeadlineError, EmptyLensError, NoPathError
        from graph.model.safe import safe

        super().__init__("\n".join(map(safe, worded(error).split("\n"))))
        nothing = 1 if isinstance(error, EmptyLensError | NoPathError) else 2
        self.exit_code = 124 if isinstance(error, DeadlineError) else nothing  # type: ignore[misc]


def worded(error: PanmunjomError) -> str:
    """Return what is wrong, and which option to change."""
    from graph.errors import LensError, NoPathError, SearchLimitError, UnknownNameError

    if isinstance(error, SearchLimitError):
        return f"{error.message}; try --max-hops 5 or less, or fewer conditions"
    if isinstance(error, NoPathError) and error.loosen:
        ways = " or ".join(_LOOSER[name] for name in error.loosen)
        return f"{error.message}; {ways} there is one"
    if isinstance(error, LensError) and "unknown source" in error.message:
        return f"{error.message}; {_LISTS['source']}"
    if error.loosen:
        return f"{error.message}: {', '.join(_CHANGED.get(name, name) for name in error.loosen)}"
    if isinstance(error, UnknownNameError) and not (error.suggestions or error.known):
        advice = _LISTS.get(error.what) or ("" if error.what == "kind" else _other_spelling(error))
        return f"{error}. {advice}".removesuffix(" ") if advice else str(error)
    return str(error)


def _other_spelling(error: UnknownNameError) -> str:
    return "Try another spelling, or widen the lens." if error.lens else "Try another spelling."
