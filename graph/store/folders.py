"""Folders are read whole or refused: what is data in them, and what is left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path
from warnings import warn

from graph.errors import DataError, DataWarning
from graph.store.documents import FORMATS, STDIN, Document, document, extension
from graph.store.files import files_in, reading

_AMBIGUOUS = frozenset({".json", ".xml"})
"""Files with these endings are seldom RDF: in folders they are left out, and read where they are named."""

_UNREAD = frozenset({".n3", ".trix", ".trigs", ".hdt", ".jelly", ".rj", ".bz2", ".xz", ".zst", ".zip"})
"""Endings of what may be RDF and cannot be read."""


def documents(paths: Iterable[str | PathLike[str]]) -> Iterator[Document]:
    """Yield the documents at paths, each once, those of folders in a fixed order.

    Args:
        paths: Files, folders, or `-` for standard input.

    Raises:
        DataError: A path does not exist, is of an unknown kind, or is a folder with nothing to read in it or with
            something that cannot be read.
    """
    seen = set()
    for found in _documents(paths):
        place = os.path.realpath(found.path) if found.path else found.name
        if place not in seen:
            seen.add(place)
            yield found


def _documents(paths: Iterable[str | PathLike[str]]) -> Iterator[Document]:
    for path in paths:
        name = fspath(path)
        with reading(name):
            is_folder = name != STDIN and Path(name).is_dir()
            if not is_folder:
                _refuse_what_is_no_file(Path(name), name)
        if is_folder:
            yield from _in_folder(Path(name))
        else:
            yield document(name)


def _in_folder(folder: Path) -> Iterator[Document]:
    left_out: list[str] = []
    found = [file for file in files_in(folder) if _is_data(file, left_out)]
    if left_out:
        names = ", ".join(left_out[:3]) + (f" and {len(left_out) - 3} more" if len(left_out) > 3 else "")
        warn(f"{folder}: left out {names}; name a file to have it read", DataWarning, stacklevel=2)
    if not found:
        endings = ", ".join(each for each in FORMATS if each not in _AMBIGUOUS)
        raise DataError(f"nothing to read in this folder; expected files ending in {endings}", path=str(folder))
    for file in found:
        yield document(file)


def _is_data(file: Path, left_out: list[str]) -> bool:
    """Tell whether a file in a folder is to be read; what may be data and cannot be is refused."""
    kind = extension(file.name)
    if kind in _UNREAD:
        raise DataError(f"files ending in {kind} cannot be read; convert it, or move it away", path=str(file))
    if kind in _AMBIGUOUS:
        left_out.append(file.name)
    if kind not in FORMATS or kind in _AMBIGUOUS:
        return False
    _refuse_what_is_no_file(file, str(file))
    return True


def _refuse_what_is_no_file(file: Path, name: str) -> None:
    """Refuse a link that leads nowhere, and what would be read without end."""
    if name == STDIN or name.startswith("/dev/") or file.is_file():
        return
    if file.is_symlink():
        raise DataError("is a link that leads nowhere; remove it, or mend it", path=name)
    if not file.exists():
        raise DataError("no such file or folder; check the path", path=name)
    raise DataError("is a pipe, a socket or a device, no file; send it through standard input: - < …", path=name)
