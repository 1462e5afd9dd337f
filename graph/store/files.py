"""Read files as text; write them whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.errors import DataError, OutputError


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Tell which file it was that could not be read.

    Raises:
        DataError: The system refused something within.
    """
    try:
        yield
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", path=name) from error


def read_text(path: Path) -> str:
    """Read a UTF-8 file, a byte order mark at its beginning left out.

    Raises:
        DataError: It cannot be read, or is not UTF-8.
    """
    try:
        with reading(str(path)):
            return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("not UTF-8; save the file as UTF-8", path=str(path)) from error


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there complete, or as it was before.

    A link is followed. What is no file (a device, a pipe) is written through, and not replaced.

    Raises:
        OutputError: The file cannot be written.
    """
    data = content.encode(errors="backslashreplace") if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except (OSError, RuntimeError) as error:  # a circle of links is a RuntimeError
        raise OutputError(path, error) from error


def _replace(target: Path, data: bytes) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if target.exists():
            before = target.stat()
            with suppress(OSError):  # somebody else's file stays theirs where that is allowed
                os.chown(draft, before.st_uid, before.st_gid)
            draft.chmod(before.st_mode)
        else:
            draft.chmod(0o666 & ~_umask())
        draft.replace(target)
    except BaseException:  # an interrupt as well
        draft.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def files_in(folder: Path) -> Iterator[Path]:
    """Yield all that lies in a folder and the folders in it, each once, by links as well, in a fixed order.

    Raises:
        DataError: A folder cannot be read.
    """
    return _unseen(folder, set())


def _unseen(folder: Path, seen: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    with reading(str(folder)):
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in entries:
        file = folder / entry.name
        if file.is_dir():
            yield from _unseen(file, seen)
            continue
        target = os.path.realpath(file) if entry.is_symlink() else str(Path(real, entry.name))
        if target not in seen:
            seen.add(target)
            yield file


def is_address(path: object) -> bool:
    """Tell whether what is given for data is the address of an endpoint."""
    return isinstance(path, str) and path.startswith(("http://", "https://"))
