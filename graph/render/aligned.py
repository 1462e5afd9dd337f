"""Tables for terminals: columns side by side where they fit, else one record below the other; words stay whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model.safe import safe, width
from graph.render.wrapping import wrapped

_GAP = 2
_NARROW = 16
"""A column of longer texts is not wrapped to less than this."""

_PADDED = 40
"""In a pipe a column is filled up to this at most, however long its longest text is."""

Row = Sequence[str]


def aligned(headings: Row, rows: Sequence[Row], columns: int | None = None, *, colour: bool = False) -> str:
    """Write rows of cells.

    Args:
        headings: One for each column.
        rows: The cells.
        columns: Cells that a terminal has; None where lines may be as long as they are, as in a pipe.
        colour: Whether headings may be bold.

    >>> print(aligned(["who", "kind"], [["Rason", "region"], ["Tumen", "river"]]))
    who    kind
    ─────────────
    Rason  region
    Tumen  river
    """
    cells = [[safe(text) for text in row] for row in rows]
    natural = [max(map(width, column)) for column in zip(headings, *cells, strict=True)]
    if columns is None:
        return "\n".join(_table(headings, cells, [min(each, _PADDED) for each in natural], colour=colour))
    fitted = _fitted(headings, cells, natural, columns - _GAP * (len(headings) - 1))
    if fitted is None:
        return "\n\n".join("\n".join(_record_lines(headings, row, columns, colour=colour)) for row in cells)
    return "\n".join(_table(headings, cells, fitted, folds=True, colour=colour))


def _fitted(headings: Row, rows: Sequence[Row], natural: list[int], room: int) -> list[int] | None:
    """Return widths with which the columns fit, wrapped between words; None where they would be too narrow."""
    if sum(natural) <= room:
        return natural
    widths = [
        max(min(each, _NARROW), *(width(word) for text in column for word in text.split() or [""]))
        for each, column in zip(natural, zip(headings, *rows, strict=True), strict=True)
    ]
    spare = room - sum(widths)
    if spare < 0:
        return None
    while spare > 0 and widths != natural:
        narrowest = min((w, i) for i, w in enumerate(widths) if w < natural[i])[1]
        widths[narrowest] += 1
        spare -= 1
    return widths


def _table(
    headings: Row, rows: Sequence[Row], widths: list[int], *, folds: bool = False, colour: bool
) -> Iterator[str]:
    first = _line(headings, widths)
    yield f"\x1b[1m{first}\x1b[0m" if colour else first
    ragged = [0, *(width(_line(row, widths)) for row in rows)] if not folds else [0]
    yield "─" * max(sum(widths) + _GAP * (len(widths) - 1), min(max(ragged), width(first)))
    for row in rows:
        if not folds:
            yield _line(row, widths)
            continue
        parts = [list(wrapped(text, each)) for text, each in zip(row, widths, strict=True)]
        for number in range(max(map(len, parts))):
            yield _line([part[number] if number < len(part) else "" for part in parts], widths)


def _line(row: Row, widths: list[int]) -> str:
    filled = (text + " " * (each - width(text)) for text, each in zip(row, widths, strict=True))
    return (" " * _GAP).join(filled).rstrip()


def _record_lines(headings: Row, row: Row, columns: int, *, colour: bool) -> Iterator[str]:
    """Yield the lines of one record: the name of each column, and beside or below it what it holds."""
    longest = max(map(width, headings))
    beside = longest + _GAP if longest + _GAP <= columns // 3 else 0
    for heading, text in zip(headings, row, strict=True):
        if not text:
            continue
        name = f"\x1b[1m{heading}\x1b[0m" if colour else heading
        indent = beside or _GAP
        first, *rest = wrapped(text, columns - indent)
        yield name + " " * (beside - width(heading)) + first if beside else name
        yield from (" " * indent + line for line in (rest if beside else [first, *rest]))
