"""Read RDF files into one Oxigraph store: strictly, and with the place of every fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph.errors import DataError

READABLE = {
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}
"""What is read, by the ending of the file's name."""

_PREAMBLE = re.compile(r"^Parser error .*?: ")
_DEFAULT = DefaultGraph()


class Loaded:
    """What was read: the quads in a store, and the files that they stand in.

    Args:
        store: The quads. What is derived from them may be added to its default graph after `keep`.
        files: Where they were read from.
    """

    def __init__(self, store: Store, files: Iterable[Path] = ()) -> None:
        self.store, self.files = store, tuple(files)
        self._kept: bytes | None = None

    def keep(self) -> None:
        """Remember the default graph as it was read, before anything is added to it."""
        if self._kept is None:
            self._kept = self.store.dump(format=RdfFormat.N_TRIPLES, from_graph=_DEFAULT)

    def quads(self) -> Iterator[Quad]:
        """Yield every quad that was read, and none that was derived."""
        for graph in self.store.named_graphs():
            yield from self.store.quads_for_pattern(None, None, None, graph)
        if self._kept is None:
            yield from self.store.quads_for_pattern(None, None, None, _DEFAULT)
        else:
            yield from parse(self._kept, RdfFormat.N_TRIPLES)

    def file_of(self, iri: str) -> str | None:
        """Return the file in which a subject or a named graph first stands."""
        node = NamedNode(iri)
        return self.file_with(lambda quad: node in {quad.subject, quad.graph_name})

    def file_with(self, sought: Callable[[Quad], bool]) -> str | None:
        """Return the first file in which a quad of some sort stands."""
        for file in self.files:
            if any(map(sought, parse(path=file, format=READABLE[file.suffix]))):
                return str(file)
        return None


def load(paths: Iterable[str | PathLike[str]]) -> Loaded:
    """Read files, and the files in folders, into a new store.

    Args:
        paths: Files with an ending of `READABLE`, or folders that are searched for such files.

    Raises:
        DataError: A path does not exist, holds nothing to read, is not UTF-8, or breaks the syntax.
    """
    store = Store()
    files = [file for path in paths for file in files_in(Path(fspath(path)))]
    for file in files:
        read_into(store, file)
    return Loaded(store, files)


def files_in(path: Path) -> Iterator[Path]:
    """Yield the readable files of a path in a fixed order.

    Raises:
        DataError: The path does not exist, is of an unknown kind, or is a folder without such files.
    """
    endings = ", ".join(READABLE)
    if not path.exists():
        raise DataError("no such file or folder; check the path", path=str(path))
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.suffix in READABLE and file.is_file())
        if not found:
            raise DataError(f"nothing to read in this folder; expected files ending in {endings}", path=str(path))
        yield from found
    elif path.suffix in READABLE:
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
        store.load(content, READABLE[file.suffix])
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
