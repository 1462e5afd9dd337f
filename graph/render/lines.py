"""Lines of styled text, wrapped to a width."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from graph.model.safe import safe, width
from graph.render.wrapping import words_with_blanks

Style = Literal["plain", "title", "heading", "dim", "date", "warning"]


class Run(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style = "plain"


class Line(NamedTuple):
    """One line of output, indented; wrapped lines are indented by `hang`."""

    runs: tuple[Run, ...] = ()
    indent: int = 0
    hang: int = 0


def line(*parts: str | Run, indent: int = 0, hang: int | None = None) -> Line:
    """Make a line of plain texts and runs; wrapped lines hang two cells deeper unless told otherwise."""
    runs = tuple(part if isinstance(part, Run) else Run(part) for part in parts)
    return Line(runs, indent, indent + 2 if hang is None else hang)


def layout(lines: Iterable[Line], columns: int | None, paint: Callable[[str, Style], str]) -> str:
    """Write lines as text.

    Args:
        lines: What to write.
        columns: Width to wrap to, in cells; None to leave lines whole.
        paint: Puts a style on a text.
    """
    return "\n".join("\n".join(_wrapped(each, columns, paint)) for each in lines)


def _wrapped(each: Line, columns: int | None, paint: Callable[[str, Style], str]) -> Iterable[str]:
    room = columns - max(each.indent, each.hang) if columns else None
    pieces = [(word, run.style) for run in each.runs for word in words_with_blanks(safe(run.text), room)]
    row, used = " " * each.indent, each.indent
    for piece, style in pieces:
        word = piece.rstrip()
        if columns and used + width(word) > columns and used > each.hang:
            yield row.rstrip()
            row, used = " " * each.hang, each.hang
        row += (paint(word, style) if style != "plain" and word else word) + piece[len(word) :]
        used += width(piece)
    yield row.rstrip()
