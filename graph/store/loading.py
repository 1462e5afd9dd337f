"""Read RDF files into one Oxigraph store: strictly, and with the place of every fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from graph.errors import DataError

FORMATS = {
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}
"""What is read, by the ending of the file's name."""

_PREAMBLE = re.compile(r"^Parser error .*?: ")


def load(paths: Iterable[str | PathLike[str]]) -> Store:
    """Read files, and the files in folders, into a new store.

    Args:
        paths: Files with an ending of `FORMATS`, or folders that are searched for such files.

    Raises:
        DataError: A path does not exist, holds nothing to read, is not UTF-8, or breaks the syntax.
    """
    store = Store()
    for path in paths:
        for file in files_in(Path(fspath(path))):
            read_into(store, file)
    return store


def files_in(path: Path) -> Iterator[Path]:
    """Yield the readable files of a path in a fixed order.

    Raises:
        DataError: The path does not exist, is of an unknown kind, or is a folder without such files.
    """
    endings = ", ".join(FORMATS)
    if not path.exists():
        raise DataError("no such file or folder; check the path", path=str(path))
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.suffix in FORMATS and file.is_file())
        if not found:
            raise DataError(f"nothing to read in this folder; expected files ending in {endings}", path=str(path))
        yield from found
    elif path.suffix in FORMATS:
        yield path
    else:
        raise DataError(f"unknown kind of file; expected one ending in {endings}", path=str(path))


def read_into(store: Store, file: Path) -> None:
    """Add one file to a store, whole or not at all.

    Raises:
        DataError: The file cannot be read, is not UTF-8, or breaks the syntax; with line and column.
    """
    try:
        content = file.read_bytes()
        store.load(content, FORMATS[file.suffix])
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", path=str(file)) from error
    except SyntaxError as error:
        raise _syntax_error(error, file, content) from error


def _syntax_error(error: SyntaxError, file: Path, content: bytes) -> DataError:
    try:
        content.decode()
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        column = fault.start - (content.rfind(b"\n", 0, fault.start) + 1) + 1
        return DataError("not UTF-8; save the file as UTF-8", path=str(file), line=line, column=column)
    message = _PREAMBLE.sub("", error.msg)
    return DataError(message, path=str(file), line=error.lineno, column=error.offset)
