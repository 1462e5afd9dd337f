"""Printing: answers to the terminal or to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

import click

from graph.commands.terminal import columns_of, has_colours, is_terminal, note, progress
from graph.render.tables import chosen_columns

if TYPE_CHECKING:
    from graph.conclusions.conclusions import Conclusions
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
JSON_FORMS = frozenset({"json", "jsonl"})
BOM = "graph.commands.bom"
"""Where it is kept that the answer is to begin with a byte order mark."""
LANGUAGE = "graph.commands.language"
"""Where it is kept in which language the answer is wanted."""
LENS = "graph.commands.lens"
"""Where it is kept, in words, what the lens lets through."""

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
    chosen: tuple[str, ...] = ()

    @property
    def in_lines(self) -> bool:
        """Whether the answer is told in lines, where a command tells it so, and not as a table."""
        return self.form == "table" and not self.chosen

    @property
    def in_json(self) -> bool:
        """Whether the answer is wanted as JSON, in one piece or line by line."""
        return self.form in JSON_FORMS

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
        """Print a record, or several, as JSON."""
        import json

        if isinstance(record, list):
            emit_records(record, (), self.form, self.chosen, self.out)
            return
        if self.chosen and isinstance(record, dict):
            record = _only(record, chosen_columns(self.chosen, record))
        emit(json.dumps(record, ensure_ascii=False, indent=2 if self.form == "json" else None), self.out)

    def table(
        self, records: Iterable[Mapping[str, object]], columns: list[str], *, usual: int | None = None
    ) -> None:
        """Print records in the format asked for, `usual` of them unless -n says otherwise."""
        emit_table(records, columns, self.form, self.limit or usual, self.out, self.chosen)

    def listed(
        self, found: Sequence[T], write: Callable[[Sequence[T], Conclusions, str], Iterable[Line]], *,
        usual: int | None = None,
    ) -> None:  # fmt: skip
        """Print things as lines, `usual` of them unless -n says otherwise; of nothing that is said, exit code 1."""
        shown = found[: self.limit or usual]
        if shown:
            self.lines(write(shown, self.conclusions, self.lang))
        tell_rest(len(shown), len(found))

    def told(self, lines: Iterable[Line], record: Callable[[], object], rows: Callable[[], Table]) -> None:
        """Print an answer that is told in lines; JSON has its record, other formats a table of its rows."""
        if self.in_lines:
            self.lines(lines)
        elif self.in_json:
            self.json(record())
        else:
            records, columns = rows()
            emit_table(records, columns, self.form, None, self.out, self.chosen)

    def page(self, answer: Answer) -> None:
        """Print an answer as a page."""
        emit_page(self.graph, answer, self.lang, self.out)

    def page_of(
        self, title: str, things: Iterable[Entity], records: Sequence[Mapping[str, object]], columns: list[str]
    ) -> None:
        """Print records about some things as a page."""
        from graph.page import records_answer

        self.page(records_answer(title, things, records, columns))


def emit(text: str, out: str | None = None, *, styled: bool = False) -> None:
    """Print an answer, or write it to a file whole.

    Args:
        text: The answer.
        out: The file; `-` and nothing stand for stdout.
        styled: Whether it is harmless already and has styles; else a terminal is not shown what it would obey.
    """
    if out is None or out == "-":
        emit_piece(_ended(text), styled=styled)
        return
    from graph.store.files import write_whole

    progress.end()
    write_whole(Path(out), _mark() + _ended(text))
    note(f"Wrote {out}.")


def _ended(text: str) -> str:
    """End a text with its line; nothing at all, as JSON line by line may be, stays nothing."""
    return text if text.endswith("\n") or not text else text + "\n"


def emit_piece(text: str, *, styled: bool = False) -> None:
    """Print a part of an answer as it stands, but for what a terminal would obey."""
    from graph.errors import OutputError
    from graph.model.safe import safe_text

    progress.end()
    if sys.stdout is None:
        raise OutputError("the answer", OSError("standard output is closed"))
    if not is_terminal(sys.stdout):
        text = _mark() + text
    elif not styled:
        text = safe_text(text)
    click.echo(text, nl=False, color=True)  # as it stands: click would drop escape sequences, a file has them


def _mark() -> str:
    """Return the byte order mark, once, if it is asked for."""
    context = click.get_current_context(silent=True)
    return "\ufeff" if context and context.meta.pop(BOM, False) else ""


def emit_lines(lines: Iterable[Line], out: str | None = None) -> None:
    """Print lines, wrapped and coloured as the terminal allows."""
    from graph.render.lines import layout

    columns = terminal_width(out)
    paint = painted if columns is not None and has_colours() else _unpainted
    emit(layout(lines, columns, paint), out, styled=True)


def emit_table(
    records: Iterable[Mapping[str, object]], columns: list[str], form: str, limit: int | None, out: str | None,
    chosen: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Print records in the format asked for; nothing to show is said, with exit code 1."""
    found = list(records)
    shown = found[:limit]
    if shown or form != "table":
        emit_records(shown, columns, form, chosen, out)
    tell_rest(len(shown), len(found))


