"""What is kept beside a compiled graph in the cache: what takes long to make of it, made when first asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from graph.errors import OutputError
from graph.store.compiled import KEPT, Records, checksum
from graph.store.files import write_whole

T = TypeVar("T")


def kept(
    compiled: Records, name: str, make: Callable[[], T], write: Callable[[T], Any], read: Callable[[Any], T]
) -> T:
    """Return what is kept of a compiled graph; what is not, or is not as it was written, is made and kept.

    Like the graph it is never stale, as it lies in its folder: whatever changes there changes the folder's name.

    Args:
        compiled: The graph.
        name: What is kept, as the name of a file; with all that it depends on beside the graph.
        make: Makes it.
        write: Returns it as what JSON can hold.
        read: Returns it as it was.
    """
    if not compiled.keeps:
        return make()
    file = compiled.folder / KEPT / f"{name}.json"
    text = _intact(file)
    if text is not None:
        return read(json.loads(text))
    made = make()
    text = json.dumps(write(made), ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError, OutputError):  # it is made again the next time
        file.parent.mkdir(exist_ok=True)
        write_whole(file, f"{checksum(text)}\n{text}")
    return made


def is_marked(compiled: Records, name: str) -> bool:
    """Tell whether something was noted of a compiled graph."""
    return compiled.keeps and (compiled.folder / KEPT / name).is_file()


def mark(compiled: Records, name: str) -> None:
    """Note something of a compiled graph, if it is one of the cache."""
    if compiled.keeps:
        with suppress(OSError):
            (compiled.folder / KEPT).mkdir(exist_ok=True)
            (compiled.folder / KEPT / name).touch()


def _intact(file: Path) -> str | None:
    """Return what stands in a file below its sum, if it has that sum."""
    with suppress(OSError, ValueError):
        sum_, _, text = file.read_text(encoding="utf-8").partition("\n")
        if int(sum_) == checksum(text):
            return text
    return None
