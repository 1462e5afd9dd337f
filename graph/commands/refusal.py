"""Refusals: what the library refuses, in the words of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.errors import HiddenError, PanmunjomError, UnknownNameError

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
_OF_LENS = {
    "known_by": "--known-by",
    "certainty": "--certainty",
    "sources": "--source",
    "dossiers": "--dossier",
    "span": "--since and --until",
}
_CHANGED = {
    "layer": "try --layer all",
    "derived": "see --derived",
    "aligned": "see --aligned",
    "dossiers": "choose it with --dossier",
    "allow_service": "if you trust the query, allow it (--allow-service)",
}


def exit_code(error: PanmunjomError) -> int:
    """Return 124 past a deadline, 1 where there is no answer, 2 where the question or the data is at fault."""
    from graph.errors import DeadlineError, EmptyLensError, HiddenError, NoPathError

    if isinstance(error, DeadlineError):
        return 124
    return 1 if isinstance(error, EmptyLensError | HiddenError | NoPathError) else 2


def worded(error: PanmunjomError) -> str:
    """Return what is wrong, and which option to change."""
    from graph.errors import HiddenError, LensError, NoPathError, SearchLimitError, UnknownNameError

    if isinstance(error, UnknownNameError):
        return _of_hidden(error) if isinstance(error, HiddenError) else _of_unknown(error)
    if isinstance(error, SearchLimitError):
        return f"{error.message}; try --max-hops 5 or less, or fewer conditions"
    if isinstance(error, NoPathError) and error.loosen:
        ways = " or ".join(_LOOSER[name] for name in error.loosen)
        return f"{error.message}; {ways} there is one"
    if isinstance(error, LensError) and "unknown source" in error.message:
        return f"{error.message}; {_LISTS['source']}"
    if error.loosen:
        return f"{error.message}: {', '.join(_CHANGED.get(name, name) for name in error.loosen)}"
    return str(error)


def _of_unknown(error: UnknownNameError) -> str:
    if error.suggestions or error.known:
        return str(error)
    advice = _LISTS.get(error.what, "Widen the lens, or leave it out." if error.lens else "")
    return f"{str(error).removesuffix('.')}. {advice}".rstrip()


def _of_hidden(error: HiddenError) -> str:
    from graph.render.words import capitalised

    told = capitalised(error.message)
    options = " or ".join(_OF_LENS[part] for part in error.loosen)
    return f"{told}; leave out {options} to see it." if options else f"{told}."