def emit_records(
    records: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str, chosen: tuple[str, ...],
    out: str | None,
) -> None:  # fmt: skip
    """Print records: the usual columns of a table, or those that were chosen among all their keys."""
    from graph.render.tables import write_table

    if chosen:
        columns = chosen_columns(chosen, (name for record in records for name in record))
        records = [_only(record, columns) for record in records]
    cells = terminal_width(out)
    text = write_table(records, columns, form, width=cells, colour=cells is not None and has_colours())
    emit(text, out, styled=form == "table")


def _only(record: Mapping[str, Any], columns: Iterable[str]) -> dict[str, Any]:
    return {name: record.get(name) for name in columns}


def emit_page(graph: KnowledgeGraph, answer: Answer, lang: str, out: str | None) -> None:
    """Print an answer as a page, or write it to a file."""
    emit(graph.page(answer=answer, language=lang).html, out)


def take(graph: KnowledgeGraph, name: str) -> Resolution:
    """Resolve a name, and say on stderr which entity it was taken for where that is not plain."""
    resolution, language = graph.resolve(name), _language()
    if not resolution.is_plain:
        note(f"{name}: {resolution.entity.label(language)} ({_how(resolution, language)})")
    if resolution.others:
        others, more = ", ".join(other.slug for other in resolution.others[:3]), len(resolution.others) - 3
        note(told("may_also_mean").format(told("and_more").format(others, more) if more > 0 else others))
    return resolution


def _how(resolution: Resolution, language: str) -> str:
    """Write why a name was taken for an entity; the office of whoever was meant by it in the reader's language."""
    tenure = resolution.tenure
    if tenure is None or language == "en":
        return resolution.how
    from graph.render.dates import dated

    held = resolution.how.removeprefix(f"as {tenure.title()} (").removesuffix(")")
    return f"{tenure.title(language)}; {dated(held, language)}"


def told(key: str) -> str:
    """Return the words for a key in the language in which the answer is wanted."""
    from graph.render.words import words

    return words(_language())[key]


def _language() -> str:
    context = click.get_current_context(silent=True)
    return str(context.meta.get(LANGUAGE, "en")) if context else "en"


def tell_rest(shown: int, found: int) -> None:
    """Say how much was left out; if nothing was found, say so with exit code 1."""
    if shown < found:
        note(told("rest_shown").format(shown, found, found))
    if not found:
        context = click.get_current_context(silent=True)
        lens = context.meta.get(LENS) if context else ""
        nothing = told("nothing_found")
        find_nothing(f"{nothing.removesuffix('.')}, {lens}." if lens else nothing)


def find_nothing(why: str) -> NoReturn:
    """End with exit code 1: there is no answer."""
    if why:
        note(why)
    raise SystemExit(1)


def terminal_width(out: str | None) -> int | None:
    """Return the cells that a terminal has for an answer, or None where it goes elsewhere."""
    return columns_of(sys.stdout) if out is None else None


def painted(text: str, style: Style) -> str:
    """Put a style on a text."""
    return click.style(text, **_STYLES.get(style, {}))


def _unpainted(text: str, style: Style) -> str:
    return text
