"""Printing: answers to the terminal or to a file, refusals in the words of the command line."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from graph.conclusions.conclusions import Conclusions
    from graph.errors import PanmunjomError, UnknownNameError
    from graph.knowledge import KnowledgeGraph
    from graph.model.entities import Entity
    from graph.names.finding import Resolution
    from graph.page import Answer
    from graph.render.lines import Line, Style
    from graph.render.records import Recorder
    from graph.render.schema import ResolvedRecord

Table = tuple[Sequence[Mapping[str, object]], list[str]]
"""Records, and the keys that a table shows."""

T = TypeVar("T")
EVIDENCE = ["certainty", "source", "paragraph", "locator", "claim", "reported_by", "or_else"]
"""Keys of everything claimed."""

_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "heading": {"bold": True, "fg": "cyan"},
    "dim": {"dim": True},
    "date": {"fg": "green"},
    "warning": {"fg": "yellow"},
}


class Ask(NamedTuple):
    """What a command that answers is given: the graph as it is seen, and how the answer is wanted."""

    graph: KnowledgeGraph
    lang: str
    form: str
    limit: int | None
    out: str | None
    taken: list[tuple[str, Resolution]]

    @property
    def conclusions(self) -> Conclusions:
        """What the claims amount to."""
        return self.graph.conclusions

    @property
    def recorder(self) -> Recorder:
        """Makes records of answers."""
        from graph.render.records import Recorder

        return Recorder(self.conclusions, self.lang)

    def take(self, name: str) -> Entity:
        """Resolve a name, and say which entity it was taken for where that is not plain."""
        resolution = take(self.graph, name)
        if not resolution.is_plain:
            self.taken.append((name, resolution))
        return resolution.entity

    @property
    def resolved(self) -> list[ResolvedRecord]:
        """What names were taken for that are not the entities' own, for JSON."""
        return [self.recorder.resolved(name, resolution) for name, resolution in self.taken]

    def maybe(self, name: str | None) -> Entity | None:
        """Resolve a name that may be left out."""
        return self.take(name) if name else None

    def lines(self, lines: Iterable[Line]) -> None:
        """Print lines."""
        emit_lines(lines, self.out)

    def json(self, record: object) -> None:
        """Print a record as JSON."""
        import json

        emit(json.dumps(record, ensure_ascii=False, indent=2), self.out)

    def table(
        self, records: Iterable[Mapping[str, object]], columns: list[str], *, usual: int | None = None
    ) -> None:
        """Print records in the format asked for, `usual` of them unless -n says otherwise."""
        emit_table(records, columns, self.form, self.limit or usual, self.out)

    def listed(self, found: Sequence[T], write: Callable[[Sequence[T], Conclusions, str], Iterable[Line]]) -> None:
        """Print things as lines; nothing to show is said, with exit code 1."""
        shown = found[: self.limit]
        if shown:
            self.lines(write(shown, self.conclusions, self.lang))
        tell_rest(len(shown), len(found))

    def told(self, lines: Iterable[Line], record: Callable[[], object], rows: Callable[[], Table]) -> None:
        """Print an answer that is told in lines; JSON has its record, other formats a table of its rows."""
        if self.form == "table":
            self.lines(lines)
        elif self.form == "json":
            self.json(record())
        else:
            records, columns = rows()
            emit_table(records, columns, self.form, None, self.out)

    def page(self, answer: Answer) -> None:
        """Print an answer as a page."""
        emit_page(self.graph, answer, self.lang, self.out)

    def page_of(
        self, title: str, things: Iterable[Entity], records: Sequence[Mapping[str, object]], columns: list[str]
    ) -> None:
        """Print records about some things as a page."""
        from graph.page import records_answer

        self.page(records_answer(title, things, records, columns))


def emit(text: str, out: str | None = None) -> None:
    """Print an answer, or write it to a file whole."""
    if out is None:
        click.echo(text)
        return
    from graph.store.files import write_whole

    write_whole(Path(out), text if text.endswith("\n") else text + "\n")
    click.echo(f"Wrote {out}.", err=True)


def emit_lines(lines: Iterable[Line], out: str | None = None) -> None:
    """Print lines, wrapped and coloured as the terminal allows."""
    from graph.render.lines import layout

    columns = terminal_width(out)
    emit(layout(lines, columns, _unpainted if columns is None else painted), out)


def emit_table(
    records: Iterable[Mapping[str, object]], columns: list[str], form: str, limit: int | None, out: str | None,
) -> None:  # fmt: skip
    """Print records in the format asked for; nothing to show is said, with exit code 1."""
    from graph.render.tables import write_table

    found = list(records)
    shown = found[:limit]
    if shown or form != "table":
        cells = terminal_width(out)
        emit(write_table(shown, columns, form, width=cells, colour=cells is not None), out)
    tell_rest(len(shown), len(found))


def emit_page(graph: KnowledgeGraph, answer: Answer, lang: str, out: str | None) -> None:
    """Print an answer as a page, or write it to a file."""
    emit(graph.page(answer=answer, language=lang).html, out)


def take(graph: KnowledgeGraph, name: str) -> Resolution:
    """Resolve a name, and say on stderr which entity it was taken for where that is not plain."""
    resolution = graph.resolve(name)
    if not resolution.is_plain:
        click.echo(f"{name}: {resolution.entity.label()} ({resolution.how})", err=True)
    if resolution.others:
        others = ", ".join(other.slug for other in resolution.others[:3])
        more = f" and {len(resolution.others) - 3} more" if len(resolution.others) > 3 else ""
        click.echo(f"It may also mean {others}{more}; `panmunjom find` lists all.", err=True)
    return resolution


@contextlib.contextmanager
def patience() -> Iterator[None]:
    """Say on stderr that work goes on, if it takes more than two seconds."""
    timer = threading.Timer(2, lambda: click.echo("Working …", err=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def tell_rest(shown: int, found: int) -> None:
    """Say how much was left out; if nothing was found, say so with exit code 1."""
    if shown < found:
        click.echo(f"{shown} of {found} shown; -n {found} shows all.", err=True)
    if not found:
        find_nothing("Nothing found.")


def find_nothing(why: str) -> NoReturn:
    """End with exit code 1: there is no answer."""
    click.echo(why, err=True)
    raise SystemExit(1)


def terminal_width(out: str | None) -> int | None:
    """Return the cells that a terminal has for an answer, or None where it goes elsewhere."""
    if out is not None or not sys.stdout.isatty():
        return None
    import shutil

    return min(shutil.get_terminal_size().columns, 120)


def painted(text: str, style: Style) -> str:
    """Put a style on a text."""
    return click.style(text, **_STYLES.get(style, {}))


def _unpainted(text: str, style: Style) -> str:
    return text


# --- refusals ---------------------------------------------------------------------------------------

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
    if isinstance(error, UnknownNameError) and not error.suggestions:
        advice = _LISTS.get(error.what) or ("" if error.what == "kind" else _other_spelling(error))
        return f"{error}. {advice}".removesuffix(" ") if advice else str(error)
    return str(error)


def _other_spelling(error: UnknownNameError) -> str:
    return "Try another spelling, or widen the lens." if error.lens else "Try another spelling."
