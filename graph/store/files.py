"""Read files as text; write them whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from graph.errors import DataError, OutputError


def read_text(path: Path) -> str:
    """Read a UTF-8 file.

    Raises:
        DataError: It cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise DataError("not UTF-8; save the file as UTF-8", path=str(path)) from error


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there complete, or as it was before.

    Raises:
        OutputError: The file cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputError(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(draft).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(draft).replace(path)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise OutputError(path, error) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
